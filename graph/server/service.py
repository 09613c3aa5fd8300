"""The service behind every route: the workers of the build in use, and its version."""

from __future__ import annotations

from dataclasses import dataclass

from graph.server.settings import ServerSettings
from graph.workers import Question, Reply, Workers


@dataclass(frozen=True, slots=True)
class Version:
    """Which build is served."""

    name: str
    """Name of the build in its store directory; empty where the store is a server elsewhere."""
    digest: str
    """SHA-256 over its manifest, in hexadecimal; empty where the store may change at any moment."""


class Service:
    """What the routes of a server share.

    Parameters
    ----------
    location
        The store: a directory or the address of a SPARQL server.
    settings
        How the server was set up.
    """

    def __init__(self, location: str, settings: ServerSettings) -> None:
        self.location = location
        self.settings = settings

    @property
    def workers(self) -> Workers:
        """The workers of the build in use."""
        raise NotImplementedError

    def version(self) -> Version:
        """Return which build is in use."""
        raise NotImplementedError

    async def ask(self, question: Question) -> Reply:
        """Put `question` to the build in use; the answer is finished on it even if a newer one comes."""
        raise NotImplementedError

    async def reload(self) -> bool:
        """Take the newest build into use; return whether there was a newer one."""
        raise NotImplementedError

    async def start(self) -> None:
        """Start the workers."""

    async def aclose(self) -> None:
        """Stop the workers."""
