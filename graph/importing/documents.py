"""The document that a table is: what the claims of its rows point into."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.mapping import Mapping, slug
from graph.mapping.writing import ag, english, escaped, typed
from graph.namespaces import DCTERMS, ID, RDF, SCHEMA

_DATATYPES = {4: ("gYear", "Year"), 7: ("gYearMonth", "Month"), 10: ("date", "Day")}


@dataclass(slots=True)
class TableDocument:
    """One table, as far as it has been read."""

    path: Path
    place: str
    """Where its document stands among the IRIs of the import."""
    digest: str = ""
    """SHA-256 in hexadecimal; known at its end."""
    rows: int = 0
    rejected: int = 0
    latest: str = ""
    """The last of the dates by which the mapping dates the dataset."""


def place_of(path: Path, taken: set[str]) -> str:
    """Return where the document of the table at `path` stands: by its name, so that a newer one stays there.

    Examples
    --------
    >>> place_of(Path("losses/Oryx 2024.csv.gz"), set())
    'document/oryx_2024'
    """
    stem = path.name.removesuffix(".gz").rpartition(".")[0] or path.name
    place, number = f"document/{slug(stem)}", 2
    while place in taken:
        place, number = f"document/{slug(stem)}-{number}", number + 1
    taken.add(place)
    return place


def document_statements(mapping: Mapping, document: TableDocument, published: str = "") -> str:
    """Return what is said of a table itself, in N-Triples.

    Parameters
    ----------
    mapping
        Says of which dataset the table is.
    document
        The table, read to its end.
    published
        When it was published, where the user says it; otherwise as the mapping has it.
    """
    dataset = mapping.dataset
    base = f"{ID}{mapping.name}/"
    publisher = mapping.thing(dataset.publisher)
    assert publisher is not None
    said = [
        (f"<{RDF}type>", ag("Document")),
        (f"<{DCTERMS}title>", english(escaped(f"{dataset.title}: {document.path.name}"))),
        (ag("outlet"), f"<{base}{publisher.iri}>"),
        (ag("digest"), f'"sha256:{document.digest}"'),
        (ag("mapping"), f'"sha256:{mapping.digest}"'),
        (ag("rowCount"), typed(str(document.rows), "integer")),
        (ag("rejectedRowCount"), typed(str(document.rejected), "integer")),
    ]
    if dataset.licence:
        said.append((f"<{DCTERMS}license>", f"<{dataset.licence}>"))
    if dataset.url:
        said.append((f"<{SCHEMA}url>", typed(escaped(dataset.url), "anyURI")))
    if dataset.source:
        said.append((f"<{DCTERMS}source>", f'"{escaped(dataset.source)}"'))
    said += _dated(published or _published(mapping, document), stated=bool(published))
    node = f"<{base}{document.place}>"
    lines = [f"{node} {relation} {value} .\n" for relation, value in said]
    return "".join(lines)


def _published(mapping: Mapping, document: TableDocument) -> str:
    published = mapping.dataset.published
    return document.latest if published.startswith("latest ") else published


def _dated(day: str, *, stated: bool) -> list[tuple[str, str]]:
    if not day:
        return []
    datatype, precision = _DATATYPES[len(day)]
    return [
        (ag("published"), typed(day, datatype)),
        (ag("publishedPrecision"), ag(precision)),
        (ag("publishedBasis"), ag("Stated" if stated else "Inferred")),
    ]
