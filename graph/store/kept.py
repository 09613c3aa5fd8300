"""Where what is derived of a build on a server is kept on this machine, so that it is derived once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph.store.description import Description

_SHORT = 16
"""Hexadecimal digits of a digest that name a folder."""


def kept_folder(address: str, description: Description | None) -> Path | None:
    """Return the folder for what is derived of this build; it is made where it is not there yet.

    None is returned where the build does not say which one it is, so that a later one could be mistaken
    for it, and where the machine lets nothing be kept: then it is derived anew each time.
    """
    if description is None:
        return None
    import platformdirs

    cache = Path(platformdirs.user_cache_dir("armsgraph", appauthor=False))
    folder = cache / "servers" / _digest(address) / _digest(f"{description.name}\n{description.digest}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_SHORT]
