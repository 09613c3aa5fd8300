"""An edition: one build as it is served, with the processes that read it and the answers kept of it."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass

from graph import __version__
from graph.builds import Build, current_build
from graph.knowledge import KnowledgeGraph
from graph.server.kept import KeptAnswers
from graph.server.settings import ServerSettings
from graph.store.remote import build_on_server
from graph.workers import Workers, kept_dataset


@dataclass(frozen=True, slots=True)
class Version:
    """Which build is served."""

    name: str
    """Name of the build; empty where the store is a server elsewhere that does not say which it holds."""
    digest: str
    """SHA-256 over its manifest and whose word counts; empty where the store may change at any moment."""


class Edition:
    """One build, served until a newer one takes its place.

    Attributes
    ----------
    version
        Which build.
    workers
        Who answers queries to it.
    kept
        Whole answers, by what was asked.
    repeated
        The same as they were sent, by the bytes of the request.
    """

    def __init__(self, version: Version, workers: Workers, room: int, graph: KnowledgeGraph | None) -> None:
        self.version = version
        self.workers = workers
        self.kept = KeptAnswers(room)
        self.repeated = KeptAnswers(room)
        self._graph = graph  # what a perspective lets stand lies on disk as long as this is remembered

    def key(self, *asked: object) -> str:
        """Return a digest of what was asked of this build, for ETags and kept answers."""
        return hashlib.sha256(repr((self.version.digest, asked)).encode()).hexdigest()[:32]


async def open_edition(location: str, settings: ServerSettings) -> Edition:
    """Return the current build of the store at `location`, its workers started.

    Raises
    ------
    StoreError
        If there is no finished store.
    """
    version, build_name = _version(location, settings)
    graph, where = None, location
    if settings.outlook is not None and not settings.outlook.is_everything:
        graph, where = await asyncio.to_thread(_told, location, build_name, settings)
        build_name = ""
    workers = Workers(
        where,
        count=settings.workers,
        limits=settings.limits,
        build_name=build_name,
        allowed_services=settings.services,
    )
    await workers.start()
    return Edition(version, workers, settings.limits.server_kept_bytes // 2, graph)


def current_name(location: str) -> str:
    """Return the name of the build in use at `location`; empty where a server elsewhere does not say it."""
    return build_on_server(location) if is_server(location) else current_build(location).path.name


def is_server(location: str) -> bool:
    """Return whether `location` is the address of a server.

    Examples
    --------
    >>> is_server("https://example.org/sparql"), is_server("/srv/store")
    (True, False)
    """
    return location.lower().startswith(("http://", "https://"))


def _version(location: str, settings: ServerSettings) -> tuple[Version, str]:
    if is_server(location):
        name = build_on_server(location)
        # The workers read whatever is there: one that starts while a newer build comes shall not be refused.
        return Version(name, _digest_of(name, settings) if name else ""), ""
    build = current_build(location)
    return Version(build.path.name, _digest(build, settings)), build.path.name


def _digest(build: Build, settings: ServerSettings) -> str:
    return _digest_of(build.manifest.to_json(), settings)


def _digest_of(build: str, settings: ServerSettings) -> str:
    parts = (__version__, build, repr(settings.outlook))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _told(location: str, build_name: str, settings: ServerSettings) -> tuple[KnowledgeGraph, str]:
    """Return the graph as the perspective lets it stand, and where its quads lie for the workers."""
    graph = KnowledgeGraph.open(location, build_name=build_name)
    told = graph if settings.outlook is None else graph.under(settings.outlook)
    return told, str(kept_dataset(told.told_store))
