"""The bridge to networkx: claims become a graph of entities, one link for each proposition between two."""

from graph.network.evidence import Evidence
from graph.network.near import link_called, links_among, most_told, reached, ties
from graph.network.told import LinksTold
from graph.network.values import (
    STATUS_RANK,
    Network,
    Projection,
    Restriction,
    View,
    ViewLink,
    ViewNode,
    add_links,
    build_network,
    group_links,
    links,
    node,
    project,
    ref,
)

__all__ = [
    "STATUS_RANK",
    "Evidence",
    "LinksTold",
    "Network",
    "Projection",
    "Restriction",
    "View",
    "ViewLink",
    "ViewNode",
    "add_links",
    "build_network",
    "group_links",
    "link_called",
    "links",
    "links_among",
    "most_told",
    "node",
    "project",
    "reached",
    "ref",
    "ties",
]
