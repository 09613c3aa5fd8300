"""`tally`: how many of a weapon were lost by a day, by each source that counts, and where the counts part."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.counts import hint_undecided
from graph.cli.output import note, write_json
from graph.cli.perspective import open_graph
from graph.cli.printing import console, heading, plain, print_wrapped
from graph.records import Record, ref_record
from graph.records.tallies import difference_record, entry_record
from graph.tallies import Manner, Point, Tally
from graph.tallies.wording import (
    LOWER_BOUND,
    difference_sentence,
    entry_sentence,
    fall_sentences,
    question,
    takes_in,
)


def tally(arguments: Namespace) -> int:
    """Print what sources count, and what their counts say about each other; 1 if nobody counts."""
    graph = open_graph(arguments)
    asked = {"of": arguments.of or "", "by": arguments.by or "", "status": arguments.status or ""}
    found = graph.tally(arguments.weapon, **asked)
    points = graph.tally_series(arguments.weapon, **asked) if arguments.series or arguments.json else ()
    names = graph.weapon_names()
    if arguments.json:
        write_json(_record(found, points, names))
    elif found.entries:
        _print(found, names, points)
    else:
        note(f"Nobody who counts here gives a number: {question(found)}. {takes_in(found, names)}")
    if not arguments.json:
        hint_undecided(graph, found.scope.weapons)
    return EXIT_DONE if found.entries else EXIT_NEGATIVE


def _print(found: Tally, names: dict[str, str], points: Sequence[Point]) -> None:
    out = console()
    print_wrapped(out, heading(question(found)), 0)
    print_wrapped(out, plain(takes_in(found, names), "dim"), 0)
    out.print()
    for one in found.entries:
        print_wrapped(out, plain(entry_sentence(one)), 2, hanging=2)
    sentences = [difference_sentence(one) for one in found.differences]
    for text in (*sentences, *fall_sentences(found)):
        out.print()
        print_wrapped(out, plain(text), 0)
    if any(one.manner is Manner.PIECES for one in found.entries):
        out.print()
        print_wrapped(out, plain(LOWER_BOUND, "dim"), 0)
    if points:
        out.print()
        out.print(_table(points))


def _table(points: Sequence[Point]) -> Table:
    """Return a series as a table: a line a month, a column a source."""
    sources = tuple(dict.fromkeys(name for point in points for name, _ in point.counts))
    table = Table("Up to", box=SIMPLE_HEAD)
    for name in sources:
        table.add_column(plain(name), justify="right")
    for point in points:
        counts = dict(point.counts)
        table.add_row(point.day, *(f"{counts[name]:,}" if name in counts else "" for name in sources))
    return table


def _record(found: Tally, points: Sequence[Point], names: dict[str, str]) -> Record:
    return {
        "question": question(found),
        "weapon": ref_record(found.scope.asked),
        "side": ref_record(found.side) if found.side else None,
        "by": found.by or None,
        "status": found.status or None,
        "takes_in": {
            "weapons": [
                {"iri": iri, "label": names.get(iri, ""), "why": why.value}
                for iri, why in found.scope.weapons.items()
            ],
            "categories": list(found.scope.categories),
            "note": found.scope.note,
            "pieces_of_unknown_kind": found.unknown,
        },
        "entries": [entry_record(one) for one in found.entries],
        "comparisons": [difference_record(one) for one in found.differences],
        "falls": [
            {"source": ref_record(a.source), "from": [a.counted_to, a.count], "to": [b.counted_to, b.count]}
            for a, b in found.falls
        ],
        "series": [{"day": point.day, "counts": dict(point.counts)} for point in points],
    }
