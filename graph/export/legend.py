"""The small drawings of a legend: a line for each status, a shape for each kind of entity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.export.drawing import LIGHT, Theme
from graph.export.inking import glyph, ink_on
from graph.export.shapes import mark, outline
from graph.export.xml_text import start
from graph.visualization import Payload


def status_line(entry: Mapping[str, Any], theme: Theme = LIGHT) -> str:
    """Return a line as links of this status have it, 42 pixels long, its middle at height 0."""
    colour, status = entry[theme.colour], entry["status"]
    dashes = {"stroke-dasharray": " ".join(map(str, entry["dashes"]))} if entry["dashes"] else {}
    line = {"class": f"line-{status}", "d": "M0 0H42", "stroke": colour, "stroke-width": 2.5, **dashes}
    drawn = start("path", line, empty=True)
    if path := mark(entry["marker"], (21, 0), 0.0, 5.5):
        drawn += start("path", {"class": f"fill-{status}", "d": path, "fill": colour}, empty=True)
    return drawn


def kind_shape(entry: Mapping[str, Any], payload: Payload) -> str:
    """Return the shape and glyph of this kind of entity, 16 pixels wide, its middle at height 0."""
    drawn = start("path", {"d": outline(entry["shape"], 8, 0, 7.5), "fill": entry["colour"]}, empty=True)
    path = payload.get("glyphs", {}).get(entry.get("glyph", ""))
    if path:
        drawn += glyph(str(path), entry["shape"], (8, 0), 7.5, ink_on(entry["colour"]))
    return drawn
