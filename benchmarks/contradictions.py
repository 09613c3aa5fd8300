"""What it costs to find where everybody contradicts everybody, against SPARQL that goes once over all claims.

Run it as ``python benchmarks/contradictions.py`` (0.1 and 1 million triples, some minutes) or with
``--triples 10000000``. Every claim counts. Asked is which propositions are asserted and denied, which figures
of one thing differ, and which propositions that exclude each other are asserted. The columns give the answer
by IRI, as SPARQL does.

Each of the three is asked of SPARQL on disk in several formulations, of which the fastest counts: grouped in
one pass over the claims, and as the join that comes to mind first. One that takes longer than ``--limit``
seconds is given up. Besides, the list that users get is told: heaviest first, with the shortest paths through
each, and its first ten contradictions read.

The answers must be the same, or the program ends with 1; so it does where columns are not 50 times as fast,
from 1 million triples on. The graphs are invented. Times are medians, to be read as ratios.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pyoxigraph as ox
from conflict_graph import write_build
from measuring import median, require, require_figures, seconds, sizes_given, within
from perspective_questions import QUERIES, contradictions_by_columns

from graph import KnowledgeGraph
from graph.columns import Columns, contradicted, judge, open_columns
from graph.store import Store

SIZES = (100_000, 1_000_000)
RUNS, COLUMN_RUNS, SHOWN = 3, 15, 10
LEAST, FROM_TRIPLES = 50, 900_000
LIMIT = 300.0
PARTS = ("opposite", "figures", "rivals")
"""Asserted and denied; different figures; asserted propositions that exclude each other."""

Found = set[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one size has cost, in seconds."""

    triples: int
    columns: float
    sparql: float


def by_columns(columns: Columns) -> Found:
    """Return every contradiction by the IRIs of what it is about."""
    judged = judge(columns, np.ones(len(columns.claims), np.bool_))
    found = contradicted(columns, judged)
    names = columns.propositions
    opposite = {frozenset((names[number],)) for number in np.flatnonzero(found.opposite).tolist()}
    return opposite | contradictions_by_columns(columns, found)


def by_sparql(place: Path, name: str) -> tuple[Found, float]:
    """Return what one formulation finds, and the seconds it takes."""
    store, query = Store(ox.Store.read_only(str(place))), (QUERIES / f"{name}.rq").read_text(encoding="utf-8")

    def ask() -> Found:
        return {frozenset(term.value for term in row) for row in store.query(query)}

    return ask(), median(ask, RUNS)


def formulations(part: str) -> list[str]:
    return sorted(path.stem for path in QUERIES.glob(f"contradicting_{part}_*.rq"))


def measure(triples: int, location: Path, limit: float) -> Figures:
    """Build a graph of about `triples`, ask both sides, compare and report."""
    count = write_build(triples, location)
    build = location / "builds" / "invented"
    columns = open_columns(build / "columns", build="invented")
    expected, ours = by_columns(columns), median(partial(by_columns, columns), COLUMN_RUNS)
    print(
        f"\n{count:,} triples, {len(columns.claims):,} claims: {len(expected):,} contradictions\n"
        f"  columns {ours * 1000:.2f} ms",
        flush=True,
    )
    theirs = _asked_of_sparql(build / "oxigraph", expected, limit)
    print(f"  SPARQL {theirs * 1000:.0f} ms in all: columns are {theirs / ours:.0f} times as fast")
    graph = KnowledgeGraph.open(str(location))
    graph.told()
    listing = seconds(lambda: list(islice(graph.contradictions(), SHOWN)))
    print(f"  the list for users with its first {SHOWN}: {listing:.2f} s, of {len(graph.contradictions()):,}")
    return Figures(count, ours, theirs)


def _asked_of_sparql(place: Path, expected: Found, limit: float) -> float:
    """Return the sum of what the fastest formulation of each part takes."""
    total, found = 0.0, set[frozenset[str]]()
    for part in PARTS:
        answers = {name: within(limit, by_sparql, place, name) for name in formulations(part)}
        known = {name: one for name, one in answers.items() if one is not None}
        require(all(one[0] == next(iter(known.values()))[0] for one in known.values()), f"on {part}")
        total += min((one[1] for one in known.values()), default=limit)
        found |= next(iter(known.values()), (Found(), 0))[0]
        told = (
            f"{known[name][1] * 1000:.0f} {_form(name)}" if name in known else f"{_form(name)} given up"
            for name in answers
        )
        print(f"  {part}: SPARQL ms {', '.join(told)}", flush=True)
    require(found == expected, "SPARQL finds other contradictions than the columns")
    return total


def _form(name: str) -> str:
    return name.split("_", 2)[2].replace("_", " ")


def main(sizes: tuple[int, ...], limit: float) -> None:
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found.append(measure(size, Path(folder), limit))
    for before, after in pairwise(found):
        print(
            f"\ntriples x {after.triples / before.triples:.1f}: "
            f"columns x {after.columns / before.columns:.1f}, SPARQL x {after.sparql / before.sparql:.1f}"
        )
    require_figures(
        [
            f"columns are {one.sparql / one.columns:.0f} times as fast as SPARQL, not {LEAST}"
            for one in found
            if one.triples >= FROM_TRIPLES and one.sparql < LEAST * one.columns
        ]
    )


if __name__ == "__main__":
    parser = sizes_given(__doc__, SIZES)
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds after which SPARQL is given up")
    given = parser.parse_args()
    main(tuple(given.triples), given.limit)
