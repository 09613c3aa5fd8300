"""How a server is set up: what `armsgraph serve` was told, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from graph.perspective import Perspective
from graph.settings import LIMITS, Limits


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The choices of whoever starts a server.

    Examples
    --------
    >>> ServerSettings().port
    7878
    """

    host: str = "127.0.0.1"
    port: int = 7878
    allowed_hosts: tuple[str, ...] = ()
    """Names by which the server may be asked for; empty for any name."""
    workers: int = LIMITS.server_workers
    """Queries that run at the same time, each in a process of its own."""
    limits: Limits = LIMITS
    """Time and memory of a query, how many may wait, and the like."""
    services: tuple[str, ...] = ()
    """IRIs that SERVICE may name; none unless given."""
    max_rows: int | None = None
    """Rows at which an answer is cut, which its header then says; None for no limit."""
    perspective: str = ""
    """Whose word counts, as a sentence; empty where everything does."""
    outlook: Perspective | None = None
    """The same as a value."""
    write_token: str = ""
    """What a writer must show; empty where nobody may write."""
    app_address: str = ""
    """Where the app is, for links from pages to it; empty for no such links."""
    log: bool = False
    """Whether each request is written to stderr."""
