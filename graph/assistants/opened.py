"""The graph behind the tools: opened once, and anew when the store has a newer build."""

from __future__ import annotations

import time
from threading import Lock

from graph.errors import StoreError
from graph.knowledge import KnowledgeGraph
from graph.layout import folder_in_use, is_address
from graph.settings import LIMITS
from graph.store.remote import build_on_server


class OpenedGraph:
    """A graph that is read from the build in use; who asks while a newer one comes gets the one or the other.

    Parameters
    ----------
    location
        A store directory, or the address of a SPARQL server.
    """

    def __init__(self, location: str) -> None:
        self._location = location
        self._lock = Lock()
        self._build = ""
        self._looked = 0.0
        self._graph: KnowledgeGraph | None = None

    def current(self) -> KnowledgeGraph:
        """Return the graph of the build in use.

        Raises
        ------
        StoreError
            If there is no finished store and none was opened before.
        """
        with self._lock:
            build = self._build_in_use()
            if self._graph is None or build != self._build:
                self._graph = KnowledgeGraph.open(self._location, build_name=build)
                self._build = build
            return self._graph

    def _build_in_use(self) -> str:
        """Return the name of the build in use; empty for a server that does not say it."""
        try:
            if is_address(self._location):
                return self._build_on_server()
            return folder_in_use(self._location)[0].name
        except StoreError:
            if self._graph is None:
                raise
            return self._build  # what was opened stays readable, whatever became of the store

    def _build_on_server(self) -> str:
        """Ask the server now and then; what it held when last asked otherwise."""
        now = time.monotonic()
        if self._graph is not None and now - self._looked < LIMITS.description_seconds:
            return self._build
        self._looked = now
        return build_on_server(self._location)
