"""The words of a build beside its integer columns: what exports write without asking the store."""

from graph.wordings.deriving import authored_graphs, derive_wordings, wordings_among
from graph.wordings.keeping import FOLDER, open_wordings, wordings_at_hand, wordings_of, write_wordings
from graph.wordings.layout import BASES, PRECISIONS, Wordings
from graph.wordings.pieces import Pieces, pieces_of, pieces_of_bytes
from graph.wordings.told import values_in_english

__all__ = [
    "BASES",
    "FOLDER",
    "PRECISIONS",
    "Pieces",
    "Wordings",
    "authored_graphs",
    "derive_wordings",
    "open_wordings",
    "pieces_of",
    "pieces_of_bytes",
    "values_in_english",
    "wordings_among",
    "wordings_at_hand",
    "wordings_of",
    "write_wordings",
]
