"""The graph of the build in use as Python asks it, and what is worked out once of each build."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from graph.knowledge import KnowledgeGraph
from graph.server.editions import is_server
from graph.server.service import Service

T = TypeVar("T")


class Opened:
    """The graph that a service serves: opened when first asked for, and anew when there is a newer build.

    Parameters
    ----------
    service
        Whose build and perspective count. What a server elsewhere holds that does not say which build it is,
        is read anew after `graph.settings.Limits.description_seconds`.
    """

    def __init__(self, service: Service) -> None:
        self._location, self._settings = service.location, service.settings
        self._lock = threading.Lock()
        self._build = ""
        self._since = 0.0
        self._graph: KnowledgeGraph | None = None
        self._kept: dict[str, Any] = {}

    def graph(self, build: str) -> KnowledgeGraph:
        """Return the graph under the perspective that is served; for threads, since it may read for long."""
        with self._lock:
            return self._current(build)

    def once(self, build: str, name: str, make: Callable[[KnowledgeGraph], T]) -> T:
        """Return what `make` makes of the graph, called once for each build; for threads."""
        with self._lock:
            graph = self._current(build)
            if name not in self._kept:
                self._kept[name] = make(graph)
            found: T = self._kept[name]
            return found

    def _current(self, build: str) -> KnowledgeGraph:
        old = not build and time.monotonic() - self._since > self._settings.limits.description_seconds
        if self._graph is None or self._build != build or old:
            # A server elsewhere holds one build only; a newer one is noticed a little later.
            name = "" if is_server(self._location) else build
            graph = KnowledgeGraph.open(self._location, build_name=name)
            outlook = self._settings.outlook
            self._graph = graph if outlook is None else graph.under(outlook)
            self._build, self._since, self._kept = build, time.monotonic(), {}
        return self._graph


_opened: WeakKeyDictionary[Service, Opened] = WeakKeyDictionary()


def opened(service: Service) -> Opened:
    """Return what is opened for `service`, the same for all its routes."""
    return _opened.setdefault(service, Opened(service))
