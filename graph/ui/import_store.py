"""Whether imports can be written into the store that the app shows."""

from __future__ import annotations

import os
from pathlib import Path

from graph.layout import is_address
from graph.ui.words import say


def why_not_writable(location: str) -> str:
    """Return why nothing can be imported into the store at `location`; empty where it can.

    Examples
    --------
    >>> why_not_writable("http://localhost:7878/sparql")[:17]
    'This graph is on '
    """
    if is_address(location):
        return say("importing.remote", place=location)
    folder = Path(location)
    if not os.access(folder, os.W_OK | os.X_OK):
        return say("importing.read-only", place=location)
    return ""
