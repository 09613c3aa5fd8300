"""What a person is looking at: one frozen state a page, and how it is written to the page's URL.

The perspective is a state of its own that all pages share. `graph.ui.address` and `graph.ui.outlook` read
the same names back.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from graph.namespaces import AG, ID, shorten
from graph.perspective import AsOf
from graph.settings import LIMITS

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

EXPLORE, PATHS = "explore", "paths"
"""Names of the pages that others lead to, in the URL and in the session."""
MAX_EXPANDED = LIMITS.picture_expansions
"""Expansions one picture remembers."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """Neighbours that were added to a picture by hand: of which entity, by which links, of which classes."""

    entity: str
    relations: tuple[str, ...] = ()
    """IRIs of the only relations followed; empty for all."""
    kinds: tuple[str, ...] = ()
    """Local names of the only classes added; empty for all."""
    limit: int = LIMITS.expand_max_neighbours
    """Neighbours added at most."""

    def __str__(self) -> str:
        """Return it as a URL holds it, such as ``actor/x|ag:supplied,ag:used|Weapon|10``."""
        lists = (",".join(map(_part, each)) for each in (self.relations, self.kinds))
        limit = "" if self.limit == LIMITS.expand_max_neighbours else str(self.limit)
        return "|".join((_part(self.entity), *lists, limit)).rstrip("|")


@dataclass(frozen=True, slots=True)
class Pin:
    """An entity that was put somewhere by hand and stays there."""

    entity: str
    x: int
    """Pixels to the right of the picture's middle, before any zoom."""
    y: int
    """Pixels below it."""

    def __str__(self) -> str:
        """Return it as a URL holds it, such as ``actor/x|120|-40``."""
        return f"{_part(self.entity)}|{self.x}|{self.y}"


@dataclass(frozen=True, slots=True)
class ExploreState:
    """Which entity's surroundings are shown, what was added, hidden and moved by hand, what is selected."""

    entity: str = ""
    """IRI of the entity in the middle; empty for the default view."""
    depth: int = 1
    nodes: int = LIMITS.default_view_max_nodes
    added: tuple[str, ...] = ()
    """IRIs of entities that were searched and added, in that order."""
    expanded: tuple[Expansion, ...] = ()
    """In the order in which they were asked for."""
    hidden: tuple[str, ...] = ()
    """IRIs of entities taken out of the picture by hand."""
    pins: tuple[Pin, ...] = ()
    selected: str = ""
    """IRI of the entity or proposition in the side panel."""
    marked: tuple[str, ...] = ()
    """IRIs of the entities that are selected together, for what is done with several."""
    beside: str = ""
    """The view below the graph, one of `COMPANIONS`; empty for none."""
    sized: str = ""
    """The measure of centrality that decides how large entities are drawn; empty for the usual sizes."""
    coloured: bool = False
    """Whether entities bear the colour of their community."""
    measured: str = "view"
    """Where these are worked out, one of `EXTENTS`."""


EXTENTS = ("view", "everything")
"""The picture alone, or all that is told."""
COMPANIONS = ("timeline", "map", "matrix", "table")
"""Views that show the same as the picture, in another way."""


@dataclass(frozen=True, slots=True)
class PathState:
    """A question for paths between two entities."""

    start: str = ""
    end: str = ""
    count: int = LIMITS.path_count
    hops: int = LIMITS.path_max_hops
    avoid: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    directed: bool = False
    denied: bool = False
    selected: str = ""
    through: tuple[str, ...] = ()
    """IRIs of entities that every path must pass."""
    beside: str = ""
    """A second teller, whose paths are held against these; empty for none."""


@dataclass(frozen=True, slots=True)
class FilterState:
    """What of the claims that count is looked at on all pages, as a person chose it.

    Unlike a perspective it changes no status and no origin: it leaves out whole statements.
    """

    kinds: tuple[str, ...] = ()
    """Local names of the only classes shown; empty for all."""
    lacking: tuple[str, ...] = ()
    """Local names of classes that are left out."""
    relations: tuple[str, ...] = ()
    """IRIs of the only relations shown; empty for all."""
    since: str = ""
    """A day, month or year as it was typed: the first one that is looked at."""
    until: str = ""
    when: str = "said"
    """Which date that is: ``event``, ``said`` or ``published``."""
    places: tuple[str, ...] = ()
    """IRIs of the only places whose events are shown; empty for all."""


