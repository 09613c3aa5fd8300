"""The words of a build beside its integer columns: what exports write without asking the store."""

from graph.wordings.deriving import authored_graphs, derive_wordings
from graph.wordings.keeping import open_wordings, wordings_of, write_wordings
from graph.wordings.layout import BASES, PRECISIONS, Wordings
from graph.wordings.pieces import Pieces, pieces_of

__all__ = [
    "BASES",
    "PRECISIONS",
    "Pieces",
    "Wordings",
    "authored_graphs",
    "derive_wordings",
    "open_wordings",
    "pieces_of",
    "wordings_of",
    "write_wordings",
]
