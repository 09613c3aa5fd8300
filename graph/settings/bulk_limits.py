"""The limits of importing, joining, exporting and analysing: each with default, unit and reason."""

from __future__ import annotations

from typing import NamedTuple


class BulkLimits(NamedTuple):
    """Named limits of work on many rows; where a caller may want another, it is an argument."""

    import_sniffed_bytes: int = 65_536
    """Bytes at the beginning of a table from which its delimiter and its encoding are told."""
    table_row_bytes: int = 16_777_216
    """Bytes of one row of a table, with the line breaks in its cells; a longer one is refused, not held."""
    table_columns: int = 4_096
    """Columns of a table; more of them are a wrong delimiter."""
    table_shown_letters: int = 80
    """Letters of a cell that are repeated where something is wrong with it."""
    table_encoding_bytes: int = 16_777_216
    """Bytes of a table that are looked at for letters beyond ASCII, which tell its encoding."""
    table_sniffed_rows: int = 2_000
    """Rows whose cells are counted to tell the delimiter."""
