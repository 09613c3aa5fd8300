"""The store of quads: the one place that opens Oxigraph or asks a server, and that hands rdflib a view."""

from graph.builds import InputFile, Manifest
from graph.store.formats import RDF_FORMATS
from graph.store.local import MEMORY, Store, graph_called
from graph.store.opening import create_store, open_store
from graph.store.selection import QueryResult, Selection, Term

__all__ = [
    "MEMORY",
    "RDF_FORMATS",
    "InputFile",
    "Manifest",
    "QueryResult",
    "Selection",
    "Store",
    "Term",
    "create_store",
    "graph_called",
    "open_store",
]
