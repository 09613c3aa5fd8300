"""`import` and `imports`: tables into the store, what they would become, and what is held."""

from __future__ import annotations

import re
import shlex
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.guessing import guess_mapping, shape_asked
from graph.cli.importing_begun import begun, print_begun, resumable, tell_begun, tell_cost
from graph.cli.importing_report import (
    import_record,
    imports_record,
    preview_record,
    print_import,
    print_imports,
    print_preview,
)
from graph.cli.loading import to_be_continued
from graph.cli.output import json_text, note, write_json, write_line
from graph.cli.progress import progress_bar
from graph.errors import InputError
from graph.files import write_file
from graph.importing import (
    Changes,
    Options,
    expected,
    imports_of,
    named,
    preview,
    remove_import,
    run_import,
    waiting_imports,
)
from graph.importing.costing import require_few_rows
from graph.mapping import Mapping, read_mapping, shipped_mappings
from graph.mapping.fitting import known_mapping
from graph.progress import Progress
from graph.settings import BULK_LIMITS, default_store_location
from graph.store import open_store
from graph.tables import TableShape, sniff

_NAME = re.compile(r"[a-z][a-z0-9-]*")


def import_tables(arguments: Namespace) -> int:
    """Take tables into the store, or tell what they would become; 1 if too many rows are faulty."""
    if arguments.guess:
        return guess_mapping(arguments)
    asked = _asked(arguments)
    mapping, paths = asked.mapping, asked.paths
    shape = shape_asked(arguments, paths[0])
    location, quiet = arguments.store or default_store_location(), arguments.quiet
    if arguments.dry_run:
        return _dry_run(arguments, asked, shape)
    with to_be_continued(location), resumable(mapping.name, location), progress_bar(quiet) as progress:
        report = run_import(mapping, paths, location, _options(arguments, shape, progress))
    if arguments.json:
        write_json(import_record(report))
    else:
        print_import(report, _again(asked, arguments, report.rejects))
    if arguments.changes:  # last: where it cannot be written, the import is told of all the same
        _write_changes(report.changes, Path(arguments.changes))
    return EXIT_DONE


def _dry_run(arguments: Namespace, asked: _Asked, shape: TableShape | None) -> int:
    """Tell what tables would become; 1 where rows would be set aside, or there are none."""
    most = _most_rows(arguments)
    cost = expected(asked.mapping, asked.paths, arguments.store or default_store_location(), shape)
    if cost is not None:
        if not arguments.quiet:
            tell_cost(cost)
        require_few_rows(cost, most)
    with progress_bar(arguments.quiet) as progress:
        found = preview(asked.mapping, asked.paths, shape=shape, most_rows=most, progress=progress)
    if arguments.json:
        write_json(preview_record(asked.mapping, found))
    else:
        print_preview(asked.mapping, found)
    return EXIT_NEGATIVE if found.rejected or not found.rows else EXIT_DONE


def imports(arguments: Namespace) -> int:
    """List the imports, or take one out; 1 if there is none."""
    location = arguments.store or default_store_location()
    if arguments.remove:
        with to_be_continued(location), progress_bar(arguments.quiet) as progress:
            gone = remove_import(arguments.remove, location, progress)
        if arguments.json:
            write_json(imports_record([gone]))
        else:
            write_line(f"Took the import {gone.name} out: {gone.rows:,} rows, {gone.claims:,} claims.")
        return EXIT_DONE
    if arguments.begun or arguments.drop:
        return begun(arguments, location)
    found = imports_of(open_store(location))
    if arguments.json:
        write_json(imports_record(found))
    else:
        print_imports(found)
        print_begun(waiting_imports(location))
    return EXIT_DONE if found else EXIT_NEGATIVE


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for."""

    mapping: Mapping
    paths: list[Path]
    called: str
    """The mapping, as it is given on the command line."""


def _asked(arguments: Namespace) -> _Asked:
    """Return the mapping and the tables that were given."""
    given: list[str] = list(arguments.given)
    called = arguments.mapping_file or _called(given)
    mapping = read_mapping(called)
    name = arguments.name
    if arguments.mapping_file and not Path(given[0]).exists():
        first = given.pop(0)
        name = name or first
    if not given:
        raise InputError(
            "No table is given. Name a mapping and then the tables: `armsgraph import NAME FILE`; "
            f"mappings are {', '.join(shipped_mappings())}, or a TOML file of yours."
        )
    return _Asked(_named(mapping, name) if name else mapping, [Path(name) for name in given], called)


def _called(given: list[str]) -> str:
    """Take the mapping that comes first, or return the one that knows the columns of the first table."""
    first = Path(given[0])
    if given[0] in shipped_mappings() or first.suffix == ".toml" or not first.is_file():
        return given.pop(0)
    columns = sniff(first).columns
    known = known_mapping(columns)
    if not known:
        raise InputError(
            f"The columns of {given[0]!r} are those of no mapping that comes along "
            f"({', '.join(shipped_mappings())}): {', '.join(columns)}. Name one before the table, or let "
            "`armsgraph import --guess TABLE` write one to begin with."
        )
    note(f"{given[0]} has the columns of the mapping {known}, and is read by it.")
    return known


def _again(asked: _Asked, arguments: Namespace, rejects: Path | None) -> str:
    """Return the command that takes the rows that were set aside, once they are mended."""
    words = ["armsgraph", "import", asked.called, str(rejects)]
    if asked.mapping.name != read_mapping(asked.called).name:
        words += ["--name", asked.mapping.name]
    return shlex.join([*words, *(["--store", arguments.store] if arguments.store else [])])


def _named(mapping: Mapping, name: str) -> Mapping:
    if not _NAME.fullmatch(name):
        raise InputError(
            f"An import cannot be called {name!r}: its name has small letters a to z, digits and hyphens."
        )
    return named(mapping, name)


def _options(arguments: Namespace, shape: TableShape | None, progress: Progress | None) -> Options:
    share = arguments.max_rejected
    if share is not None and not 0 <= share <= 1:
        raise InputError(f"--max-rejected is a share from 0 to 1, such as 0.05; {share:g} is none.")
    if arguments.published and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", arguments.published):
        raise InputError(
            f"--published is a date such as 2024-08-24, 2024-08 or 2024, not {arguments.published!r}."
        )
    return Options(
        rejects=Path(arguments.rejects) if arguments.rejects else None,
        most_rejected=BULK_LIMITS.import_rejected_share if share is None else share,
        most_rows=_most_rows(arguments),
        published=arguments.published,
        shape=shape,
        expect=None if arguments.quiet else tell_cost,
        told=None if arguments.quiet else tell_begun,
        progress=progress,
    )


def _most_rows(arguments: Namespace) -> int:
    given: int | None = arguments.max_rows
    if given is not None and given < 1:
        raise InputError(f"--max-rows is a number of rows from 1 on, such as 20000000, not {given:,}.")
    return BULK_LIMITS.import_rows if given is None else given


def _write_changes(changes: Changes, path: Path) -> None:
    record = {
        "added": list(changes.added),
        "changed": list(changes.changed),
        "removed": list(changes.removed),
    }
    write_file(path, [json_text(record).encode() + b"\n"])
