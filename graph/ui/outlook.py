"""Perspective and filter that the pages share: read from a URL, where people write anything, and looked up.

A name that nobody bears is said in a sentence and left out; nothing here raises for what a URL holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from anyascii import anyascii

from graph.errors import InputError
from graph.filters import Filter, When
from graph.knowledge import KnowledgeGraph
from graph.model import Modality, Status
from graph.perspective import EVERYTHING, AsOf, Perspective, day_of
from graph.ui.address import Parameters, Reader, Reading
from graph.ui.session import FilterState, PerspectiveState
from graph.ui.words import say

MAX_ORIGINS = 9
"""More independent origins than any statement has are not asked for."""
UNNAMED = "unnamed sources"
"""How addresses, saved views and states name them; people read other words for it."""
_LONGEST_DATE = 40
_LONGEST_SUFFIX = 60
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


def read_perspective(parameters: Parameters, graph: KnowledgeGraph) -> Reading[PerspectiveState]:
    """Return the perspective as the URL asks for it, every name looked up in `graph`.

    Examples
    --------
    >>> from graph.store import open_store
    >>> reading = read_perspective({"asof": ["yesterday"], "origins": ["2"]}, KnowledgeGraph(open_store()))
    >>> reading.state.origins, reading.state.as_of, reading.problems[0][:41]
    (2, '', "The address asks for asof = 'yesterday'. ")
    """
    reader = Reader(parameters)
    apart = _judgements(reader, graph)
    graph = graph.under(Perspective(apart=apart))
    without = reader.entities("without", lambda name: source(graph, name))
    as_of = reader.entities("asof", _date, limit=1)
    state = PerspectiveState(
        told=reader.entities("told", lambda name: teller(graph, name)),
        without=tuple(one for one in without if one != UNNAMED),
        as_of=as_of[0] if as_of else "",
        dated=reader.choice("dated", AsOf.SAID.value, [one.value for one in AsOf]),
        modalities=reader.choices("modality", [one.value for one in Modality]),
        origins=reader.number("origins", 0, 0, MAX_ORIGINS),
        standing=reader.choices("standing", [one.value for one in Status]),
        own_voice=reader.flag("own-voice"),
        background=reader.flag("background"),
        named_only=reader.flag("named-only") or UNNAMED in without,
        outlets=reader.entities("outlet", lambda name: graph.outlook(outlets=[name]).outlets[0]),
        documents=reader.entities("in", lambda name: graph.document(name).iri),
        apart=apart,
    )
    return Reading(state, tuple(reader.problems))


def read_filter(parameters: Parameters, graph: KnowledgeGraph) -> Reading[FilterState]:
    """Return what is looked at as the URL asks for it, every name looked up in `graph`.

    Examples
    --------
    >>> from graph.store import open_store
    >>> reading = read_filter({"since": ["soon"], "when": ["said"]}, KnowledgeGraph(open_store()))
    >>> reading.state.when, reading.state.since, reading.problems[0][:38]
    ('said', '', "The address asks for since = 'soon'. '")
    """
    reader = Reader(parameters)
    since, until = (reader.entities(name, _date, limit=1) for name in ("since", "until"))
    state = FilterState(
        kinds=reader.entities("only-kind", graph.kind_named),
        lacking=reader.entities("no-kind", graph.kind_named),
        relations=reader.entities("only-relation", lambda name: graph.resolve_relation(name).iri),
        since=since[0] if since else "",
        until=until[0] if until else "",
        when=reader.choice("when", When.SAID.value, [one.value for one in When]),
        places=reader.entities("place", graph.place_named),
    )
    try:
        filter_of(state, graph)
    except InputError as error:
        state = replace(state, since="", until="")
        reader.problems.append(say("address.days", why=error))
    return Reading(state, tuple(reader.problems))


def filter_of(state: FilterState, graph: KnowledgeGraph) -> Filter:
    """Return what `state` means in `graph`.

    Raises
    ------
    InputError
        If it names what the graph does not have (any more), or the first day lies after the last.
    """
    return graph.only(
        kinds=state.kinds,
        lacking=state.lacking,
        relations=state.relations,
        since=state.since,
        until=state.until,
        when=state.when,
        places=state.places,
    )


def perspective_of(state: PerspectiveState, graph: KnowledgeGraph) -> Perspective:
    """Return what `state` means in `graph`.

    Raises
    ------
    InputError
        If it names what the graph does not have (any more).
    """
    graph = graph.under(Perspective(apart=state.apart))
    return graph.outlook(
        told_by=state.told,
        without=state.without,
        own_voice=state.own_voice,
        background=state.background,
        named_only=state.named_only,
        outlets=state.outlets,
        documents=state.documents,
        as_of=state.as_of,
        as_of_basis=state.dated,
        modalities=state.modalities,
        min_origins=state.origins,
        statuses=state.standing,
        apart=state.apart,
    )


def state_of(perspective: Perspective, graph: KnowledgeGraph) -> PerspectiveState:
    """Return the state that means `perspective`: a side by its name where all of its members tell."""
    left = dict.fromkeys(perspective.told_by)
    sides = []
    for one in sorted(graph.perspectives(), key=lambda one: -len(one.perspective.told_by)):
        members = one.perspective.told_by
        if members and one.perspective == Perspective(told_by=members) and set(members) <= left.keys():
            sides.append(one.name)
            left = {iri: None for iri in left if iri not in members}
    return PerspectiveState(
        told=(*sides, *left),
        without=perspective.without,
        as_of=perspective.as_of,
        dated=perspective.as_of_basis.value if perspective.as_of else AsOf.SAID.value,
        modalities=tuple(one.value for one in perspective.modalities),
        origins=perspective.min_origins,
        standing=tuple(one.value for one in perspective.statuses),
        own_voice=perspective.own_voice,
        background=perspective.background,
        named_only=perspective.named_only,
        outlets=perspective.outlets,
        documents=perspective.documents,
        apart=perspective.apart,
    )


def file_suffix(graph: KnowledgeGraph) -> str:
    """Return what the name of a file ends with that holds only what is told and looked at; empty for all.

    Examples
    --------
    >>> from graph.store import open_store
    >>> file_suffix(KnowledgeGraph(open_store()).under(Perspective(as_of="2023-05-24")))
    '-as-of-24-may-2023-said-by-then'
    """
    if graph.perspective == EVERYTHING and not graph.filters:
        return ""
    return "-" + _NOT_IN_A_NAME.sub("-", anyascii(graph.described()).lower()).strip("-")[:_LONGEST_SUFFIX]


def teller(graph: KnowledgeGraph, name: str) -> str:
    """Return the name of the side that `name` means, or the IRI of the actor."""
    meant = graph.outlook(told_by=[name])
    return _side(graph, name, lambda side: side == meant) or meant.told_by[0]


def source(graph: KnowledgeGraph, name: str) -> str:
    """Return what `name` takes out: a side by its name, otherwise an IRI; `UNNAMED` for such sources."""
    meant = graph.outlook(without=[name])
    if meant.named_only:
        return UNNAMED
    return _side(graph, name, lambda side: side.told_by == meant.without) or meant.without[0]


def _side(graph: KnowledgeGraph, name: str, same: Callable[[Perspective], bool]) -> str:
    found = (one for one in graph.perspectives() if one.answers_to(name) and same(one.perspective))
    return next((one.name for one in found), "")


def _date(text: str) -> str:
    day_of(text[:_LONGEST_DATE])
    return text


def _judgements(reader: Reader, graph: KnowledgeGraph) -> tuple[str, ...]:
    """Return the identity judgements to switch off; ``all`` and the name of an entity may mean several."""
    found: dict[str, None] = {}

    def meant(name: str) -> str:
        found.update(dict.fromkeys(graph.outlook(apart=[name]).apart))
        return name

    reader.entities("apart", meant)
    return tuple(found)
