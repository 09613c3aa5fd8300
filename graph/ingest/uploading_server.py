"""Small requests to the server that a build is uploaded to: counts, whole small graphs, updates."""

from __future__ import annotations

import time
from collections.abc import Iterable
from http import HTTPStatus
from string import Template

import pyoxigraph as ox

from graph.errors import ServerError
from graph.ingest.uploading_chunks import n_triples
from graph.resources import application_query, application_update
from graph.settings import LIMITS, Limits
from graph.store import Term
from graph.store.answers import TRIPLES, accepted_tables, read_table, read_triples
from graph.store.http import Endpoint

_SEPARATOR = " ;\n"
"""Between the operations of one request, which a server with transactions carries out as one."""
_PAUSES = (1, 4, 16)
"""Before an update is sent again, as multiples of `Limits.server_pause_seconds`."""
_MAYBE_DONE = (0, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT)


def operation(name: str, **terms: Term) -> str:
    """Return the update ``graph/queries/<name>.ru`` in which each ``$name`` stands for a term.

    Examples
    --------
    >>> operation("upload_remove", graph=ox.NamedNode("https://example.org/g")).splitlines()[-1]
    'DROP SILENT GRAPH <https://example.org/g>'
    """
    # A term writes itself as SPARQL reads it, with everything escaped that could end it.
    return Template(application_update(name)).substitute({key: str(term) for key, term in terms.items()})


class Server:
    """A server, asked in the few ways in which an upload asks it; every update here may be repeated."""

    def __init__(self, endpoint: Endpoint, limits: Limits = LIMITS) -> None:
        self.endpoint = endpoint
        self._pause_seconds = limits.server_pause_seconds

    @property
    def address(self) -> str:
        """Where the server is, as messages show it."""
        return self.endpoint.address

    def update(self, *operations: str) -> None:
        """Carry out `operations` as one request; again where it is not known whether it was done.

        Raises
        ------
        ServerError
            If the server refuses, or does not answer however often it is asked.
        """
        text = _SEPARATOR.join(one.strip() for one in operations)
        self.endpoint.addresses  # noqa: B018 - who cannot be reached at all is found out here, and once
        for pause in (*_PAUSES, None):
            try:
                return self.endpoint.update(text)
            except ServerError as error:
                if error.status not in _MAYBE_DONE or pause is None:
                    raise
                time.sleep(pause * self._pause_seconds)
        return None

    def remove(self, graph: str) -> None:
        """Take the graph named `graph` away, be it there or not."""
        self.update(operation("upload_remove", graph=ox.NamedNode(graph)))

    def put_down(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Add a few triples without blank nodes to the graph named `graph`."""
        written = b"".join(n_triples(iter(triples)))
        self.endpoint.post_graph(graph, written)

    def triples(self, graph: str) -> list[ox.Triple]:
        """Return a small graph; no triples where there is no such graph."""
        try:
            stream = self.endpoint.get_graph(graph, TRIPLES)
        except ServerError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return []
            raise
        return list(read_triples(stream, self.endpoint.software))

    def count(self, graph: str) -> int:
        """Return how many triples the graph named `graph` holds; 0 where there is none."""
        text = application_query("upload_count")
        self.endpoint.addresses  # noqa: B018 - asks the server what it is, on which the format depends
        software = self.endpoint.software
        stream = self.endpoint.query(text, accepted_tables(software), default_graphs=(graph,))
        answer = read_table(stream, software)
        if not isinstance(answer, ox.QueryBoolean):
            for solution in answer:
                return int(str(getattr(solution[0], "value", 0)))
        raise ServerError(
            f"The server {self.address} did not say how much a graph holds; nothing is switched."
        )
