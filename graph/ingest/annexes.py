"""Named graphs beside the curated one: RDF of other vocabularies that people keep with the claims.

The rules of the model judge the curated graph, and everything derived follows from it. A graph beside it may
hold anything that says nothing in the model's own words, and describes none of its things: notes, lists,
records of other systems. It may point at the things of the model. So a query may join it, and no claim,
status or path can come from what no rule has judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import pyoxigraph as ox

from graph.errors import InputError, Problem
from graph.ingest.reading import Source, data_error, read_statements
from graph.namespaces import AG, BASE, DERIVED_GRAPHS, GRAPH_CURATED, GRAPH_IMPORTS, ID, shorten
from graph.store import graph_called

_BESIDE = BASE + "graph/"


def is_writable(graph: str) -> bool:
    """Tell whether people may write the graph called `graph`.

    Examples
    --------
    >>> is_writable(GRAPH_CURATED), is_writable(BASE + "graph/derived"), is_writable("https://example.org/notes")
    (True, False, True)
    >>> is_writable("")  # the default graph
    True
    """
    if not graph:
        return True
    if graph in DERIVED_GRAPHS or graph.startswith(GRAPH_IMPORTS):
        return False
    if graph.startswith(BASE) and not graph.startswith(_BESIDE):
        return False
    return bool(urlsplit(graph).scheme) and graph != _BESIDE


def require_writable(graph: str) -> None:
    """Raise where nobody may write the graph called `graph`.

    Raises
    ------
    InputError
        With the graphs that can be written.
    """
    if not is_writable(graph):
        raise InputError(
            f"The graph <{graph}> cannot be written: it is derived from <{GRAPH_CURATED}>, is an import, or "
            "comes with armsgraph. Write that graph, or one of a name of your own."
        )


def read_beside(source: Source, graph: str) -> list[ox.Quad]:
    """Return what `source` holds as quads of the graph `graph`, which lies beside the curated one.

    Relative IRIs are relative to the name of the graph.

    Raises
    ------
    DataError
        If the file breaks the syntax, or speaks in the words of the model; every place is named.
    """
    name = graph_called(graph)
    problems: list[Problem] = []
    quads: list[ox.Quad] = []
    for found in read_statements(source, graph or BASE):
        if isinstance(found, Problem):
            problems.append(found)
        elif said := next(_words_of_the_model(found), ""):
            problems.append(_misplaced(source, said))
        else:
            quads.append(ox.Quad(found.subject, found.predicate, found.object, name))
    if problems:
        raise data_error(list(dict.fromkeys(problems)))
    return quads


def require_words_of_its_own(quads: Iterable[ox.Quad], source: Source) -> None:
    """Raise where `quads`, which lie beside the curated graph, say what only that may say.

    Raises
    ------
    DataError
        Naming every place in `source`.
    """
    said = (next(_words_of_the_model(quad), "") for quad in quads)
    problems = [_misplaced(source, iri) for iri in sorted(filter(None, set(said)))]
    if problems:
        raise data_error(problems)


def _words_of_the_model(quad: ox.Quad) -> Iterator[str]:
    """Yield what in `quad` only the curated graph may say."""
    for term in (quad.subject, quad.predicate, quad.object):
        if isinstance(term, ox.NamedNode) and term.value.startswith(AG):
            yield term.value
    if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ID):
        yield quad.subject.value


def _misplaced(source: Source, iri: str) -> Problem:
    message = (
        f"{shorten(iri)}: What is said in the words of the model, or of its things, belongs in the graph "
        f"<{GRAPH_CURATED}>, where the rules judge it. [graph-beside]"
    )
    return Problem(source.name, source.line_of(iri), 0, iri, "graph-beside", message)
