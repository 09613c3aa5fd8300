"""FollowTheMoney entities, a JSON object a line, as Aleph and the tools around it read them.

FollowTheMoney has things and the relations between them, but no claims. Actors, weapons, incidents and
places become the schema next to what they are, links `UnknownLink`, documents `Document`, and each claim a
`Note` on what it is about, so that who says or denies what is at least readable. What is lost the file says
itself, in its first entity. An id is a digest of the IRI: the same thing has the same id in every file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator

import numpy as np

from graph.export.escaping import as_json
from graph.export.evidence import Evidence
from graph.export.extent import Extent, Rows
from graph.export.formats import FORMATS
from graph.export.metering import Meter
from graph.export.sheets import Sheet, Sheets

_SCHEMATA = (
    *(("Person", "Person"), ("Company", "Company"), ("UnnamedSource", "LegalEntity")),
    *(("State", "PublicBody"), ("GovernmentBody", "PublicBody"), ("ArmedForce", "PublicBody")),
    *(("Organization", "Organization"), ("Actor", "LegalEntity"), ("Incident", "Event")),
    *(("Weapon", "Asset"), ("Place", "Address")),
)
"""Our classes, the narrower first, and the schema that is next to each."""
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)")
_STANCES = {"asserts": "says", "denies": "denies", "unsure": "is not sure"}
Properties = dict[str, list[str]]
_json = json.JSONEncoder(ensure_ascii=False).encode


def write_ftm(extent: Extent, meter: Meter) -> Iterator[bytes]:
    """Yield the extent as FollowTheMoney entities."""
    sheets, evidence = Sheets(extent), Evidence(extent, as_json)
    yield _lines([_about(extent)])
    for rows, sheet in sheets.sheets("nodes", meter):
        yield _lines(_things(extent, sheet, evidence, rows))
    for _, sheet in sheets.sheets("edges", meter):
        yield _lines(_links(sheet))
    for _, sheet in sheets.sheets("claims", meter):
        yield _lines(_notes(sheet))
    documents = np.unique(extent.columns.document[sheets.rows("claims")])
    for rows in sheets.batches(documents, Meter(0)):
        yield _lines(_document(extent, row) for row in rows.tolist())


def ftm_id(iri: str) -> str:
    """Return the id of the entity that stands for `iri`.

    Examples
    --------
    >>> ftm_id("https://w3id.org/armsgraph/id/actor/x")
    'armsgraph-c1272bc4cd50ea3510766f6155dc78d39c85c49a'
    """
    return f"armsgraph-{hashlib.sha1(iri.encode(), usedforsecurity=False).hexdigest()}"


def _lines(entities: Iterable[tuple[str, str, Properties]]) -> bytes:
    held = (
        {
            "id": ftm_id(iri),
            "schema": schema,
            "properties": {name: [*filter(None, held)] for name, held in said.items() if any(held)},
        }
        for iri, schema, said in entities
    )
    return "".join(f"{_json(one)}\n" for one in held).encode("utf-8", "replace")


def _about(extent: Extent) -> tuple[str, str, Properties]:
    """Return a note on the file: what it holds, whose telling it is, and what is lost."""
    said = {"name": [extent.title], "summary": [extent.summary], "description": [FORMATS["ftm"].lossy]}
    return extent.description, "Note", said


def _things(
    extent: Extent, sheet: Sheet, evidence: Evidence, rows: Rows
) -> Iterator[tuple[str, str, Properties]]:
    held, ends = extent.values_of(rows)
    captions = [one.decode() for one in evidence.captions(held)]
    targets = [one.decode() for one in evidence.target_labels(held)]
    valued = list(zip(captions, targets, strict=True))
    columns = zip(
        sheet["iri"], sheet["label"], sheet["types"], sheet["dated_from"], sheet["dated_to"], strict=True
    )
    for place, (iri, label, types, first, last) in enumerate(columns):
        schema = _schema(str(types))
        values = valued[ends[place] : ends[place + 1]]
        said: Properties = {"name": [str(label)], "sourceUrl": [str(iri)]}
        said["description"] = [f"{caption}: {target}" for caption, target in values]
        if schema == "Event":
            said |= {"startDate": [str(first)], "endDate": [str(last)]}
        if schema == "Address":
            point = next(filter(None, (_POINT.search(target) for _, target in values)), None)
            said |= {
                "full": [str(label)],
                **({"longitude": [point[1]], "latitude": [point[2]]} if point else {}),
            }
        yield str(iri), schema, said


def _schema(types: str) -> str:
    ours = types.split(", ")
    return next((schema for name, schema in _SCHEMATA if name in ours), "Thing")


def _links(sheet: Sheet) -> Iterator[tuple[str, str, Properties]]:
    fields = ("iri", "source", "target", "label", "status", "said_from", "said_to")
    for iri, source, target, label, status, first, last in zip(*(sheet[one] for one in fields), strict=True):
        said = {
            "subject": [ftm_id(str(source))],
            "object": [ftm_id(str(target))],
            "role": [str(label)],
            "status": [str(status)],
            "summary": [f"Status in armsgraph: {status}."],
            "startDate": [str(first)],
            "endDate": [str(last)],
            "sourceUrl": [str(iri)],
        }
        yield str(iri), "UnknownLink", said


def _notes(sheet: Sheet) -> Iterator[tuple[str, str, Properties]]:
    fields = (
        "iri",
        "claimant_label",
        "stance",
        "gloss",
        "subject",
        "made_on",
        "document",
        "document_title",
        "label",
        "object_label",
    )
    for iri, who, stance, gloss, subject, made_on, document, title, relation, target in zip(
        *(sheet[one] for one in fields), strict=True
    ):
        said = {
            "name": [f"{who} {_STANCES[str(stance)]}: {relation} {target}"],
            "description": [str(gloss)],
            "entity": [ftm_id(str(subject))],
            "summary": [*([f"Said on {made_on}."] if made_on else []), str(title)],
            "proof": [ftm_id(str(document))],
            "sourceUrl": [str(iri)],
        }
        yield str(iri), "Note", said


def _document(extent: Extent, row: int) -> tuple[str, str, Properties]:
    columns, words = extent.columns, extent.words
    said = {
        "title": [words.title.text(row)],
        "publisher": [words.label.text(int(columns.outlet[row]))],
        "publishedAt": [words.published.text(row)],
        "sourceUrl": [words.url.text(row)],
    }
    return columns.documents[row], "Document", said
