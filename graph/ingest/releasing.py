"""Give freed memory back to the system: glibc keeps what a build freed, as much as it needs itself."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import lru_cache


def release_memory() -> None:
    """Let the system have the memory that was freed; where it is not glibc that keeps it, do nothing."""
    trim = _trim()
    if trim is not None:
        trim(0)


@lru_cache(maxsize=1)
def _trim() -> Callable[[int], int] | None:
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # macOS, musl, Windows
        return None
    return found