@dataclass(frozen=True, slots=True)
class QueryState:
    """A SPARQL query, and how its answer is looked at."""

    text: str = ""
    view: str = ""
    """One of `ANSWER_VIEWS`; empty for what fits the answer first."""
    sort: str = ""
    """Name of the column that the rows are in the order of, after a minus where downwards; empty for none."""
    by: str = ""
    """Name of the column that names the bars of a chart, or the marks of a timeline; empty for what fits."""
    of: str = ""
    """Name of the column that a chart or a timeline shows; empty for the first that fits."""


ANSWER_VIEWS = ("table", "chart", "timeline", "map", "drawing", "turtle")
"""Ways in which an answer can be looked at."""


@dataclass(frozen=True, slots=True)
class ExportState:
    """What to export, and as what."""

    scope: str = "everything"
    format: str = "trig"


@dataclass(frozen=True, slots=True)
class PerspectiveState:
    """Which claims count on all pages, as a person chose it; `graph.ui.outlook` makes a perspective of it."""

    told: tuple[str, ...] = ()
    """Names of sides and kept perspectives, and IRIs of actors."""
    without: tuple[str, ...] = ()
    """Names of sides, and IRIs of actors, outlets and documents."""
    as_of: str = ""
    """A day, month or year as it was typed."""
    dated: str = AsOf.SAID.value
    modalities: tuple[str, ...] = ()
    origins: int = 0
    standing: tuple[str, ...] = ()
    """The only statuses that count."""
    own_voice: bool = False
    background: bool = False
    named_only: bool = False
    outlets: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    """IRIs of the identity judgements that are switched off."""


PageState: TypeAlias = "DataclassInstance"
"""A frozen dataclass whose defaults are what a page shows at first; only what differs is in its URL."""

_NAMES = {
    "start": "from",
    "end": "to",
    "relations": "relation",
    "statuses": "status",
    "text": "query",
    "as_of": "asof",
    "modalities": "modality",
    "own_voice": "own-voice",
    "named_only": "named-only",
    "outlets": "outlet",
    "documents": "in",
    "added": "add",
    "hidden": "hide",
    "pins": "pin",
    "marked": "mark",
    "kinds": "only-kind",
    "places": "place",
}
_FILTER_NAMES = {"relations": "only-relation", "lacking": "no-kind"}
"""Names that differ from those of other states, which may stand in the same URL."""


def written(state: PageState) -> dict[str, list[str]]:
    """Return `state` as a URL's query: only what differs from the default, IRIs shortened.

    Examples
    --------
    >>> written(ExploreState(entity="https://w3id.org/armsgraph/id/actor/x", depth=2))
    {'entity': ['actor/x'], 'depth': ['2']}
    """
    default = type(state)()
    named = {**_NAMES, **_FILTER_NAMES} if isinstance(state, FilterState) else _NAMES
    query = {}
    for each in fields(state):
        value = getattr(state, each.name)
        if value != getattr(default, each.name):
            query[named.get(each.name, each.name)] = [_written(part) for part in _parts(value)]
    return query


def query_names(kind: type[PageState]) -> tuple[str, ...]:
    """Return the names under which a URL holds the fields of such a state.

    Examples
    --------
    >>> query_names(QueryState)[:2]
    ('query', 'view')
    """
    named = {**_NAMES, **_FILTER_NAMES} if kind is FilterState else _NAMES
    return tuple(named.get(each.name, each.name) for each in fields(kind))


def _parts(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return short_iri(str(value))


def _part(text: str) -> str:
    """Return `text` as a part of a value with several, whose separators do not occur in it."""
    return quote(short_iri(shorten(text) if text.startswith(AG) else text), safe="/:#~@+()!$&'*;=?")


def short_iri(iri: str) -> str:
    """Return an IRI of the data without its common beginning.

    Examples
    --------
    >>> short_iri("https://w3id.org/armsgraph/id/weapon/humvee")
    'weapon/humvee'
    """
    return iri.removeprefix(ID)


def long_iri(text: str) -> str:
    """Return the IRI that `short_iri` has shortened."""
    return ID + text if text and "://" not in text else text
