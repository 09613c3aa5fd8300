"""What a change of perspective costs, against a bare numpy group-by and the best single SPARQL query.

Run it as ``python benchmarks/perspectives.py`` (0.1 and 1 million triples, some minutes) or with
``--triples 10000000`` (half an hour, most of it making the graph; 8 GB). The question is the same for all:
let only the claims of twenty busy claimants count, up to a day; how does every proposition stand, by how many
named and unnamed origins, and which links are shown? The peers are

- numpy: the same columns, grouped by bare lines of numpy that return the same arrays (`bare_group_by`);
- SPARQL: asked only for statuses and origins, in one pass over the claims of the same store, in several
  formulations of which the fastest counts. It is helped: origin, last day and voice of each claim stand in
  its store, ready to be read. One that takes longer than ``--limit`` seconds is given up.

All must give the same answer, or the program ends with 1; so it does where columns take more than 3 times as
long as numpy or are not 100 times as fast as SPARQL on disk, from 1 million triples on. What contradicts what
is asked besides, and told apart (`contradictions.py` asks it of everything).

SHACL validation is left out: the graph is invented. Medians are told, to be read as ratios.
"""

from __future__ import annotations

import math
import statistics
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyoxigraph as ox
from conflict_graph import CURATED_GRAPH, DAYS, FIRST_DAY, invent, write_store
from measuring import median, require, require_figures, sizes_given, within
from perspective_questions import (
    FORMULATIONS,
    VOICE_BITS,
    Question,
    Stands,
    ask_columns,
    ask_sparql,
    bare_group_by,
    contradictions_by_columns,
    contradictions_by_sparql,
    run_sparql,
    same_as_grouped,
    standing_by_columns,
)

from graph.adjacency import LinkArrays, entities_among, link_arrays, open_links, write_links
from graph.columns import Columns, Judged, contradicted, open_columns, write_columns
from graph.namespaces import BASE, XSD
from graph.store import Store

SIZES = (100_000, 1_000_000)
RUNS, COLUMN_RUNS = 3, 40
BUSY, EVERY = 60, 3
"""Every third of the sixty busiest claimants counts."""
LEAST_OF_SPARQL, MOST_OF_NUMPY, FROM_TRIPLES = 100, 3, 900_000
MOST_IN_MEMORY = 2_000_000
"""Triples up to which SPARQL is also asked of a store in memory."""
LIMIT = 900.0
BENCH = BASE + "benchmark#"


def helping_quads(columns: Columns, question: Question) -> Iterator[ox.Quad]:
    """Yield what helps SPARQL and is no part of the model: voice, last day and origins of each claim."""
    voice, last_day, origin, tells = (
        ox.NamedNode(BENCH + name) for name in ("voice", "lastDay", "origin", "tells")
    )
    voices = VOICE_BITS[columns.stance, columns.certainty].tolist()
    days = [np.datetime64("0001-01-01") + day - 1 for day in columns.said_to.tolist()]
    date = ox.NamedNode(XSD + "date")
    for row, iri in enumerate(columns.claims):
        node = ox.NamedNode(iri)
        yield ox.Quad(node, voice, ox.Literal(voices[row]), CURATED_GRAPH)
        yield ox.Quad(node, last_day, ox.Literal(str(days[row]), datatype=date), CURATED_GRAPH)
        for pair in columns.pairs[slice(*columns.pair_offsets[row : row + 2])].tolist():
            name = columns.origins[columns.pair_origin[pair]]
            end = ox.NamedNode(name) if columns.pair_known[pair] else ox.Literal(name)
            yield ox.Quad(node, origin, end, CURATED_GRAPH)
    for claimant in question.claimants:
        yield ox.Quad(ox.NamedNode(claimant), tells, ox.Literal(True), CURATED_GRAPH)


def busy_claimants(columns: Columns) -> tuple[str, ...]:
    claims = np.bincount(columns.claimant, minlength=len(columns.entities))
    return tuple(columns.entities[number] for number in np.argsort(-claims, kind="stable")[:BUSY:EVERY])


