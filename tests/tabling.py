"""Tables of our own making for tests of imports: the columns of the publishers, with facts made up."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graph.mapping import Applier, Statements, read_mapping
from graph.tables import Row, RowFault


def loss(key: str, system: str = "Kestrel APC", **other: str) -> dict[str, str]:
    """Return a row of a list of losses."""
    cells = {
        "country": "Hillland",
        "origin": "Lakeland",
        "system": system,
        "status": "destroyed",
        "url": f"https://example.org/{key}.jpg",
        "date_recorded": "2024-03-05",
        "sysID": "1",
        "imageID": "1",
        "statusID": "1",
        "matID": key,
    }
    return cells | other


def event(key: str, **other: str) -> dict[str, str]:
    """Return a row of a table of events."""
    cells = {
        "id": key,
        "type_of_violence": "1.0",
        "side_a_new_id": "11.0",
        "side_a": "Government of Hillland",
        "side_b_new_id": "12.0",
        "side_b": "Grey Column",
        "source_article": '"River News,2024-03-05,Shots at the bridge"',
        "source_original": "River News",
        "where_prec": "1.0",
        "where_coordinates": "Bridge town",
        "adm_1": "East",
        "adm_2": "Bridge district",
        "latitude": "50.5",
        "longitude": "36.5",
        "country": "Hillland",
        "date_prec": "1.0",
        "date_start": "2024-03-04",
        "date_end": "2024-03-04",
        "deaths_a": "1.0",
        "deaths_b": "0.0",
        "deaths_civilians": "2.0",
        "deaths_unknown": "0.0",
        "low": "2.0",
        "best": "3.0",
        "high": "5.0",
    }
    return cells | other


def table(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Write rows as CSV, in the columns of the first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def daily(path: Path, days: Iterable[Mapping[str, object]]) -> Path:
    """Write the figures of days as a JSON list."""
    path.write_text(json.dumps(list(days)), encoding="utf-8")
    return path


def told(mapping: str, *rows: Mapping[str, str]) -> list[Statements | RowFault]:
    """Return what rows say by a mapping that comes along, one after the other."""
    applier = Applier(read_mapping(mapping))
    return [
        applier.apply(Row(number, number + 1, row), "document/table") for number, row in enumerate(rows, 1)
    ]


def lines_of(mapping: str, *rows: Mapping[str, str]) -> list[str]:
    """Return the statements of rows, a line each, without the IRIs that all of them share."""
    found = told(mapping, *rows)
    faults = [str(one) for one in found if isinstance(one, RowFault)]
    assert faults == []
    text = "".join(one.text for one in found if isinstance(one, Statements))
    return [short(line) for line in text.splitlines()]


def short(line: str) -> str:
    """Return a statement as it is pleasant to read."""
    for base, by in (
        ("https://w3id.org/armsgraph/ontology#", "ag:"),
        ("https://w3id.org/armsgraph/id/", ""),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"),
        ("http://www.w3.org/2001/XMLSchema#", "xsd:"),
        ("http://www.w3.org/2004/02/skos/core#", "skos:"),
        ("http://purl.org/dc/terms/", "dcterms:"),
    ):
        line = line.replace(base, by)
    return line.removesuffix(" .")


def objects(lines: Iterable[str], relation: str) -> list[str]:
    """Return the objects of the propositions with this relation."""
    given = list(lines)
    about = {line.split(" ", 1)[0] for line in given if line.endswith(f" <rdf:predicate> <ag:{relation}>")}
    return [
        line.split(" ", 2)[2] for line in given if " <rdf:object> " in line and line.split(" ", 1)[0] in about
    ]


class After:
    """Says after so many questions that the work shall be stopped."""

    def __init__(self, asked: int) -> None:
        self.left = asked

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0
