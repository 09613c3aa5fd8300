"""A store that lies on a SPARQL 1.1 server, asked the same questions as a local one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cached_property
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.builds import Manifest
from graph.errors import (
    CutAnswerError,
    QueryError,
    ServerError,
    StoreError,
    StoreMissingError,
    StoreVersionError,
)
from graph.namespaces import GRAPH_BUILD, GRAPH_CURATED, GRAPH_LOADING, KNOWN_GRAPHS
from graph.resources import application_query
from graph.settings import STORE_FORMAT_VERSION
from graph.store.answers import TRIPLES, accepted_tables, is_virtuoso, read_table, read_triples
from graph.store.constructing import solutions_of
from graph.store.description import Description, read_description
from graph.store.failures import fewer_than_counted, not_understood
from graph.store.http import Endpoint
from graph.store.kept import kept_folder
from graph.store.local import Store
from graph.store.selection import QueryResult, Selection, Term, as_term
from graph.store.stream import Stream
from graph.store.wording import can_be_paged, paged, worded

if TYPE_CHECKING:
    from rdflib import Dataset

_Graphs = tuple[Iterable[str], Iterable[str]]


class RemoteStore(Store):
    """The quads of a build on a server, and the questions one can put to them.

    Every query sees the graphs of the build, and no others that the server holds, as its default graph and
    as the named ones; it knows the prefixes of `graph.namespaces.PREFIXES`. Nothing is written.
    """

    derives_here = True

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__(ox.Store(), endpoint.address)
        self._endpoint = endpoint
        self.description = self._described()
        if self.description is None:
            self.lacking = (
                f"The server {self.location} does not say which build it holds: the graph {GRAPH_BUILD} is "
                "missing. Names and columns are read anew each time, and no newer build is noticed; "
                "`armsgraph load --store ADDRESS` writes that graph."
            )

    @property
    def manifest(self) -> Manifest | None:
        """What the build says about itself; None where the server holds no such graph."""
        return self.description.manifest if self.description else None

    @property
    def build_name(self) -> str:
        """What `open_store` takes as `build_name` to open this very build; empty where it is not said."""
        return self.description.build_name if self.description else ""

    @property
    def label_index_path(self) -> Path | None:
        """Where the label index is kept on this machine; None where it can only be made in memory."""
        return self._folder / "labels.sqlite" if self._folder else None

    @property
    def columns_path(self) -> Path | None:
        """Where the columns are kept on this machine; None where they can only be derived in memory."""
        return self._folder / "columns" if self._folder else None

    @property
    def _ours(self) -> tuple[str, ...]:
        return self.description.graphs if self.description else KNOWN_GRAPHS

    @cached_property
    def _folder(self) -> Path | None:
        return kept_folder(self.location, self.description)

    def __len__(self) -> int:
        return sum(self._count(graph) for graph in self._ours)

    def query(
        self,
        text: str,
        substitutions: dict[ox.Variable, Term] | None = None,
        *,
        union: bool = True,
        graphs: _Graphs | None = None,
    ) -> QueryResult:
        """Return the server's answer to the query `text`, read as it comes; see `Store.query`.

        Raises
        ------
        SyntaxError
            If `text` is not a query.
        QueryError
            If the server refuses the query.
        ServerError
            If there is no answer, or none that can be read.
        """
        # Asked of an empty store first, it is read by the same parser as anywhere, and its kind is known.
        nothing = super().query(text, substitutions, union=union)
        whole = worded(text, substitutions)
        dataset = graphs or ((self._ours, self._ours) if union else ((), ()))
        try:
            if not isinstance(nothing, ox.QueryTriples):
                return self._table(whole, dataset)
            self._refuse_silent_cut(whole, dataset)
            return self._triples(whole, dataset)
        except ServerError as error:
            if error.status != HTTPStatus.BAD_REQUEST:
                raise
            raise QueryError(f"The server {self.location} refuses the query: {error.said}.") from error

    def select(self, query: str, **bindings: Term | str) -> Selection:
        """Return the rows of a SELECT query in which the variables named in `bindings` stand for terms."""
        return self._selection(query, {ox.Variable(name): as_term(one) for name, one in bindings.items()})

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Yield the quads of the graph named `graph`, or of all graphs of the build.

        Raises
        ------
        ServerError
            If the server sends fewer than it counts, as some do without a word.
        """
        for name in self._ours if graph is None else (graph,):
            yield from self._quads_of(name)

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the graphs of the build that hold anything, in order."""
        question = application_query("remote_any")
        return tuple(name for name in self._ours if self._table(question, ((name,), ())))

    def extend(self, quads: Iterable[ox.Quad]) -> None:  # noqa: ARG002 - as `Store` has it
        """Refuse: `armsgraph load` writes to a server."""
        raise StoreError(f"The store {self.location!r} is only read; `armsgraph load` writes to a server.")

    def flush(self) -> None:
        """Do nothing: there is nothing to write."""

    def require_unchanged(self) -> None:
        """Raise a StoreError if the server holds another build than the one that was opened."""
        if self._described() != self.description:
            raise StoreError(
                f"The server {self.location} was given another build while this one was read; "
                "nothing of the answer is used. Ask again."
            )

    @cached_property
    def dataset(self) -> Dataset:
        """A copy in memory as an rdflib dataset whose default graph is the union of all graphs."""
        copy = Store(ox.Store())
        copy.extend(self.quads())
        return copy.dataset

    def is_switching(self) -> bool:
        """Tell whether a new build is taking the place of the old one: what is read may be of both."""
        return bool(self._table(application_query("remote_switching"), ((GRAPH_LOADING,), ())))

    def _described(self) -> Description | None:
        triples = self._triples(application_query("remote_triples"), ((GRAPH_BUILD,), ()))
        return read_description(triples)

    def _table(self, text: str, dataset: _Graphs) -> ox.QuerySolutions | ox.QueryBoolean:
        return read_table(self._asked(text, dataset), self._endpoint.software)

    def _asked(self, text: str, dataset: _Graphs) -> Stream:
        accepted = accepted_tables(self._endpoint.software)
        return self._endpoint.query(text, accepted, default_graphs=dataset[0], named_graphs=dataset[1])

    def _triples(self, text: str, dataset: _Graphs) -> Iterator[ox.Triple]:
        stream = self._endpoint.query(text, TRIPLES, default_graphs=dataset[0], named_graphs=dataset[1])
        return read_triples(stream, self._endpoint.software)

    def _count(self, graph: str) -> int:
        [row] = self._rows(application_query("remote_count"), ((graph,), ()))
        return int(str(row[0].value))

    def _rows(self, text: str, dataset: _Graphs) -> Iterator[ox.QuerySolution]:
        answer = self._table(text, dataset)
        if isinstance(answer, ox.QueryBoolean):
            raise not_understood(self.location, ValueError("it says yes or no where rows were asked for"))
        return self._whole(answer)

    def _quads_of(self, graph: str) -> Iterator[ox.Quad]:
        counted, came, name = self._count(graph), 0, ox.NamedNode(graph)
        for subject, predicate, value in self._triples_of(graph):
            came += 1
            yield ox.Quad(subject, predicate, value, name)
        if came != counted:
            raise fewer_than_counted(self.location, graph, came, counted)

    def _triples_of(self, graph: str) -> Iterator[Iterable[Any]]:
        """Yield the triples of a graph; as rows where a server would leave out triples without a word."""
        if is_virtuoso(self._endpoint.software):
            yield from self._selection(application_query("remote_rows"), {}, (graph,))
        else:
            yield from self._triples(application_query("remote_triples"), ((graph,), ()))

    def _selection(
        self, text: str, terms: dict[ox.Variable, Term], graphs: tuple[str, ...] | None = None
    ) -> Selection:
        """Return all rows of a SELECT query of ours, in pages where the server does not give them at once."""
        shape = super().query(text, terms)
        if not isinstance(shape, ox.QuerySolutions):
            raise TypeError("Store.select takes a SELECT query; use Store.query for ASK and CONSTRUCT")
        names = tuple(variable.value for variable in shape.variables)
        dataset = (graphs or self._ours, () if graphs else self._ours)
        try:
            return Selection(names, self._rows(worded(text, terms), dataset))
        except CutAnswerError as error:
            if error.rows <= 1 or not can_be_paged(text):
                raise
            size = error.rows - 1  # what is as long as the server allows, it takes for cut
            pages = (paged(text, names, terms, size, offset) for offset in count(0, size))
            return Selection(names, self._in_pages(pages, size, dataset))

    def _in_pages(self, pages: Iterable[str], size: int, dataset: _Graphs) -> Iterator[ox.QuerySolution]:
        for page in pages:
            came = 0
            for row in self._rows(page, dataset):
                came += 1
                yield row
            if came < size:
                return

    def _refuse_silent_cut(self, text: str, dataset: _Graphs) -> None:
        """Raise where the server would send only a part of the triples, of which it says nothing."""
        if is_virtuoso(self._endpoint.software) and (question := solutions_of(text)):
            with closing(self._asked(question, dataset)):
                pass

    def _whole(self, solutions: Iterable[ox.QuerySolution]) -> Iterator[ox.QuerySolution]:
        """Yield all rows; raise where the answer ends before it is whole."""
        try:
            yield from solutions
        except (SyntaxError, ValueError) as error:
            raise not_understood(self.location, error) from error


def build_on_server(address: str) -> str:
    """Return the `build_name` of what the server at `address` holds now; empty where it does not say.

    Raises
    ------
    ServerError
        If there is no answer.
    """
    return RemoteStore(Endpoint(address)).build_name


def open_remote(address: str, build_name: str = "") -> RemoteStore:
    """Open the build on the server whose queries are taken at `address`.

    Raises
    ------
    StoreMissingError
        If the server holds no build of ours, or no longer the one called `build_name`.
    StoreVersionError
        If another version of armsgraph built it.
    ServerError
        If there is no answer, or another than the protocol asks for.
    """
    store = RemoteStore(Endpoint(address))
    described = store.description
    if described is None and store.is_switching():
        raise StoreMissingError(
            f"The server {store.location} is switching to a new build; try again in a moment. If nobody "
            "loads there any more, run `armsgraph build` or `armsgraph load` again as it was run before."
        )
    if described is None and GRAPH_CURATED not in store.graphs():
        raise StoreMissingError(
            f"The server {store.location} answers, but holds no graph of armsgraph: {GRAPH_CURATED} is "
            "empty. Fill it with `armsgraph load`, or give the address of another."
        )
    version = described.manifest.format_version if described else STORE_FORMAT_VERSION
    if version != STORE_FORMAT_VERSION:
        raise StoreVersionError(
            f"The build on the server {store.location} has the format {version}; this armsgraph reads format "
            f"{STORE_FORMAT_VERSION}. Load it again, or use the armsgraph that did."
        )
    if build_name and (described is None or described.build_name != build_name):
        raise StoreMissingError(
            f"The server {store.location} does not hold the build {build_name!r} any more."
        )
    return store
