"""The shape of a table, told from its beginning.

`csv.Sniffer` looks at single letters and often errs; here the beginning is read with each delimiter and
quote, and those win under which most rows have as many cells as each other.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from graph.errors import TableError
from graph.settings import BULK_LIMITS
from graph.tables.encodings import encoding_of
from graph.tables.entities import entity_columns, is_entity
from graph.tables.headerless import published_shape
from graph.tables.objects import first_names, json_objects, layout_of
from graph.tables.records import DELIMITERS, Broken, records_of
from graph.tables.separated import named, numbered
from graph.tables.shape import Layout, TableShape
from graph.tables.statements import COLUMNS as STATEMENT_COLUMNS
from graph.tables.statements import rdf_format
from graph.tables.textual import require_letters, require_text
from graph.tables.watching import Watch

_QUOTES = ('"', "", "'")
_SPREADSHEET = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
"""What spreadsheets write before the header to name the delimiter."""
_VALUE = re.compile(r"[-+]?[\d.,\s]+%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|https?://.*", re.IGNORECASE)
_MOST_VALUES = 1 / 3
_FEWEST_SHARE = 0.5
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True, order=True)
class _Fit:
    """How well a delimiter and a quote fit; the greatest wins."""

    share: float
    """Of the rows that have as many cells as most."""
    columns: int
    rank: int
    """Earlier delimiters and quotes are greater."""
    shape: TableShape
    header: Sequence[str]


def sniff(path: str | Path) -> TableShape:
    """Return the shape of the table at `path`; each part of it may be changed before reading.

    Parameters
    ----------
    path
        A file, plain or packed by gzip.

    Returns
    -------
    TableShape
        With the names of its columns where it has a header or is JSON. Where nothing parts the lines into
        cells it is a table of one column.

    Raises
    ------
    TableError
        If the file is missing, empty, a folder, no text or changes meanwhile, or its header cannot be one.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "losses.csv")
    >>> _ = path.write_text("date;place;tanks\\n24.08.2024;Belgorod;1,5\\n", encoding="utf-8")
    >>> shape = sniff(path)
    >>> shape.delimiter, shape.header, shape.columns
    (';', 1, ('date', 'place', 'tanks'))
    """
    watch = Watch(path)
    if rdf_format(watch.path) is not None:
        return TableShape("", "utf-8", 0, "", Layout.STATEMENTS, STATEMENT_COLUMNS)
    with watch.peeked() as stream:
        encoding = encoding_of(stream)
    with watch.peeked() as stream:
        head = stream.read(BULK_LIMITS.import_sniffed_bytes)
        whole = not stream.read(1)
    require_text(watch.path, head)
    text = head.decode(encoding, "replace").removeprefix("\ufeff")
    if not text.strip():
        raise TableError(f"The file {str(watch.path)!r} holds only spaces; a table has at least one row.")
    require_letters(watch.path, text, encoding)
    layout = layout_of(text)
    if layout is not Layout.SEPARATED:
        return _json_shape(text, encoding, layout)
    lines = text if whole else _whole_lines(text)
    return published_shape(lines, encoding) or shape_of_text(lines, encoding)


def _json_shape(text: str, encoding: str, layout: Layout) -> TableShape:
    lines = TableShape("", encoding, 0, "", layout, first_names(text, layout))
    if layout is Layout.LINES:
        first = next(
            json_objects(io.BytesIO(text.encode("utf-8", "replace")), TableShape(layout=layout)), None
        )
        if first is not None and isinstance(first[1], dict) and {"op", "entity"} <= first[1].keys():
            raise TableError(
                "The file lists changes of FollowTheMoney entities (a delta), not the entities; give the "
                "whole dataset, such as entities.ftm.json. A newer one replaces what was imported."
            )
        if first is not None and isinstance(first[1], dict) and is_entity(first[1]):
            return replace(lines, layout=Layout.ENTITIES, columns=entity_columns(text))
    return lines


def shape_of_text(text: str, encoding: str = "utf-8") -> TableShape:
    """Return the shape of a table whose first lines are `text`; see `sniff`."""
    said = _SPREADSHEET.match(text)
    before = 1 if said else 0
    body = text[said.end() :] if said else text
    delimiters = (said.group(1),) if said else tuple(DELIMITERS)
    fits = [
        _fit(body, TableShape(delimiter, encoding, 1, quote), -rank - 10 * choice)
        for choice, quote in enumerate(_QUOTES)
        for rank, delimiter in enumerate(delimiters)
    ]
    best = max(fits, key=lambda fit: (fit.share, fit.columns, fit.rank))
    best = _quoted(best, fits)
    if best.columns < 2 or best.share < _FEWEST_SHARE:
        best = _fit(body, TableShape(delimiters[0], encoding), 0)
    shape = best.shape
    if not shape.header:
        return replace(shape, columns=numbered(best.columns))
    line = shape.header + before
    return replace(shape, header=line, columns=named(best.header, line))


def _quoted(best: _Fit, fits: Sequence[_Fit]) -> _Fit:
    """Return the same with quotes where few rows lack one: without quotes, a stray one is part of a name."""
    for fit in fits:
        alike = fit.columns == best.columns and fit.shape.delimiter == best.shape.delimiter
        if not best.shape.quote and fit.shape.quote == _QUOTES[0] and alike:
            return fit if fit.share >= _NEARLY_ALL * best.share else best
    return best


def _fit(text: str, shape: TableShape, rank: int) -> _Fit:
    found = list(islice(records_of(text, shape), BULK_LIMITS.table_sniffed_rows))
    rows = [(line, cells) for line, cells in found if not isinstance(cells, Broken)]
    counts = Counter(len(cells) for _, cells in rows)
    if not counts:
        return _Fit(0.0, 1, rank, shape, ())
    columns, many = max(counts.items(), key=lambda item: (item[1], item[0]))
    share = many / len(found) if columns > 1 else 0.0
    table = [(line, cells) for line, cells in rows if len(cells) == columns]
    header, first = table[0]
    headed = _names(first, [cells for _, cells in table[1:]])
    return _Fit(share, columns, rank, replace(shape, header=header if headed else 0), first)


def _names(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Say whether `first` names the columns: few of its cells are values, and none comes again below it.

    Where the whole header comes again, as where files were put together, that is a faulty row.
    """
    cells = [cell.strip() for cell in first]
    filled = [cell for cell in cells if cell]
    if not filled or sum(bool(_VALUE.fullmatch(cell)) for cell in filled) / len(filled) > _MOST_VALUES:
        return not filled
    return not any(
        cell and any(row[place].strip() == cell for row in others if list(row) != list(first))
        for place, cell in enumerate(cells)
    )


def _whole_lines(text: str) -> str:
    """Return `text` without the line at its end that was cut."""
    cut = max(text.rfind("\n"), text.rfind("\r"))
    return text[: cut + 1] if cut >= 0 else text
