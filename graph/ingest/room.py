"""The room that a build takes: told from the size of what goes in, and refused where there is not so much."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError
from graph.ingest.parts import Part, size_of
from graph.layout import is_address
from graph.settings import BULK_LIMITS

_MEMORY_TOLD = Path("/proc/meminfo")
_FREE = ("MemAvailable", "SwapFree")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build will take, about."""

    bytes: int
    """Of N-Triples that go in."""
    triples: int
    disk_bytes: int
    memory_bytes: int


def cost_of(parts: Sequence[Part]) -> Cost:
    """Return what a build from `parts` will take: told from their size, without reading them."""
    return cost_of_bytes(size_of(parts))


def cost_of_bytes(size: int, beside: int = 0) -> Cost:
    """Return what a build from so many bytes of N-Triples will take.

    Parameters
    ----------
    size
        Of all that goes in.
    beside
        Bytes of it that must be written to a file first.
    """
    memory = BULK_LIMITS.build_memory_bytes if size >= BULK_LIMITS.scan_compiled_bytes else 0
    return Cost(
        size,
        size // BULK_LIMITS.triple_bytes,
        int(size * BULK_LIMITS.build_disk_share) + beside,
        int(size * BULK_LIMITS.build_memory_share) + memory,
    )


def require_room(parts: Sequence[Part], directory: Path) -> None:
    """Raise where disk or memory have not the room that a build from `parts` in `directory` takes.

    Raises
    ------
    StoreError
        Before anything is written.
    """
    require_room_for(cost_of(parts), directory)


def require_room_for(cost: Cost, location: str | Path) -> None:
    """Raise where the disk of `location`, or this machine's memory, has not the room that a build takes.

    Raises
    ------
    StoreError
        Before anything is written.
    """
    disk, memory = disk_free(location), memory_free()
    if disk and cost.disk_bytes > disk:
        raise StoreError(
            f"The store {str(location)!r} could not be built: the disk has {disk / 1e6:,.0f} MB left, and "
            f"the build takes about {cost.disk_bytes / 1e6:,.0f} MB. Nothing was written; make room and try "
            "again."
        )
    if memory and cost.memory_bytes > memory:
        raise StoreError(
            f"The store {str(location)!r} could not be built: this machine has {memory / 1e6:,.0f} MB of "
            f"memory left, and the build takes about {cost.memory_bytes / 1e6:,.0f} MB. Nothing was written; "
            "end other programs, take in less at a time, or build on a larger machine."
        )


def disk_free(location: str | Path) -> int:
    """Return the bytes that are free on the disk of `location`; 0 where nobody here can tell."""
    if is_address(location):
        return 0
    place = Path(location).resolve()
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def memory_free() -> int:
    """Return the bytes of memory that programs may still take; 0 where the system does not tell."""
    try:
        lines = _MEMORY_TOLD.read_text(encoding="ascii").splitlines()
        told = dict(line.split(":", 1) for line in lines)
        return sum(int(told[name].split()[0]) for name in _FREE) * 1024
    except (OSError, KeyError, ValueError):
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return 0
