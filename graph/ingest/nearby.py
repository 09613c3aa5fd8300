"""The part of a store on which a change of identity judgements bears: all else stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pyoxigraph as ox

from graph.columns import Columns
from graph.columns.layout import Flags, Ids, Offsets
from graph.columns.patching import flagged
from graph.columns.reading import kept_identity
from graph.identity import Identity, Judgement, fold
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_IMPORTS, RDF
from graph.resources import application_query
from graph.settings import BULK_LIMITS
from graph.store import Store
from graph.store.batches import batched, in_batches
from graph.wordings import Wordings

_USES = 50
"""Of what names an entity about which nothing changes so many are looked at, to see that it is used."""
_ENDED = f"<{AG}sameEntity>"
_ENDS = (RDF + "subject", RDF + "object")
_ABOUT, _POSITION, _TYPE = AG + "proposition", AG + "position", RDF + "type"


class TooNearError(Exception):
    """The change bears on so much, or on what, that only a whole build is sure."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changes of the judgements in a store."""

    gone: frozenset[str]
    """Triples of the curated graph."""
    new: frozenset[str]
    judgements: Sequence[Judgement]
    """All that hold afterwards."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is held to be whom, before and after a change."""

    judgements: frozenset[str]
    """IRIs of those that change."""
    ends: frozenset[str]
    """The entities that they judge."""
    old: Identity
    new: Identity

    @property
    def entities(self) -> frozenset[str]:
        """Every entity of the groups that are others now, folded or not."""
        names = self.old.canonicals.keys() | self.new.canonicals.keys()
        other = [one for one in names if self.old.canonical(one) != self.new.canonical(one)]
        heads = {read.canonical(one) for one in other for read in (self.old, self.new)}
        return frozenset(heads).union(
            one for one in names if {self.old.canonical(one), self.new.canonical(one)} & heads
        )


@dataclass(slots=True)
class Nearby:
    """What people wrote of all that a change bears on, and of what that names."""

    entities: frozenset[str]
    propositions: set[str]
    """Those about which everything is derived anew, as they were stated."""
    subjects: set[str]
    """Things that may be told otherwise: these propositions, their claims, what names the entities."""
    graphs: dict[str, set[str]] = field(default_factory=dict)
    """Lines of N-Triples by the name of the graph."""


def turn_of(store: Store, change: Change) -> Turn:
    """Return who is held to be whom in `store`, and who will be.

    Raises
    ------
    DataError
        If the judgements contradict each other.
    """
    lines = [line.split(" ", 2) for line in change.gone ^ change.new]
    ends = {value[1:-3] for _, property, value in lines if property == _ENDED}
    judged = frozenset(subject[1:-1] for subject, *_ in lines)
    return Turn(judged, frozenset(ends), kept_identity(store), fold(change.judgements))


def claims_near(columns: Columns, words: Wordings, turn: Turn) -> tuple[Offsets, Offsets]:
    """Return the rows of the propositions and of the claims on which `turn` bears.

    Raises
    ------
    TooNearError
        If these are too many, or nobody can tell.
    """
    touched = _touched(columns, words, turn.entities)
    claims = np.flatnonzero(touched[columns.proposition])
    most = len(columns.claims) * BULK_LIMITS.patched_share + BULK_LIMITS.patched_claims
    if not len(columns.claims) or len(claims) > most:
        raise TooNearError
    return np.flatnonzero(touched), claims


def nearby(store: Store, columns: Columns, words: Wordings, turn: Turn) -> Nearby:
    """Return the part of `store` on which `turn` bears.

    Raises
    ------
    TooNearError
        If that is too much of it, or nobody can tell.
    """
    rows, claims = claims_near(columns, words, turn)
    reading = _Reading(store, Nearby(turn.entities, set(columns.propositions.several(rows)), set()))
    # No table of a part is empty, and the first of all entities stands for none.
    return reading.whole(columns.claims.several(claims), (columns.entities[0], columns.claims[0]), turn)


