"""A query on its way to a worker, and the answer on its way back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["select", "ask", "graph"]


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query as somebody asked it."""

    text: str
    default_graphs: tuple[str, ...] = ()
    """The dataset as the SPARQL 1.1 Protocol gives it; where one of the two is given, FROM has no say."""
    named_graphs: tuple[str, ...] = ()
    table_format: str = "json"
    """One of `graph.sparql.TABLE_FORMATS` for SELECT and ASK; empty where no such answer is wanted."""
    graph_format: str = "turtle"
    """One of `graph.store.RDF_FORMATS` for CONSTRUCT and DESCRIBE; empty where no such answer is wanted."""
    max_rows: int | None = None
    """Rows or triples after which the answer is cut and says so; None streams all of them."""
    whole_graph: str | None = None
    """A graph to be read instead of a query, as it is stored; empty for the default graph. Nothing of it is
    remembered, where a query would remember each triple so as to send none twice."""


@dataclass(slots=True)
class Reply:
    """The answer to a `Question`, as it comes."""

    kind: Kind
    format: str
    """The one of the two formats asked for that fits the kind; where it is empty nothing was evaluated."""
    repeatable: bool
    """Whether it gives the same answer over the same build: no RAND, NOW, SERVICE and the like."""
    cut: str
    """Which limit cut the answer, as a sentence; empty where none did, and where all is streamed."""
    chunks: AsyncIterator[bytes]
    """The serialised answer. Who stops reading closes it (``aclose``), which stops the query."""
