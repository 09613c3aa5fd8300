"""Ask the queries of the evaluation tests twice: the engine itself, and the workers of the endpoint."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from conformance.manifests import EvaluationTest
from conformance.verdicts import agrees, media_for
from graph.errors import ArmsgraphError
from graph.namespaces import PREFIXES
from graph.sparql import TABLE_FORMATS
from graph.workers import Question, Workers

DEFAULT = ox.NamedNode("urn:x-tests:default")
"""Where the default graph of a test lies, since what is served has named graphs only."""
_SYNTAX = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".n3": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether both gave the answer that the test asks for; a text where one gave none."""

    test: EvaluationTest
    engine: bool
    endpoint: bool
    said: str = ""
    """What the endpoint said where it refused."""


async def judged(test: EvaluationTest) -> Verdict:
    """Return how engine and endpoint do on `test`."""
    with tempfile.TemporaryDirectory() as folder:
        store = _filled(test, Path(folder) / "quads")
        engine = _engine(test, store)
        store.flush()
        del store
        endpoint, said = await _endpoint(test, Path(folder) / "quads")
    return Verdict(test, engine, endpoint, said)


def _filled(test: EvaluationTest, folder: Path) -> ox.Store:
    store = ox.Store(str(folder))
    for file in test.data:
        _load(store, file, DEFAULT)
    for iri, file in test.graphs:
        _load(store, file, ox.NamedNode(iri))
    if not test.data and not test.graphs and "from" in _text(test).lower():
        for file in sorted(test.query.parent.glob("*.ttl")):  # a dataset that the query itself names
            if not file.name.startswith(("manifest", "result")):
                _load(store, file, ox.NamedNode(file.absolute().as_uri()))
    return store


def _load(store: ox.Store, file: Path, graph: ox.NamedNode) -> None:
    store.load(path=str(file), format=_SYNTAX[file.suffix], base_iri=file.absolute().as_uri(), to_graph=graph)


def _text(test: EvaluationTest) -> str:
    return f"BASE <{test.query.absolute().as_uri()}>\n{test.query.read_text(encoding='utf-8')}"


def _dataset(test: EvaluationTest) -> tuple[list[ox.NamedNode], list[ox.NamedNode]]:
    if not test.data and not test.graphs:
        return [], []
    return [DEFAULT], [ox.NamedNode(iri) for iri, _ in test.graphs]


def _engine(test: EvaluationTest, store: ox.Store) -> bool:
    default, named = _dataset(test)
    chosen = {"default_graph": default, "named_graphs": named} if default else {}
    try:
        answer = store.query(_text(test), prefixes=PREFIXES, **chosen)
        if isinstance(answer, ox.QueryTriples):
            return agrees("graph", ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES) or b"", test.result)
        kind = "ask" if isinstance(answer, ox.QueryBoolean) else "select"
        media = "json" if kind == "ask" else media_for(test.result)
        return agrees(kind, answer.serialize(format=TABLE_FORMATS[media]) or b"", test.result)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return False


async def _endpoint(test: EvaluationTest, folder: Path) -> tuple[bool, str]:
    default, named = _dataset(test)
    question = Question(
        _text(test),
        tuple(one.value for one in default),
        tuple(one.value for one in named),
        media_for(test.result),
        "ntriples",
    )
    async with _serving(folder) as workers:
        try:
            reply = await workers.ask(question)
            content = b"".join([chunk async for chunk in reply.chunks])
            return agrees(reply.kind, content, test.result), ""
        except (ArmsgraphError, ValueError, SyntaxError) as error:
            return False, str(error)


@asynccontextmanager
async def _serving(folder: Path) -> AsyncIterator[Workers]:
    workers = Workers(str(folder), count=1)
    await workers.start()
    try:
        yield workers
    finally:
        await workers.aclose()


def judge_all(tests: list[EvaluationTest]) -> list[Verdict]:
    """Return the verdicts on `tests`, one after the other."""

    async def every() -> list[Verdict]:
        return [await judged(test) for test in tests]

    return asyncio.run(every())
