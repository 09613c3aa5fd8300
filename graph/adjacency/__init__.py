"""Links between entities as arrays of integers beside each build, and networkx graphs that look into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.adjacency.arrays import LinkArrays, entities_among, entities_named, link_arrays
from graph.adjacency.keeping import links_of, open_links, write_links

if TYPE_CHECKING:
    from graph.adjacency.graphs import LinkGraph
    from graph.store import Store

__all__ = [
    "LinkArrays",
    "entities_among",
    "entities_named",
    "link_arrays",
    "link_graph",
    "links_of",
    "open_links",
    "write_links",
]


def link_graph(store: Store) -> LinkGraph:
    """Return the links of `store` as a networkx graph that looks into the arrays kept beside the build.

    Examples
    --------
    >>> from graph.store import open_store
    >>> link_graph(open_store()).number_of_edges()
    0
    """
    from graph.adjacency.graphs import graph_of  # networkx takes a while, and a build needs only arrays
    from graph.columns import columns_of

    return graph_of(links_of(store), columns_of(store))
