"""What analyses answer: values with names, made of arrays as far as anybody looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Ref

if TYPE_CHECKING:
    from graph.analytics.central import Measure
    from graph.analytics.patterns import Pattern
    from graph.analytics.periods import Basis
    from graph.analytics.series import Series, What
    from graph.network import ViewLink


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of what is told and looked at is analysed: all of it unless something is named."""

    around: str = ""
    """An entity by any name: what lies around it."""
    steps: int = 2
    """How many links away that may lie."""
    entities: tuple[str, ...] | None = None
    """IRIs of the only entities, such as those of a picture."""
    with_denied: bool = False
    """Also links that somebody denies and nobody asserts."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Of what network something was found."""

    entities: int
    links: int
    alone: int
    """Entities without any link in it."""
    denied: int
    """Links that somebody denies and nobody asserts: in it or left out."""
    with_denied: bool
    """Whether these are in it."""
    around: Ref | None = None
    """The entity whose surroundings it is; None for everything, or for a view."""
    steps: int = 0
    """How far these surroundings reach."""
    is_view: bool = False
    """Whether it is a choice of entities, such as those of a picture."""


@dataclass(frozen=True, slots=True)
class Member:
    """An entity with a number that was found for it."""

    entity: Ref
    kind: str
    """Local name of its most specific class."""
    value: float
    by: tuple[tuple[Ref, int], ...] = ()
    """Where links are counted: of which relations most of them are."""


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central entities are, the most central first."""

    extent: Extent
    measure: Measure
    top: tuple[Member, ...]
    scored: int
    """Entities whose value is above 0."""
    sampled: int
    """Entities from which paths were followed, where that were not all; 0 where values are exact."""
    measured: int
    """Entities that were measured: fewer than there are where the measure says nothing of the rest."""
    weighted: bool = False
    """Whether links counted as strongly as they stand."""


@dataclass(frozen=True, slots=True)
class Community:
    """Entities that are linked more among themselves than with others."""

    number: int
    """From 1, the largest first."""
    size: int
    inside: int
    """Links between two of its members."""
    outward: int
    """Links between a member and somebody else."""
    members: tuple[Member, ...]
    """Those with most links inside, with their number."""
    relations: tuple[tuple[Ref, int], ...]
    """The commonest of the links inside."""
    kinds: tuple[tuple[str, int], ...]
    """The commonest classes of members, by their local names."""


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities of a network, the largest first."""

    extent: Extent
    modularity: float
    found: tuple[Community, ...]
    in_all: int
    weighted: bool = False
    """Whether links counted as strongly as they stand."""
    resolution: float = 1.0
    """Above 1 there are more and smaller ones."""


@dataclass(frozen=True, slots=True)
class Separator:
    """An entity whose removal separates others."""

    entity: Ref
    kind: str
    pieces: int
    """Into how many pieces its part then falls."""
    cut_off: int
    """Entities that are then cut off from the largest of these."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """The only connection between two parts of a network."""

    one: Ref
    other: Ref
    beyond: int
    """Entities on its smaller side."""
    links: int
    """Links that it is made of: all of them would have to go."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What holds a network together."""

    extent: Extent
    components: tuple[int, ...]
    """Entities of each connected part, the largest first; those without a link are no part."""
    points: tuple[Separator, ...]
    """Those that cut off most first."""
    points_in_all: int
    bridges: tuple[Bridge, ...]
    bridges_in_all: int


@dataclass(frozen=True, slots=True)
class Found:
    """What is found of a pattern for some entities, with the chain that stands best."""

    each: tuple[Ref, ...]
    counted: int
    blanks: tuple[tuple[str, Ref], ...]
    """The entities of that chain by the blanks that they fill."""
    links: tuple[ViewLink, ...]
    """Its links, in the order of the pattern's steps; their claims are read when looked at."""
    ends: tuple[tuple[Ref, Ref], ...]
    """Subject and object of each: where a variant stands for its family, not one of `blanks`."""
    weakest: int
    """The place of the one that stands weakest: the chain is no stronger."""


@dataclass(frozen=True, slots=True)
class Motifs:
    """Where a pattern is found, what is found most first."""

    extent: Extent
    pattern: Pattern
    found: tuple[Found, ...]
    groups: int
    """Rows there are in all."""
    chains: int
    """Ways to fill the blanks."""
    cut: bool
    """Whether there may be more: then each number is one of at least."""


@dataclass(frozen=True, slots=True)
class Course:
    """Something over time."""

    what: What
    basis: Basis
    of: Ref | None
    series: Series
    split: str = ""
    """What parts it into lines; empty for nothing but the sources of running counts."""
