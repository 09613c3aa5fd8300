"""Tables for data frames and column stores: nodes, edges, claims and statements as Parquet.

Columns are typed: counts are whole numbers, days are dates, several IRIs in one cell are a list. When
something was said stays a text as exact as it is known, with the first and the last day it can mean beside
it. Each batch of rows is a row group, so that neither who writes nor who reads needs all of it at once.
pyarrow writes them because it is the reference of the format, and pandas reads through it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from graph.dates import span_of
from graph.export.arrow import arrow_array
from graph.export.extent import Extent
from graph.export.metering import Meter
from graph.export.packages import Package
from graph.export.sheets import KINDS, Sheet, Sheets
from graph.settings import BULK_LIMITS

_DAYS = frozenset({"dated_from", "dated_to", "said_from", "said_to"})
_SPANS: Mapping[str, tuple[str, str]] = {"made_on": ("made_on_from", "made_on_to")}
_TYPES: Mapping[type, Any] = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    list: pa.list_(pa.string()),
}
_NOTE = """{description}

nodes.parquet, edges.parquet and claims.parquet hold a row for each entity, link and claim; statements.parquet
holds what else people wrote, as N-Triples. A label says so unless its link is undisputed; read the stance of
each claim. In pandas: pandas.read_parquet("claims.parquet").
`armsgraph load` reads this zip or folder back whole.
"""


def write_parquet(extent: Extent, meter: Meter, package: Package) -> None:
    """Write the extent as tables and a note."""
    sheets = Sheets(extent)
    for name in KINDS:
        with package.file(f"{name}.parquet", compressed=False) as file:
            _write(sheets, name, meter, file)
    with package.file("README.txt") as file:
        file.write(_NOTE.format(description=extent.description).encode())


def _write(sheets: Sheets, table: str, meter: Meter, file: IO[bytes]) -> None:
    schema = _schema(table)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for _, sheet in sheets.sheets(table, meter, BULK_LIMITS.export_row_group):
            cells = _cells(table, sheet)
            arrays = [arrow_array(cells[one.name], one.type) for one in schema]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _schema(table: str) -> pa.Schema:
    fields = []
    for name, kind in KINDS[table].items():
        fields.append((name, pa.date32() if _is_day(table, name) else _TYPES[kind]))
        fields += [(beside, pa.date32()) for beside in _SPANS.get(name, ()) if table == "claims"]
    return pa.schema(fields)


def _is_day(table: str, name: str) -> bool:
    """Say whether a column holds days; whom a claim was said to is called as the last day of a link."""
    return name in _DAYS and table != "claims"


def _cells(table: str, sheet: Sheet) -> dict[str, list[Any]]:
    made: dict[str, list[Any]] = {}
    for name in KINDS[table]:
        cells = list(sheet[name])
        made[name] = [_first(str(one)) for one in cells] if _is_day(table, name) else cells
        if name in _SPANS and table == "claims":
            precisions = sheet["made_on_precision"]
            spans = [_span(str(text), str(how)) for text, how in zip(cells, precisions, strict=True)]
            made[_SPANS[name][0]] = [first for first, _ in spans]
            made[_SPANS[name][1]] = [last for _, last in spans]
    return made


def _first(text: str) -> date | None:
    return _span(text, "")[0]


@lru_cache(maxsize=4096)
def _span(text: str, precision: str) -> tuple[date | None, date | None]:
    span = span_of(text, precision)
    return (span.start, span.end) if span else (None, None)
