"""Reading tables that others made: their shape is told, rows come one by one, faults are values.

It knows nothing of what a table says; `graph.mapping` does.
"""

from graph.tables.days import Moment, Order, has_order, order_of, read_date, read_epoch
from graph.tables.lists import read_list
from graph.tables.quantities import read_count, read_number, read_point, read_point_of_one
from graph.tables.reading import read_rows, with_columns
from graph.tables.shape import Layout, Row, RowFault, TableShape
from graph.tables.sniffing import sniff
from graph.tables.watching import Watch

__all__ = [
    "Layout",
    "Moment",
    "Order",
    "Row",
    "RowFault",
    "TableShape",
    "Watch",
    "has_order",
    "order_of",
    "read_count",
    "read_date",
    "read_epoch",
    "read_list",
    "read_number",
    "read_point",
    "read_point_of_one",
    "read_rows",
    "sniff",
    "with_columns",
]
