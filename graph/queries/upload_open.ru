# Who reads while a server shows a switch step by step finds no build rather than a mixed one.
DELETE WHERE { GRAPH $build { ?subject ?predicate ?object } }
