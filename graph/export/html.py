"""One page for any browser, offline: the drawing, the evidence on click, and everything as tables.

The page carries a Content-Security-Policy that lets only its own script and style run, named by their
digests, and lets nothing be fetched. The drawing is SVG in the page itself: without script it is still
there, and the tables hold every claim.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from graph.export.drawing import Drawing
from graph.export.formats import FORMATS
from graph.export.html_parts import (
    dark_rules,
    legend,
    links_table,
    options,
    text,
    values_table,
)
from graph.export.pictured import cut_sentence, payload_of
from graph.export.shapes import number
from graph.export.snapshot import Snapshot
from graph.export.xml_text import start
from graph.visualization import Payload

_PAGE = Path(__file__).parent / "page"
_AIR = 24.0
"""Room around the drawing, in pixels."""


def write_html(snapshot: Snapshot) -> Iterator[str]:
    """Yield the snapshot as one HTML page."""
    payload = payload_of(snapshot)
    script, style = _asset("page.js"), _asset("page.css") + dark_rules()
    yield from _head(snapshot, script, style)
    yield from _words(snapshot)
    yield from _stage(snapshot, payload)
    yield "<h2>Links</h2>\n"
    yield from links_table(snapshot)
    if any(node.values for node in snapshot.nodes):
        yield "<h2>Values of entities</h2>\n"
        yield from values_table(snapshot)
    yield f"</main>\n<script>{script}</script>\n</body>\n</html>\n"


def _head(snapshot: Snapshot, script: str, style: str) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(script, style)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield f'<meta name="description" content="{text(snapshot.description)} {text(FORMATS["html"].lossy)}">\n'
    for name, held in snapshot.counts.record().items():
        yield f'<meta name="armsgraph:{name}" content="{held}">\n'
    yield f"<title>{text(snapshot.framing.heading or snapshot.title)}</title>\n"
    yield f"<style>{style}</style>\n</head>\n"


def _words(snapshot: Snapshot) -> Iterator[str]:
    """Yield what the page shows, under which conditions, and where it comes from."""
    framing = snapshot.framing
    yield f'<body>\n<main>\n<h1 dir="auto">{text(framing.heading or snapshot.title)}</h1>\n'
    yield f'<p dir="auto">{text(snapshot.amount)} {text(snapshot.telling)}</p>\n'
    cut = cut_sentence(snapshot)
    if cut:
        yield f'<p class="quiet">{cut}; the tables below hold all.</p>\n'
    how = "Every link is somebody's statement; a line that is not solid is disputed, unconfirmed or denied."
    yield f'<p class="quiet">{how} {text(framing.origin)}</p>\n'


def _stage(snapshot: Snapshot, payload: Payload) -> Iterator[str]:
    before, rest = _asset("stage.html").split("<!-- choices -->")
    between, after = rest.split("<!-- drawing -->")
    yield before
    yield from options(snapshot)
    yield between
    yield from _drawing(payload)
    yield after
    yield from legend(payload)


def _drawing(payload: Payload) -> Iterator[str]:
    drawing = Drawing(payload, live=True)
    left, top, width, height = drawing.box
    box = (left - _AIR, top - _AIR, width + 2 * _AIR, height + 2 * _AIR)
    middle = next((node for node in payload["nodes"] if node["central"]), None)
    centre = {"data-centre": f"{number(middle['x'])} {number(middle['y'])}"} if middle else {}
    named = {"id": "drawing", "viewBox": " ".join(map(number, box)), **centre}
    drawn = f"{len(payload['nodes'])} entities and {len(payload['edges'])} links"
    words = f"Drawing of {drawn}; the tables hold the same"
    yield start("svg", {**named, "role": "img", "aria-label": words}) + "\n"
    yield from drawing.elements()
    yield "</svg>\n"


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"


def _asset(name: str) -> str:
    """Return a file of the page as a browser reads it before taking its digest: line feeds only."""
    source = (_PAGE / name).read_text(encoding="utf-8")
    return source.replace("\r\n", "\n").replace("\r", "\n")
