"""Quads in memory or in a directory of this machine: Oxigraph, and the view of it that rdflib gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from graph.builds import Build, Manifest
from graph.errors import InputError, StoreError
from graph.namespaces import BASE, PREFIXES
from graph.store.formats import RDF_FORMATS
from graph.store.selection import QueryResult, Selection, Term, as_term

if TYPE_CHECKING:
    from rdflib import Dataset

MEMORY = ":memory:"


class Store:
    """Quads in memory or in a directory, and the questions one can put to them.

    Every query sees the union of all named graphs as its default graph and knows the prefixes of
    `graph.namespaces.PREFIXES`.

    Examples
    --------
    >>> store = Store(ox.Store())
    >>> a, b = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b")
    >>> store.extend([ox.Quad(a, ox.NamedNode("https://example.org/p"), b, ox.NamedNode("https://example.org/g"))])
    >>> [row[0].value for row in store.select("SELECT ?o ?s WHERE { ?s ?p ?o }", s="https://example.org/a")]
    ['https://example.org/b']
    """

    derives_here = False
    """Whether who reads makes label index and columns on this machine: a local build brings them along."""
    lacking = ""
    """What this store cannot do for want of something, as a sentence; empty where nothing is missing."""

    def __init__(self, oxigraph: ox.Store, location: str = MEMORY, build: Build | None = None) -> None:
        self._oxigraph = oxigraph
        self._build = build
        self.location = location

    @property
    def manifest(self) -> Manifest | None:
        """What the build says about itself; None in memory."""
        return self._build.manifest if self._build else None

    @property
    def build_name(self) -> str:
        """What `open_store` takes as `build_name` to open this very build; empty where there is none."""
        return self._build.path.name if self._build else ""

    @property
    def label_index_path(self) -> Path | None:
        """Where the label index of this build lies; None in memory."""
        return self._build.labels if self._build else None

    @property
    def columns_path(self) -> Path | None:
        """Where the columns of this build lie; None in memory."""
        return self._build.columns if self._build else None

    def __len__(self) -> int:
        return len(self._oxigraph)

    def query(
        self,
        text: str,
        substitutions: dict[ox.Variable, Term] | None = None,
        *,
        union: bool = True,
        graphs: tuple[Iterable[str], Iterable[str]] | None = None,
    ) -> QueryResult:
        """Return pyoxigraph's own answer to the query `text`.

        Parameters
        ----------
        text
            A SPARQL 1.1 query.
        substitutions
            Terms for variables. In a SELECT they must be projected.
        union
            Whether the query sees all graphs as one. Oxigraph then ignores FROM: switch it off for that.
        graphs
            The dataset, where it shall be another and FROM have no say: the graphs merged into the default
            graph, and the named ones. An empty name is the store's own default graph.

        Raises
        ------
        SyntaxError
            If `text` is not a query; `graph.sparql.run_query` makes it a sentence.
        """
        return self._oxigraph.query(
            text,
            base_iri=BASE,
            prefixes=PREFIXES,
            use_default_graph_as_union=union and graphs is None,
            default_graph=[graph_called(iri) for iri in graphs[0]] if graphs else None,
            named_graphs=[ox.NamedNode(iri) for iri in graphs[1]] if graphs else None,
            substitutions=dict(substitutions) if substitutions else None,
        )

    def select(self, query: str, **bindings: Term | str) -> Selection:
        """Return the rows of a SELECT query in which the variables named in `bindings` stand for terms.

        A plain string stands for an IRI. Oxigraph asks that a SELECT projects each bound variable.
        """
        terms = {ox.Variable(name): as_term(value) for name, value in bindings.items()}
        answer = self.query(query, terms)
        if not isinstance(answer, ox.QuerySolutions):
            raise TypeError("Store.select takes a SELECT query; use Store.query for ASK and CONSTRUCT")
        return Selection(tuple(variable.value for variable in answer.variables), answer)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Return the quads of the graph named `graph`, of the default graph if that is empty, or of all."""
        name = None if graph is None else graph_called(graph)
        return self._oxigraph.quads_for_pattern(None, None, None, name)

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs that hold anything, in order."""
        return tuple(sorted(str(graph.value) for graph in self._oxigraph.named_graphs()))

    def dump(
        self, format: str, graphs: Iterable[str] | None = None, output: IO[bytes] | None = None
    ) -> bytes | None:
        """Write `graphs` (all of them unless given) as `format`, one of `RDF_FORMATS`.

        Formats that know no named graphs get the triples of all graphs asked for. Without `output`
        the bytes are returned.
        """
        if format not in RDF_FORMATS:
            raise InputError(f"{format!r} is not an RDF format; choose from {', '.join(RDF_FORMATS)}.")
        rdf_format = RDF_FORMATS[format]
        names: list[str | None] = [None] if graphs is None else list(graphs)
        if len(names) == 1 and names[0] is not None and not rdf_format.supports_datasets:
            return self._oxigraph.dump(
                output, rdf_format, from_graph=graph_called(names[0]), prefixes=PREFIXES
            )
        quads = (quad for name in names for quad in self.quads(name))
        statements = quads if rdf_format.supports_datasets else (quad.triple for quad in quads)
        return ox.serialize(statements, output, rdf_format, prefixes=PREFIXES)

    def write_triples(self, graph: str, output: IO[bytes]) -> None:
        """Write the triples of one graph to `output` as N-Triples, as fast as can be."""
        if self.derives_here:  # what is on a server comes as that reads it out
            ox.serialize((quad.triple for quad in self.quads(graph)), output, ox.RdfFormat.N_TRIPLES)
            return
        self._oxigraph.dump(output, ox.RdfFormat.N_TRIPLES, from_graph=graph_called(graph))

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add `quads` to a store that is still being written.

        Raises
        ------
        StoreError
            If the store is a finished build, which never changes, or if the disk refuses.
        """
        if self._build:
            raise StoreError(
                f"The store {self.location!r} is a finished build, which is never changed; "
                "build a new one with `armsgraph build`."
            )
        self._oxigraph.bulk_extend(quads)

    def load(self, content: bytes, graph: str | None = None, *, strict: bool = True) -> None:
        """Add `content`, in N-Triples, to the graph named `graph` of a store that is still being written.

        Without a `graph`, not even an empty one, it is quads in N-Quads. Blank nodes get other names. Where
        it is not `strict`, IRIs are taken as they are: for what was read before.

        Raises
        ------
        SyntaxError
            If `content` is not what it should be.
        OSError
            If the disk refuses.
        """
        if graph is None:
            self._oxigraph.bulk_load(content, ox.RdfFormat.N_QUADS, lenient=not strict)
        else:
            name = graph_called(graph)
            self._oxigraph.bulk_load(content, ox.RdfFormat.N_TRIPLES, to_graph=name, lenient=not strict)

    def holds(self, quad: ox.Quad) -> bool:
        """Return whether `quad` is in a store of this machine."""
        return quad in self._oxigraph

    def change(self, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Take quads out of a store that is still being written, put others in, and write that to disk.

        A graph of which nothing is left is no more. What stays is left as it lies.

        Raises
        ------
        OSError
            If the disk refuses.
        """
        graphs = set()
        for quad in gone:
            self._oxigraph.remove(quad)
            graphs.add(quad.graph_name)
        self._oxigraph.extend(new)
        for graph in graphs:
            if next(self._oxigraph.quads_for_pattern(None, None, None, graph), None) is None:
                self._oxigraph.remove_graph(graph)
        self._oxigraph.flush()

    def require_unchanged(self) -> None:
        """Raise if the store holds another build than the one that was opened; a local one never changes."""

    def flush(self) -> None:
        """Write everything to disk, in the form that reads fastest."""
        self._oxigraph.flush()
        self._oxigraph.optimize()

    @cached_property
    def dataset(self) -> Dataset:
        """The store as an rdflib dataset whose default graph is the union of all graphs."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        dataset = Dataset(store=OxigraphStore(store=self._oxigraph), default_union=True)
        for prefix, base in PREFIXES.items():
            dataset.bind(prefix, base, replace=True)
        return dataset


def graph_called(name: str) -> ox.NamedNode | ox.DefaultGraph:
    """Return the name of a graph as Oxigraph takes it; the empty name is that of the default graph."""
    return ox.NamedNode(name) if name else ox.DefaultGraph()
