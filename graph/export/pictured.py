"""What is drawn of an export, and where: the places somebody saw, and the layout's for the others.

What is drawn is chosen among numbers, before anything of it is read: a drawing of a large graph costs what
the entities in it cost.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.export.described import Counts, Described
from graph.export.extent import Extent, Rows, extent_of
from graph.export.framing import Framing
from graph.network import View
from graph.presentation import Presentation
from graph.settings import LIMITS
from graph.views import view_of
from graph.visualization import Payload, vis_payload

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph


@dataclass(frozen=True, kw_only=True)
class Picture(Described):
    """What is drawn of the entities and links of one export, and how much there is in all."""

    counts: Counts
    whole: bool
    """False where a view has cut it out of the graph."""
    drawing: View
    """The entities that are drawn, of many the most linked, and the links between them."""
    looks: Presentation
    perspective: str = ""
    """Whose telling it is, as words; empty where every claim counts."""
    framing: Framing = field(default_factory=Framing)
    """What a picture of it says besides, and where its nodes stood."""


def take_picture(graph: KnowledgeGraph, view: View | None = None, framing: Framing | None = None) -> Picture:
    """Return what is drawn of `graph`, or of what lies among the nodes of `view`; no claim is read for it."""
    return picture_of(graph, extent_of(graph, view), framing)


def picture_of(graph: KnowledgeGraph, extent: Extent, framing: Framing | None = None) -> Picture:
    """Return what is drawn of an extent of `graph`."""
    names, drawn = extent.columns.entities, most_linked(extent, LIMITS.view_max_nodes)
    silent = frozenset(names.several(drawn[extent.silent[drawn]]))
    return Picture(
        counts=extent.counts,
        whole=extent.whole,
        drawing=replace(view_of(graph.links_told, names.several(drawn)), silent=silent),
        looks=extent.looks,
        perspective=extent.perspective,
        framing=framing or Framing(),
    )


def most_linked(extent: Extent, limit: int) -> Rows:
    """Return the entities of an extent, or of a large one the `limit` with the most links."""
    columns, links = extent.columns, extent.links
    ends = np.concatenate([columns.subject[links], columns.object[links]])
    degrees = np.bincount(ends, minlength=len(columns.entities))[extent.nodes]
    return np.sort(extent.nodes[np.argsort(-degrees, kind="stable")[:limit]])


def payload_of(picture: Picture) -> Payload:
    """Return `picture` as the canvas takes it, with places."""
    view, places = picture.drawing, picture.framing.places
    placed = all(node.iri in places for node in view.nodes)
    centre = [picture.framing.centre] if picture.framing.centre else []
    payload = vis_payload(view, picture.looks, centre=centre, layout=not placed)
    for node in payload["nodes"]:
        node["x"], node["y"] = places.get(node["id"]) or (node["x"], node["y"])
    return payload


def cut_sentence(picture: Picture) -> str:
    """Return how much is drawn; empty where all of it is."""
    drawn, nodes = len(picture.drawing.nodes), picture.counts.nodes
    return f"The drawing shows the {drawn} most linked of {nodes} entities" if drawn < nodes else ""
