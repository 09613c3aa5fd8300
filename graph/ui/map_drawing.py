"""The drawing of a map: places in, clicks out; outlines travel once, and nothing is asked of anybody."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.locations import Located, Precision
from graph.ui.outlines import outlines
from graph.ui.words import say, texts

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_ASSETS = Path(__file__).parent / "assets"
_KEY = "explore-map"
_FRAME = """
<div class="ag-map">
  <svg role="group" tabindex="0"><g class="ag-ground" aria-hidden="true"></g><g class="ag-signs"></g></svg>
  <div class="ag-map-tools">
    <button type="button">+</button><button type="button">−</button><button type="button"></button>
  </div>
  <div class="ag-map-scale" aria-hidden="true"></div>
  <div class="ag-map-card" hidden></div>
</div>
"""


@dataclass(frozen=True, slots=True)
class Sign:
    """What is drawn at one point: all places that lie at it are one sign, or they would hide each other."""

    places: tuple[Located, ...]
    """The one whose own point it is comes first."""
    chosen: bool = False
    picked: bool = False
    """Whether only this is looked at."""

    def message(self) -> dict[str, Any]:
        """Return what the browser draws."""
        first = self.places[0]
        found = {each.incident: each for place in self.places for each in place.happenings}
        label = self._label()
        incidents = say("map.incidents", n=len(found))
        name = say("map.sign", place=label, known=how_known(first), incidents=incidents)
        return {
            "latitude": first.spot.latitude,
            "longitude": first.spot.longitude,
            "kilometres": first.spot.radius_kilometres,
            "precision": first.spot.precision.value,
            "label": label,
            "name": name,
            "how": "; ".join(f"{one.place.label}: {how_known(one)}" for one in self.places),
            "count": len(found),
            "places": [place.place.iri for place in self.places],
            "happenings": [{"id": each.iri, "label": each.label} for each in found],
            "chosen": self.chosen,
            "picked": self.picked,
        }

    def _label(self) -> str:
        """Return the name of the place; where all lie somewhere within another, that they do."""
        first, number = self.places[0], len(self.places)
        inside = first.spot.inside
        if inside is not None and number == 1:
            return say("map.within", place=inside.label, name=first.place.label)
        if inside is not None:
            return say("map.within-several", n=number, place=inside.label)
        return say("map.and-more", place=first.place.label, n=number - 1) if number > 1 else first.place.label


def signs(located: Sequence[Located], chosen: Iterable[str], picked: Iterable[str]) -> tuple[Sign, ...]:
    """Return the signs of `located`: one for each point.

    Parameters
    ----------
    located
        The places.
    chosen
        IRIs of places and incidents that are selected.
    picked
        IRIs of the only places looked at; none for all.
    """
    wanted, only = frozenset(chosen), frozenset(picked)
    grouped: dict[tuple[float, float, bool], list[Located]] = {}
    for one in located:
        point = one.spot.latitude, one.spot.longitude, one.spot.precision is Precision.EXACT
        grouped.setdefault(point, []).append(one)
    made = []
    for group in grouped.values():
        group.sort(key=lambda one: one.spot.inside is not None)
        names = {one.place.iri for one in group}
        held = names | {each.incident.iri for one in group for each in one.happenings}
        made.append(Sign(tuple(group), bool(held & wanted or names & only), bool(names & only)))
    return tuple(made)


def how_known(one: Located) -> str:
    """Return in words how exactly a place is known."""
    spot = one.spot
    kilometres = str(spot.radius_kilometres)
    words = say(f"map.precision-{spot.precision.value}", kilometres=kilometres)
    return say("map.inside", place=spot.inside.label, precision=words) if spot.inside else words


def draw_map(
    found: Sequence[Sign], of: str, on_pick: Callable[[list[str]], None], on_select: Callable[[str], None]
) -> None:
    """Draw `found`; call back with the places of a sign that was clicked, or the incident.

    Parameters
    ----------
    found
        What to draw.
    of
        What the map is of: while it stays the same, nothing moves.
    on_pick, on_select
        Called before the page is drawn again.
    """
    loader, drawing = _components()
    drawing(
        key=_KEY,
        data={
            "map": _KEY,
            "of": of,
            "signs": [one.message() for one in found],
            "words": texts("mapdrawing"),
        },
        on_pick_change=lambda: _pass_on("pick", lambda told: on_pick(_strings(told.get("places")))),
        on_select_change=lambda: _pass_on("select", lambda told: on_select(str(told.get("id", "")))),
    )
    loader(key=f"{_KEY}-outlines")


def _strings(given: object) -> list[str]:
    return [str(each) for each in given] if isinstance(given, list) else []


def _pass_on(event: str, action: Callable[[dict[str, Any]], None]) -> None:
    state: Any = st.session_state.get(_KEY)
    told = getattr(state, event, None) if state is not None else None
    if isinstance(told, dict):
        action(told)


@st.cache_resource(show_spinner=False)
def _components() -> tuple[ComponentRenderer, ComponentRenderer]:
    component = st.components.v2.component
    loading = (
        f"export default function () {{ if (window.armsgraphOutlines) return;\n"
        f"window.armsgraphOutlines = {json.dumps(outlines(), separators=(',', ':'))};\n"
        "window.dispatchEvent(new Event('armsgraph-outlines')); }"
    )
    style, script = ((_ASSETS / name).read_text(encoding="utf-8") for name in ("map.css", "map.js"))
    return (
        component("armsgraph_outlines", js=loading),
        component("armsgraph_map", html=_FRAME, css=style, js=script),
    )
