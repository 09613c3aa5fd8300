"""The imports that a store holds, by what it says of their tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graph.namespaces import GRAPH_IMPORTS
from graph.resources import application_query
from graph.store import Store


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """One table of an import."""

    iri: str
    title: str
    digest: str
    """``sha256:`` and hexadecimal digits."""
    mapping: str
    """The digest of the mapping by which it was read."""
    rows: int
    rejected: int
    published: str
    """A date as exactly as it is known; empty where none is."""
    publisher: str
    licence: str
    url: str


@dataclass(frozen=True, slots=True)
class Imported:
    """One import: a graph of its own."""

    name: str
    tables: tuple[ImportedTable, ...]
    claims: int

    @property
    def graph(self) -> str:
        """The IRI of its graph."""
        return GRAPH_IMPORTS + self.name

    @property
    def rows(self) -> int:
        """How many rows were taken in."""
        return sum(table.rows for table in self.tables)

    @property
    def rejected(self) -> int:
        """How many rows were set aside."""
        return sum(table.rejected for table in self.tables)


def imports_of(store: Store) -> tuple[Imported, ...]:
    """Return the imports that `store` holds, by name; none gives an empty tuple."""
    tables: defaultdict[str, list[ImportedTable]] = defaultdict(list)
    for graph, *cells in store.select(application_query("imports")):
        texts = ["" if cell is None else str(cell.value) for cell in cells]
        iri, title, digest, mapping, rows, rejected, published, publisher, licence, url = texts
        tables[_name(graph)].append(
            ImportedTable(
                iri,
                title,
                digest,
                mapping,
                int(rows or 0),
                int(rejected or 0),
                published,
                publisher,
                licence,
                url,
            )
        )
    claims = {
        _name(graph): int(str(getattr(count, "value", 0)))
        for graph, count in store.select(application_query("import_claims"))
    }
    return tuple(Imported(name, tuple(found), claims.get(name, 0)) for name, found in sorted(tables.items()))


def _name(graph: object) -> str:
    return str(getattr(graph, "value", "")).removeprefix(GRAPH_IMPORTS)
