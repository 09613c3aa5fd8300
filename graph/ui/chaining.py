"""The drawing of citation chains: from who said it, on the left, over outlets to documents and statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.citations import ChainEdge, ChainGraph, ChainNode, StepKind
from graph.model import Ref, Stance, Standing, Status
from graph.network import View, ViewLink, ViewNode
from graph.presentation import Presentation
from graph.ui.words import say
from graph.visualization import Payload, vis_payload

_COLUMN_PIXELS, _ROW_PIXELS = 270.0, 92.0
_MOST_COLUMNS = 9
_NOT_NAMED = "#8A8F98"
_NO_STANDING = Standing(Status.UNDISPUTED, 0, 0)


@dataclass(frozen=True, slots=True)
class Thread:
    """How a passage is drawn."""

    colour: str
    dark_colour: str
    dashes: tuple[int, ...]
    marker: str
    """A vis-network arrow type set on the middle of the line; empty for none. Beside it stand words."""


THREADS = {
    "asserted": Thread("#66707A", "#9AA5B1", (), ""),
    "denied": Thread("#7B2D8B", "#D79BE6", (14, 5, 2, 5), "bar"),
    "open": Thread("#7A6A00", "#D9C24A", (2, 5), "circle"),
    "circle": Thread("#B3400A", "#F58F52", (12, 6), "diamond"),
}
"""Dash pattern, marker and words differ, and only then the colour."""
_LOOKS = {
    StepKind.DOCUMENT: ("#007D5C", "square"),
    StepKind.PROPOSITION: ("#C8507E", "diamond"),
    StepKind.CLAIM: (_NOT_NAMED, "triangle"),
}


def without_statements(graph: ChainGraph) -> ChainGraph:
    """Return `graph` without what is said: where that is much, only the ways into the documents are drawn."""
    said = {one.ref.iri for one in graph.nodes if one.kind is StepKind.PROPOSITION}
    return ChainGraph(
        tuple(one for one in graph.nodes if one.ref.iri not in said),
        tuple(one for one in graph.edges if one.target not in said),
    )


def edge_id(edge: ChainEdge) -> str:
    """Return what a drawing calls `edge`."""
    return f"{edge.source} {edge.target}"


def chain_payload(
    graph: ChainGraph, types: Callable[[str], tuple[str, ...]], presentation: Presentation
) -> Payload:
    """Return what a browser needs to draw `graph` from left to right.

    Parameters
    ----------
    types
        Gives the classes of an actor by its IRI, most specific first.
    presentation
        Gives the looks of these classes.
    """
    common = _common_subject(graph)
    nodes = tuple(ViewNode(one.ref.iri, _label(one, common), types(one.ref.iri)) for one in graph.nodes)
    links = tuple(_link(one) for one in graph.edges)
    payload = vis_payload(View(nodes, links), presentation, layout=False)
    places, begun = _places(graph), _begun(graph)
    for node, drawn in zip(graph.nodes, payload["nodes"], strict=True):
        drawn["x"], drawn["y"] = places[node.ref.iri]
        drawn.update(_look(node, drawn), central=node is begun)
    for edge, drawn in zip(graph.edges, payload["edges"], strict=True):
        drawn.update(_drawn(edge))
    payload["legend"] |= _legend(graph, payload)
    return payload


def tallest_column(graph: ChainGraph) -> int:
    """Return how many rows the drawing of `graph` has."""
    return max(Counter(ranks(graph).values()).values(), default=0)


def ranks(graph: ChainGraph) -> dict[str, int]:
    """Return each node's column, from 0 on the left: what a chain ends in stands on the far right.

    A node stands left of all that it leads to, as far as circles and the number of columns let it. What
    leads on in a circle only stands left of what leads out of that.
    """
    distance = {one.ref.iri: 0 for one in graph.nodes}
    onwards = [one for one in graph.edges if not one.circular]
    _move_left(distance, onwards)
    leading = {edge.source for edge in onwards}
    for edge in graph.edges:
        if edge.source not in leading and edge.target in leading:
            distance[edge.source] = distance[edge.target] + 1
    _move_left(distance, onwards)
    columns = {iri: min(steps, _MOST_COLUMNS - 1) for iri, steps in distance.items()}
    farthest = max(columns.values(), default=0)
    return {iri: farthest - steps for iri, steps in columns.items()}


def _move_left(distance: dict[str, int], edges: Iterable[ChainEdge]) -> None:
    """Move every node, in place, as far from the end as something it leads to asks for."""
    for _ in range(_MOST_COLUMNS - 1):
        for edge in edges:
            distance[edge.source] = max(distance[edge.source], distance[edge.target] + 1)


def _places(graph: ChainGraph) -> dict[str, tuple[float, float]]:
    """Return where each node stands: about level with what it leads to, on the right of it."""
    columns: defaultdict[int, list[str]] = defaultdict(list)
    for iri, rank in ranks(graph).items():
        columns[rank].append(iri)
    placed: dict[str, tuple[float, float]] = {}
    for rank in sorted(columns, reverse=True):
        level = {iri: _level(iri, graph.edges, placed) for iri in columns[rank]}
        for row, iri in enumerate(sorted(columns[rank], key=lambda one: (level[one], one))):
            offset = row - (len(columns[rank]) - 1) / 2
            placed[iri] = (rank * _COLUMN_PIXELS, offset * _ROW_PIXELS)
    return placed


def _level(iri: str, edges: Iterable[ChainEdge], placed: dict[str, tuple[float, float]]) -> float:
    heights = [placed[one.target][1] for one in edges if one.source == iri and one.target in placed]
    return sum(heights) / len(heights) if heights else 0.0


def _begun(graph: ChainGraph) -> ChainNode | None:
    """Return the node from which a screen too small for all starts: the one statement, or a document."""
    said = [one for one in graph.nodes if one.kind is StepKind.PROPOSITION]
    documents = [one for one in graph.nodes if one.kind is StepKind.DOCUMENT]
    return next(iter(said if len(said) == 1 else documents), None)


def _common_subject(graph: ChainGraph) -> str:
    """Return what all statements begin with, if there is one such: so their labels can tell them apart."""
    said = [one.ref.label.partition(" - ") for one in graph.nodes if one.kind is StepKind.PROPOSITION]
    subjects = {f"{subject}{hyphen}" for subject, hyphen, _ in said}
    return subjects.pop() if len(subjects) == 1 else ""


def _label(node: ChainNode, common: str) -> str:
    if node.missing:
        return say("origins.not-known")
    if node.kind is StepKind.PROPOSITION:
        return node.ref.label.removeprefix(common).replace(" - ", " ")
    return f"? {node.ref.label}" if node.unnamed else node.ref.label


def _link(edge: ChainEdge) -> ViewLink:
    return ViewLink(
        edge_id(edge), edge.source, edge.target, Ref("", say("origins.passed-on")), _NO_STANDING, ()
    )


def _look(node: ChainNode, drawn: Payload) -> Payload:
    if node.kind in _LOOKS:
        colour, shape = _LOOKS[node.kind]
        return {"color": colour, "shape": shape, "title": f"{node.ref.label}\n{_step(node)}"}
    if node.unnamed:
        return {"color": _NOT_NAMED, "title": f"{node.ref.label}\n{say('origins.not-named-why')}"}
    return {"title": drawn["title"]}


def _step(node: ChainNode) -> str:
    return say(f"origins.step-{node.kind.value}")


def _thread(edge: ChainEdge) -> str:
    if edge.circular:
        return "circle"
    if edge.stances == (Stance.DENIES,):
        return "denied"
    return "open" if edge.stances == (Stance.UNSURE,) else "asserted"


def _drawn(edge: ChainEdge) -> Payload:
    name = _thread(edge)
    thread = THREADS[name]
    arrows: Payload = {"to": {"enabled": True, "scaleFactor": 0.55}}
    if thread.marker:
        arrows["middle"] = {"enabled": True, "type": thread.marker, "scaleFactor": 0.6}
    stances = ", ".join(say(f"origins.stance-{one}") for one in edge.stances)
    return {
        "status": name,
        "caption": say(f"origins.beside-{name}") if thread.marker else "",
        "title": f"{say('origins.passed-here', n=len(edge.claims))}\n{stances}",
        "dashes": list(thread.dashes) or False,
        "width": 1.5 + 0.5 * min(len(edge.claims), 5),
        "arrows": arrows,
        "smooth": {"enabled": False},
    }


def _legend(graph: ChainGraph, payload: Payload) -> Payload:
    looks: Counter[tuple[str, str, str]] = Counter()
    for node, drawn in zip(graph.nodes, payload["nodes"], strict=True):
        looks[_family(node, drawn), drawn["color"], drawn["shape"]] += 1
    threads = Counter(map(_thread, graph.edges))
    return {
        "classes": [
            {"label": label, "colour": colour, "shape": shape, "count": count}
            for (label, colour, shape), count in looks.items()
        ],
        "statuses": [_entry(name, threads[name]) for name in THREADS if threads[name]],
    }


def _family(node: ChainNode, drawn: Payload) -> str:
    if node.kind in _LOOKS:
        return _step(node)
    return say("origins.not-named") if node.unnamed else str(drawn["title"]).rpartition("\n")[2]


def _entry(name: str, count: int) -> Payload:
    thread = THREADS[name]
    return {
        "status": name,
        "label": say(f"origins.line-{name}"),
        "meaning": say(f"origins.means-{name}"),
        "colour": thread.colour,
        "darkColour": thread.dark_colour,
        "dashes": list(thread.dashes),
        "marker": thread.marker,
        "count": count,
    }
