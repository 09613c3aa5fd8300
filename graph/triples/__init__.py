"""Statements as integers: every term once, and triples of their numbers, for whatever reads many of them."""

from graph.triples.layout import NONE, RDF_LANG_STRING, XSD_STRING, Ids, TermKind, Terms, Triples, with_terms
from graph.triples.reading import read_triples, sorted_triples, triples_of, triples_of_text

__all__ = [
    "NONE",
    "RDF_LANG_STRING",
    "XSD_STRING",
    "Ids",
    "TermKind",
    "Terms",
    "Triples",
    "read_triples",
    "sorted_triples",
    "triples_of",
    "triples_of_text",
    "with_terms",
]