def _touched(columns: Columns, words: Wordings, entities: Collection[str]) -> Flags:
    """Return the propositions about `entities` or told by them, and what hangs together with these."""
    named = np.append(flagged(columns.entities, entities), False)
    if named[columns.outlet].any():  # what others relay from their documents would have to be looked for
        raise TooNearError
    touched: Flags = named[columns.subject] | named[columns.object]
    told = named[columns.claimant] | named[columns.on_behalf_of]
    for offsets, values in (
        (columns.relay_actor_offsets, columns.relay_actors),
        (words.said_to_offsets, words.said_to),
    ):
        told[_owners(offsets)[named[values]]] = True
    touched[columns.proposition[told]] = True
    ones, others = _bonds(columns, words)
    while True:
        more = (touched[ones] != touched[others]).nonzero()[0]
        if not len(more):
            return touched
        touched[ones[more]] = touched[others[more]] = True


def _bonds(columns: Columns, words: Wordings) -> tuple[Ids, Ids]:
    """Return pairs of propositions that are derived together: by relays, conflicts and rivals."""
    said = columns.proposition
    firsts = columns.conflict_members[columns.conflict_offsets[_owners(columns.conflict_offsets)]]
    pairs = (
        (said[_owners(columns.relay_claim_offsets)], said[columns.relay_claims]),
        (firsts, columns.conflict_members),
        (_owners(words.rival_offsets), words.rivals),
    )
    ones, others = (np.concatenate([pair[end] for pair in pairs]).astype(np.int32) for end in (0, 1))
    return ones, others


def _owners(offsets: Offsets) -> Offsets:
    """Return for each value of lists the row whose list it is in."""
    return np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))


class _Reading:
    """Reads statements of a store, each thing once."""

    def __init__(self, store: Store, found: Nearby) -> None:
        self._store, self._found = store, found
        self._read: set[str] = set()
        self._links: list[tuple[str, str, str]] = []
        """A thing, a property and the IRI that is its value, for all that was read."""

    def whole(self, claims: Iterable[str], beside: Iterable[str], turn: Turn) -> Nearby:
        """Return everything, given the claims of what is touched, and what shall be read in any case."""
        found = self._found
        naming = set(self._naming(found.entities))
        self._read_about([*claims, *naming])
        found.propositions |= {value for _, property, value in self._links if property == _ABOUT}
        found.propositions |= {
            thing for thing, property, value in self._links if property in _ENDS and value in found.entities
        }
        self._read_about([*found.propositions, *self._naming(found.propositions)])
        told = {thing for thing, property, _ in self._links if property == _ABOUT}
        places = {value for thing, property, value in self._links if property == _POSITION}
        found.subjects = found.propositions | told | places | found.entities | naming | turn.judgements
        uses = [use for end in turn.ends - found.entities for use in islice(self._naming([end]), _USES)]
        self._read_about([*found.subjects, *self._judgements(), *turn.ends, *uses, *beside])
        self._read_about([value for _, property, value in self._links if property != _TYPE])
        return found

    def _judgements(self) -> Iterator[str]:
        query = application_query("columns_members")
        for _, one in self._store.select(query, kind=AG + "IdentityJudgement"):
            _require_named(one)
            yield _text(one)

    def _read_about(self, things: Iterable[str]) -> None:
        """Keep what is said of `things`."""
        new = dict.fromkeys(one for one in things if one not in self._read)
        self._read |= new.keys()
        for batch in in_batches(new, BULK_LIMITS.patched_batch):
            query = batched(application_query("joining_about"), one=batch)
            for graph, one, property, value in self._store.select(query):
                name = _judged(graph)
                if name:
                    _require_named(one, value)
                    self._found.graphs.setdefault(name, set()).add(f"{one} {property} {value} .\n")
                    if isinstance(value, ox.NamedNode):
                        self._links.append((_text(one), _text(property), value.value))

    def _naming(self, things: Iterable[str]) -> Iterator[str]:
        """Yield what names `things`."""
        for batch in in_batches(things, BULK_LIMITS.patched_batch):
            query = batched(application_query("joining_naming"), one=batch)
            for graph, thing, _ in self._store.select(query):
                if _judged(graph):
                    _require_named(thing)
                    yield _text(thing)


def _judged(graph: object) -> str:
    """Return the name of a graph that the rules judge; empty for another."""
    name = _text(graph)
    return name if name == GRAPH_CURATED or name.startswith(GRAPH_IMPORTS) else ""


def _require_named(*terms: object) -> None:
    if any(isinstance(one, ox.BlankNode | ox.Triple) for one in terms):
        raise TooNearError


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
