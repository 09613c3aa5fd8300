"""Keep link arrays beside the columns of a build, where they open without being read, and find them again.

They lie in ``DIR/builds/<name>/links`` as `graph.columns.folder` writes arrays.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.adjacency.arrays import LinkArrays, entities_among, link_arrays
from graph.columns import Columns, columns_of
from graph.columns.beside import Beside
from graph.columns.folder import open_arrays, unusable, write_arrays
from graph.layout import LINKS

if TYPE_CHECKING:
    from graph.columns.layout import Ids
    from graph.store import Store


def links_of(store: Store) -> LinkArrays:
    """Return the link arrays of `store`: those kept beside its build, or else derived now.

    They number entities and propositions as `graph.columns.columns_of` does. What is missing, damaged or made
    for another build is derived anew without a word, and kept where the build may be written to.
    """
    return _BESIDE.of(store)


def write_links(links: LinkArrays, folder: Path, *, build: str = "") -> None:
    """Write `links` into the new folder `folder`, for the build with this name.

    Raises
    ------
    OSError
        If the machine refuses.
    """
    arrays = {one.name: getattr(links, one.name) for one in fields(LinkArrays)}
    said = {"counts": {"entities": links.entities, "links": links.links}}
    write_arrays(arrays, folder, build=build, said=said)


def open_links(folder: Path, columns: Columns, *, build: str = "") -> LinkArrays:
    """Return the link arrays in `folder`, mapped into memory instead of read.

    Raises
    ------
    StoreError
        If they are missing, damaged, of another format, or made for another build than `build` or for other
        columns than `columns`.
    """
    try:
        arrays, _ = open_arrays(folder, build=build)
        links = LinkArrays(**{one.name: arrays[one.name] for one in fields(LinkArrays)})
        _require_fit(links, columns)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unusable("links", folder, error) from error
    return links


def _require_fit(links: LinkArrays, columns: Columns) -> None:
    """Raise where arrays do not go together: a compiled search reads beyond their ends without a word."""
    count = len(columns.entities)
    offsets = (links.out_offsets, links.in_offsets, links.both_offsets)
    filled = (links.target, links.source, links.neighbour)
    if len(links.is_entity) != count or any(len(one) != count + 1 for one in offsets):
        raise ValueError(f"they are not of {count} entities")
    if any(int(one[-1]) != len(other) for one, other in zip(offsets, filled, strict=True)):
        raise ValueError("they are cut")
    _require_below(len(columns.propositions), links.proposition)
    _require_below(count, links.target, links.source, links.neighbour)
    _require_below(links.links, links.in_link, links.both_link)
    if any(len(one) != links.links for one in (links.status, links.origins, links.unknown_origins)):
        raise ValueError("how some stand is missing")
    if any((one[1:] < one[:-1]).any() or one[0] != 0 for one in offsets):
        raise ValueError("their rows are in disorder")


def _require_below(end: int, *arrays: Ids) -> None:
    for array in arrays:
        if len(array) and int(array.view(np.uint32).max()) >= end:  # a negative number is a huge one
            raise ValueError(f"they name number {int(array.max())} of {end}")


_BESIDE = Beside(
    LINKS,
    derive=lambda store: link_arrays(columns := columns_of(store), entities_among(columns, store)),
    reopen=lambda store, folder, build: open_links(folder, columns_of(store), build=build),
    write=write_links,
)
