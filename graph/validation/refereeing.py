"""Judge a curated graph by well-kept engines: the shapes in pySHACL, the checks in Oxigraph.

Checks run in Oxigraph, where they take milliseconds; shapes run in pySHACL on graphs that are parsed
already, because a path that pySHACL fails to load leaves rdflib changed for the rest of the process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from graph.errors import OntologyError
from graph.namespaces import PREFIXES, local_name
from graph.validation.reporting import SEVERITIES, Report, Violation, report_of
from graph.validation.rules import read_checks, read_ontology, read_shapes

if TYPE_CHECKING:
    from rdflib.term import Identifier


def validate(
    data: Graph,
    *,
    ontology: Graph | None = None,
    shapes: Mapping[str, Graph] | None = None,
    checks: Mapping[str, str] | None = None,
) -> Report:
    """Judge `data`, which is left unchanged, by every shape and every check.

    Parameters
    ----------
    data
        What people wrote, without anything derived.
    ontology
        The classes and relations the data speaks of; the shipped ontology unless given.
    shapes
        SHACL shapes by the name of their file; the shipped ones unless given.
    checks
        SPARQL queries by the name of their rule; the shipped ones unless given. A check projects
        ``?focus`` and ``?message``, may project ``?path`` and ``?value``, and must return nothing.

    Raises
    ------
    OntologyError
        If a shape or a check is itself broken; the message names its file.

    Examples
    --------
    >>> from rdflib import Graph
    >>> claim = '<https://w3id.org/armsgraph/id/claim/x> a <https://w3id.org/armsgraph/ontology#Claim> .'
    >>> report = validate(Graph().parse(data=claim, format="turtle"))
    >>> report.conforms, "ClaimShape" in {violation.rule for violation in report.violations}
    (False, True)
    """
    known = read_ontology() if ontology is None else ontology
    found = {
        *_broken_shapes(data, known, read_shapes() if shapes is None else shapes),
        *_failed_checks(data, known, read_checks() if checks is None else checks),
    }
    return report_of(found)


def _failed_checks(data: Graph, ontology: Graph, checks: Mapping[str, str]) -> Iterator[Violation]:
    store = pyoxigraph.Store()
    for graph in (data, ontology):
        text = graph.serialize(format="nt", encoding="utf-8")
        store.bulk_load(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    for rule, query in checks.items():
        for row in _solutions(store, rule, query):
            # A message that SPARQL could not put together must not hide the violation.
            message = row.get("message", f"The rule {rule} is broken; {rule}.rq says what it asks for.")
            yield Violation(row.get("focus", ""), rule, message, row.get("path", ""), row.get("value", ""))


def _solutions(store: pyoxigraph.Store, rule: str, query: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one check as texts by variable name, unbound variables left out."""
    try:
        answer = store.query(query, prefixes=PREFIXES)
        if not isinstance(answer, pyoxigraph.QuerySolutions):
            raise OntologyError(
                f"The check {rule}.rq is not a SELECT query; a check projects ?focus and ?message."
            )
        names = [variable.value for variable in answer.variables]
        if missing := {"focus", "message"} - set(names):
            raise OntologyError(f"The check {rule}.rq does not project ?{', ?'.join(sorted(missing))}.")
        for row in answer:
            bound = {name: row[name] for name in names}
            yield {
                name: getattr(term, "value", str(term)) for name, term in bound.items() if term is not None
            }
    except (SyntaxError, ValueError, RuntimeError) as fault:
        raise OntologyError(f"The check {rule}.rq cannot be run: {fault}") from fault


def _broken_shapes(data: Graph, ontology: Graph, shapes: Mapping[str, Graph]) -> Iterator[Violation]:
    whole = _union(shapes.values())
    judged = _union([data, ontology])
    try:
        results = _shacl(judged, whole)
    except Exception as fault:  # pySHACL raises many kinds for a broken shape, none of which names a file
        raise OntologyError(f"{_broken_file(judged, shapes)} holds a broken shape: {fault}") from fault
    for result in results.subjects(RDF.type, SH.ValidationResult):
        yield _violation(results, whole, result)


def _shacl(data: Graph, shapes: Graph) -> Graph:
    """Run pySHACL, which is imported late because it costs half a second."""
    import pyshacl

    _, results, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    if not isinstance(results, Graph):
        raise OntologyError(text)
    return results


def _broken_file(data: Graph, shapes: Mapping[str, Graph]) -> str:
    """Find the file on whose account pySHACL refuses to run, by trying each alone on the same data."""
    for name, graph in shapes.items():
        try:
            _shacl(data, graph)
        except Exception:  # see _broken_shapes
            return name
    return ", ".join(shapes)


def _union(graphs: Iterable[Graph]) -> Graph:
    """Put graphs together; blank nodes keep their identity, so that results can be traced to their shape."""
    whole = Graph()
    for graph in graphs:
        for triple in graph:
            whole.add(triple)
    return whole


def _violation(results: Graph, shapes: Graph, result: Node) -> Violation:
    severity = local_name(str(results.value(result, SH.resultSeverity)))
    messages = sorted(str(message) for message in results.objects(result, SH.resultMessage))
    return Violation(
        focus=str(results.value(result, SH.focusNode)),
        rule=_shape_name(shapes, results.value(result, SH.sourceShape)),
        message=" ".join(messages),
        path=_path_text(results, results.value(result, SH.resultPath)),
        value=_text(results.value(result, SH.value)),
        severity=SEVERITIES.get(severity, "violation"),
    )


def _shape_name(shapes: Graph, shape: Node | None) -> str:
    """Return the local name of the named shape that `shape`, often an unnamed property shape, belongs to."""
    seen: set[Node] = set()
    while shape is not None and not isinstance(shape, URIRef) and shape not in seen:
        seen.add(shape)
        shape = next(shapes.subjects(SH.property, shape), None)
    return local_name(str(shape))


def _path_text(results: Graph, path: Node | None) -> str:
    if path is None or isinstance(path, URIRef):
        return _text(path)
    inverse = results.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{inverse}"
    return "/".join(str(step) for step in Collection(results, path))


def _text(term: Identifier | Node | None) -> str:
    return "" if term is None else str(term)
