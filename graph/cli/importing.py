"""`import` and `imports`: tables into the store, what they would become, and what is held."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.guessing import guess_mapping, shape_asked
from graph.cli.importing_report import (
    import_record,
    imports_record,
    preview_record,
    print_import,
    print_imports,
    print_preview,
)
from graph.cli.loading import to_be_continued
from graph.cli.output import json_text, write_json, write_line
from graph.cli.progress import progress_bar
from graph.errors import InputError
from graph.files import write_file
from graph.importing import (
    Changes,
    Options,
    imports_of,
    named,
    preview,
    remove_import,
    run_import,
)
from graph.mapping import Mapping, read_mapping, shipped_mappings
from graph.settings import BULK_LIMITS, default_store_location
from graph.store import open_store
from graph.tables import TableShape

_NAME = re.compile(r"[a-z][a-z0-9-]*")


def import_tables(arguments: Namespace) -> int:
    """Take tables into the store, or tell what they would become; 1 if too many rows are faulty."""
    if arguments.guess:
        return guess_mapping(arguments)
    mapping, paths = _asked(arguments)
    shape = shape_asked(arguments, paths[0])
    if arguments.dry_run:
        with progress_bar() as progress:
            found = preview(mapping, paths, shape=shape, progress=progress)
        if arguments.json:
            write_json(preview_record(mapping, found))
        else:
            print_preview(mapping, found)
        return EXIT_NEGATIVE if found.rejected else EXIT_DONE
    location = arguments.store or default_store_location()
    with to_be_continued(location), progress_bar() as progress:
        report = run_import(mapping, paths, location, _options(arguments, shape, progress))
    if arguments.changes:
        _write_changes(report.changes, Path(arguments.changes))
    if arguments.json:
        write_json(import_record(report))
    else:
        print_import(report)
    return EXIT_DONE


def imports(arguments: Namespace) -> int:
    """List the imports, or take one out; 1 if there is none."""
    location = arguments.store or default_store_location()
    if arguments.remove:
        with to_be_continued(location), progress_bar() as progress:
            gone = remove_import(arguments.remove, location, progress)
        if arguments.json:
            write_json(imports_record([gone]))
        else:
            write_line(f"Took the import {gone.name} out: {gone.rows:,} rows, {gone.claims:,} claims.")
        return EXIT_DONE
    found = imports_of(open_store(location))
    if arguments.json:
        write_json(imports_record(found))
    else:
        print_imports(found)
    return EXIT_DONE if found else EXIT_NEGATIVE


def _asked(arguments: Namespace) -> tuple[Mapping, list[Path]]:
    """Return the mapping and the tables that were given."""
    given: list[str] = list(arguments.given)
    if arguments.mapping_file:
        mapping = read_mapping(arguments.mapping_file)
        if not Path(given[0]).exists():
            mapping = _named(mapping, given.pop(0))
    else:
        mapping = read_mapping(given.pop(0))
    if arguments.name:
        mapping = _named(mapping, arguments.name)
    if not given:
        raise InputError(
            "No table is given. Name a mapping and then the tables: `armsgraph import NAME FILE`; "
            f"mappings are {', '.join(shipped_mappings())}, or a TOML file of yours."
        )
    return mapping, [Path(name) for name in given]


def _named(mapping: Mapping, name: str) -> Mapping:
    if not _NAME.fullmatch(name):
        raise InputError(
            f"An import cannot be called {name!r}: its name has small letters a to z, digits and hyphens."
        )
    return named(mapping, name)


def _options(arguments: Namespace, shape: TableShape | None, progress: object) -> Options:
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
        published=arguments.published,
        shape=shape,
        progress=progress,  # type: ignore[arg-type]
    )


def _write_changes(changes: Changes, path: Path) -> None:
    record = {
        "added": list(changes.added),
        "changed": list(changes.changed),
        "removed": list(changes.removed),
    }
    write_file(path, [json_text(record).encode() + b"\n"])
