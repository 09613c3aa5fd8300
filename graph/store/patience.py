"""How long a server is waited for: the limits, or what the environment allows instead."""

from __future__ import annotations

import math
import os

from graph.errors import InputError
from graph.settings import Limits

STORE_SECONDS_VARIABLE = "ARMSGRAPH_STORE_SECONDS"
"""Longest time that one answer of a server may take, be it silence or a slow answer."""


def patience_of_environment(limits: Limits) -> Limits:
    """Return `limits` with the seconds that ``ARMSGRAPH_STORE_SECONDS`` allows for one answer of a server.

    A switch to a new build is given its own time, `Limits.upload_silence_seconds`, in any case.

    Raises
    ------
    InputError
        If that is no number of seconds.
    """
    given = os.environ.get(STORE_SECONDS_VARIABLE, "")
    if not given:
        return limits
    try:
        seconds = float(given)
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds > 0):
        raise InputError(
            f"{STORE_SECONDS_VARIABLE} is {given!r}; give the seconds that one answer of a server may take, "
            "such as 600."
        )
    silence = max(seconds, limits.server_silence_seconds) if _loads(limits) else seconds
    return limits._replace(server_silence_seconds=silence, server_answer_seconds=seconds)


def _loads(limits: Limits) -> bool:
    """Return whether these are the limits of an upload, of which one request may take very long."""
    return limits.server_silence_seconds >= limits.upload_silence_seconds
