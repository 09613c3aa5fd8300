"""Bring a build to a SPARQL 1.1 server: beside what is in use there, whole, and then in its place.

The build travels in chunks into staging graphs. What has arrived is put down on the server, so that an
upload that was interrupted goes on where it stopped. When all of it is there, by count, one request lets the
graphs in use hold what the staging graphs hold. How much of that request readers see is the server's affair:
Oxigraph carries it out as one transaction, of which they see nothing or all. Virtuoso carries it out step by
step: first the description of the old build goes and last that of the new one comes, so that who opens the
store meanwhile finds no build rather than a mixed one. Repeating the switch completes it.

The first build of a server has nothing in use to take the place of. It arrives in the graphs themselves, its
description last, for a copy of a million triples in one request is more than some servers can carry out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

import pyoxigraph as ox

from graph.builds import Manifest
from graph.errors import ServerError
from graph.ingest.uploading_chunks import Cargo, Chunk
from graph.ingest.uploading_lock import Lock, locked
from graph.ingest.uploading_progress import LOADING, Arrival, clear_away
from graph.ingest.uploading_server import Server, operation
from graph.namespaces import GRAPH_BUILD
from graph.progress import BYTES, Progress, Step
from graph.settings import LIMITS, Limits
from graph.store import Store
from graph.store.description import Description, description_quads, read_description
from graph.store.http import Endpoint

_BUILD = ox.NamedNode(GRAPH_BUILD)


@dataclass(frozen=True, slots=True)
class Upload:
    """What an upload has made of a server."""

    description: Description
    made: bool
    """Whether the server holds another build than before."""
    resumed_chunks: int
    """Chunks that had arrived before and were not sent again."""


@contextmanager
def loading_into(address: str, limits: Limits = LIMITS) -> Iterator[Destination]:
    """Hold the right to load into the server at `address`.

    Raises
    ------
    StoreLockedError
        If another process loads there.
    ServerError
        If the server does not answer or refuses.
    """
    with _staying_in_use():
        server = server_at(address, limits)
        with locked(server) as lock:
            yield Destination(server, lock, limits)


def server_at(address: str, limits: Limits = LIMITS) -> Server:
    """Return the server at `address`, given the time that a switch takes."""
    patient = limits._replace(server_silence_seconds=limits.upload_silence_seconds)
    return Server(Endpoint(address, limits=patient), limits)


def description_at(address: str) -> Description | None:
    """Return what is in use on the server at `address`; None where there is no finished build.

    Raises
    ------
    ServerError
        If the server does not answer or refuses.
    """
    return read_description(server_at(address).triples(GRAPH_BUILD))


def graphs_at(address: str) -> list[str]:
    """Return the graphs of the build in use on the server at `address`; none where there is none."""
    return _graphs_in_use(server_at(address))


class Destination:
    """A server into which this process alone loads."""

    def __init__(self, server: Server, lock: Lock, limits: Limits = LIMITS) -> None:
        self._server = server
        self._lock = lock
        self._chunk_bytes = limits.upload_chunk_bytes

    def upload(self, store: Store, manifest: Manifest, report: Progress | None = None) -> Upload:
        """Bring what `store` holds to the server and switch to it; do nothing where that is in use already.

        Raises
        ------
        ServerError
            If the server refuses or does not answer, or holds another number of triples than were sent.
        """
        cargo = Cargo(store)
        held = read_description(self._server.triples(GRAPH_BUILD))
        if held is not None and held.digest == cargo.digest:
            clear_away(self._server)
            return Upload(held, made=False, resumed_chunks=0)
        description = _describe(cargo, manifest)
        arrival = Arrival(self._server, cargo.digest)
        arrival.open([*cargo.graphs, GRAPH_BUILD], first=held is None)
        resumed = self._send(cargo, arrival, report)
        self._require_whole(cargo, arrival)
        self._switch(cargo, arrival, description)
        with _in_use_already():
            arrival.close()
        return Upload(description, made=True, resumed_chunks=resumed)

    def _send(self, cargo: Cargo, arrival: Arrival, report: Progress | None) -> int:
        """Send the chunks that have not arrived; return how many had."""
        resumed = sent = 0
        for chunk in cargo.chunks(self._chunk_bytes):
            if report:
                report(Step("uploading", sent, cargo.bytes, BYTES))
            sent += len(chunk.content)
            if chunk.digest in arrival.chunks:
                resumed += 1
                continue
            self._lock.keep()
            self._post(chunk, arrival.staging(chunk.graph))
            arrival.note(chunk.digest)
        if report:
            report(Step("switching"))
        return resumed

    def _post(self, chunk: Chunk, graph: str) -> None:
        """Send one chunk; in halves, and these in halves, where the server takes less at once."""
        try:
            self._server.endpoint.post_graph(graph, chunk.content)
        except ServerError as error:
            if error.status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE or not _can_be_halved(chunk):
                raise
            for half in chunk.halves():
                self._post(half, graph)

    def _require_whole(self, cargo: Cargo, arrival: Arrival) -> None:
        """Raise where what has arrived is not what was sent; it is then sent anew by the next upload."""
        for graph, triples in cargo.triples.items():
            arrived = self._server.count(arrival.staging(graph))
            if arrived != triples:
                arrival.close(undo=True)
                raise ServerError(
                    f"The server {self._server.address} holds {arrived:,} triples of the graph <{graph}> "
                    f"where {triples:,} were sent. All of them are sent anew if you run the command again."
                )

    def _switch(self, cargo: Cargo, arrival: Arrival, description: Description) -> None:
        """Let the graphs in use hold what has arrived, in one request, and look whether they do."""
        self._server.remove(arrival.staging(GRAPH_BUILD))
        self._server.put_down(arrival.staging(GRAPH_BUILD), _said_of(description))
        self._lock.renew(LIMITS.upload_silence_seconds)
        arrival.say("complete")
        graphs = list(dict.fromkeys((*cargo.graphs, *_graphs_in_use(self._server))))
        graphs = [graph for graph in graphs if graph not in arrival.direct]
        steps = [step for graph in graphs for step in self._steps(graph, arrival)]
        opening = operation("upload_open", build=_BUILD)
        staged = ox.NamedNode(arrival.staging(GRAPH_BUILD))
        told = operation("upload_describe", build=_BUILD, loading=LOADING, load=arrival.load, staging=staged)
        self._server.update(opening, *steps, told)
        held = read_description(self._server.triples(GRAPH_BUILD))
        if held is None or held.digest != description.digest:
            raise ServerError(
                f"The server {self._server.address} took the request to switch but does not hold the new "
                "build. Run the command again to go on."
            )

    def _steps(self, graph: str, arrival: Arrival) -> Iterator[str]:
        staging, live = ox.NamedNode(arrival.staging(graph)), ox.NamedNode(graph)
        if self._server.count(graph):
            terms = {"loading": LOADING, "load": arrival.load}
            yield operation("upload_replace", staging=staging, live=live, **terms)
        else:
            yield operation("upload_fill", staging=staging, live=live)


def _graphs_in_use(server: Server) -> list[str]:
    """Return the graphs of the build in use, of which a new one may lack some."""
    held = read_description(server.triples(GRAPH_BUILD))
    return list(held.graphs) if held else []


def _can_be_halved(chunk: Chunk) -> bool:
    return len(chunk.lines) > 1 and len(chunk.content) > LIMITS.upload_least_chunk_bytes


def _said_of(description: Description) -> list[ox.Triple]:
    return [quad.triple for quad in description_quads(description)]


def _describe(cargo: Cargo, manifest: Manifest) -> Description:
    moment = "".join(sign for sign in manifest.created.partition("+")[0] if sign.isalnum())
    return Description(f"{moment}-{cargo.digest[:8]}", cargo.digest, manifest, cargo.graphs)


class _LeftOverError(ServerError):
    """The new build is in use, but what it arrived in is still there."""


@contextmanager
def _in_use_already() -> Iterator[None]:
    try:
        yield
    except ServerError as error:
        raise _LeftOverError(
            f"{error} The new build is in use already; run the same command again to clear away what it "
            "arrived in.",
            error.status,
            error.said,
        ) from error


@contextmanager
def _staying_in_use() -> Iterator[None]:
    """Add to the sentence of a failure what it leaves, and how to go on."""
    try:
        yield
    except _LeftOverError:
        raise
    except ServerError as error:
        raise ServerError(
            f"{error} What was in use there is still in use; run the same command again to go on where this "
            "stopped.",
            error.status,
            error.said,
        ) from error