@dataclass(frozen=True, slots=True)
class Sparql:
    """Where SPARQL is asked what, and after how many seconds it is given up."""

    place: Path
    question: Question
    limit: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What one size has cost, in seconds, and how much there was."""

    triples: int
    claims: int
    columns: float
    numpy: float
    sparql: float


def made(triples: int, folder: Path) -> tuple[Columns, LinkArrays, Question, int]:
    """Write a graph of about `triples` with its columns, links, and what helps SPARQL; open them again."""
    store, columns = write_store(invent(triples), folder / "oxigraph")
    question = Question(busy_claimants(columns), FIRST_DAY + DAYS * 2 // 3)
    count = len(store)
    write_links(link_arrays(columns, entities_among(columns, store)), folder / "links")
    store.extend(helping_quads(columns, question))
    store.flush()
    write_columns(columns, folder / "columns")
    columns = open_columns(folder / "columns")
    return columns, open_links(folder / "links", columns), question, count


def measure(triples: int, folder: Path, limit: float) -> Figures:
    """Build a graph of about `triples`, ask all sides, compare and report."""
    columns, arrays, question, count = made(triples, folder)
    print(
        f"\n{count:,} triples: {len(columns.entities):,} entities, {arrays.links:,} links, "
        f"{len(columns.propositions):,} propositions, {len(columns.claims):,} claims",
        flush=True,
    )
    own, grouped = partial(ask_columns, columns, arrays, question), bare_group_by(columns, arrays, question)
    told = own()
    require(same_as_grouped(told, grouped()), "numpy groups otherwise")
    turns = [(median(own, 1), median(grouped, 1)) for _ in range(COLUMN_RUNS)]
    ours, theirs = map(statistics.median, zip(*turns, strict=True))
    stands = standing_by_columns(columns, told.judged)
    print(
        f"  {len(stands):,} propositions told, {told.links.number_of_edges():,} links shown\n"
        f"  columns {ours * 1000:.2f} ms ({ours / len(columns.claims) * 1e9:.0f} ns a claim); "
        f"bare numpy {theirs * 1000:.2f} ms, columns take {ours / theirs:.2f} times as long",
        flush=True,
    )
    asked = Sparql(folder / "oxigraph", question, limit)
    best = _on_disk(asked, stands, ours)
    if count <= MOST_IN_MEMORY:
        _in_memory(asked, ours)
    _contradictions(asked, columns, told.judged)
    return Figures(count, len(columns.claims), ours, theirs, best)


def _on_disk(asked: Sparql, stands: Stands, ours: float) -> float:
    """Ask every formulation, compare, and return what the fastest takes."""
    taken: dict[str, float] = {}
    for name in FORMULATIONS:
        found = within(asked.limit, timed_sparql, asked.place, asked.question, name)
        require(found is None or found[0] == stands, f"{name} answers otherwise")
        taken[name] = asked.limit if found is None else found[1]
    _report("on disk", taken, ours, asked.limit)
    return min(taken.values())


def _in_memory(asked: Sparql, ours: float) -> None:
    inside = Store(ox.Store())
    inside.extend(ox.Store.read_only(str(asked.place)))
    _report("in memory", {name: _timed(inside, asked.question, name) for name in FORMULATIONS}, ours)


def timed_sparql(place: Path, question: Question, name: str) -> tuple[Stands, float]:
    """Answer by one formulation; return the answer and the seconds it takes."""
    store = Store(ox.Store.read_only(str(place)))
    return ask_sparql(store, question, name), _timed(store, question, name)


def _timed(store: Store, question: Question, name: str) -> float:
    return median(partial(run_sparql, store, question, name), RUNS)


def _report(where: str, taken: Mapping[str, float], ours: float, limit: float = math.inf) -> None:
    best = min(taken, key=taken.__getitem__)
    told = {name.removeprefix("standing_"): seconds for name, seconds in taken.items()}
    others = ", ".join(
        f"{name} {seconds * 1000:.0f}" for name, seconds in told.items() if f"standing_{name}" != best
    )
    more = "more than " if taken[best] >= limit else ""
    print(
        f"  SPARQL {where}: {more}{taken[best] * 1000:.1f} ms ({best.removeprefix('standing_')}; {others}): "
        f"columns are {more}{taken[best] / ours:.0f} times as fast",
        flush=True,
    )


def _contradictions(asked: Sparql, columns: Columns, judged: Judged) -> None:
    found = contradicted(columns, judged)
    ours = median(lambda: contradicted(columns, judged), COLUMN_RUNS)
    theirs = within(asked.limit, timed_contradictions, asked.place, asked.question)
    told = f"more than {asked.limit:.0f} s" if theirs is None else f"{theirs[1] * 1000:.1f} ms"
    expected = contradictions_by_columns(columns, found)
    require(theirs is None or theirs[0] == expected, "SPARQL contradicts otherwise")
    print(
        f"  contradictions besides, {len(expected):,} of them: columns {ours * 1000:.2f} ms, SPARQL {told}",
        flush=True,
    )


def timed_contradictions(place: Path, question: Question) -> tuple[set[frozenset[str]], float]:
    store = Store(ox.Store.read_only(str(place)))
    ask = partial(contradictions_by_sparql, store, question)
    return ask(), median(ask, RUNS)


def main(sizes: tuple[int, ...], limit: float) -> None:
    print("Invented graphs, not validated by SHACL; times are medians, to be read as ratios.")
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found.append(measure(size, Path(folder), limit))
    for before, after in pairwise(found):
        print(
            f"\nclaims x {after.claims / before.claims:.1f}: columns x {after.columns / before.columns:.1f}, "
            f"numpy x {after.numpy / before.numpy:.1f}, SPARQL x {after.sparql / before.sparql:.1f}"
        )
    require_figures([short for one in found if one.triples >= FROM_TRIPLES for short in _short(one)])


def _short(found: Figures) -> Iterator[str]:
    if found.columns > MOST_OF_NUMPY * found.numpy:
        yield f"columns take {found.columns / found.numpy:.1f} times as long as numpy, not {MOST_OF_NUMPY}"
    if found.sparql < LEAST_OF_SPARQL * found.columns:
        yield f"columns are {found.sparql / found.columns:.0f} times as fast as SPARQL, not {LEAST_OF_SPARQL}"


if __name__ == "__main__":
    parser = sizes_given(__doc__, SIZES)
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds after which SPARQL is given up")
    given = parser.parse_args()
    main(tuple(given.triples), given.limit)
