"""Say whether an answer is the one that a test asks for: the same rows or triples, blank nodes aside."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
MOST_BLANK_NODES = 7
"""More than this in one answer are not told apart by trying, but by how often each occurs."""
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[str, ...]
Table = tuple[tuple[str, ...], list[Row], bool]
"""Variables, rows as texts, and whether their order counts."""

_RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {".ttl": "turtle", ".rdf": "xml", ".nt": "nt"}


def media_for(result: Path) -> str:
    """Return the format in which to ask for an answer that is held against `result`."""
    return {".csv": "csv", ".tsv": "tsv"}.get(result.suffix, "json")


def agrees(kind: str, content: bytes, result: Path) -> bool:
    """Say whether `content`, an answer of `kind` select, ask or graph, is what the file `result` holds."""
    if result.suffix == ".csv":
        return _csv_rows(content) == _csv_rows(result.read_bytes())
    if kind == "graph":
        return isomorphic(_canonical(_graph(content, "nt")), _canonical(_kept(result)))
    expected = _expected(result)
    answer = ox.parse_query_results(content, ox.QueryResultsFormat.JSON if kind == "ask" else _format(result))
    if isinstance(answer, ox.QueryBoolean):
        return expected is bool(answer)
    if isinstance(expected, bool):
        return False
    return _same(_table(answer), expected)


def _format(result: Path) -> ox.QueryResultsFormat:
    return ox.QueryResultsFormat.TSV if result.suffix == ".tsv" else ox.QueryResultsFormat.JSON


def _expected(result: Path) -> Table | bool:
    if result.suffix in _RESULTS:
        answer = ox.parse_query_results(result.read_bytes(), _RESULTS[result.suffix])
        return bool(answer) if isinstance(answer, ox.QueryBoolean) else _table(answer)
    return _described(_kept(result))


def _table(answer: ox.QuerySolutions) -> Table:
    variables = tuple(variable.value for variable in answer.variables)
    order = sorted(range(len(variables)), key=lambda place: variables[place])
    rows = [tuple(_text(solution[place]) for place in order) for solution in answer]
    return tuple(sorted(variables)), rows, False


def _text(term: Term | None) -> str:
    """Return a term as N-Triples, a number as Oxigraph writes it: a store keeps values, not spellings."""
    if not isinstance(term, ox.Literal):
        return "" if term is None else str(term)
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), term))
    [quad] = store
    return str(quad.object)


def _described(described: Graph) -> Table | bool:
    """Return an answer that is written as RDF, the way the oldest tests have it."""
    whole = described.value(None, RDF.type, RS.ResultSet)
    said = described.value(whole, RS.boolean)
    if said is not None:
        return bool(said.toPython())
    variables = sorted(str(name) for name in described.objects(whole, RS.resultVariable))
    solutions = list(described.objects(whole, RS.solution))
    ordered = all(described.value(one, RS.index) is not None for one in solutions) and bool(solutions)
    if ordered:
        solutions.sort(key=lambda one: int(str(described.value(one, RS.index))))
    return tuple(variables), [_solution(described, one, variables) for one in solutions], ordered


def _solution(described: Graph, solution: object, variables: Sequence[str]) -> Row:
    bound = {}
    for binding in described.objects(solution, RS.binding):  # type: ignore[arg-type]
        value = described.value(binding, RS.value)
        bound[str(described.value(binding, RS.variable))] = _as_oxigraph(value)
    return tuple(bound.get(name, "") for name in variables)


def _as_oxigraph(value: object) -> str:
    written = value.n3() if hasattr(value, "n3") else str(value)
    if isinstance(value, URIRef) or written.startswith("_:"):
        return written
    [quad] = ox.parse(f"<urn:s> <urn:p> {written} .".encode(), ox.RdfFormat.N_TRIPLES)
    return _text(quad.object)


def _same(answer: Table, expected: Table) -> bool:
    if answer[0] != expected[0] or len(answer[1]) != len(expected[1]):
        return False
    compare: Callable[[Iterable[Row]], object] = list if expected[2] else Counter
    ours, theirs = _blank_nodes(answer[1]), _blank_nodes(expected[1])
    if len(ours) != len(theirs):
        return False
    wanted = compare(expected[1])
    if len(ours) > MOST_BLANK_NODES:
        return Counter(map(_without_names, answer[1])) == Counter(map(_without_names, expected[1]))
    renamings = (dict(zip(ours, order, strict=True)) for order in permutations(theirs))
    return any(compare(_renamed(answer[1], names)) == wanted for names in renamings)


def _blank_nodes(rows: Iterable[Row]) -> list[str]:
    return sorted({cell for row in rows for cell in row if cell.startswith("_:")})


def _renamed(rows: Iterable[Row], names: dict[str, str]) -> list[Row]:
    return [tuple(names.get(cell, cell) for cell in row) for row in rows]


def _without_names(row: Row) -> Row:
    return tuple("_:" if cell.startswith("_:") else cell for cell in row)


def _graph(content: bytes, format: str) -> Graph:
    return Graph().parse(data=content, format=format)


def _kept(file: Path) -> Graph:
    return Graph().parse(file, format=_GRAPHS[file.suffix], publicID=file.absolute().as_uri())


def _canonical(graph: Graph) -> Graph:
    """Return `graph` as a store of Oxigraph gives it back."""
    store = ox.Store()
    store.load(input=graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return _graph(store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b"", "nt")


def _csv_rows(content: bytes) -> Counter[Row]:
    """Return the rows of a CSV file; blank nodes are alike, since CSV does not tell them from text."""
    rows = csv.reader(io.StringIO(content.decode("utf-8")))
    return Counter(_without_names(tuple(row)) for row in rows)
