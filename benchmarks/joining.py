"""How good the proposals for joining are, and how their work grows.

Three lists of pairs of names were judged by hand:

- ``tests/samples/joining_held_out.csv`` was written down last, and no rule was made for what it shows: its
  figures are those to expect of other names.
- ``tests/samples/joining_unseen.csv`` was written down before any of its pairs was run, from general
  knowledge of the field. It then had precision 0.83 and recall 0.56. The faults that it showed were mended as
  rules, not name by name; what is left wrong stays in it.
- ``tests/samples/joining_gold.csv`` is the list with which the first rules were made, so that its figures
  flatter.

    python benchmarks/joining.py
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from graph.joining import Joinable, propose
from graph.namespaces import GRAPH_CURATED

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
LISTS = {
    "held out": "joining_held_out.csv",
    "not seen before the rules were mended by it": "joining_unseen.csv",
    "rules made with it": "joining_gold.csv",
}
LIST = "https://w3id.org/armsgraph/graph/import/list"
SCORES = (90, 75, 60)
SIZES = (1_000, 4_000, 16_000)


def main() -> None:
    """Print precision and recall from each score on, then seconds by number of entities.

    With ``--wrong`` also each pair of the lists that is proposed as what it is not, or not proposed.
    """
    for said, name in LISTS.items():
        judged = list(_judged(SAMPLES / name))
        true = sum(1 for row, _, _ in judged if row["expected"] != "different")
        print(f"{name} ({said}): {len(judged)} pairs, {true} that belong together")
        for least in SCORES:
            band = [(row["expected"], proposed) for row, proposed, score in judged if score >= least]
            right = sum(1 for expected, proposed in band if expected == proposed)
            print(
                f"  from score {least}: {right} of {len(band)} right, precision {right / len(band):.2f}, "
                f"recall {right / true:.2f}"
            )
        for row, proposed, score in judged if "--wrong" in sys.argv else ():
            if row["expected"] != proposed:
                print(f"    {row['one']} | {row['other']}: {row['expected']}, but {proposed} {score or ''}")
    for size in SIZES:
        entities = list(_made(size))
        started = time.perf_counter()
        proposals = propose(entities)
        seconds = time.perf_counter() - started
        print(f"{len(entities):,} entities: {seconds:.2f} s, {proposals.compared:,} pairs compared")


def _entity(name: str, kind: str, graph: str, at: str = "") -> Joinable:
    point = tuple(map(float, at.split()))
    return Joinable(
        f"{graph}#{name}", graph, kind, name, (name,), point=(point[0], point[1]) if point else None
    )


def _judged(path: Path) -> Iterable[tuple[dict[str, str], str, int]]:
    """Yield each pair with what is proposed of it among all names of the list, and its score."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs = [
        (
            _entity(row["one"], row["kind"], LIST, row.get("one_at", "")),
            _entity(row["other"], row["kind"], GRAPH_CURATED, row.get("other_at", "")),
        )
        for row in rows
    ]
    entities = {one.iri: one for pair in pairs for one in pair}
    found = {frozenset((one.one.iri, one.other.iri)): one for one in propose(list(entities.values())).found}
    for row, pair in zip(rows, pairs, strict=True):
        one = found.get(frozenset(each.iri for each in pair))
        yield row, one.relation.value if one else "different", one.score if one else 0


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
