"""The limits of importing, joining, exporting and analysing: each with default, unit and reason."""

from __future__ import annotations

from typing import NamedTuple


class BulkLimits(NamedTuple):
    """Named limits of work on many rows; where a caller may want another, it is an argument."""

    import_sniffed_bytes: int = 65_536
    """Bytes at the beginning of a table from which its delimiter and its encoding are told."""
