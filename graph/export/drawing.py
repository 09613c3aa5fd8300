"""A payload of the canvas drawn as SVG elements: the one drawing of the SVG file and of the HTML page.

Colours stand in attributes, which every program reads, and classes beside them, by which a page can give
others in the dark. Text is one element a line, its own paragraph, so no letter order of one label reaches
another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import cos, degrees, hypot, pi, sin
from typing import Any
from unicodedata import east_asian_width

from graph.export.curves import Curve, between
from graph.export.inking import glyph, ink_on
from graph.export.shapes import Point, arrowhead, mark, number, outline
from graph.export.xml_text import element, start, unturned
from graph.model import Status
from graph.visualization import SILENT, Payload

FONT = "'Source Sans 3', 'Source Sans Pro', system-ui, 'Segoe UI', 'Noto Sans', sans-serif"
_LABEL, _CAPTION, _LEADING = 14, 11, 17


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture apart from those of classes and statuses."""

    paper: str
    ink: str
    quiet: str
    dark: bool = False

    @property
    def colour(self) -> str:
        """Which of a status's two colours it takes."""
        return "darkColour" if self.dark else "colour"


LIGHT = Theme("#FCFCFA", "#1F2529", "#5C646B")
DARK = Theme("#15191D", "#E6E8EA", "#A3ADB7", dark=True)


def text_width(text: str, size: float) -> float:
    """Return about how wide `text` is, in pixels.

    Examples
    --------
    >>> text_width("raid", 10) < text_width("Southfield", 10)
    True
    """
    return sum(size * (1.0 if east_asian_width(letter) in "WF" else 0.54) for letter in text)


