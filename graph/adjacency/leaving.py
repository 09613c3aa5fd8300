"""The simple paths between two entities, shortest or strongest first, each found by a compiled search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.adjacency.searching import no_path
from graph.adjacency.shown import ALL, Shown, sealed

if TYPE_CHECKING:
    from graph.columns.layout import Flags


def simple_paths(
    shown: Shown, start: int, end: int, *, directed: bool, weighed: bool, removed: Flags = ALL
) -> Iterator[list[int]]:
    """Yield the simple paths, those of fewest hops or least cost first, as `networkx.shortest_simple_paths`.

    Each is looked for when it is asked for: see `graph.adjacency.spurs`.

    Parameters
    ----------
    weighed
        Whether costs are summed up, not hops counted.
    removed
        For each entity whether it is not to be entered at all; empty where none is.

    Raises
    ------
    networkx.NetworkXNoPath
        If there is none, when the first is asked for.
    """
    from graph.adjacency import spurs

    if start == end:
        yield [start]
        return
    road, fewer, held = shown.road(directed, weighed), sealed(removed), spurs.begun(start)
    some = False
    while True:
        room = shown.take_room()
        ground, scales = (room.marks, (fewer, room.banned)), room.scales if weighed else None
        length = spurs.next_path(road, (start, end), ground, scales, held)
        path: list[int] = room.path[: max(0, length)].tolist()
        shown.give_back(room)
        if path:
            some = True
            yield path
        elif length == spurs.NO_ROOM:
            held = spurs.larger(held)
        elif some:
            return
        else:
            no_path(f"No path between {start} and {end}.")
