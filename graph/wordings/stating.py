"""What fields do not hold, as whole statements: a text for each thing, and the entity with which it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np

from graph.columns import NONE, Columns
from graph.namespaces import GRAPH_CURATED
from graph.wordings.layout import Flags, Ids
from graph.wordings.plainness import plain_claims, plain_entities, plain_positions, plain_propositions
from graph.wordings.told import UNWRITABLE, Told

KINDS: Mapping[str, str] = {
    "claim": "claims",
    "position": "claims",
    "proposition": "propositions",
    "entity": "entities",
    "document": "documents",
}
"""What has rows in the columns, and how these call them; a position has that of its claim."""


class Homes:
    """In which graph each thing is told; a thing of several graphs is told in whole statements."""

    def __init__(
        self, columns: Columns, graphs: Sequence[Told], labels: Sequence[bytes], kinds: Sequence[str]
    ) -> None:
        self.labels, self.kinds = labels, kinds
        """The label and the class of each entity, as fields have them; no class where it is none."""
        self._columns = columns
        sizes = {kind: len(getattr(columns, name)) for kind, name in KINDS.items()}
        self.graph = {kind: np.full(size, NONE, np.int32) for kind, size in sizes.items()}
        """The place of the first graph that tells of each thing; -1 for what none does."""
        self._several = {kind: np.zeros(size, np.bool_) for kind, size in sizes.items()}
        for place, told in enumerate(graphs):
            for kind, first in self.graph.items():
                rows = getattr(told, kind)
                rows = rows[(rows != NONE) & (told.lines > 0)]
                self._several[kind][rows] |= first[rows] != NONE
                first[rows] = np.where(first[rows] == NONE, place, first[rows])

    def alone(self, kind: str, rows: Ids, place: int) -> Flags:
        """Return which of `rows` the graph at `place` tells, and no other does."""
        found: Flags = (rows != NONE) & (self.graph[kind][rows] == place) & ~self._several[kind][rows]
        return found

    def fields_of(self) -> tuple[Flags, Ids]:
        """Return which propositions stand in fields, for they have claims and an entity; and each claim's.

        Both have one more at the end, for where there is no row.
        """
        columns = self._columns
        claimed = np.diff(columns.first_claim) > 0
        is_told = claimed & np.array([bool(kind) for kind in self.kinds], np.bool_)[columns.subject]
        return np.append(is_told, False), np.append(columns.proposition, len(is_told))


def plain_things(told: Told, place: int, homes: Homes) -> Flags:
    """Return of which terms of a graph, which is at `place` among all, fields hold all that it tells."""
    is_told, about = homes.fields_of()
    plain: Flags = homes.alone("claim", told.claim, place) & plain_claims(told) & is_told[about[told.claim]]
    places = homes.alone("position", told.position, place) & homes.alone("claim", told.position, place)
    plain |= places & plain_positions(told)
    contents = homes.alone("proposition", told.proposition, place) & is_told[told.proposition]
    plain |= contents & plain_propositions(told)
    named = homes.alone("entity", told.entity, place) & (told.claim == NONE) & (told.proposition == NONE)
    plain |= named & plain_entities(told, homes.labels, homes.kinds)
    return plain


def statements_of(told: Told, plain: Flags, is_entity: Flags) -> Iterator[tuple[int, bytes]]:
    """Yield what a graph tells of each thing that is not plain, with the entity that it is or names.

    That is the first of these by its row, or the first of all where it names none.
    """
    triples = told.triples
    rows = np.flatnonzero(~plain[triples.subject])
    subject, target = triples.subject[rows], triples.object[rows]
    home = _homes(told, subject, target, is_entity)
    parts = (told.written(one) for one in (subject, triples.predicate[rows], target))
    ending = b"" if told.name == GRAPH_CURATED else f" <{told.name}>".encode()
    lines = [
        (where, one, b"%b %b %b%b .\n" % (one, name, value, ending))
        for where, one, name, value in zip(home.tolist(), *parts, strict=True)
    ]
    lines.sort()
    for (where, _), group in groupby(lines, key=lambda line: line[:2]):
        yield where, _fit(b"".join(line for *_, line in group))


def _homes(told: Told, subject: Ids, target: Ids, is_entity: Flags) -> Ids:
    """Return for each triple the entity with which its subject goes."""
    rows = len(is_entity)
    entity = np.where(np.append(is_entity, False)[told.entity], told.entity, rows)
    home = np.full(len(told.terms), rows, np.int64)
    np.minimum.at(home, subject, entity[target])
    home = np.where(entity < rows, entity, home)
    return np.where(home == rows, 0, home)[subject].astype(np.int32)


def _fit(text: bytes) -> bytes:
    """Return N-Triples in which no character stands that XML has no place for."""
    if b"\xef\xbf" not in text and text.isascii():
        return text
    return UNWRITABLE.sub(lambda letter: f"\\u{ord(letter.group()):04X}", text.decode()).encode()