@dataclass(frozen=True)
class Drawing:
    """The nodes and links of a payload that has places, ready to be written as SVG elements."""

    payload: Payload
    theme: Theme = LIGHT
    live: bool = False
    """Whether a page makes it answer clicks: then each part carries its IRI and a wide line to hit."""

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of everything that is drawn."""
        edges = [_reach(node) for node in self.payload["nodes"]] or [(0.0, 0.0, 1.0, 1.0)]
        left, top = min(e[0] for e in edges), min(e[1] for e in edges)
        return left, top, max(e[2] for e in edges) - left, max(e[3] for e in edges) - top

    def elements(self) -> Iterator[str]:
        """Yield the links, then the nodes, then the names, so that no line crosses a name."""
        curves = dict(self._curves())
        yield start("g", {"class": "links", "fill": "none"})
        for edge in self.payload["edges"]:
            yield from self._link(edge, *curves[edge["id"]])
        yield "</g>\n" + start("g", {"class": "captions", "font-size": _CAPTION})
        for edge in self.payload["edges"]:
            if self.payload["captions"] or edge["status"] == Status.DENIED_ONLY.value:
                yield from self._caption(edge["caption"], *curves[edge["id"]])
        yield "</g>\n" + start("g", {"class": "nodes"})
        for node in self.payload["nodes"]:
            yield from self._node(node)
        yield "</g>\n" + start("g", {"class": "names", "font-size": _LABEL})
        for node in self.payload["nodes"]:
            yield from self._name(node)
        yield "</g>\n"

    def stroke(self, status: str) -> str:
        """Return the colour of a link of this status."""
        return self._inks.get(status, self.theme.ink)

    @cached_property
    def _inks(self) -> Mapping[str, str]:
        statuses = self.payload["legend"]["statuses"]
        return {line["status"]: line[self.theme.colour] for line in statuses}

    def _curves(self) -> Iterator[tuple[str, tuple[Curve, float, float]]]:
        """Yield each link's way and the shares of it where the line leaves one node and ends at the other."""
        nodes = {node["id"]: node for node in self.payload["nodes"]}
        for edge in self.payload["edges"]:
            source, target = nodes[edge["from"]], nodes[edge["to"]]
            whole = between(source, target, edge.get("smooth") or {})
            leave = whole.outside((source["x"], source["y"]), source["size"] + 1, 0.0)
            reach = whole.outside((target["x"], target["y"]), target["size"] + 3, 1.0)
            yield edge["id"], (whole, *((leave, reach) if leave < reach else (0.0, 1.0)))

    def _link(self, edge: Mapping[str, Any], curve: Curve, leave: float, reach: float) -> Iterator[str]:
        colour, wide = self.stroke(edge["status"]), float(edge["width"])
        named = {"data-iri": edge["id"]} if self.live else {}
        yield start("g", {"class": "link", **named}) + element("title", {}, unturned(edge["title"]))
        way = curve.path(leave, reach)
        if self.live:
            yield start("path", {"class": "hit", "d": way}, empty=True)
        line = {"class": f"line-{edge['status'] or 'none'}", "stroke": colour, "stroke-width": number(wide)}
        dashes = {"stroke-dasharray": " ".join(map(str, edge["dashes"]))} if edge["dashes"] else {}
        yield start("path", {**line, **dashes, "d": way}, empty=True)
        filled = {"class": f"fill-{edge['status'] or 'none'}", "fill": colour}
        head = arrowhead(curve.at(reach), curve.angle(reach), 8 + 2 * wide)
        yield start("path", {**filled, "d": head}, empty=True)
        middle = (edge.get("arrows") or {}).get("middle") or {}
        if drawn := mark(str(middle.get("type", "")), curve.at(0.5), curve.angle(0.5), 4 + wide):
            yield start("path", {**filled, "d": drawn}, empty=True)
        yield "</g>\n"

    def _caption(self, text: str, curve: Curve, leave: float, reach: float) -> Iterator[str]:
        """Yield what a link says along its line; nothing where it would not fit between the nodes."""
        (x1, y1), (x2, y2) = curve.at(leave), curve.at(reach)
        middle, length = (leave + reach) / 2, text_width(text, _CAPTION)
        if hypot(x2 - x1, y2 - y1) < length or self._crowded(curve.at(middle), curve.angle(middle), length):
            return
        (x, y), angle = curve.at(middle), curve.angle(middle)
        if not -pi / 2 <= angle <= pi / 2:
            angle += pi
        x, y = x + 6 * sin(angle), y - 6 * cos(angle)
        turn = f"rotate({number(degrees(angle) % 360)} {number(x)} {number(y)})"
        yield from self.words(text, x, y, {"text-anchor": "middle", "transform": turn})

    def _crowded(self, middle: Point, angle: float, length: float) -> bool:
        """Say whether a caption of that length would run into a node or a name."""
        for x, y, wide, high in self._taken:
            dx, dy = x - middle[0], y - middle[1]
            along, across = dx * cos(angle) + dy * sin(angle), dy * cos(angle) - dx * sin(angle)
            if abs(along) < length / 2 + wide and abs(across) < high + _CAPTION:
                return True
        return False

    @cached_property
    def _taken(self) -> list[tuple[float, float, float, float]]:
        """The middle and half the width and height of each node and each name."""
        taken = []
        for node in self.payload["nodes"]:
            rows = str(node["label"]).split("\n")
            half = _LEADING * len(rows) / 2
            wide = max(text_width(row, _LABEL) for row in rows) / 2
            taken.append((node["x"], node["y"], node["size"], node["size"]))
            taken.append((node["x"], node["y"] + node["size"] + half, wide, half))
        return taken

    def _node(self, node: Mapping[str, Any]) -> Iterator[str]:
        named = {"data-iri": node["id"]} if self.live else {}
        kind = "node silent" if node.get("silent") else "node"
        yield start("g", {"class": kind, **named}) + element("title", {}, unturned(node["title"]))
        x, y, size = float(node["x"]), float(node["y"]), float(node["size"])
        yield start("path", {**self._border(node), "d": outline(node["shape"], x, y, size)}, empty=True)
        path = self.payload.get("glyphs", {}).get(node.get("glyph", ""))
        if path:
            ink = self.theme.quiet if node.get("silent") else ink_on(str(node["color"]))
            yield glyph(str(path), node["shape"], (x, y), size, ink)
        yield "</g>\n"

    def _border(self, node: Mapping[str, Any]) -> dict[str, object]:
        if node.get("silent"):
            fill = SILENT[self.theme.colour]
            return {"fill": fill, "stroke": self.theme.quiet, "stroke-width": 1.5, "stroke-dasharray": "4 3"}
        if node.get("central"):
            return {"fill": node["color"], "stroke": self.theme.ink, "stroke-width": 2, "class": "central"}
        return {"fill": node["color"], "stroke": self.theme.paper, "stroke-width": 1, "class": "rim"}

    def _name(self, node: Mapping[str, Any]) -> Iterator[str]:
        below = float(node["y"]) + float(node["size"]) + _LABEL + 2
        quiet = {"class": "quiet", "fill": self.theme.quiet} if node.get("silent") else {}
        for row, text in enumerate(str(node["label"]).split("\n")):
            place = {"text-anchor": "middle", **quiet}
            yield from self.words(text, float(node["x"]), below + row * _LEADING, place)

    def words(self, text: str, x: float, y: float, given: Mapping[str, object]) -> Iterator[str]:
        """Yield one line of text on a ground of paper, which keeps it legible across lines."""
        placed = {"x": number(x), "y": number(y), "fill": self.theme.ink, **given}
        halo = {"stroke": self.theme.paper, "stroke-width": 4, "stroke-linejoin": "round"}
        shown = unturned(text)
        if self.live:
            yield element("text", {**placed, **halo, "paint-order": "stroke"}, shown) + "\n"
            return
        # Programs that know no paint order would draw the ground over the letters.
        yield element("text", {**placed, **halo, "fill": self.theme.paper, "aria-hidden": "true"}, shown)
        yield element("text", placed, shown) + "\n"


def _reach(node: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """Return how far a node and its name extend: left, top, right, bottom."""
    rows = str(node["label"]).split("\n")
    x, y, size = float(node["x"]), float(node["y"]), float(node["size"]) * 1.2
    half = max(size, *(text_width(row, _LABEL) / 2 for row in rows))
    return x - half, y - size, x + half, y + size + _LABEL / 2 + _LEADING * len(rows)
