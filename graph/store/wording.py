"""Make the text of a query complete for a server: prefixes in front, bound terms behind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import Template

import pyoxigraph as ox

from graph.errors import InputError
from graph.namespaces import BASE, PREFIXES
from graph.resources import application_query
from graph.store.selection import Term

_OF_ITS_OWN = re.compile(r"\b(?:ORDER\s+BY|LIMIT|OFFSET|PREFIX|BASE|FROM)\b", re.IGNORECASE)


def worded(text: str, substitutions: Mapping[ox.Variable, Term] | None = None) -> str:
    """Return the query `text` as a server can take it, with the terms of `substitutions` as its VALUES.

    The prefixes that it may use and does not declare are declared in front. A term is written by
    pyoxigraph, never pasted as text; SPARQL 1.1 joins the VALUES at the end of a query with its solutions.

    Raises
    ------
    InputError
        If a term is a blank node: it has no name that a server would know.

    Examples
    --------
    >>> print(worded("ASK { ?x a ag:Claim }", {ox.Variable("x"): ox.Literal('a "b"', language="en")}))
    BASE <https://w3id.org/armsgraph/>
    PREFIX ag: <https://w3id.org/armsgraph/ontology#>
    ASK { ?x a ag:Claim }
    VALUES (?x) { ("a \\"b\\""@en) }
    """
    head, body = _parts(text, substitutions)
    return "\n".join([*head, *body])


def paged(
    text: str,
    variables: Sequence[str],
    substitutions: Mapping[ox.Variable, Term] | None,
    size: int,
    offset: int,
) -> str:
    """Return a query for `size` of the rows of the SELECT query `text`, of all of them in one order.

    `text` must have neither an order nor a prologue of its own; see `can_be_paged`.

    Examples
    --------
    >>> print(paged("SELECT ?s WHERE { ?s ?p ?o }", ["s"], None, 100, 200).strip())
    BASE <https://w3id.org/armsgraph/>
    # Some rows of the query that stands within, which puts all of them in one order.
    SELECT ?s WHERE { {
    SELECT ?s WHERE { ?s ?p ?o }
    ORDER BY ?s
    } } LIMIT 100 OFFSET 200
    """
    head, body = _parts(text, substitutions)
    names = " ".join(str(ox.Variable(name)) for name in variables)
    # The order within, the page without: Virtuoso orders no more than 10,000 rows for a page directly.
    rows = "\n".join([body[0], f"ORDER BY {names}", *body[1:]])
    page = Template(application_query("remote_page"))
    return "\n".join([*head, page.substitute(names=names, rows=rows, size=size, offset=offset)])


def can_be_paged(text: str) -> bool:
    """Return whether `text`, a SELECT query of the application, can be asked for in pages.

    Examples
    --------
    >>> can_be_paged("SELECT ?s WHERE { ?s ?p ?o }"), can_be_paged("SELECT ?s { ?s ?p ?o } ORDER BY ?s")
    (True, False)
    """
    return not _OF_ITS_OWN.search(text)


def _parts(text: str, substitutions: Mapping[ox.Variable, Term] | None) -> tuple[list[str], list[str]]:
    """Return the prologue of a query, and the query with its VALUES behind it."""
    used = [f"PREFIX {name}: {ox.NamedNode(iri)}" for name, iri in PREFIXES.items() if f"{name}:" in text]
    body = [text]
    if substitutions:
        names = " ".join(map(str, substitutions))
        terms = " ".join(map(_written, substitutions.values()))
        body.append(f"VALUES ({names}) {{ ({terms}) }}")
    return [f"BASE {ox.NamedNode(BASE)}", *used], body


def _written(term: Term) -> str:
    if isinstance(term, ox.BlankNode):
        raise InputError(
            f"The blank node {str(term)!r} cannot be asked for at a server; give an IRI or a literal."
        )
    return str(term)
