"""Whose word each claim is in the end, as the distinct pairs of a proposition and an origin of a claim.

With these pairs any choice of claims counts its origins without following a relay again: origins do not
depend on who counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import Codes, Flags, Ids, Offsets
from graph.columns.names import NONE, Names, names_of
from graph.columns.reading import offsets_of
from graph.model import Stance
from graph.origins import Attribution, linked, origins_of_each, relayed_claims


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of each claim, as `Columns` holds them."""

    origins: Names
    pair_proposition: Ids
    pair_origin: Ids
    pair_known: Flags
    pair_offsets: Offsets
    pairs: Ids


@dataclass(frozen=True, slots=True)
class Sources:
    """What of the claims decides whose word they are."""

    claims: Sequence[str]
    propositions: Sequence[str]
    entities: Sequence[str]
    documents: Sequence[str]
    proposition: Ids
    claimant: Ids
    on_behalf_of: Ids
    document: Ids
    outlet: Ids
    """Of each claim's document."""
    stance: Codes
    reference: Flags
    unnamed: Flags
    relays: Mapping[int, Sequence[str]]
    """The actors and claims from which those claims were taken that were taken from any."""

    def own_origins(self) -> NDArray[np.int64]:
        """Return the origin of each claim from which no relay leads on: its place among entities and then
        documents, twice, and one more where it is named."""
        speaker = np.where(self.on_behalf_of == NONE, self.claimant, self.on_behalf_of)
        named = np.where(self.unnamed, self.claimant, speaker)
        place = np.where(self.reference, len(self.entities) + self.document, named).astype(np.int64)
        return place * 2 + (self.reference | ~self.unnamed)

    def attribution(self, row: int) -> Attribution:
        """Return what decides the origin of the claim in `row`."""
        return Attribution(
            claim=self.claims[row],
            claimant=self.entities[self.claimant[row]],
            on_behalf_of=self._entity(self.on_behalf_of[row]),
            relayed_from=tuple(self.relays.get(row, ())),
            unnamed=bool(self.unnamed[row]),
            reference_document=self.documents[self.document[row]] if self.reference[row] else "",
            proposition=self.propositions[self.proposition[row]],
            stance=tuple(Stance)[self.stance[row]],
            outlet=self._entity(self.outlet[row]),
        )

    def _entity(self, number: int) -> str:
        return "" if number == NONE else self.entities[number]


def pair_up(sources: Sources) -> Pairs:
    """Return the distinct pairs of a proposition and an origin, and which of them each claim stands for."""
    keys = [*sources.entities, *sources.documents]
    rows, origins = _origin_of_each(sources, keys)
    size = 2 * len(keys) or 1
    distinct, pairs = np.unique(sources.proposition[rows] * np.int64(size) + origins, return_inverse=True)
    places, pair_place = np.unique(distinct % size // 2, return_inverse=True)
    names = [keys[place] for place in places.tolist()]
    number = {name: number for number, name in enumerate(sorted(names))}
    return Pairs(
        origins=names_of(number),
        pair_proposition=(distinct // size).astype(np.int32),
        pair_origin=np.array([number[name] for name in names], np.int32)[pair_place],
        pair_known=distinct % 2 == 1,
        pair_offsets=offsets_of(rows, len(sources.claims)),
        pairs=pairs.astype(np.int32),
    )


def _origin_of_each(sources: Sources, keys: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return rows in their order, each beside one of its origins as `Sources.own_origins` numbers them."""
    relayed = dict(_relayed_origins(sources, keys))
    own = np.ones(len(sources.claims), np.bool_)
    own[list(relayed)] = False
    walked = np.array([(row, code) for row, codes in relayed.items() for code in codes], np.int64)
    told = np.column_stack([np.flatnonzero(own), sources.own_origins()[own]])
    rows, origins = np.concatenate([told, walked.reshape(-1, 2)]).T
    order = np.lexsort((origins, rows))
    return rows[order], origins[order]


def _relayed_origins(sources: Sources, keys: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """Yield each row from which a relay leads to another claim, with its origins by number."""
    rows = _on_chains(sources)
    chains = linked(sources.attribution(row) for row in rows)
    relayed = [row for row in rows if relayed_claims(sources.claims[row], chains)]
    origins = origins_of_each((sources.claims[row] for row in relayed), chains)
    places = {key: place for place, key in enumerate(keys)} if relayed else {}
    for row in relayed:
        yield row, [places[one.key] * 2 + one.known for one in origins[sources.claims[row]]]


def _on_chains(sources: Sources) -> list[int]:
    """Return the rows that may lie on a relay chain, so that only they are followed claim by claim.

    They are those that were taken from something, those they were taken from, and all that are not alone
    on their proposition: one that is alone can be linked to no other by what it says.
    """
    beside = np.bincount(sources.proposition, minlength=len(sources.propositions)) > 1
    chained: Flags = beside[sources.proposition]
    chained[list(sources.relays)] = True
    rows = {claim: row for row, claim in enumerate(sources.claims)} if sources.relays else {}
    chained[[rows[one] for named in sources.relays.values() for one in named if one in rows]] = True
    return [int(row) for row in np.flatnonzero(chained)]
