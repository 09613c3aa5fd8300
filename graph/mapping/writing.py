"""Terms in N-Triples, written as a store writes them."""

from __future__ import annotations

from graph.namespaces import AG, BASE, PREFIXES, XSD

_ESCAPES = str.maketrans(
    {
        '"': '\\"',
        "\\": "\\\\",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\b": "\\b",
        "\f": "\\f",
        "\x7f": "\\u007F",
        **{chr(code): f"\\u{code:04X}" for code in range(0x20) if chr(code) not in "\n\r\t\b\f"},
    }
)


def escaped(text: str) -> str:
    """Return `text` as it stands between quotes in N-Triples.

    Examples
    --------
    >>> escaped('the "Grad"')
    'the \\\\"Grad\\\\"'
    """
    return text.translate(_ESCAPES)


def typed(text: str, datatype: str) -> str:
    """Return a literal of a datatype of XML Schema, or of any whose IRI is given.

    Examples
    --------
    >>> typed("3", "integer")
    '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    iri = datatype if ":" in datatype else XSD + datatype
    return f'"{text}"^^<{iri}>'


def english(text: str) -> str:
    """Return an English text; `text` is escaped already."""
    return f'"{text}"@en'


def expanded(term: str) -> str:
    """Return the IRI of a term of the model such as ``ag:Destroyed`` or ``id:category/tank``.

    Raises
    ------
    ValueError
        If its prefix is not one of the model.

    Examples
    --------
    >>> expanded("ag:Destroyed")
    'https://w3id.org/armsgraph/ontology#Destroyed'
    """
    prefix, colon, rest = term.partition(":")
    if not colon or prefix not in PREFIXES:
        raise ValueError(f"{term!r} is no term of the model; write it as ag:Destroyed or id:category/tank.")
    return PREFIXES[prefix] + rest


def ag(name: str) -> str:
    """Return the IRI of a name of the ontology, in angle brackets."""
    return f"<{AG}{name}>"


__all__ = ["BASE", "ag", "english", "escaped", "expanded", "typed"]
