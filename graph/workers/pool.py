"""A pool of workers for a server: asked without blocking its event loop, within limits that hold."""

from __future__ import annotations

from pathlib import Path

from graph.settings import LIMITS, Limits
from graph.workers.question import Question, Reply


class Workers:
    """Child processes that answer queries to the store at `location`.

    Parameters
    ----------
    location
        A store directory, a directory that `kept_dataset` wrote, or the address of a SPARQL server.
    count
        How many queries run at once; as many as there are processors where it is 0.
    limits
        Of time, memory, length and waiting; see the names beginning with `query_` in `graph.settings`.
    build_name
        Which build of a store directory; the current one where it is empty. All children read the same.
    allowed_services
        IRIs that SERVICE may name; none unless given.
    """

    def __init__(
        self,
        location: str | Path,
        *,
        count: int = 0,
        limits: Limits = LIMITS,
        build_name: str = "",
        allowed_services: tuple[str, ...] = (),
    ) -> None:
        self.busy = 0
        """Queries that run now."""
        self.waiting = 0
        """Queries that wait for a worker now."""
        self.killed = 0
        """Workers stopped so far: over a limit, broken off, or their client gone."""
        self.answered = 0
        """Queries answered to the end so far."""

    async def start(self) -> None:
        """Start the workers; return when the first can answer."""
        raise NotImplementedError

    async def ask(self, question: Question) -> Reply:
        """Return the answer to `question`, when its first bytes are there."""
        raise NotImplementedError

    async def aclose(self, *, finish: bool = False) -> None:
        """Stop the workers; with `finish`, let the queries that run be answered to the end before."""
        raise NotImplementedError
