"""Derive the words of a build from everything that people wrote, in one pass over its subjects."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import pyoxigraph as ox

from graph.columns import NONE, Columns
from graph.columns.reading import kept_identity, property_values
from graph.conflicts import read_contents
from graph.identity import Identity, group_propositions
from graph.lexicon import Lexicon, read_lexicon, text_in_english
from graph.namespaces import AG, DCTERMS, GRAPH_CURATED, OA, RDF, SCHEMA, SKOS, local_name
from graph.wordings.layout import BASES, PRECISIONS, Ids, Offsets, Wordings
from graph.wordings.pieces import pieces_of
from graph.wordings.plainness import (
    POSITION,
    UNWRITABLE,
    Said,
    Standing,
    plain_claim,
    plain_entity,
    plain_position,
    plain_proposition,
)

if TYPE_CHECKING:
    from graph.store import Store

IMPORTED = GRAPH_CURATED.removesuffix("curated") + "import/"
"""What the names of graphs begin with that hold an import."""


def authored_graphs(store: Store) -> list[str]:
    """Return the graphs of what people wrote: the curated one and those of imports."""
    return [name for name in store.graphs() if name == GRAPH_CURATED or name.startswith(IMPORTED)]


def derive_wordings(store: Store, columns: Columns, identity: Identity | None = None) -> Wordings:
    """Return the words of `store` by the rows of `columns`.

    Parameters
    ----------
    store
        A store as a build makes it.
    columns
        Its columns, derived with the same `identity`.
    identity
        Who is held to be whom; as the build derived it unless given.
    """
    held = kept_identity(store) if identity is None else identity
    made = _Deriving(columns, read_lexicon(store), held)
    for name in authored_graphs(store):
        for subject, said in subjects(store, name):
            made.take(subject, said)
    stands = group_propositions(read_contents(store, held)) if held.canonicals else {}
    for one, other in property_values(store, AG + "incompatibleWith"):
        made.rival(stands.get(one, one), stands.get(other, other))
    return made.wordings()


def subjects(store: Store, graph: str) -> Iterator[tuple[str, Said]]:
    """Yield each subject of `graph`, as N-Triples write it, with all that is said of it."""
    quads: Iterable[ox.Quad] = store.quads(graph)
    if not store.build_name or store.derives_here:  # only a directory hands out its quads by subjects
        quads = sorted(quads, key=str)
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        said: defaultdict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]] = defaultdict(list)
        for quad in group:
            if not isinstance(quad.object, ox.Triple):
                said[quad.predicate.value].append(quad.object)
        yield str(subject), said


class _Deriving:
    """Words as they come, in rows that were counted before."""

    def __init__(self, columns: Columns, lexicon: Lexicon, identity: Identity) -> None:
        self._columns, self._lexicon, self._identity = columns, lexicon, identity
        self._known = Standing(
            *(
                {name: row for row, name in enumerate(table)}
                for table in (columns.claims, columns.propositions, columns.entities, columns.documents)
            )
        )
        claims, propositions = len(columns.claims), len(columns.propositions)
        documents = len(columns.documents)
        self._claim_texts = {name: [""] * claims for name in ("gloss", "anchor", "note", "made_on")}
        self._claim_numbers = {
            name: array("i", [NONE]) * claims for name in ("line", "start", "end", "precision", "basis")
        }
        self._said_to: list[tuple[int, int]] = []
        self._value, self._language = [""] * propositions, [""] * propositions
        self._datatype = array("i", [NONE]) * propositions
        self._datatypes: dict[str, int] = {}
        self._document_texts = {name: [""] * documents for name in ("title", "published", "url", "digest")}
        self._document_numbers = {name: array("i", [0]) * documents for name in ("precision", "basis")}
        self._rivals: set[tuple[int, int]] = set()
        self._statements: list[tuple[int, str]] = []

    def take(self, subject: str, said: Said) -> None:
        """Take in all that was written of one thing."""
        iri = subject[1:-1] if subject.startswith("<") else subject
        known = self._known
        if iri in known.claims:
            plain = self._claim(known.claims[iri], said) and plain_claim(iri, said, known)
        elif iri.endswith(POSITION) and iri.removesuffix(POSITION) in known.claims:
            plain = self._position(known.claims[iri.removesuffix(POSITION)], said)
        elif iri in known.propositions:
            self._proposition(known.propositions[iri], said)
            plain = plain_proposition(said, known) and self._told(known.propositions[iri])
        elif iri in known.documents:
            plain = self._document(known.documents[iri], said)
        else:
            types = self._lexicon.types.get(iri, ())
            label = self._lexicon.ref(iri).label
            plain = iri in known.entities and plain_entity(said, label, types[0] if types else "Entity")
        if not plain:
            self._statements.append((self._home(iri, said), _written(subject, said)))

    def _told(self, row: int) -> bool:
        """Say whether a proposition has claims and is about an entity: others stand in no field."""
        columns = self._columns
        subject = columns.entities[int(columns.subject[row])]
        claimed = bool(columns.first_claim[row + 1] > columns.first_claim[row])
        return claimed and subject in self._lexicon.types

    def rival(self, one: str, other: str) -> None:
        """Take in that two propositions cannot stand together."""
        rows = [self._known.propositions.get(iri, NONE) for iri in (one, other)]
        if NONE not in rows and rows[0] != rows[1]:
            self._rivals |= {(rows[0], rows[1]), (rows[1], rows[0])}

    def wordings(self) -> Wordings:
        """Return everything taken in."""
        columns, lexicon = self._columns, self._lexicon
        refs = [lexicon.ref(iri).label for iri in columns.entities]
        kinds: dict[str, int] = {}
        of_each = [
            kinds.setdefault(",".join(lexicon.types[iri]), len(kinds)) if iri in lexicon.types else NONE
            for iri in columns.entities
        ]
        said_to = _lists(self._said_to, len(columns.claims))
        rivals = _lists(self._rivals, len(columns.propositions))
        self._statements.sort()
        claims, numbers, documents = self._claim_texts, self._claim_numbers, self._document_texts
        return Wordings(
            **{name: pieces_of(texts) for name, texts in claims.items()},
            made_on_precision=_ids(numbers["precision"]),
            made_on_basis=_ids(numbers["basis"]),
            line=_ids(numbers["line"]),
            start=_ids(numbers["start"]),
            end=_ids(numbers["end"]),
            said_to_offsets=said_to[0],
            said_to=said_to[1],
            value=pieces_of(self._value),
            datatype=_ids(self._datatype),
            language=pieces_of(self._language),
            rival_offsets=rivals[0],
            rivals=rivals[1],
            label=pieces_of(refs),
            kinds=_ids(of_each),
            **{name: pieces_of(texts) for name, texts in documents.items()},
            published_precision=_ids(self._document_numbers["precision"]),
            published_basis=_ids(self._document_numbers["basis"]),
            datatypes=pieces_of(self._datatypes),
            types=pieces_of(kinds),
            relation=pieces_of(lexicon.ref(iri).label for iri in columns.predicates),
            statements=pieces_of(text for _, text in self._statements),
            statement_home=_ids(home for home, _ in self._statements),
        )

    def _claim(self, row: int, said: Said) -> bool:
        texts, numbers = self._claim_texts, self._claim_numbers
        for name, property in (("gloss", AG + "gloss"), ("anchor", AG + "anchor"), ("note", SKOS + "note"),
                               ("made_on", AG + "madeOn")):  # fmt: skip
            texts[name][row] = _text(said, property)
        numbers["line"][row] = _number(said, AG + "line")
        numbers["precision"][row] = _place(said, AG + "madeOnPrecision", PRECISIONS)
        numbers["basis"][row] = _place(said, AG + "madeOnBasis", BASES)
        for term in said.get(AG + "saidTo", ()):
            entity = self._known.entities.get(self._identity.canonical(str(term.value)), NONE)
            if entity != NONE:
                self._said_to.append((row, entity))
        return len(said.get(AG + "position", ())) < 2

    def _position(self, row: int, said: Said) -> bool:
        self._claim_numbers["start"][row] = _number(said, OA + "start")
        self._claim_numbers["end"][row] = _number(said, OA + "end")
        return plain_position(said)

    def _proposition(self, row: int, said: Said) -> None:
        for term in said.get(RDF + "object", ())[:1]:
            if isinstance(term, ox.Literal):
                self._value[row] = str(term.value)
                self._language[row] = str(term.language or "")
                name = str(term.datatype.value)
                self._datatype[row] = self._datatypes.setdefault(name, len(self._datatypes))

    def _document(self, row: int, said: Said) -> bool:
        texts, numbers = self._document_texts, self._document_numbers
        texts["title"][row] = _text(said, DCTERMS + "title")
        texts["published"][row] = _text(said, AG + "published")
        texts["url"][row] = _text(said, SCHEMA + "url")
        texts["digest"][row] = _text(said, AG + "digest")
        numbers["precision"][row] = _place(said, AG + "publishedPrecision", PRECISIONS)
        numbers["basis"][row] = _place(said, AG + "publishedBasis", BASES)
        return False  # fields of a claim hold the title of its document and no more

    def _home(self, iri: str, said: Said) -> int:
        """Return the entity that a thing is or names first; the first of all where there is none."""
        types = self._lexicon.types
        named = (iri, *(str(term.value) for terms in said.values() for term in terms))
        return next(
            (self._known.entities[one] for one in named if one in types and one in self._known.entities), 0
        )


def _written(subject: str, said: Said) -> str:
    """Return N-Triples in which no character stands that XML has no place for."""
    lines = (f"{subject} <{name}> {term} .\n" for name, terms in said.items() for term in terms)
    return UNWRITABLE.sub(lambda letter: f"\\u{ord(letter.group()):04X}", "".join(sorted(lines)))


def _text(said: Said, property: str) -> str:
    return text_in_english(said.get(property, ()))


def _number(said: Said, property: str) -> int:
    text = _text(said, property)
    return int(text) if text.isdecimal() and len(text) < 10 else NONE


def _place(said: Said, property: str, words: tuple[str, ...]) -> int:
    word = local_name(_text(said, property)).lower()
    return words.index(word) if word in words else 0


def _lists(pairs: Iterable[tuple[int, int]], count: int) -> tuple[Offsets, Ids]:
    given = sorted(set(pairs))
    offsets = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount([row for row, _ in given], minlength=count)[:count], out=offsets[1:])
    return offsets, np.array([value for _, value in given], np.int32)


def _ids(numbers: Iterable[int]) -> Ids:
    return np.array(numbers if isinstance(numbers, array) else list(numbers), np.int32)
