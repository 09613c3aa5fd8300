"""Where the nodes of an exported network stand: by forces where that is quick, otherwise in a spiral."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from graph.export.extent import Extent
from graph.model import Ref, Standing, Status
from graph.network import View, ViewLink, ViewNode
from graph.settings import BULK_LIMITS

Places = NDArray[np.float64]
_TURN = math.pi * (3 - math.sqrt(5))
"""The golden angle, by which the seeds of a sunflower are turned: none stands on another."""
_APART_PX = 60.0
_STANDING = Standing(Status.UNDISPUTED, 0, 0)


def places_of(extent: Extent, most: int = BULK_LIMITS.export_arranged_nodes) -> Places:
    """Return a place in pixels for each node, x to the right and y downwards.

    Up to `most` nodes are placed by forces (`graph.arrangement`). More stand in a spiral, the most linked
    in its middle: forces would take longer than all else, and a program that draws so many arranges them.
    """
    return _by_forces(extent) if len(extent.nodes) <= most else _in_a_spiral(extent)


def _by_forces(extent: Extent) -> Places:
    from graph.arrangement import arrange

    columns = extent.columns
    names = {number: columns.entities[number] for number in extent.nodes.tolist()}
    nodes = tuple(ViewNode(names[number], "", ()) for number in extent.nodes.tolist())
    ends = zip(columns.subject[extent.links].tolist(), columns.object[extent.links].tolist(), strict=True)
    links = tuple(
        ViewLink(str(place), names[one], names[other], Ref("", ""), _STANDING, ())
        for place, (one, other) in enumerate(ends)
        if one in names and other in names
    )
    placed = arrange(View(nodes, links))
    return np.array([placed[node.iri] for node in nodes], np.float64).reshape(-1, 2)


def _in_a_spiral(extent: Extent) -> Places:
    columns = extent.columns
    ends = np.concatenate([columns.subject[extent.links], columns.object[extent.links]])
    degrees = np.bincount(ends, minlength=len(columns.entities))[extent.nodes]
    ranks = np.empty(len(degrees))
    ranks[np.argsort(-degrees, kind="stable")] = np.arange(len(degrees))
    reach, turn = _APART_PX * np.sqrt(ranks), _TURN * ranks
    return np.column_stack([reach * np.cos(turn), reach * np.sin(turn)]).round(1)
