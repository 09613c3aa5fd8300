"""Links between entities as arrays of integers beside each build, and networkx graphs that look into them."""

from graph.adjacency.arrays import LinkArrays, entities_among, entities_named, link_arrays
from graph.adjacency.keeping import links_of, open_links, write_links

__all__ = [
    "LinkArrays",
    "entities_among",
    "entities_named",
    "link_arrays",
    "links_of",
    "open_links",
    "write_links",
]
