"""Links between entities as integer arrays: from each entity those that lead out, in, and either way."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE, judge
from graph.columns.layout import Codes, Flags, Ids, Offsets
from graph.columns.reading import kept_identity, members_of
from graph.columns.stretches import offsets_of

if TYPE_CHECKING:
    from graph.columns import Columns, Judged
    from graph.identity import Identity
    from graph.store import Store


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class LinkArrays:
    """The links of a graph: its propositions that have an entity at either end.

    E entities and P propositions have the numbers that `graph.columns.Columns` give them, and so the order
    of their IRIs. L links are numbered by subject, object and proposition. The links of one entity always lie
    side by side, by the entity at their other end and then by their own number: that is the order in which a
    search meets them, and it is the same in each build of the same content.

    A link takes 41 bytes, and an entity 25.
    """

    is_entity: Flags
    """Which of the E numbers are entities; the others are values with an IRI, such as a category."""
    out_offsets: Offsets
    """Entity e is the subject of links ``out_offsets[e]`` to ``out_offsets[e + 1]``, end exclusive."""
    target: Ids
    """The object of each link."""
    proposition: Ids
    """The proposition of each link."""
    in_offsets: Offsets
    """Where the links of which each entity is the object begin in the two below; last where they end."""
    source: Ids
    in_link: Ids
    both_offsets: Offsets
    """Where the links of each entity, whichever end it is, begin in the two below; last where they end."""
    neighbour: Ids
    """The other end; of a link that leads back to its own entity that one, once."""
    both_link: Ids
    status: Codes
    """How each link stands by all claims, as its place in `graph.model.Status`; `NOT_TOLD` without any."""
    origins: Ids
    unknown_origins: Ids

    @property
    def entities(self) -> int:
        """The number of numbers that entities can have."""
        return len(self.is_entity)

    @property
    def links(self) -> int:
        """The number of links."""
        return len(self.target)

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays together."""
        return sum(int(getattr(self, one.name).nbytes) for one in fields(self))

    def subjects(self) -> Ids:
        """Return the subject of each link."""
        return np.repeat(np.arange(self.entities, dtype=np.int32), np.diff(self.out_offsets))


def link_arrays(columns: Columns, is_entity: Flags) -> LinkArrays:
    """Return the links that `columns` hold between entities.

    Parameters
    ----------
    columns
        Claims and propositions as numbers.
    is_entity
        For each entry of ``columns.entities``, whether it is an entity (see `entities_among`).

    Examples
    --------
    >>> from graph.columns import derive_columns
    >>> from graph.store import open_store
    >>> columns = derive_columns(open_store())
    >>> link_arrays(columns, np.zeros(0, np.bool_)).links
    0
    """
    held = np.flatnonzero((columns.object != NONE) & is_entity[columns.subject] & is_entity[columns.object])
    subject, target = columns.subject[held], columns.object[held]
    order = np.lexsort((held, target, subject))
    everything = judge(columns, np.ones(len(columns.claims), np.bool_))
    return _arranged(is_entity, subject[order], target[order], held[order].astype(np.int32), everything)


def entities_among(columns: Columns, store: Store, identity: Identity | None = None) -> Flags:
    """Return which of ``columns.entities`` are entities of `store`.

    Parameters
    ----------
    columns
        Derived from `store` by the same `identity`.
    identity
        Who is held to be whom; as the build derived it unless given.
    """
    held = kept_identity(store) if identity is None else identity
    return entities_named(columns, {held.canonical(one) for one in members_of(store, "Entity")})


def entities_named(columns: Columns, names: set[str]) -> Flags:
    """Return which of ``columns.entities`` are among `names`."""
    return np.fromiter((one in names for one in columns.entities), np.bool_, len(columns.entities))


def _arranged(is_entity: Flags, subject: Ids, target: Ids, proposition: Ids, judged: Judged) -> LinkArrays:
    """Return links, given in their order, as found from either end."""
    links = np.arange(len(target), dtype=np.int32)
    inwards = np.lexsort((links, subject, target))
    loops = subject == target
    ends = np.concatenate([subject, target[~loops]])
    others = np.concatenate([target, subject[~loops]])
    numbers = np.concatenate([links, links[~loops]])
    either = np.lexsort((numbers, others, ends))
    count = len(is_entity)
    return LinkArrays(
        is_entity=is_entity,
        out_offsets=offsets_of(subject, count),
        target=target,
        proposition=proposition,
        in_offsets=offsets_of(target, count),
        source=subject[inwards],
        in_link=links[inwards],
        both_offsets=offsets_of(ends, count),
        neighbour=others[either],
        both_link=numbers[either],
        status=judged.status[proposition],
        origins=judged.origins[proposition],
        unknown_origins=judged.unknown_origins[proposition],
    )
