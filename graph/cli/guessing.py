"""`import --guess`: what the columns of a table seem to mean, written down as a mapping to be edited."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from graph.cli import EXIT_DONE
from graph.cli.output import harmless, note, write_json, write_line
from graph.errors import InputError, StoreError
from graph.files import write_file
from graph.labels import folded_form
from graph.matching import Kinds, Matching, draft, guess, import_name
from graph.matching.dating import dated_by_all
from graph.matching.known import kind_of
from graph.search import LabelIndex
from graph.settings import BULK_LIMITS, default_store_location
from graph.tables import Row, TableShape, read_rows, sniff, with_columns


def guess_mapping(arguments: Namespace) -> int:
    """Propose a mapping for one table, and write it beside the working directory for editing.

    Raises
    ------
    InputError
        If another number of tables than one is given, or the file is there already.
    """
    if len(arguments.given) != 1:
        raise InputError(f"--guess looks at one table; {len(arguments.given)} are given.")
    path = Path(arguments.given[0])
    shape = shape_asked(arguments, path) or sniff(path)
    matching, columns, unclear = _guessed(arguments, path, shape)
    target = Path(f"{matching.name}.toml")
    if target.exists():
        raise InputError(f"The file {str(target)!r} is there already; take it away, or give --name.")
    write_file(target, [draft(matching).encode()])
    if unclear:
        note(unclear)
    if arguments.json:
        write_json(_record(matching, columns, target))
    else:
        _print(matching, columns, target, path)
    return EXIT_DONE


def shape_asked(arguments: Namespace, path: Path) -> TableShape | None:
    """Return how a table is written where the person says a part of it; None where nothing is said."""
    if not (arguments.delimiter or arguments.encoding):
        return None
    found = TableShape() if arguments.delimiter and arguments.encoding else sniff(path)
    delimiter = {"tab": "\t", "\\t": "\t"}.get(arguments.delimiter, arguments.delimiter)
    if delimiter and len(delimiter) != 1:
        raise InputError(f"--delimiter is one letter, or tab, not {arguments.delimiter!r}.")
    said = replace(
        found, delimiter=delimiter or found.delimiter, encoding=arguments.encoding or found.encoding
    )
    return with_columns(path, said)


def _guessed(arguments: Namespace, path: Path, shape: TableShape) -> tuple[Matching, Sequence[str], str]:
    read = islice(read_rows(path, shape), BULK_LIMITS.import_sampled_rows)
    rows = [row for row in read if isinstance(row, Row)]
    columns = tuple({name: None for row in rows for name in row.values}) or shape.columns
    found = guess(columns, rows, _kinds(arguments.store or default_store_location()))
    title = path.name.partition(".")[0]
    named = replace(found, name=import_name(arguments.name or title), title=title)
    matching, unclear = dated_by_all(named, read_rows(path, shape))
    return matching, columns, unclear


def _kinds(location: str) -> Kinds | None:
    """Return what says whether the graph knows a name; None where there is no graph yet."""
    try:
        index = LabelIndex.at(location)
    except StoreError:
        return None

    @lru_cache(maxsize=4_096)
    def kind(name: str) -> str:
        found = index.search(name, 1) if name.strip() else ()
        if not found or folded_form(found[0].matched) != folded_form(name):
            return ""
        return kind_of([found[0].type])

    return kind


def _print(matching: Matching, columns: Sequence[str], target: Path, path: Path) -> None:
    write_line(f"Wrote {harmless(str(target))}: read it, and change what is guessed wrongly.")
    wide = max((len(column) for column in matching.columns.values()), default=0)
    for what, column in matching.columns.items():
        write_line(f"  {what.value:<10} {harmless(column):<{wide}}  {matching.reasons.get(what, '')}")
    left = [harmless(name) for name in columns if name not in matching.columns.values()]
    if left:
        write_line(f"  left out: {', '.join(left)}")
    write_line(f"Then: armsgraph import {target} {harmless(shlex.quote(str(path)))} --dry-run")


def _record(matching: Matching, columns: Sequence[str], target: Path) -> dict[str, object]:
    return {
        "mapping": str(target),
        "happening": matching.happening.value,
        "columns": {what.value: column for what, column in matching.columns.items()},
        "reasons": {what.value: why for what, why in matching.reasons.items()},
        "left_out": [name for name in columns if name not in matching.columns.values()],
        "order": matching.order.value if matching.order else None,
    }
