"""The two-way graph component: a view in; clicks, keys and changes made by hand out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from graph.model import Status
from graph.presentation import LINES, spaced
from graph.settings import LIMITS
from graph.ui.canvas import components
from graph.ui.wire import Sent, first, following, known
from graph.ui.words import say, texts
from graph.visualization import Payload

Places = Mapping[str, tuple[int, int]]
"""Where nodes stand, by IRI."""

_SLOT = "armsgraph-scenes"
_Heard = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done to a drawing by hand."""

    kind: str
    """``mark``, ``hide``, ``collapse``, ``centre``, ``pin``, ``unpin``, ``relaxed``, ``undo``, ``redo``,
    ``kind`` or ``status``."""
    ids: tuple[str, ...] = ()
    """What it was done to: IRIs of nodes, a class's local name, or a status."""
    places: Places = field(default_factory=dict)
    """Where nodes were put."""


EVENTS = frozenset(
    ("mark", "hide", "collapse", "centre", "pin", "unpin", "relaxed", "undo", "redo", "kind", "status")
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One drawing on a page."""

    graph: str
    """Name of the drawing, unique on its page; its selection and events carry it."""
    place: str
    """What the picture is of: while this stays the same, nodes keep their places."""
    payload: Payload
    selected: str = ""
    height: str = "clamp(21rem, calc(100vh - 27rem), 46rem)"
    marked: tuple[str, ...] = ()
    """IRIs of the nodes that are selected together."""
    pins: Places = field(default_factory=dict)
    """Nodes that were put somewhere by hand and stay there when the picture relaxes."""
    places: Places = field(default_factory=dict)
    """Where nodes stood after the picture was relaxed."""
    off_kinds: frozenset[str] = frozenset()
    """Local names of classes that are switched off and stay in the legend, struck out."""
    off_statuses: frozenset[str] = frozenset()
    """Statuses that are switched off and stay in the legend, struck out."""
    caption: str = ""
    """The line beneath a saved image; without it the description of the graph."""
    file: str = ""
    """Name of a saved image, without its ending."""


def draw(
    scene: Scene,
    on_select: Callable[[str], None] | None = None,
    on_expand: Callable[[str], None] | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> None:
    """Draw `scene`; call back with what was done in it.

    The code goes through a component whose content never changes and the selection through one of its own,
    so that neither the library nor the graph travels again with each click.

    Parameters
    ----------
    scene
        What to draw.
    on_select
        Gets the IRI of what was clicked, or an empty text for the ground.
    on_expand
        Gets the IRI of the entity whose neighbours are asked for.
    on_event
        Gets every change made by hand; without it the drawing offers none.
    """
    library, network, selection = components()
    library(key=f"{scene.graph}-library", data={"words": texts("drawing")})
    selection(key=f"{scene.graph}-selection", data=_at_hand(scene))
    key = f"{scene.graph}-drawing"

    def heard(event: str, action: _Heard) -> Callable[[], None]:
        return lambda: _pass_on(key, event, scene, action)

    network(
        key=key,
        data=_message(scene, expands=on_expand is not None, editing=on_event is not None),
        on_select_change=heard("select", lambda told: _call(on_select, told)),
        on_expand_change=heard("expand", lambda told: _call(on_expand, told)),
        on_event_change=heard("event", lambda told: _call_with_event(on_event, told)),
        on_lost_change=heard("lost", lambda _: _forget(scene)),
    )


def _at_hand(scene: Scene) -> Payload:
    return {"graph": scene.graph, "selected": scene.selected, "marked": list(scene.marked)}


def _message(scene: Scene, *, expands: bool, editing: bool) -> Payload:
    """Return what travels to the browser."""
    return {
        "graph": scene.graph,
        "scene": scene.place,
        "height": scene.height,
        "description": _description(scene.payload),
        "caption": scene.caption,
        "file": scene.file,
        "expands": expands,
        "editing": editing,
        "off": {
            "kinds": [{"type": name, "label": spaced(name)} for name in sorted(scene.off_kinds)],
            "statuses": [_switched_off(status) for status in Status if status in scene.off_statuses],
        },
        "wire": _sent(scene).message,
    }


def _switched_off(status: Status) -> Payload:
    line = LINES[status]
    drawn = {"dashes": list(line.dashes), "marker": line.marker}
    return {
        "status": status.value,
        "label": line.label,
        "meaning": line.meaning,
        "colour": line.colour,
        "darkColour": line.dark_colour,
        **drawn,
    }


def _sent(scene: Scene) -> Sent:
    """Return what this session sends of `scene`, and remember it as what the browser holds."""
    scenes = _scenes()
    before = scenes.pop(_name(scene), None)
    payload = _drawable(scene)
    sent = following(before, payload) if before else first(payload)
    scenes[_name(scene)] = sent
    while len(scenes) > LIMITS.kept_scenes:
        del scenes[next(iter(scenes))]
    return sent


def _scenes() -> dict[tuple[str, str], Sent]:
    scenes: dict[tuple[str, str], Sent] = st.session_state.setdefault(_SLOT, {})
    return scenes


def _name(scene: Scene) -> tuple[str, str]:
    return scene.graph, scene.place


def _forget(scene: Scene) -> None:
    """Send everything with the next run: the browser has missed a message."""
    _scenes().pop(_name(scene), None)


def _drawable(scene: Scene) -> Payload:
    """Return what is drawn of the payload; the browser itself knows how links look in light and in dark."""
    payload = scene.payload
    drawn: Payload = {
        name: payload[name] for name in ("options", "legend", "captions", "glyphs") if name in payload
    }
    nodes = [
        {**_without(node, "color"), "fill": node["color"], **_put(node, scene)} for node in payload["nodes"]
    ]
    return {**drawn, "nodes": nodes, "edges": [_without(edge, "color") for edge in payload["edges"]]}


def _put(node: Payload, scene: Scene) -> Payload:
    """Return where `node` was put by hand, and whether it is held there."""
    pin = scene.pins.get(node["id"])
    place = pin or scene.places.get(node["id"])
    return ({"at": list(place)} if place else {}) | ({"pinned": True} if pin else {})


def _description(payload: Payload) -> str:
    silent = payload["legend"]["silent"]
    entities = say("words.entities", n=len(payload["nodes"]))
    links = say("words.links", n=len(payload["edges"]))
    parts = [say("drawing.description", entities=entities, links=links)]
    if silent["count"]:
        parts.append(say("drawing.silent", n=silent["count"], silent=silent["label"]))
    return " ".join([*parts, say("drawing.rest")])


def _without(item: Payload, name: str) -> Payload:
    return {key: part for key, part in item.items() if key != name}


def _pass_on(key: str, event: str, scene: Scene, action: _Heard) -> None:
    """Hand on what the browser told, and note which version of the scene it holds."""
    state: Any = st.session_state.get(key)
    told = getattr(state, event, None) if state is not None else None
    if not isinstance(told, dict):
        return
    sent = _scenes().get(_name(scene))
    if sent is not None and told.get("holds") == sent.version:
        _scenes()[_name(scene)] = known(sent)
    action(told)


def _call(action: Callable[[str], None] | None, told: Mapping[str, Any]) -> None:
    if action is not None and isinstance(told.get("id"), str):
        action(told["id"])


def _call_with_event(action: Callable[[Event], None] | None, told: Mapping[str, Any]) -> None:
    event = read_event(told)
    if action is not None and event is not None:
        action(event)


def read_event(told: Mapping[str, Any]) -> Event | None:
    """Return what the browser told as an event; None for what is none.

    Examples
    --------
    >>> read_event({"kind": "pin", "places": {"iri:a": [3, -4]}})
    Event(kind='pin', ids=(), places={'iri:a': (3, -4)})
    >>> read_event({"kind": "burn"}) is None
    True
    """
    ids, places = told.get("ids") or [], told.get("places") or {}
    if told.get("kind") not in EVENTS or not isinstance(ids, list) or not isinstance(places, dict):
        return None
    try:
        put = {str(iri): (int(x), int(y)) for iri, (x, y) in places.items()}
    except (TypeError, ValueError):
        return None
    return Event(told["kind"], tuple(str(each) for each in ids), put)
