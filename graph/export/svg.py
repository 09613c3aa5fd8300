"""The drawing of a view as one SVG file: heading, picture, legend and what it was seen under.

Plain shapes and text, no script and no style sheet, so that it opens the same in a browser, in an office
program and in a drawing program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.export.drawing import DARK, FONT, LIGHT, Drawing, Theme, text_width
from graph.export.formats import FORMATS
from graph.export.legend import kind_shape, status_line
from graph.export.pictured import Picture, cut_sentence, payload_of
from graph.export.shapes import number
from graph.export.xml_text import DECLARATION, element, start, unturned
from graph.visualization import Payload

_MARGIN, _LEAST_WIDTH = 28.0, 720.0
_HEADING, _SMALL, _ROW = 20.0, 12.5, 20.0
_BOLD = 1.25
"""How much wider bold letters are taken to be; a line too short does less harm than one cut off."""


def write_svg(picture: Picture, *, dark: bool = False) -> Iterator[str]:
    """Yield the picture as one SVG file; a large one is cut to its most linked entities and says so."""
    payload, theme = payload_of(picture), DARK if dark else LIGHT
    drawing = Drawing(payload, theme)
    left, top, width, height = drawing.box
    room = max(width, _LEAST_WIDTH)
    head, below = _head(picture, theme, room), tuple(_legend(payload, theme, room))
    depth = below[-1].row + 1 if below else 0
    total = head.height + height + depth * _ROW + 4 * _MARGIN
    size = {"width": number(room + 2 * _MARGIN), "height": number(total)}
    view_box = {"viewBox": f"0 0 {size['width']} {size['height']}"}
    yield DECLARATION
    yield start(
        "svg", {"xmlns": "http://www.w3.org/2000/svg", **size, **view_box, "role": "img", "font-family": FONT}
    )
    yield element("title", {}, unturned(picture.framing.heading or picture.title))
    yield element("desc", {}, unturned(f"{picture.description} {FORMATS['svg'].lossy}")) + "\n"
    yield start("rect", {"width": "100%", "height": "100%", "fill": theme.paper}, empty=True) + "\n"
    yield from head.pieces
    x = _MARGIN + (room - width) / 2 - left
    yield (
        start("g", {"transform": f"translate({number(x)} {number(head.height + 2 * _MARGIN - top)})"}) + "\n"
    )
    yield from drawing.elements()
    yield "</g>\n"
    foot = head.height + height + 3 * _MARGIN
    yield start("g", {"class": "legend", "font-size": _SMALL, "fill": theme.ink}) + "\n"
    for entry in below:
        yield _moved(_MARGIN + entry.x, foot + entry.row * _ROW, entry.drawn)
    yield "</g>\n</svg>\n"


@dataclass(frozen=True, slots=True)
class _Head:
    pieces: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the legend and its place: how far to the right, in which row."""

    x: float
    row: int
    drawn: str


def _head(picture: Picture, theme: Theme, room: float) -> _Head:
    """Return the heading and the sentences beneath it, on as many lines as they need."""
    pieces: list[str] = []
    y = _MARGIN
    for text in rows_of(picture.framing.heading or picture.title, _HEADING * _BOLD, room):
        y += 1.3 * _HEADING
        style = {"font-size": _HEADING, "font-weight": 600, "fill": theme.ink}
        pieces.append(element("text", {"x": _MARGIN, "y": number(y), **style}, text) + "\n")
    cut = cut_sentence(picture)
    sentences = (picture.amount, picture.telling, f"{cut}." if cut else "", picture.framing.origin)
    for text in rows_of(" ".join(part for part in sentences if part), _SMALL * 1.1, room):
        y += _ROW
        style = {"font-size": _SMALL, "fill": theme.quiet}
        pieces.append(element("text", {"x": _MARGIN, "y": number(y), **style}, text) + "\n")
    return _Head(tuple(pieces), y)


def rows_of(text: str, size: float, room: float) -> Iterator[str]:
    """Yield `text` in lines that fit into `room`; a word too long for a line is broken.

    Examples
    --------
    >>> list(rows_of("who supplied the cars", 10, 70))
    ['who supplied', 'the cars']
    """
    row = ""
    for word in unturned(text).split():
        if row and text_width(f"{row} {word}", size) > room:
            yield row
            row = word
        else:
            row = f"{row} {word}".lstrip()
        while (fits := _fitting(row, size, room)) < len(row):
            yield row[:fits]
            row = row[fits:]
    if row:
        yield row


def _fitting(row: str, size: float, room: float) -> int:
    """Return how many letters of `row` fit into `room`, one at least; looks no further than they reach."""
    wide = 0.0
    for number_of_letters, letter in enumerate(row):
        wide += text_width(letter, size)
        if wide > room:
            return max(number_of_letters, 1)
    return len(row)


def _legend(payload: Payload, theme: Theme, room: float) -> Iterator[_Entry]:
    x, row = 0.0, 0
    for group in (payload["legend"]["statuses"], payload["legend"]["classes"]):
        for entry in group:
            line = "status" in entry
            words = f"{entry['label']}: {entry['meaning']}" if line else entry["label"]
            words, icon = f"{words} ({entry['count']})", 50 if line else 24
            width = icon + text_width(words, _SMALL * 1.1) + 24
            if x and x + width > room:
                x, row = 0.0, row + 1
            drawn = status_line(entry, theme) if line else kind_shape(entry, payload)
            yield _Entry(x, row, drawn + element("text", {"x": icon, "y": 4}, unturned(words)))
            x += width
        x, row = 0.0, row + (1 if group else 0)


def _moved(x: float, y: float, drawn: str) -> str:
    return start("g", {"transform": f"translate({number(x)} {number(y)})"}) + drawn + "</g>\n"
