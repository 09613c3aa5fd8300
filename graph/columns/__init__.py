"""Claims as columns of integers, so that another choice of which count is judged in milliseconds."""

from graph.columns.deriving import derive_columns
from graph.columns.judging import NOT_TOLD, contradicted, judge
from graph.columns.keeping import columns_of, open_columns, write_columns
from graph.columns.layout import UNKNOWN_DAY, Columns, Contradicted, Judged
from graph.columns.names import NONE, Names, names_of
from graph.columns.reading import identity_key

__all__ = [
    "NONE",
    "NOT_TOLD",
    "UNKNOWN_DAY",
    "Columns",
    "Contradicted",
    "Judged",
    "Names",
    "columns_of",
    "contradicted",
    "derive_columns",
    "identity_key",
    "judge",
    "names_of",
    "open_columns",
    "write_columns",
]
