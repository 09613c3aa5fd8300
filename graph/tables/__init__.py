"""Reading tables that others made: their shape is told, rows come one by one, faults are values.

It knows nothing of what a table says; `graph.mapping` does.
"""

from graph.tables.reading import read_rows
from graph.tables.shape import Layout, Row, RowFault, TableShape
from graph.tables.sniffing import sniff
from graph.tables.watching import Watch

__all__ = ["Layout", "Row", "RowFault", "TableShape", "Watch", "read_rows", "sniff"]
