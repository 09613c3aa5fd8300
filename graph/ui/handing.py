"""The picture of Explore as a file for people without armsgraph, with the places that somebody saw."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from graph.dates import span_of
from graph.export import FORMATS, Counts, Export, export
from graph.export.framing import Framing
from graph.network import View
from graph.ui.opening import Opened
from graph.ui.picture import centre, payload
from graph.ui.session import ExploreState
from graph.ui.tools import relaxed
from graph.ui.words import say

_SLOT = "armsgraph-handed"
_MOST_KEPT = 4


def framing(opened: Opened, state: ExploreState) -> Framing:
    """Return what a file says of the picture in `state`, and where its nodes stand."""
    middle = centre(opened, state)
    key = "share.heading" if state.entity else "share.heading_start"
    drawn = {node["id"]: (node["x"], node["y"]) for node in payload(opened, state)["nodes"] if "x" in node}
    held = {pin.entity: (pin.x, pin.y) for pin in state.pins}
    return Framing(
        heading=say(key, label=opened.label(middle)) if middle else "",
        build=opened.build.strip(),
        made=_today(),
        centre=middle,
        places={**drawn, **relaxed(state), **held},
    )


def handed_on(opened: Opened, state: ExploreState, view: View, format_name: str) -> Export:
    """Return the picture as a file, made anew only when it is another picture."""
    framed = framing(opened, state)
    key = (opened.build, opened.perspective, opened.filter, state, tuple(framed.places.items()), format_name)
    slot: dict[object, Export] = st.session_state.setdefault(_SLOT, {})
    if key not in slot:
        if len(slot) >= _MOST_KEPT:
            slot.clear()
        with st.spinner(say("share.writing")):
            slot[key] = export(opened.graph, format_name, view, framed)
    return slot[key]


def refusal(format_name: str, counts: Counts) -> str:
    """Return why a file is not offered that would hold so much, and what to do instead."""
    most = FORMATS[format_name].most
    return say("share.refused", n=most, entities=counts.nodes, claims=counts.claims)


def size(length: int) -> str:
    """Return a number of bytes as people read it.

    Examples
    --------
    >>> size(1234), size(2_500_000), size(12_400_000_000)
    ('1 kB', '2.5 MB', '12.4 GB')
    """
    if length >= 1_000_000_000:
        return say("share.gigabytes", number=f"{length / 1_000_000_000:,.1f}")
    if length >= 1_000_000:
        return say("share.megabytes", number=f"{length / 1_000_000:.1f}")
    return say("share.kilobytes", number=max(1, round(length / 1000)))


def _today() -> str:
    today = span_of(datetime.now(tz=UTC).date().isoformat())
    return today.text if today else ""
