"""Keep link arrays beside the columns of a build, where they open without being read, and find them again.

They lie in ``DIR/builds/<name>/links`` as `graph.columns.folder` writes arrays.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from graph.adjacency.arrays import LinkArrays, entities_among, link_arrays
from graph.columns import Columns, columns_of
from graph.columns.folder import open_arrays, replace_folder, unusable, write_arrays
from graph.errors import StoreError
from graph.layout import LINKS

if TYPE_CHECKING:
    from graph.columns.layout import Ids
    from graph.store import Store

_opened: WeakKeyDictionary[Store, LinkArrays] = WeakKeyDictionary()
_opening = Lock()


def links_of(store: Store) -> LinkArrays:
    """Return the link arrays of `store`: those kept beside its build, or else derived now.

    They number entities and propositions as `graph.columns.columns_of` does. What is missing, damaged or made
    for another build is derived anew without a word, and kept where the build may be written to.
    """
    columns = columns_of(store)
    with _opening:
        links = _opened.get(store)
        if links is None:
            links = _opened[store] = _kept_or_derived(store, columns)
        return links


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


def _kept_or_derived(store: Store, columns: Columns) -> LinkArrays:
    if store.columns_path is None:
        return link_arrays(columns, entities_among(columns, store))
    folder = store.columns_path.with_name(LINKS)
    build = folder.parent.name
    try:
        return open_links(folder, columns, build=build)
    except StoreError:
        links = link_arrays(columns, entities_among(columns, store))
        store.require_unchanged()
    with suppress(OSError):  # a build that may only be read is no fault: the next reader derives again
        replace_folder(folder, partial(write_links, links, build=build))
    return links
