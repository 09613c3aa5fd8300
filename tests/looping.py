"""Run coroutines in tests that share a process with those of the browser."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def finished(doing: Coroutine[object, object, T]) -> T:
    """Return what `doing` gives, in a thread of its own: in that of the tests Playwright's loop runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, doing).result()
