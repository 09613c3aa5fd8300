"""Tables that exports wrote into a zip, read again: CSV, Parquet, and those for Neo4j."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graph.returning.collecting import Collected

Row = Mapping[str, Any]
Rows = Callable[[str], Iterator[Row]]
"""The rows of the table of a name."""

_GUARD = "'"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = ("line", "start", "end")


def read_csv(package: zipfile.ZipFile, into: Collected) -> None:
    """Take in the tables of a CSV export."""
    _read(
        lambda name: ({key: _unguarded(cell) for key, cell in row.items()} for row in _rows(package, name)),
        into,
    )


def read_neo4j(package: zipfile.ZipFile, into: Collected) -> None:
    """Take in the tables that were written for Neo4j's import."""

    def rows(name: str) -> Iterator[Row]:
        for row in _rows(package, name):
            yield {key.partition(":")[0]: _parted(key, cell) for key, cell in row.items()}

    _read(rows, into)


def read_parquet(package: zipfile.ZipFile, into: Collected) -> None:
    """Take in the tables of a Parquet export."""
    import pyarrow.parquet as pq

    def rows(name: str) -> Iterator[Row]:
        with package.open(f"{name}.parquet") as member:
            table = pq.ParquetFile(io.BytesIO(member.read()))
        for batch in table.iter_batches():
            yield from batch.to_pylist()

    _read(rows, into)


def _read(rows: Rows, into: Collected) -> None:
    for row in rows("nodes"):
        into.node(row)
    for row in rows("claims"):
        about = {"iri": row["proposition"], "datatype": row["object_datatype"]}
        into.proposition({**row, **about, "graph": row.get("proposition_graph")})
        into.claim(
            {**row, **{name: _number(row[name]) for name in _NUMBERS}, "reference": _true(row["reference"])}
        )
    for row in rows("statements"):
        into.statements(str(row["statements"]))


def _rows(package: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(1 << 30)
    with package.open(f"{name}.csv") as member:
        yield from csv.DictReader(io.TextIOWrapper(member, "utf-8", newline=""))


def _unguarded(cell: str) -> str:
    """Return the text that `graph.export.tables.guarded` was given."""
    bare = cell.lstrip(_GUARD)
    return cell[1:] if cell.startswith(_GUARD) and bare.startswith(_RISKY) else cell


def _parted(header: str, cell: str) -> object:
    return [one for one in cell.split("|") if one] if header.endswith("[]") else cell


def _number(cell: object) -> int | None:
    return None if cell in (None, "") else int(str(cell))


def _true(cell: object) -> bool:
    return cell is True or cell == "true"
