"""What of a snapshot is drawn, and where: the places somebody saw, and the layout's for the others."""

from __future__ import annotations

import dataclasses
from collections import Counter

from graph.export.snapshot import Snapshot
from graph.network import View
from graph.settings import LIMITS
from graph.visualization import Payload, vis_payload


def payload_of(snapshot: Snapshot) -> Payload:
    """Return `snapshot`, or of a large one its most linked entities, as the canvas takes it, with places."""
    view = most_linked(snapshot.drawing, LIMITS.view_max_nodes)
    places = snapshot.framing.places
    placed = all(node.iri in places for node in view.nodes)
    centre = [snapshot.framing.centre] if snapshot.framing.centre else []
    payload = vis_payload(view, snapshot.looks, centre=centre, layout=not placed)
    for node in payload["nodes"]:
        node["x"], node["y"] = places.get(node["id"]) or (node["x"], node["y"])
    return payload


def cut_sentence(snapshot: Snapshot, payload: Payload) -> str:
    """Return how much of the snapshot is drawn; empty where all of it is."""
    drawn, nodes = len(payload["nodes"]), len(snapshot.nodes)
    return f"The drawing shows the {drawn} most linked of {nodes} entities" if drawn < nodes else ""


def most_linked(view: View, limit: int) -> View:
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
