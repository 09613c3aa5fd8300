"""What a validation costs, against its peer: rdflib reading the same graph from N-Triples.

Run it as ``python benchmarks/validation.py``. Graphs of 400, 1,600 and 6,400 invented claims show how the
cost grows. Both are measured in one run, in turn; medians of three.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial

from rdflib import Graph

from graph.namespaces import AG, BASE
from graph.validation import validate

RUNS = 3
SIZES = (400, 1_600, 6_400)
HEAD = (
    f"@base <{BASE}> . @prefix ag: <{AG}> . @prefix dcterms: <http://purl.org/dc/terms/> .\n"
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    '<id/document/0> a ag:Document ; dcterms:title "Book"@en .\n'
)


def invented(claims: int) -> str:
    """Write as many attacks by 20 companies, each with one reference claim, as Turtle."""
    actors = (f'<id/actor/{n}> a ag:Company ; skos:prefLabel "Actor {n}"@en .\n' for n in range(20))
    attacks = (
        f'<id/incident/{n}> a ag:Attack ; skos:prefLabel "Attack {n}"@en .\n'
        f"<id/proposition/{n}> a ag:Proposition ; rdf:subject <id/incident/{n}> ;"
        f" rdf:predicate ag:perpetrator ; rdf:object <id/actor/{n % 20}> .\n"
        f"<id/claim/{n}> a ag:ReferenceClaim ; ag:proposition <id/proposition/{n}> ;"
        f" ag:claimant <id/actor/{n % 20}> ; ag:stance ag:Asserts ; ag:certainty ag:Certain ;"
        f' ag:modality ag:Fact ; ag:document <id/document/0> ; ag:gloss "An invented attack."@en .\n'
        for n in range(claims)
    )
    return HEAD + "".join(actors) + "".join(attacks)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    print("claims   triples   rdflib reads   validation   ratio")
    for size in SIZES:
        data = Graph().parse(data=invented(size), format="turtle")
        lines = data.serialize(format="nt")
        reading, judging = partial(Graph().parse, data=lines, format="nt"), partial(validate, data)
        pairs = [(seconds(reading), seconds(judging)) for _ in range(RUNS)]
        peer, own = (statistics.median(times) for times in zip(*pairs, strict=True))
        print(f"{size:6,}  {len(data):8,}  {peer:11.2f} s  {own:9.2f} s  {own / peer:6.1f}")


if __name__ == "__main__":
    main()
