"""What judging costs, against its peers: pySHACL, the checks as queries in Oxigraph, and a bare bulk load.

Run it as ``python benchmarks/validation.py [TRIPLES ...]``; 0.1 and 1 million unless given. The graphs are
invented and break no rule (``conforming_graph.py``). All is measured in one run, in turn: medians of three,
but each of Oxigraph's checks once. pySHACL is only asked about some 20,000 triples, and a check that takes
Oxigraph longer than a minute is given up and counted as that minute.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from conforming_graph import lines, write
from rdflib import Graph

from graph.namespaces import PREFIXES
from graph.triples import read_triples, triples_of_text
from graph.validation import judge, read_checks, read_rules, validate

RUNS = 3
SIZES = (100_000, 1_000_000)
REFEREED = 20_000
LONGEST_CHECK = 60.0
SLOWEST = "relayed-from-existing-claim"
"""A check that Oxigraph works out claim by claim."""


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median(work: Callable[[], object]) -> float:
    return statistics.median(seconds(work) for _ in range(RUNS))


def loaded(path: Path, place: Path | None = None) -> ox.Store:
    store = ox.Store(str(place)) if place else ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES)
    return store


def load_on_disk(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        loaded(path, Path(folder))


def with_ontology(path: Path) -> ox.Store:
    store = loaded(path)
    text = "".join(" ".join((*triple, ".\n")) for triple in read_rules().ontology)
    store.bulk_load(text, format=ox.RdfFormat.N_TRIPLES)
    return store


def answer(path: Path, query: str, connection: multiprocessing.connection.Connection) -> None:
    store = with_ontology(path)
    connection.send("loaded")
    connection.send(seconds(lambda: list(store.query(query, prefixes=PREFIXES))))


def in_oxigraph(path: Path) -> tuple[float, list[str]]:
    """Return what the checks take one after the other, and which of them were given up."""
    store, given_up, total = with_ontology(path), [], 0.0
    for rule, query in read_checks().items():
        if rule == SLOWEST:
            took = in_a_process(path, query)
            given_up += [rule] if took >= LONGEST_CHECK else []
        else:
            took = seconds(lambda query=query: list(store.query(query, prefixes=PREFIXES)))
        total += took
    return total, given_up


def in_a_process(path: Path, query: str) -> float:
    """Return what a query takes, at most `LONGEST_CHECK`: Oxigraph cannot be stopped from within."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=answer, args=(path, query, theirs), daemon=True)
    child.start()
    ours.recv()
    took = float(ours.recv()) if ours.poll(LONGEST_CHECK) else LONGEST_CHECK
    child.kill()
    child.join()
    return took


def against_pyshacl() -> None:
    text = "\n".join(lines(REFEREED))
    graph, triples = Graph().parse(data=text, format="nt"), triples_of_text(text)
    slow, fast = seconds(lambda: validate(graph)), median(lambda: judge(triples))
    print(
        f"{len(graph):,} triples: by pySHACL and Oxigraph {slow:.2f} s, judge {fast:.2f} s: {slow / fast:.0f}"
    )


def against_stores(path: Path) -> None:
    triples = read_triples([path])
    read, judged = median(lambda: read_triples([path])), median(lambda: judge(triples))
    assert judge(triples).conforms
    memory, disk = median(lambda: loaded(path)), median(lambda: load_on_disk(path))
    checks, given_up = in_oxigraph(path)
    print(
        f"{len(triples):10,} {read:9.2f} s {judged:9.2f} s {memory:9.2f} s {disk:9.2f} s {judged / disk:9.2f}"
        f" {checks:9.1f} s {checks / judged:9.0f} {', '.join(given_up)}"
    )


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    against_pyshacl()
    print("   triples    read      judge   bulk load:        disk     judge by   checks in   times judge,")
    print("          as numbers  all rules    memory                      disk    Oxigraph       given up")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.nt"
            write(size, path)
            against_stores(path)


if __name__ == "__main__":
    main()
