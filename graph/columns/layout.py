"""What the columns hold: the claims of a store as numbers, so that choosing among them costs milliseconds.

Numbers stand for names (`Names`), lists of varying length for each row are one array and the offsets at
which each row's part begins. Entities are those that the identity judgements hold them to be, and
propositions that so say the same are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.columns.names import Names

Ids: TypeAlias = NDArray[np.int32]
Offsets: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.float64]

UNKNOWN_DAY = 0
"""Where a day is not known; the days that are known count from 1 (`datetime.date.toordinal`)."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Columns:
    """Every claim of a store and what it takes to judge by any choice of them.

    C claims lie in the order of their propositions and then of their IRIs, P propositions, E entities
    and D documents in the order of their IRIs. -1 (`NONE`) stands where there is nothing.
    """

    claims: Names
    propositions: Names
    entities: Names
    """Also what is no entity but stands at the end of a proposition, such as a category."""
    documents: Names
    predicates: Names
    origins: Names

    proposition: Ids
    """The first of those with one entry a claim."""
    claimant: Ids
    on_behalf_of: Ids
    document: Ids
    stance: Codes
    """The place in `graph.model.Stance`."""
    certainty: Codes
    """The place in `graph.model.Certainty`."""
    modality: Codes
    """The place in `graph.model.Modality`."""
    said_from: Ids
    """First day on which it may have been said; `UNKNOWN_DAY` where that is not known."""
    said_to: Ids
    """Last day on which it may have been said; by then it surely was."""
    reference: Flags
    unnamed: Flags
    """Whether the claimant is an unnamed source."""
    relay_actor_offsets: Offsets
    relay_actors: Ids
    """The actors from which each claim was taken."""
    relay_claim_offsets: Offsets
    relay_claims: Ids
    """The claims from which each claim was taken, by their rows."""
    pair_offsets: Offsets
    pairs: Ids
    """For each claim, the pairs of its proposition and one of its origins."""

    pair_proposition: Ids
    """The first of those with one entry a pair; each pair is there once."""
    pair_origin: Ids
    pair_known: Flags
    """Whether the origin is named; an unnamed one is not known to be independent."""

    outlet: Ids
    """The first of those with one entry a document."""
    published_from: Ids
    published_to: Ids

    subject: Ids
    """The first of those with one entry a proposition."""
    predicate: Ids
    object: Ids
    """-1 where the object is a value."""
    first_claim: Offsets
    """Claims of proposition p are the rows ``first_claim[p]`` to ``first_claim[p + 1]``, end exclusive."""

    conflict_offsets: Offsets
    """Where the members of each conflict begin, in the order of `graph.conflicts.read_conflicts`."""
    conflict_members: Ids
    conflict_low: Numbers
    conflict_high: Numbers
    conflict_kind: Codes
    """The place in `graph.conflicts.ConflictKind`."""

    counts_child: Ids
    """Entities that count for others, each beside the one in `counts_parent` for which it counts."""
    counts_parent: Ids

    identity_key: str
    """Digest of who is held to be whom here (`graph.columns.identity_key`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """How each proposition stands by the claims that count."""

    status: Codes
    """The place in `graph.model.Status`; `NOT_TOLD` where no claim counts."""
    origins: Ids
    unknown_origins: Ids
    asserted: Flags
    denied: Flags
    doubted: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Contradicted:
    """Where claims that count really contradict each other."""

    opposite: Flags
    """For each proposition, whether one asserts it and another denies it."""
    conflicts: Flags
    """For each conflict, whether two of its members that exclude each other are asserted."""
