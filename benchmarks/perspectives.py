"""What a change of perspective costs, against its peer: the best single SPARQL query on the same store.

Run it as ``python benchmarks/perspectives.py`` (0.1 and 1 million triples, some minutes) or with
``--triples 10000000``. The question is the same for both: let only the claims of twenty busy claimants
count, up to a day; how does every proposition stand, by how many named and unnamed origins, and what then
contradicts what? The columns answer it whole. SPARQL is asked only for statuses and origins, in one pass
over the claims, in several formulations of which the fastest counts, and it is helped: origin, last day and
voice of each claim stand in its store, ready to be read. What contradicts what is asked in queries of their
own, whose time is told apart. Both must give the same answer, or the program ends with 1; so it does where
columns are not 30 times as fast as SPARQL on the same store, from 1 million triples on.

SHACL validation is left out: the graph is invented, and nobody curates millions of claims by hand. Both are
measured in turn, so that a busy machine slows both; medians are told, and to be read as ratios.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyoxigraph as ox
from conflict_graph import CURATED_GRAPH, DAYS, FIRST_DAY, curated_quads, derived_quads, invent
from perspective_questions import (
    FORMULATIONS,
    Question,
    ask_columns,
    ask_sparql,
    contradictions_by_columns,
    contradictions_by_sparql,
    run_sparql,
    standing_by_columns,
)

from graph.columns import Columns, derive_columns, judge, open_columns, write_columns
from graph.namespaces import BASE, XSD
from graph.store import Store, create_store

SIZES = (100_000, 1_000_000)
RUNS, COLUMN_RUNS = 5, 20
BUSY, EVERY = 60, 3
"""Every third of the sixty busiest claimants counts."""
LEAST_RATIO, FROM_TRIPLES = 30, 900_000
BENCH = BASE + "benchmark#"
_BITS = np.array([[1, 2], [4, 4], [8, 8]])


def helping_quads(columns: Columns, question: Question) -> Iterator[ox.Quad]:
    """Yield what helps SPARQL and is no part of the model: voice, last day and origins of each claim."""
    voice, last_day, origin, tells = (
        ox.NamedNode(BENCH + name) for name in ("voice", "lastDay", "origin", "tells")
    )
    voices = _BITS[columns.stance, columns.certainty].tolist()
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
class Figures:
    """What one size has cost, in seconds, and how much there was."""

    triples: int
    claims: int
    columns: float
    sparql: float


def measure(triples: int, folder: Path) -> Figures:
    """Build a graph of about `triples`, ask both sides, compare and report."""
    invented = invent(triples)
    writable = create_store(folder / "oxigraph")
    writable.extend(curated_quads(invented))
    started = time.perf_counter()
    columns = derive_columns(writable)
    deriving = time.perf_counter() - started
    question = Question(busy_claimants(columns), FIRST_DAY + DAYS * 2 // 3)
    everything = judge(columns, np.ones(len(columns.claims), np.bool_))
    writable.extend(derived_quads(invented, columns, everything))
    count = len(writable)
    writable.extend(helping_quads(columns, question))
    writable.flush()
    del writable
    write_columns(columns, folder / "columns")
    opening = _median(partial(open_columns, folder / "columns"), COLUMN_RUNS)
    columns = open_columns(folder / "columns")
    print(
        f"\n{count:,} triples: {len(columns.entities):,} entities, "
        f"{len(columns.propositions):,} propositions, {len(columns.claims):,} claims, "
        f"{len(columns.conflict_kind):,} conflicts\n"
        f"  columns derived in {deriving:.1f} s, {_megabytes(folder / 'columns'):.1f} MB, "
        f"opened in {opening * 1000:.2f} ms"
    )
    return _compared(Store(ox.Store.read_only(str(folder / "oxigraph"))), columns, question, count)


def _compared(store: Store, columns: Columns, question: Question, count: int) -> Figures:
    judged, found = ask_columns(columns, question)
    told = standing_by_columns(columns, judged)
    print(f"  {len(told):,} propositions told, {int(found.conflicts.sum()):,} conflicts contradicted")
    times: defaultdict[str, list[float]] = defaultdict(list)
    for name in FORMULATIONS:
        _require(ask_sparql(store, question, name) == told, f"{name} answers otherwise")
    expected = contradictions_by_columns(columns, found)
    _require(contradictions_by_sparql(store, question) == expected, "SPARQL contradicts otherwise")
    for _ in range(RUNS):
        own = partial(ask_columns, columns, question)
        times["columns"].append(_median(own, COLUMN_RUNS))
        for name in FORMULATIONS:
            times[name].append(_median(partial(run_sparql, store, question, name), 1))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    _report("SPARQL on disk", medians, len(columns.claims))
    inside = Store(ox.Store())
    inside.extend(store.quads())
    faster = {name: _median(partial(run_sparql, inside, question, name), 3) for name in FORMULATIONS}
    _report("SPARQL in memory", {"columns": medians["columns"], **faster}, len(columns.claims))
    besides = _median(partial(contradictions_by_sparql, store, question), 3)
    print(f"  contradictions in SPARQL on disk besides: {besides * 1000:.1f} ms")
    return Figures(
        count, len(columns.claims), medians["columns"], min(medians[name] for name in FORMULATIONS)
    )


def _report(where: str, medians: Mapping[str, float], claims: int) -> None:
    own = medians["columns"]
    best = min(FORMULATIONS, key=medians.__getitem__)
    others = ", ".join(
        f"{name.removeprefix('standing_')} {medians[name] * 1000:.0f}"
        for name in FORMULATIONS
        if name != best
    )
    print(
        f"  columns {own * 1000:.2f} ms ({own / claims * 1e9:.0f} ns a claim); {where}: "
        f"{medians[best] * 1000:.1f} ms ({best.removeprefix('standing_')}; {others}), "
        f"ratio {medians[best] / own:.0f}"
    )


def _median(work: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        sys.exit(f"The answers differ: {otherwise}.")


def main(sizes: tuple[int, ...]) -> None:
    print("Invented graphs, not validated by SHACL; times are medians, to be read as ratios.")
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found.append(measure(size, Path(folder)))
    for before, after in pairwise(found):
        print(
            f"\nclaims x {after.claims / before.claims:.1f}: columns x {after.columns / before.columns:.1f}, "
            f"SPARQL x {after.sparql / before.sparql:.1f}"
        )
    slow = [one for one in found if one.triples >= FROM_TRIPLES and one.sparql < LEAST_RATIO * one.columns]
    if slow:
        sys.exit(f"The columns are less than {LEAST_RATIO} times as fast as SPARQL.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, nargs="+", default=SIZES, help="about how many triples")
    main(tuple(parser.parse_args().triples))
