"""The small drawings that lanes are made of: an entity's shape, and the line of a hop."""

from __future__ import annotations

from graph.export.shapes import arrowhead, mark, outline
from graph.glyphs import BOX, GLYPHS
from graph.model import Standing
from graph.presentation import LINES, Line, Look, width
from graph.ui.plain import Markup, element, join

_SIDE = 32
_SIZE = 12.5
_GLYPH_SHARE = 0.42
"""How much of a shape's width its glyph takes."""
_DARK_INK, _LIGHT_INK = "#14171A", "#FFFFFF"
_TIP = 11


def shape(look: Look) -> Markup:
    """Return an entity's shape, colour and glyph as the graph draws them; words stand beside it."""
    body = element("path", d=outline(look.shape, _SIDE / 2, _SIDE / 2, _SIZE), fill=look.colour)
    return _drawing(join([body, *_glyph(look)]), _SIDE, "ag-shape")


def _glyph(look: Look) -> list[Markup]:
    if look.glyph not in GLYPHS:
        return []
    scale = _SIDE * _GLYPH_SHARE / BOX
    edge = _SIDE * (1 - _GLYPH_SHARE) / 2
    place = f"translate({edge:.2f} {edge:.2f}) scale({scale:.3f})"
    return [element("path", d=GLYPHS[look.glyph], fill=_ink(look.colour), transform=place)]


def _ink(colour: str) -> str:
    """Return black or white, whichever stands out more on `colour`.

    Examples
    --------
    >>> _ink("#FFFF00"), _ink("#004C7A")
    ('#14171A', '#FFFFFF')
    """
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return _DARK_INK if light > 0.179 else _LIGHT_INK


def rail(standing: Standing) -> Markup:
    """Return the line between two stations: dashes, mark and colour by status, width by origins."""
    line = LINES[standing.status]
    along = {
        "stroke": colour(line),
        "stroke-width": f"{width(standing):.1f}",
        "stroke-dasharray": " ".join(map(str, line.dashes)) or "none",
    }
    across = element("line", x1="0", y1="50%", x2="100%", y2="50%", **{"class": "ag-across"}, **along)
    down = element("line", x1="50%", y1="0", x2="50%", y2="100%", **{"class": "ag-down"}, **along)
    drawn = element("svg", across, down, **{"class": "ag-wire", "aria-hidden": "true"})
    return element("span", drawn, _sign(line), _tip(line), **{"class": "ag-rail"})


def colour(line: Line) -> str:
    """Return the colour of a line in the light and in the dark, as the browser chooses between them."""
    return f"light-dark({line.colour}, {line.dark_colour})"


def _sign(line: Line) -> Markup | None:
    if not line.marker:
        return None
    path = element("path", d=mark(line.marker, (8, 8), 0, 5), fill=colour(line))
    return _drawing(path, 16, "ag-mark")


def _tip(line: Line) -> Markup:
    path = element("path", d=arrowhead((_TIP, _TIP / 2), 0, _TIP), fill=colour(line))
    return _drawing(path, _TIP, "ag-tip")


def _drawing(inside: Markup, side: int, style: str) -> Markup:
    box = {"viewBox": f"0 0 {side} {side}", "width": str(side), "height": str(side)}
    return element("svg", inside, **{"class": style, "aria-hidden": "true"}, **box)
