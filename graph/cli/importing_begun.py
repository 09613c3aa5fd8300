"""What people are told of an import before it begins, where it was stopped, and while it waits to go on."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import harmless, note, write_json, write_line
from graph.cli.progress import duration
from graph.errors import StoreError
from graph.importing import Expected, WaitingImport, drop_waiting, waiting_imports
from graph.importing.costing import rough
from graph.records import Record
from graph.sentences import counted

_MEGABYTE = 1_000_000


@contextmanager
def resumable(name: str, location: str) -> Iterator[None]:
    """On Ctrl+C, or where the machine fails, say what was staged and how to go on from there."""
    try:
        yield
    except (KeyboardInterrupt, StoreError):
        held = next((one for one in waiting_imports(location) if one.name == name), None)
        if held is not None and not held.at_work:
            note(
                "Stopped. What was in use is still in use; run the same command again to go on from the "
                f"{counted(held.rows, 'row')} staged, or `armsgraph imports --drop {name}` to let go of them."
            )
        raise


def tell_begun(rows: int, anew: bool) -> None:
    """Tell whether an import goes on, or begins anew where another of its name was begun."""
    if rows:
        note(f"Going on from the {counted(rows, 'row')} that were staged before.")
    elif anew:
        note("What was staged of this import before came of other files or another mapping: beginning anew.")


def tell_cost(found: Expected) -> None:
    """Tell what an import will cost."""
    note(cost_sentence(found))


def cost_sentence(found: Expected) -> str:
    """Return in a sentence what an import will cost.

    Examples
    --------
    >>> from graph.ingest.room import Cost
    >>> cost = Cost(10_000_000, 66_000, 13_000_000, 412_000_000)
    >>> cost_sentence(Expected(1_000, 60_000, 6_000, 3.2, cost, 5_000_000_000, 0))
    'About 1,000 rows become about 60,000 triples, beside 6,000 held. That takes about 3 s, 13 MB of the \
disk (5,000 MB are free) and 412 MB of memory.'
    """
    beside = f", beside {found.held:,} held" if found.held else ""
    disk = f"{megabytes(found.cost.disk_bytes)} of the disk{free_told(found.disk_free)}"
    memory = f"{megabytes(found.cost.memory_bytes)} of memory{free_told(found.memory_free)}"
    return (
        f"About {rough(found.rows):,} rows become about {rough(found.triples):,} triples{beside}. "
        f"That takes about {duration(found.seconds)}, {disk} and {memory}."
    )


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it.

    Examples
    --------
    >>> megabytes(300), megabytes(1_234_567_890)
    ('1 MB', '1,235 MB')
    """
    return f"{max(1, round(size / _MEGABYTE)):,} MB"


def free_told(size: int) -> str:
    """Return how much is free, in brackets; nothing where nobody knows."""
    return f" ({megabytes(size)} are free)" if size else ""


def begun(arguments: Namespace, location: str) -> int:
    """List the imports that were begun and are not over, or drop one; 1 if there is none."""
    if arguments.drop:
        gone = drop_waiting(arguments.drop, location)
        if arguments.json:
            write_json(_records([gone]))
        else:
            write_line(
                f"Dropped the {counted(gone.rows, 'row')} staged of {gone.name}; the store is as it was."
            )
        return EXIT_DONE
    found = waiting_imports(location)
    if arguments.json:
        write_json(_records(found))
    else:
        print_begun(found)
        if not found:
            write_line("No import waits to go on.")
    return EXIT_DONE if found else EXIT_NEGATIVE


def print_begun(found: Sequence[WaitingImport]) -> None:
    """Tell what was begun and is not over."""
    for one in found:
        how = (
            "a process is at work on it"
            if one.at_work
            else f"the same command goes on from there, `armsgraph imports --drop {one.name}` lets go of it"
        )
        write_line(
            f"{one.name} was begun on {one.since[:16].replace('T', ' ')} UTC and is not over: "
            f"{counted(one.rows, 'row')} of {harmless(', '.join(one.tables))} lie staged, "
            f"{megabytes(one.bytes)}; {how}."
        )


def _records(found: Sequence[WaitingImport]) -> list[Record]:
    return [
        {
            "import": one.name,
            "rows": one.rows,
            "bytes": one.bytes,
            "tables": list(one.tables),
            "since": one.since,
            "atWork": one.at_work,
        }
        for one in found
    ]
