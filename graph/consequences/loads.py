"""Load-bearing sources: whose removal takes most away, judged on integer columns."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Container
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graph.columns import judge
from graph.errors import InputError
from graph.model import Ref
from graph.network import node
from graph.sentences import counted
from graph.settings import LIMITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Judged, Names
    from graph.network import Network

    Ids: TypeAlias = NDArray[np.int32]
    Mask: TypeAlias = NDArray[np.bool_]


class SourceKind(StrEnum):
    """As what a source counts; one that is several things counts as the first of these."""

    OUTLET = "outlet"
    UNNAMED = "unnamed source"
    BODY = "body"
    SPEAKER = "speaker"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Load:
    """What falls if one source alone is taken out; the parts are those of `Consequences`, counted."""

    source: Ref
    kind: SourceKind
    claims: int
    links: int
    """Propositions between two entities that nobody asserts any more."""
    statements: int
    """Other propositions that nobody asserts any more."""
    status_changes: int
    """Propositions of another status than before, those that are told no more among them."""
    single_origin: int
    """Propositions that had several named origins and are left with one."""

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """What loads are compared by: links first, then statements, status changes and claims."""
        return (self.links, self.statements, self.status_changes, self.claims)


@dataclass(frozen=True, slots=True)
class LoadBearing:
    """The sources that bear most, the heaviest first."""

    loads: tuple[Load, ...]
    bearing: int
    """How many sources bear anything: at least one claim falls without them."""
    claims: int
    links: int
    """Links that somebody asserts: what the links of each load are a part of."""
    statements: int
    """Other propositions that somebody asserts."""

    @property
    def cut(self) -> bool:
        """True where a limit left some of them out."""
        return len(self.loads) < self.bearing


def source_kinds(columns: Columns, network: Network) -> dict[str, SourceKind]:
    """Return everything that can be taken out, by its IRI, with what it counts as.

    That is every claimant, every body that somebody speaks for, every outlet of a document, everybody whom
    a claim was relayed from, and every document. An outlet is what prints a document, and what the class
    of the entity in `network` says is one.
    """
    entities = columns.entities
    speaking = _named(entities, np.concatenate((columns.claimant, columns.relay_actors)))
    bodies = _named(entities, columns.on_behalf_of)
    outlets = [iri for iri in (*speaking, *bodies) if iri in network and _is_outlet(network, iri)]
    return {
        **dict.fromkeys(_named(columns.documents, columns.document), SourceKind.DOCUMENT),
        **dict.fromkeys(speaking, SourceKind.SPEAKER),
        **dict.fromkeys(bodies, SourceKind.BODY),
        **dict.fromkeys(_named(entities, columns.claimant[columns.unnamed]), SourceKind.UNNAMED),
        **dict.fromkeys((*outlets, *_named(entities, columns.outlet)), SourceKind.OUTLET),
    }


def load_bearing(
    columns: Columns,
    base: Mask,
    remaining: Callable[[str], Mask],
    *,
    network: Network,
    name: Callable[[str], Ref],
    limit: int = LIMITS.load_bearing_sources,
) -> LoadBearing:
    """Return the sources whose removal takes most away from the claims of `base`.

    They are ordered by links lost, then statements, status changes and claims, then label and IRI.

    Parameters
    ----------
    columns
        All claims.
    base
        Which of them count.
    remaining
        Returns which claims count without the source of this IRI.
    network
        Any network that holds every entity: what joins two of them is a link.
    name
        Returns a source or document with its label.
    limit
        How many sources at most.

    Notes
    -----
    A link falls only with a claim, so a source with fewer falling claims than the last of the best loses
    links is not looked at closer: the answer is the same, and most sources bear little.

    Raises
    ------
    InputError
        If `limit` is below 1.
    """
    if limit < 1:
        raise InputError(f"The number of load-bearing sources must be 1 or more, not {limit}.")
    kinds = source_kinds(columns, network)
    fallen = {iri: int((base & ~remaining(iri)).sum()) for iri in kinds}
    bearing = sorted((iri for iri in kinds if fallen[iri]), key=lambda iri: (-fallen[iri], iri))
    scale = _Scale.of(columns, base, network)
    weighed: list[Load] = []
    most_links: list[int] = []
    for iri in bearing:
        if len(most_links) == limit and fallen[iri] < most_links[0]:
            break
        weighed.append(scale.load(name(iri), kinds[iri], remaining(iri)))
        heapq.heappush(most_links, weighed[-1].links)
        if len(most_links) > limit:
            heapq.heappop(most_links)
    heaviest = tuple(sorted(weighed, key=_heaviest_first)[:limit])
    return LoadBearing(heaviest, len(bearing), *scale.totals())


def load_sentence(load: Load) -> str:
    """Return what falls without one source, in one sentence.

    Examples
    --------
    >>> load_sentence(Load(Ref("actor/wire", "Evening Wire"), SourceKind.OUTLET, 3, 2, 1, 4, 0))
    'Without Evening Wire 3 claims fall, and with them 2 links and 1 other statement.'
    """
    verb, them = ("falls", "it") if load.claims == 1 else ("fall", "them")
    lost = [
        counted(number, noun)
        for number, noun in ((load.links, "link"), (load.statements, "other statement"))
        if number
    ]
    went = (
        f", and with {them} {' and '.join(lost)}" if lost else ", and nothing that is asserted goes with them"
    )
    return f"Without {load.source.label} {counted(load.claims, 'claim')} {verb}{went}."


def links_of(columns: Columns, entities: Container[str]) -> Mask:
    """Return which propositions join two of `entities`; a figure, a date or a category is no link."""
    told = getattr(entities, "links_told", None)
    if told is None:
        known = np.fromiter((iri in entities for iri in (*columns.entities, "")), bool)
    else:  # a network that looks into these columns
        known = np.append(told.nodes, [False])
    joins: Mask = known[columns.subject] & known[columns.object]
    return joins


@dataclass(frozen=True, slots=True, eq=False)
class _Scale:
    """What a load is weighed on: how everything stands with the source."""

    columns: Columns
    base: Mask
    judged: Judged
    is_link: Mask
    """For each proposition, whether it joins two entities."""

    @classmethod
    def of(cls, columns: Columns, base: Mask, entities: Container[str]) -> _Scale:
        """Return the scale on which the claims of `base` all count."""
        return cls(columns, base, judge(columns, base), links_of(columns, entities))

    def load(self, source: Ref, kind: SourceKind, remaining: Mask) -> Load:
        """Return what falls of it where only the claims `remaining` count."""
        before, after = self.judged, judge(self.columns, remaining)
        lost = before.asserted & ~after.asserted
        return Load(
            source=source,
            kind=kind,
            claims=int((self.base & ~remaining).sum()),
            links=int((lost & self.is_link).sum()),
            statements=int((lost & ~self.is_link).sum()),
            status_changes=int((before.status != after.status).sum()),
            single_origin=int(((before.origins > 1) & (after.origins == 1)).sum()),
        )

    def totals(self) -> tuple[int, int, int]:
        """Return how many claims count, and how many links and other propositions somebody asserts."""
        links = int((self.judged.asserted & self.is_link).sum())
        return int(self.base.sum()), links, int(self.judged.asserted.sum()) - links


def _named(names: Names, numbers: Ids) -> list[str]:
    """Return the name of each number that is one, once."""
    return [names[number] for number in np.unique(numbers).tolist() if number >= 0]


def _is_outlet(network: Network, iri: str) -> bool:
    return "MediaOutlet" in node(network, iri).types


def _heaviest_first(load: Load) -> tuple[tuple[int, ...], str, str]:
    return tuple(-part for part in load.weight), load.source.label.casefold(), load.source.iri
