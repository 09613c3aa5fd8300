"""What a path costs over a graph that is not read whole, against reading all of it.

Run it as ``python benchmarks/remote_paths.py`` (about 1 million triples; some minutes) or with ``--triples
100000``. An invented graph is put where it can be asked: in a directory, on Oxigraph's server and on
Virtuoso, both started here. In each place the same pairs of entities are connected, once by frontiers that
grow from both ends and once over the whole network; each way in a process of its own, so that its peak
memory is its own. Told are the queries sent, the seconds to the first answer (reading included) and of all
answers after it, and by how much the peak memory grew. All must give the same paths, or the program ends
with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyoxigraph as ox
from conflict_graph import entity, invent, write_store

from graph.ingest.uploading_chunks import Cargo
from graph.knowledge.distant import Distant
from graph.knowledge.reading import Reading
from graph.model import PathAnswer
from graph.pathfinding import PathQuestion, find_paths
from graph.search import LabelIndex
from graph.settings import LIMITS
from graph.store import Store, open_store
from graph.store.http import Endpoint

TRIPLES = 1_000_000
PAIRS = 8
WAYS = ("frontiers", "whole")
TESTS = Path(__file__).parent.parent / "tests"
MEGABYTE_KB = 1024


def main(triples: int, places: list[str]) -> None:
    """Measure every way in every place and report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, pairs = made(triples, folder / "quads")
        print(f"{len(store):,} triples, {len(pairs)} pairs of entities, 5 paths of at most 6 hops each\n")
        print(f"{'place':<18}{'way':<11}{'queries':>8}{'first s':>9}{'others s':>10}{'memory MB':>11}")
        found = []
        for place in places:
            with located(place, folder, store) as location:
                found += [told(place, way, location, pairs) for way in WAYS]
    if len(set(found)) != 1:
        sys.exit("The answers differ.")


def made(triples: int, folder: Path) -> tuple[Store, list[tuple[str, str]]]:
    """Write an invented graph; half of the pairs are busy entities, half any."""
    invented = invent(triples)
    write_store(invented, folder)  # nobody holds it, which closes it, so that its files stay as they are
    rng, count = np.random.default_rng(7), len(invented.kinds)
    busy = rng.choice(40, PAIRS, replace=False).reshape(-1, 2)
    any_ = rng.choice(count, PAIRS, replace=False).reshape(-1, 2)
    drawn = np.concatenate([any_, busy])
    kept = Store(ox.Store.read_only(str(folder)), str(folder))
    return kept, [(entity(int(a)).value, entity(int(b)).value) for a, b in drawn]


@contextmanager
def located(place: str, folder: Path, store: Store) -> Iterator[str]:
    """Give the location of the graph in a place."""
    if place == "directory":
        yield str(folder / "quads")
        return
    sys.path.insert(0, str(TESTS))
    from servers import start_oxigraph, start_virtuoso

    start = {"oxigraph": start_oxigraph, "virtuoso": start_virtuoso}[place]
    if place == "oxigraph":  # its server reads what pyoxigraph wrote
        shutil.copytree(folder / "quads", folder / place / "quads")
    with start(folder / place) as server:
        for name, value in zip(("USER", "PASSWORD"), (server.user, server.password), strict=True):
            os.environ[f"ARMSGRAPH_STORE_{name}"] = value
        if place == "virtuoso":
            sent = fill(server.query, store)
            print(f"{place:<18}filled in {sent:.0f} s", flush=True)
        yield server.query


def fill(address: str, store: Store) -> float:
    """Send all of `store` to a server that holds nothing; return how many seconds it took."""
    started, endpoint = time.perf_counter(), Endpoint(address)
    for chunk in Cargo(store).chunks(LIMITS.upload_chunk_bytes):
        endpoint.post_graph(chunk.graph, chunk.content)
    return time.perf_counter() - started


def told(place: str, way: str, location: str, pairs: list[tuple[str, str]]) -> str:
    """Measure one way in one place in a process of its own, print it, and return what paths it found."""
    asked = json.dumps([way, location, pairs])
    ended = subprocess.run(
        [sys.executable, __file__, "--measure"], input=asked, stdout=subprocess.PIPE, text=True, check=True
    )
    figures = json.loads(ended.stdout)
    print(
        f"{place:<18}{way:<11}{figures['queries']:>8}{figures['first']:>9.2f}{figures['others']:>10.2f}"
        f"{figures['memory']:>11.0f}",
        flush=True,
    )
    return json.dumps(figures["paths"])


def measure(way: str, location: str, pairs: list[list[str]]) -> dict[str, object]:
    """Connect the pairs in one way; return the figures and the paths."""
    store = open_store(location) if "://" in location else Store(ox.Store.read_only(location), location)
    queries = counting(store)
    before, taken, found = peak_kilobytes(), [], []
    distant, reading = Distant(store, LabelIndex.of_entries([])), Reading(store)
    for start, end in pairs:
        started = time.perf_counter()
        question = PathQuestion(start, end)
        answer = distant.paths(question) if way == "frontiers" else find_paths(reading.network, question)
        taken.append(time.perf_counter() - started)
        found.append(spelt(answer))
    memory = (peak_kilobytes() - before) / MEGABYTE_KB
    figures = {"queries": len(queries), "first": taken[0], "others": sum(taken[1:]), "memory": memory}
    return {**figures, "paths": found}


def counting(store: Store) -> list[str]:
    """Let `store` put down each query that it is asked."""
    asked: list[str] = []
    query = store.query

    def counted(text: str, *arguments: object, **named: object) -> object:
        asked.append(text)
        return query(text, *arguments, **named)  # type: ignore[arg-type]

    store.query = counted  # type: ignore[assignment, method-assign]
    return asked


def spelt(answer: PathAnswer) -> list[list[object]]:
    """Return what paths must agree in: whom they pass, how each hop stands, and on how many claims."""
    return [
        [
            [hop.end.label, hop.end.iri, hop.standing.status.value, hop.standing.origins, len(hop.claims)]
            for hop in path.hops
        ]
        for path in answer.paths
    ]


def peak_kilobytes() -> int:
    """Return the most memory that this process had; `getrusage` would count what its parent had, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=TRIPLES, help="about how many triples")
    parser.add_argument("--places", nargs="+", default=["directory", "oxigraph", "virtuoso"])
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measure(*json.loads(sys.stdin.read()))))
    else:
        main(arguments.triples, arguments.places)
