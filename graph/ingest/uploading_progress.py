"""What of which build has arrived on a server, kept there, so that an interrupted upload goes on.

In the graph `graph.namespaces.GRAPH_LOADING`, for each upload that has begun and is not over::

    <graph/loading#2f6c...> void:subset <graph/staging/2f6c.../9a1e...> ;  # where it arrives
        dcterms:hasPart "4be1..." ;                                       # digest of a chunk that is there
        schema:actionStatus "complete" .                                  # all is there, and counted

The first build of a server arrives where it will be used, its status being "filling".
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

import pyoxigraph as ox

from graph.ingest.uploading_server import Server, operation
from graph.namespaces import DCTERMS, GRAPH_LOADING, GRAPH_STAGING, KNOWN_GRAPHS, SCHEMA, VOID

LOADING = ox.NamedNode(GRAPH_LOADING)
_LOAD = GRAPH_LOADING + "#load-"
_SUBSET = ox.NamedNode(VOID + "subset")
_PART = ox.NamedNode(DCTERMS + "hasPart")
_STATUS = ox.NamedNode(SCHEMA + "actionStatus")
_NAME_LETTERS = 32
_FILLING = "filling"


class Arrival:
    """One build on its way: where it arrives, and which of its chunks have."""

    def __init__(self, server: Server, digest: str) -> None:
        self._server = server
        self._name = digest[:_NAME_LETTERS]
        self.load = ox.NamedNode(_LOAD + self._name)
        self.chunks: set[str] = set()
        """Digests of the chunks that are there."""
        self.direct: frozenset[str] = frozenset()
        """Graphs that arrive where they are used, since nobody uses them yet."""

    def staging(self, graph: str) -> str:
        """Return the name of the graph in which the graph called `graph` arrives."""
        if graph in self.direct:
            return graph
        return f"{GRAPH_STAGING}{self._name}/{hashlib.sha256(graph.encode()).hexdigest()[:_NAME_LETTERS]}"

    def open(self, graphs: Sequence[str], *, first: bool) -> None:
        """Take up what has arrived before, take away what others left, and say where the rest will arrive.

        Where it is the `first` build there, empty graphs of the model are filled at once: whoever opens the
        store finds that it is being filled until the description of the build comes, which is last.
        """
        loads = _loads(self._server)
        for load, said in loads.items():
            if load != self.load:
                _abandon(self._server, load, said, undo=first)
        mine = loads.get(self.load)
        if mine:
            named = (str(term.value) for term in mine.get(_SUBSET, ()))
            self.direct = frozenset(name for name in named if not name.startswith(GRAPH_STAGING))
            self.chunks = {str(term.value) for term in mine.get(_PART, ())}
        elif first:
            ours = (graph for graph in graphs if graph in KNOWN_GRAPHS)
            self.direct = frozenset(graph for graph in ours if not self._server.count(graph))
        self.say(_FILLING if self.direct else "arriving")
        here = (ox.NamedNode(self.staging(graph)) for graph in graphs)
        self._server.put_down(GRAPH_LOADING, [ox.Triple(self.load, _SUBSET, graph) for graph in here])

    def note(self, chunk: str) -> None:
        """Put down that a chunk is there."""
        self._server.put_down(GRAPH_LOADING, [ox.Triple(self.load, _PART, ox.Literal(chunk))])
        self.chunks.add(chunk)

    def say(self, status: str) -> None:
        """Put down how far the upload is."""
        self._server.update(
            operation("upload_status", loading=LOADING, load=self.load, status=ox.Literal(status))
        )

    def close(self, *, undo: bool = False) -> None:
        """Take away all that the upload needed, and with `undo` all that has arrived; it is over then."""
        if not undo:
            self.say("over")
        _abandon(self._server, self.load, _loads(self._server).get(self.load, {}), undo=undo)
        self.chunks = set()


def clear_away(server: Server) -> None:
    """Take away what uploads that are over or dead have left on `server`."""
    for load, said in _loads(server).items():
        _abandon(server, load, said, undo=False)


_Said = dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]


def _loads(server: Server) -> dict[ox.NamedNode, _Said]:
    found: defaultdict[ox.NamedNode, _Said] = defaultdict(dict)
    for triple in server.triples(GRAPH_LOADING):
        load, value = triple.subject, triple.object
        if not isinstance(load, ox.NamedNode) or not load.value.startswith(_LOAD):
            continue
        if isinstance(value, ox.NamedNode | ox.Literal):
            found[load].setdefault(triple.predicate, []).append(value)
    return dict(found)


def _abandon(server: Server, load: ox.NamedNode, said: _Said, *, undo: bool) -> None:
    """Take away what an upload that is over or dead has left: its staging graphs, and no graph of others.

    With `undo` also the graphs of the model that it has begun to fill.
    """
    filling = undo and any(term.value == _FILLING for term in said.get(_STATUS, ()))
    for graph in said.get(_SUBSET, ()):
        name = str(graph.value)
        if name.startswith(GRAPH_STAGING) or (filling and name in KNOWN_GRAPHS):
            server.remove(name)
    server.update(operation("upload_forget", loading=LOADING, thing=load))
