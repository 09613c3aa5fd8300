"""The words of a store: labels of things, classes of entities, relations and how to read them out."""

from graph.lexicon.lazily import lazy_lexicon
from graph.lexicon.words import (
    CONCERNS,
    Lexicon,
    Relation,
    properties,
    read_lexicon,
    read_relations,
    relation_named,
    text_in_english,
    words_of,
)

__all__ = [
    "CONCERNS",
    "Lexicon",
    "Relation",
    "lazy_lexicon",
    "properties",
    "read_lexicon",
    "read_relations",
    "relation_named",
    "text_in_english",
    "words_of",
]
