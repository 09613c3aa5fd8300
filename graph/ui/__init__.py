"""The app: a page a file. A page reads its state, asks the knowledge graph, draws."""
