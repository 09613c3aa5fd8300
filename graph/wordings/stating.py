"""What fields do not hold, as whole statements: a text for each thing, and the entity with which it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.columns import NONE, Columns
from graph.namespaces import AG, GRAPH_CURATED
from graph.settings import BULK_LIMITS
from graph.wordings.layout import Flags, Ids
from graph.wordings.plainness import plain_claims, plain_entities, plain_positions, plain_propositions
from graph.wordings.told import UNWRITABLE, Told

Rows: TypeAlias = NDArray[np.integer]
KINDS: Mapping[str, str] = {
    "claim": "claims",
    "position": "claims",
    "proposition": "propositions",
    "entity": "entities",
    "document": "documents",
}
"""What has rows in the columns, and how these call them; a position has that of its claim."""


class Homes:
    """In which graph each thing is told first: fields hold what that says, statements what others say."""

    def __init__(self, columns: Columns, labels: Sequence[bytes], kinds: Sequence[str]) -> None:
        self.labels, self.kinds = labels, kinds
        """The label and the class of each entity, as fields have them; no class where it is none."""
        self._columns = columns
        self.graph = {
            kind: np.full(len(getattr(columns, name)), NONE, np.int32) for kind, name in KINDS.items()
        }
        """The place of the first graph that tells of each thing; -1 for what none does."""

    def take(self, told: Told, place: int) -> None:
        """Take in of what a graph tells, which is at `place` among all."""
        for kind, first in self.graph.items():
            rows = getattr(told, kind)
            rows = rows[(rows != NONE) & (told.lines > 0)]
            first[rows] = np.where(first[rows] == NONE, place, first[rows])

    def at(self, kind: str, rows: Ids, place: int) -> Ids:
        """Return those of `rows` that the graph at `place` tells first; `NONE` for the others."""
        found = np.where((rows != NONE) & (self.graph[kind][rows] == place), rows, NONE)
        return found.astype(np.int32)

    def fields_of(self) -> tuple[Flags, Ids]:
        """Return which propositions stand in fields, for they have claims and an entity; and each claim's.

        Both have one more at the end, for where there is no row.
        """
        columns = self._columns
        claimed = np.diff(columns.first_claim) > 0
        is_told = claimed & np.array([bool(kind) for kind in self.kinds], np.bool_)[columns.subject]
        return np.append(is_told, False), np.append(columns.proposition, len(is_told))

    def spoken_of(self, told: Told) -> Ids:
        """Return the entity of which each claim, its position and each proposition speaks; else `NONE`."""
        columns = self._columns
        claim = np.where(told.claim == NONE, told.position, told.claim)
        about = np.where(claim == NONE, told.proposition, np.append(columns.proposition, NONE)[claim])
        found: Ids = np.append(columns.subject, NONE)[about]
        return found


def plain_things(told: Told, place: int, homes: Homes) -> Flags:
    """Return of which terms of a graph, which is at `place` among all, fields hold all that it tells."""
    is_told, about = homes.fields_of()
    rows = {kind: homes.at(kind, getattr(told, kind), place) for kind in KINDS}
    beside = homes.at("claim", rows["position"], place)
    positions = (beside != NONE) & plain_positions(told)
    plain: Flags = (rows["claim"] != NONE) & plain_claims(told) & is_told[about[rows["claim"]]]
    plain &= _position_fits(told, beside, positions)
    plain |= positions
    plain |= is_told[rows["proposition"]] & plain_propositions(told)
    named = (rows["entity"] != NONE) & (told.claim == NONE) & (told.proposition == NONE)
    plain |= named & plain_entities(told, homes.labels, homes.kinds)
    return plain


def _position_fits(told: Told, beside: Ids, positions: Flags) -> Flags:
    """Return which claims have a position just where fields hold one: a reader makes one of the other.

    Parameters
    ----------
    told
        A graph.
    beside
        The claim of each position that is told with it; `NONE` for other terms.
    positions
        Of which positions fields hold all.
    """
    subjects, targets = told.triples.of(AG + "position")
    linked = np.zeros(len(told.terms), np.bool_)
    linked[subjects[positions[targets]]] = True
    held = np.isin(told.claim, beside[beside != NONE])
    return np.where(told.count(AG + "position") > 0, linked, ~held)


def statements_of(
    told: Told, plain: Flags, spoken_of: Ids, is_entity: Flags
) -> Iterator[tuple[Ids, list[bytes]]]:
    """Yield what a graph tells of each thing that is not plain, with the entity that it is or speaks of.

    So claims lie with their incidents and not all with their one claimant, and no entity has very much of it.
    Of what speaks of none it is the first by its row that it names, or the first of all where it names none.
    They come some at a time, in the order of these entities and then of the texts.
    """
    triples = told.triples
    rows = np.flatnonzero(~plain[triples.subject])
    home = _homes(told, triples.subject[rows], triples.object[rows], spoken_of, is_entity)
    order = _order(told, rows, home)
    rows, home = rows[order], home[order]
    subject = triples.subject[rows]
    starts = np.flatnonzero(np.diff(subject, prepend=NONE))
    for first in range(0, len(starts), BULK_LIMITS.written_things):
        bounds = np.append(starts, len(rows))[first : first + BULK_LIMITS.written_things + 1]
        lines = _lines(told, rows[bounds[0] : bounds[-1]])
        ends = pairwise((bounds - bounds[0]).tolist())
        yield home[bounds[:-1]], [_fit(b"".join(lines[start:end])) for start, end in ends]


def _order(told: Told, rows: Rows, home: Ids) -> Rows:
    """Return the order of these triples by entity, and then as they are written."""
    triples = told.triples
    subject, target = triples.subject[rows], triples.object[rows]
    keys = subject * np.int64(len(told.terms)) + triples.predicate[rows]
    _, which, often = np.unique(keys, return_inverse=True, return_counts=True)
    several = np.where(often[which] > 1, target, NONE)
    ranks = (_rank(told, one) for one in (several, triples.predicate[rows], subject))
    found: Rows = np.lexsort((*ranks, home))
    return found


def _rank(told: Told, numbers: Ids) -> Ids:
    """Return the place of each term among `numbers` by how it is written; that of `NONE` is the first."""
    distinct, places = np.unique(numbers, return_inverse=True)
    written = told.written(distinct)
    ranks = np.zeros(len(distinct), np.int32)
    ranks[sorted(range(len(distinct)), key=written.__getitem__)] = np.arange(len(distinct), dtype=np.int32)
    found: Ids = ranks[places]
    return found


def _lines(told: Told, rows: Rows) -> list[bytes]:
    triples = told.triples
    ending = b"" if told.name == GRAPH_CURATED else f" <{told.name}>".encode()
    parts = (_written(told, one[rows]) for one in (triples.subject, triples.predicate, triples.object))
    return [b"%b %b %b%b .\n" % (one, name, value, ending) for one, name, value in zip(*parts, strict=True)]


def _written(told: Told, numbers: Ids) -> list[bytes]:
    """Return terms as they are written, each distinct one made once: a subject has several lines."""
    distinct, places = np.unique(numbers, return_inverse=True)
    texts = told.written(distinct)
    return [texts[place] for place in places.tolist()]


def _homes(told: Told, subject: Ids, target: Ids, spoken_of: Ids, is_entity: Flags) -> Ids:
    """Return for each triple the entity with which its subject goes."""
    rows, is_known = len(is_entity), np.append(is_entity, False)
    entity = np.where(is_known[told.entity], told.entity, rows)
    home = np.full(len(told.terms), rows, np.int64)
    np.minimum.at(home, subject, entity[target])
    home = np.where(is_known[spoken_of], spoken_of, home)
    home = np.where(entity < rows, entity, home)
    return np.where(home == rows, 0, home)[subject].astype(np.int32)


def _fit(text: bytes) -> bytes:
    """Return N-Triples in which no character stands that XML has no place for."""
    if b"\xef\xbf" not in text and text.isascii():
        return text
    return UNWRITABLE.sub(lambda letter: f"\\u{ord(letter.group()):04X}", text.decode()).encode()
