"""An answer on the map: rows that say where they are, and entities of which the graph knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from graph.answers import Kind, place_of
from graph.knowledge import KnowledgeGraph
from graph.locations import LOCATION, Located, Spot, locate
from graph.model import Ref
from graph.network import ViewNode
from graph.settings import LIMITS
from graph.ui.answer_reading import Read
from graph.ui.answer_table import open_entity
from graph.ui.map_drawing import draw_map, signs
from graph.ui.map_view import spots_of
from graph.ui.opening import Opened
from graph.ui.words import say

_ROW = "row:"
"""Begins the name of a point that a row gives; no IRI begins so."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the graph knows of where things are."""

    opened: Opened
    spots: Callable[[], Mapping[str, Spot]]
    """Returns where places lie; of a large graph that takes long, so it is asked only of a place."""
    incidents: frozenset[str]
    """Those that somebody says took place somewhere."""

    def holds(self, iri: str) -> bool:
        """Return whether it is known where the thing `iri` is."""
        return iri in self.incidents or ("Place" in self.opened.types(iri) and iri in self.spots())


def ground(opened: Opened) -> Ground:
    """Return it for the graph that is shown."""
    return Ground(opened, lambda: spots_of(opened), _incidents(opened.graph))


@lru_cache(maxsize=LIMITS.opened_perspectives)
def _incidents(graph: KnowledgeGraph) -> frozenset[str]:
    return graph.subjects_of(LOCATION)


def answer_map(shown: Read) -> None:
    """Draw it, with a sentence that says how much is on it."""
    located = [*_given(shown), *_known(shown)]
    if not located:
        st.info(say("sparql.map-none"))
        return
    drawn = located[: LIMITS.answer_places]
    said = [say("sparql.map-places", n=len(located))]
    if len(located) > len(drawn):
        said.append(say("sparql.map-first", n=len(drawn)))
    st.markdown(" ".join(said))
    draw_map(signs(drawn, (), ()), f"sparql {hash(tuple(drawn))}", _pick, _open)
    st.caption(f"{say('map.legend')} {say('map.outlines')}")


def _given(shown: Read) -> list[Located]:
    """Return a place for each row that gives a point; how exact that is nobody says."""
    found = ((number, place_of(row, shown.columns)) for number, row in enumerate(shown.rows))
    name = shown.naming
    return [
        Located(Ref(f"{_ROW}{number}", shown.name_of(number, name)), Spot(point.latitude, point.longitude))
        for number, point in found
        if point is not None
    ]


def _known(shown: Read) -> list[Located]:
    """Return the places that the answer names, and those of the incidents that it names."""
    columns = shown.columns.of(Kind.THING, Kind.MIXED)
    cells = (row[place] for row in shown.rows for place in columns)
    opened, whole = shown.opened, ground(shown.opened)
    things = dict.fromkeys(cell for cell in cells if isinstance(cell, str) and whole.holds(cell))
    nodes = [ViewNode(iri, opened.label(iri), opened.types(iri)) for iri in things]
    where = opened.graph.claims_of(things, LOCATION)
    return list(locate(nodes, where, opened.lexicon, whole.spots()).located)


def _pick(places: list[str]) -> None:
    """Open the place that was clicked; a point that only a row gives leads nowhere."""
    entities = [iri for iri in places if not iri.startswith(_ROW)]
    if entities:
        _open(entities[0])


def _open(iri: str) -> None:
    if not iri.startswith(_ROW):
        open_entity(iri)
