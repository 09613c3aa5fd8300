"""One page for any browser, offline: the drawing, the evidence on click, and everything as tables.

The page carries a Content-Security-Policy that lets only its own scripts and style run, named by their
digests, and lets nothing be fetched. Without script or canvas the tables still hold every claim.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.export.html_parts import legend, line_rules, links_table, text, values_table
from graph.export.snapshot import Snapshot
from graph.network import View
from graph.settings import LIMITS
from graph.visualization import vis_network_source, vis_payload

_PAGE = Path(__file__).parent / "page"


def write_html(snapshot: Snapshot) -> Iterator[str]:
    """Yield the snapshot as one HTML page."""
    view = _most_linked(snapshot.drawing, LIMITS.view_max_nodes)
    payload = vis_payload(view, snapshot.looks)
    scripts = (_lines(vis_network_source()[0]), _asset("page.js"))
    style = _asset("page.css") + line_rules()
    yield from _head(snapshot, scripts, style)
    yield from _stage(snapshot, payload, len(view.nodes))
    yield f'<script type="application/json" id="payload">{script_json(payload)}</script>\n'
    yield "".join(f"<script>{script}</script>\n" for script in scripts)
    yield "</body>\n</html>\n"


def script_json(value: object) -> str:
    """Return `value` as JSON that can stand inside a script element: nothing in it can end the element.

    Examples
    --------
    >>> script_json("</script>")
    '"\\\\u003c/script>"'
    """
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _head(snapshot: Snapshot, scripts: tuple[str, ...], style: str) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, style)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta name="description" content="{text(snapshot.description)}">\n'
    for name, number in snapshot.counts.record().items():
        yield f'<meta name="armsgraph:{name}" content="{number}">\n'
    yield f"<title>{text(snapshot.title)}</title>\n<style>{style}</style>\n</head>\n"


def _stage(snapshot: Snapshot, payload: Mapping[str, object], drawn: int) -> Iterator[str]:
    yield f"<body>\n<h1>{text(snapshot.title)}</h1>\n<p>{text(snapshot.summary)}</p>\n"
    if drawn < len(snapshot.nodes):
        shown = f"The drawing shows the {drawn} most linked of {len(snapshot.nodes)} entities"
        yield f'<p class="quiet">{shown}; the tables below hold all.</p>\n'
    held = payload["legend"]
    if isinstance(held, Mapping):
        yield from legend(held["classes"], held["statuses"])
    yield _asset("stage.html") + "<h2>Links</h2>\n"
    yield from links_table(snapshot)
    yield "<h2>Values of entities</h2>\n"
    yield from values_table(snapshot)


def _policy(scripts: tuple[str, ...], style: str) -> str:
    allowed_scripts = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed_scripts}; style-src {_digest(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"


def _asset(name: str) -> str:
    return _lines((_PAGE / name).read_text(encoding="utf-8"))


def _lines(source: str) -> str:
    """Return `source` as a browser reads it before taking its digest: line feeds only."""
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _most_linked(view: View, limit: int) -> View:
    """Return `view`, or of a large one the `limit` entities with the most links."""
    if len(view.nodes) <= limit:
        return view
    degree = Counter(end for link in view.links for end in link.ends)
    ranked = sorted(view.nodes, key=lambda node: (-degree[node.iri], node.iri))
    kept = {node.iri for node in ranked[:limit]}
    return dataclasses.replace(
        view,
        nodes=tuple(node for node in view.nodes if node.iri in kept),
        links=tuple(link for link in view.links if kept.issuperset(link.ends)),
        hidden=view.total_nodes - len(kept),
        cut=True,
    )
