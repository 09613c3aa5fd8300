"""Whose word each claim is in the end, as the distinct pairs of a proposition and an origin of a claim.

With these pairs any choice of claims counts its origins without following a relay again: origins do not
depend on who counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import Flags, Ids, Offsets
from graph.columns.names import NONE, Names
from graph.columns.relaying import Reports, relayed
from graph.columns.statements import Table, names_in
from graph.columns.stretches import offsets_of
from graph.origins import Attribution, origins_of_each

_Numbers = NDArray[np.int64]


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

    claims: Names
    entities: Table
    documents: Table
    reports: Reports
    on_behalf_of: Ids
    document: Ids
    reference: Flags
    unnamed: Flags

    def own_origins(self) -> _Numbers:
        """Return the origin of each claim from which no relay leads on: its place among entities and then
        documents, twice, and one more where it is named."""
        claimant = self.reports.claimant
        speaker = np.where(self.on_behalf_of == NONE, claimant, self.on_behalf_of)
        named = np.where(self.unnamed, claimant, speaker)
        place = np.where(self.reference, len(self.entities) + self.document, named).astype(np.int64)
        return place * 2 + (self.reference | ~self.unnamed)


def pair_up(sources: Sources) -> Pairs:
    """Return the distinct pairs of a proposition and an origin, and which of them each claim stands for."""
    rows, origins = _origin_of_each(sources)
    size = 2 * (len(sources.entities) + len(sources.documents)) or 1
    keys = sources.reports.proposition[rows] * np.int64(size) + origins
    distinct, pairs = np.unique(keys, return_inverse=True)
    places, pair_place = np.unique(distinct % size // 2, return_inverse=True)
    names, numbers = _named(sources, places)
    return Pairs(
        origins=names,
        pair_proposition=(distinct // size).astype(np.int32),
        pair_origin=numbers[pair_place],
        pair_known=distinct % 2 == 1,
        pair_offsets=offsets_of(rows, len(sources.claims)),
        pairs=pairs.astype(np.int32),
    )


def _named(sources: Sources, places: _Numbers) -> tuple[Names, Ids]:
    """Return the names of origins in their order, and for each of `places` the number of its name."""
    entities = len(sources.entities)
    documents = places[places >= entities] - entities
    letters = [sources.entities.names.letters_of(one) for one in places[places < entities].tolist()]
    letters += [sources.documents.names.letters_of(one) for one in documents.tolist()]
    order = sorted(range(len(letters)), key=letters.__getitem__)
    numbers = np.empty(len(letters), np.int32)
    numbers[np.array(order, np.int64)] = np.arange(len(letters), dtype=np.int32)
    return names_in([letters[one] for one in order], np.arange(len(letters), dtype=np.int32)), numbers


def _origin_of_each(sources: Sources) -> tuple[_Numbers, _Numbers]:
    """Return rows in their order, each beside one of its origins as `Sources.own_origins` numbers them."""
    own_origins = sources.own_origins()
    walked = np.array(list(_walked(sources, own_origins)), np.int64).reshape(-1, 2)
    own = np.ones(len(own_origins), np.bool_)
    own[walked[:, 0]] = False
    told = np.column_stack([np.flatnonzero(own), own_origins[own]])
    rows, origins = np.concatenate([told, walked]).T
    order = np.lexsort((origins, rows))
    return rows[order], origins[order]


def _walked(sources: Sources, own_origins: _Numbers) -> Iterator[tuple[int, int]]:
    """Yield each row from which a relay leads to another claim, beside each of its origins."""
    rows, taken_from = relayed(sources.reports)
    relays: defaultdict[int, list[str]] = defaultdict(list)
    names = {row: sources.claims[row] for row in np.union1d(rows, taken_from).tolist()}
    for row, source in zip(rows.tolist(), taken_from.tolist(), strict=True):
        relays[row].append(names[source])
    chains = {
        name: Attribution(claim=name, claimant=str(own_origins[row]), relayed_from=tuple(relays.get(row, ())))
        for row, name in names.items()
    }
    origins = origins_of_each((names[row] for row in relays), chains)
    for row in relays:
        yield from ((row, int(origin.key)) for origin in origins[names[row]])
