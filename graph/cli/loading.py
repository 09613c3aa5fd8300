"""`build` and `validate`: data files into a store, or only judged."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.importing_begun import free_told, megabytes
from graph.cli.output import harmless, note, write_json, write_line
from graph.cli.progress import progress_bar
from graph.errors import DataError, Problem
from graph.importing.costing import rough
from graph.ingest import BuildReport, validate_files
from graph.ingest import build as build_store
from graph.ingest.keeping import imports_among
from graph.ingest.reading import data_files
from graph.ingest.room import cost_of_bytes, disk_free, memory_free
from graph.layout import is_address
from graph.records import Record
from graph.settings import BULK_LIMITS, default_store_location

VIOLATION = "violation"


def build(arguments: Namespace) -> int:
    """Build the store from data files and switch to it; 1 if the data breaks a rule."""
    inputs = [Path(name) for name in arguments.data] or None
    location = arguments.store or default_store_location()
    if not arguments.quiet:
        _tell_cost(inputs, location)
    with to_be_continued(location), progress_bar(arguments.quiet) as progress:
        report = build_store(inputs, location, progress, keep_imports=not arguments.without_imports)
    for warning in report.warnings:
        note(str(warning))
    if arguments.json:
        write_json(_build_record(report))
    else:
        _print_build(report)
    return EXIT_DONE


def _tell_cost(inputs: Sequence[Path] | None, location: str) -> None:
    """Say what a build from large files will take, before it begins."""
    size = sum(path.stat().st_size for path in data_files(inputs) if path.is_file())
    if size < BULK_LIMITS.cost_told_bytes:
        return
    cost, free, memory = cost_of_bytes(size), disk_free(location), memory_free()
    note(
        f"{megabytes(size)} of files are about {rough(cost.triples):,} triples. The build takes about "
        f"{megabytes(cost.disk_bytes)} of the disk{free_told(free)} and {megabytes(cost.memory_bytes)} of "
        f"memory{free_told(memory)}."
    )


def validate(arguments: Namespace) -> int:
    """Judge data files without building anything; 1 if they break a rule."""
    problems = _problems([Path(name) for name in arguments.files])
    valid = not any(problem.severity == VIOLATION for problem in problems)
    if arguments.json:
        write_json({"conforms": valid, "violations": [problem._asdict() for problem in problems]})
    else:
        _print_verdict(problems, valid, len(arguments.files))
    return EXIT_DONE if valid else EXIT_NEGATIVE


@contextmanager
def to_be_continued(location: str) -> Iterator[None]:
    """On Ctrl+C say what becomes of a server that was being loaded."""
    try:
        yield
    except KeyboardInterrupt:
        if is_address(location):
            note(
                "Stopped. What was in use on the server is still in use, unless it was switching already; "
                "run the same command again to go on where this stopped."
            )
        raise


def _problems(files: Sequence[Path]) -> tuple[Problem, ...]:
    """Return what is wrong with `files`; broken syntax is one more thing that can be."""
    try:
        return validate_files(files)
    except DataError as error:
        return error.violations


def _print_verdict(problems: Sequence[Problem], valid: bool, files: int) -> None:
    for problem in problems:
        prefix = "" if problem.severity == VIOLATION else f"{problem.severity}: "
        write_line(harmless(f"{prefix}{problem}"))
    count = len(problems)
    verdict = "valid" if valid else "not valid"
    noted = f", {count} {'place' if count == 1 else 'places'} to look at" if problems else ""
    write_line(f"{files} {'file is' if files == 1 else 'files are'} {verdict}{noted}.")


def _print_build(report: BuildReport) -> None:
    counted = ", ".join(f"{number:,} {name}" for name, number in report.manifest.counts.items())
    if not report.made:
        write_line(f"{harmless(report.location)} holds just this already, nothing was sent: {counted}.")
        return
    if kept := imports_among(report.manifest.inputs):
        write_line(f"Kept the imports {harmless(', '.join(kept))}; --without-imports leaves them out.")
    if report.resumed_chunks:
        write_line(f"Went on where the last attempt stopped: {report.resumed_chunks:,} parts were there.")
    write_line(f"Built {harmless(report.location)} in {report.seconds:.1f} s: {counted}.")


def _build_record(report: BuildReport) -> Record:
    return {
        "store": report.location,
        "build": report.name,
        "changed": report.made,
        "seconds": round(report.seconds, 3),
        **asdict(report.manifest),
        "warnings": [problem._asdict() for problem in report.warnings],
    }
