"""How good the proposals for joining are, and how their work grows.

The pairs of ``tests/samples/joining_gold.csv`` were judged by hand over real names of weapons and actors;
most were written before the words of ``graph/joining/words.toml`` were last changed, so that the figures
flatter a little.

    python benchmarks/joining.py
"""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Iterable
from pathlib import Path

from graph.joining import Joinable, propose
from graph.namespaces import GRAPH_CURATED

GOLD = Path(__file__).parent.parent / "tests" / "samples" / "joining_gold.csv"
LIST = "https://w3id.org/armsgraph/graph/import/list"
BANDS = ((90, 100), (75, 89), (60, 74))
SIZES = (1_000, 4_000, 16_000)


def main() -> None:
    """Print precision and recall by score, then seconds by number of entities."""
    judged = list(_judged())
    true = sum(1 for expected, _, _ in judged if expected != "different")
    found = sum(1 for expected, proposed, _ in judged if expected == proposed != "different")
    print(f"{len(judged)} pairs, {true} that belong together, {found} of them proposed as what they are")
    for low, high in BANDS:
        band = [(expected, proposed) for expected, proposed, score in judged if low <= score <= high]
        right = sum(1 for expected, proposed in band if expected == proposed)
        print(f"score {low} to {high}: {right} of {len(band)} right")
    for size in SIZES:
        entities = list(_made(size))
        started = time.perf_counter()
        proposals = propose(entities)
        seconds = time.perf_counter() - started
        print(f"{len(entities):,} entities: {seconds:.2f} s, {proposals.compared:,} pairs compared")


def _entity(name: str, kind: str, graph: str) -> Joinable:
    return Joinable(f"{graph}#{name}", graph, kind, name, (name,))


def _judged() -> Iterable[tuple[str, str, int]]:
    """Yield what is expected of each pair, what is proposed, and its score."""
    with GOLD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs = [
        (_entity(row["one"], row["kind"], LIST), _entity(row["other"], row["kind"], GRAPH_CURATED))
        for row in rows
    ]
    entities = {one.iri: one for pair in pairs for one in pair}
    found = {frozenset((one.one.iri, one.other.iri)): one for one in propose(list(entities.values())).found}
    for row, pair in zip(rows, pairs, strict=True):
        one = found.get(frozenset(each.iri for each in pair))
        yield row["expected"], one.relation.value if one else "different", one.score if one else 0


def _made(size: int) -> Iterable[Joinable]:
    """Yield entities of two graphs with invented designations and names, a tenth of them shared."""
    choice = random.Random(size)
    for number in range(size // 2):
        name = f"{choice.choice('ABKMSTZ')}-{number} {choice.choice(('Falcon', 'Wolf', 'Storm'))}"
        yield _entity(name, "Weapon", GRAPH_CURATED)
        shared = number % 10 == 0
        yield _entity(name if shared else f"{name[:1]}{name[:1]}-{number}B", "Weapon", LIST)


if __name__ == "__main__":
    main()
