"""What a person is looking at: one frozen state a page, and how it is written to the page's URL.

The perspective is a state of its own that all pages share. `graph.ui.address` and `graph.ui.outlook` read
the same names back.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeAlias

from graph.namespaces import ID
from graph.perspective import AsOf
from graph.settings import LIMITS

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

EXPLORE, PATHS = "explore", "paths"
"""Names of the pages that others lead to, in the URL and in the session."""
MAX_EXPANDED = 40
"""Expansions one picture remembers."""


@dataclass(frozen=True, slots=True)
class ExploreState:
    """Which entity's surroundings are shown, how much of them, and what is selected in them."""

    entity: str = ""
    """IRI of the entity in the middle; empty for the default view."""
    depth: int = 1
    nodes: int = LIMITS.default_view_max_nodes
    expanded: tuple[str, ...] = ()
    """IRIs of entities whose neighbours were added by hand, in that order."""
    selected: str = ""
    """IRI of the entity or proposition in the side panel."""


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


@dataclass(frozen=True, slots=True)
class QueryState:
    """A SPARQL query."""

    text: str = ""


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
}


def written(state: PageState) -> dict[str, list[str]]:
    """Return `state` as a URL's query: only what differs from the default, IRIs shortened.

    Examples
    --------
    >>> written(ExploreState(entity="https://w3id.org/armsgraph/id/actor/x", depth=2))
    {'entity': ['actor/x'], 'depth': ['2']}
    """
    default = type(state)()
    query = {}
    for each in fields(state):
        value = getattr(state, each.name)
        if value != getattr(default, each.name):
            query[_NAMES.get(each.name, each.name)] = [_written(part) for part in _parts(value)]
    return query


def _parts(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return short_iri(str(value))


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


def centred(state: ExploreState, entity: str) -> ExploreState:
    """Return the state of a new picture around `entity`."""
    return replace(state, entity=entity, expanded=(), selected=entity)


def expanded(state: ExploreState, entity: str) -> ExploreState:
    """Return `state` with the neighbours of `entity` added."""
    if entity in state.expanded or len(state.expanded) >= MAX_EXPANDED:
        return replace(state, selected=entity)
    return replace(state, expanded=(*state.expanded, entity), selected=entity)
