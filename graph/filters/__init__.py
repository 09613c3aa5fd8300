"""Filters: which of the statements that count are looked at, of claims as values and of claims as columns."""

from graph.filters.columnar import ColumnGround, Let, let_through
from graph.filters.values import (
    LIES_IN,
    NOTHING_LEFT_OUT,
    PART_OF,
    Days,
    Filter,
    Ground,
    Passing,
    When,
    days_of,
    ground_of,
    lets_kind,
    passing,
)

__all__ = [
    "LIES_IN",
    "NOTHING_LEFT_OUT",
    "PART_OF",
    "ColumnGround",
    "Days",
    "Filter",
    "Ground",
    "Let",
    "Passing",
    "When",
    "days_of",
    "ground_of",
    "let_through",
    "lets_kind",
    "passing",
]
