"""Make the text of a query complete for a server: prefixes in front, bound terms behind."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from graph.errors import InputError
from graph.namespaces import BASE, PREFIXES
from graph.store.selection import Term


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
    used = [f"PREFIX {name}: {ox.NamedNode(iri)}" for name, iri in PREFIXES.items() if f"{name}:" in text]
    parts = [f"BASE {ox.NamedNode(BASE)}", *used, text]
    if substitutions:
        names = " ".join(map(str, substitutions))
        terms = " ".join(map(_written, substitutions.values()))
        parts.append(f"VALUES ({names}) {{ ({terms}) }}")
    return "\n".join(parts)


def _written(term: Term) -> str:
    if isinstance(term, ox.BlankNode):
        raise InputError(
            f"The blank node {str(term)!r} cannot be asked for at a server; give an IRI or a literal."
        )
    return str(term)
