"""STIX 2.1: identities, incidents, locations, relationships, opinions and reports, with ids of their own.

What STIX has a word for is said in it: actors are identities, incidents are the standard's incident (a stub
in 2.1), places with a point are locations, links are relationships, claims are opinions of the identity that
makes them, documents are reports of these. Tools and malware are software there, so weapons are objects of
our own kind; so are figures and dates, and places without a point. What the standard has no property for
stands in a property extension. Both extensions are defined in the bundle, and a note says what is lost.

An id is a UUIDv5 of the IRI: the same thing has the same id in every bundle.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from graph.export.evidence import names
from graph.export.extent import Extent, Rows
from graph.export.formats import FORMATS
from graph.export.metering import Meter
from graph.export.sheets import Sheet, Sheets
from graph.export.texts import taken
from graph.model import Status
from graph.namespaces import BASE

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, BASE + "stix")
"""In which ids are made of IRIs."""
_MAKER = BASE + "stix/armsgraph"
_PROPERTIES, _OBJECTS = BASE + "stix/properties", BASE + "stix/objects"
_EPOCH = "1970-01-01T00:00:00.000Z"
"""Where no day is known; the extension says then that none is."""
_WEAPON, _PLACE, _VALUE = "armsgraph-weapon", "armsgraph-place", "armsgraph-value"
_POINT = re.compile(rb"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)")
_CLASSES = {"Person": "individual", "ArmedGroup": "group", "UnnamedSource": "unspecified"}
_OPINIONS = {
    ("asserts", "certain"): "strongly-agree",
    ("asserts", "hedged"): "agree",
    ("unsure", "certain"): "neutral",
    ("unsure", "hedged"): "neutral",
    ("denies", "hedged"): "disagree",
    ("denies", "certain"): "strongly-disagree",
}
_OF_LINK = ("predicate", "status", "origins", "unknown_origins", "said_from", "said_to", "said_precision")
_OF_CLAIM = (
    *("stance", "certainty", "modality", "claimant", "on_behalf_of", "said_to", "relayed_from"),
    *("document", "line", "start", "end", "anchor", "made_on", "made_on_precision", "made_on_basis"),
    *("note", "reference"),
)
Object = dict[str, Any]
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_stix(extent: Extent, meter: Meter) -> Iterator[bytes]:
    """Yield the extent as a STIX 2.1 bundle."""
    made = _Bundle(extent)
    yield b'{"type":"bundle","id":"%b","objects":[' % stix_id("bundle", extent.description).encode()
    yield _joined(made.definitions(), first=True)
    for rows, sheet in made.sheets.sheets("nodes", meter):
        yield _joined(made.entities(rows, sheet))
    for rows, sheet in made.sheets.sheets("edges", meter):
        yield _joined(made.relationships(rows, sheet))
    for rows in made.sheets.batches(extent.values, meter):
        yield _joined(made.values(rows))
    for rows, sheet in made.sheets.sheets("claims", meter):
        yield _joined(made.opinions(rows, sheet))
    yield from made.reports()
    yield b"\n]}\n"


def stix_id(kind: str, iri: str) -> str:
    """Return the id of the object of type `kind` that stands for `iri`.

    Examples
    --------
    >>> stix_id("identity", "https://w3id.org/armsgraph/id/actor/x")
    'identity--d817935b-e45e-5d71-a31f-5eb79af7d143'
    """
    return f"{kind}--{uuid.uuid5(NAMESPACE, iri)}"


_BY_PROPERTIES = stix_id("extension-definition", _PROPERTIES)
_BY_OBJECTS = stix_id("extension-definition", _OBJECTS)


def _joined(objects: Iterable[Object], *, first: bool = False) -> bytes:
    written = list(map(_json, objects))
    return ("" if first or not written else ",\n").encode() + ",\n".join(written).encode("utf-8", "replace")


class _Bundle:
    """Makes the objects of a bundle from rows of an extent."""

    def __init__(self, extent: Extent) -> None:
        self.extent = extent
        self.sheets = Sheets(extent)
        self._is_link = np.zeros(len(extent.columns.propositions), np.bool_)
        self._is_link[extent.links] = True
        self._located = np.zeros(len(extent.columns.entities), np.bool_)
        for values in self.sheets.batches(extent.values, Meter(0)):
            self._located[list(self._points(values))] = True
        self._kinds = [*(_kind(types.split(b",")) for types in extent.words.types), "identity"]
        """By the place in the types of the words; the last is that of what is no entity."""

    def definitions(self) -> Iterator[Object]:
        """Yield who made the bundle, what it holds and lacks, and what is not of the standard."""
        maker = stix_id("identity", _MAKER)
        yield {**_common("identity", _MAKER, _EPOCH), "name": "armsgraph", "identity_class": "system"}
        yield {
            **_common("note", self.extent.description, _EPOCH),
            "created_by_ref": maker,
            "abstract": self.extent.title,
            "content": f"{self.extent.summary} {FORMATS['stix'].lossy}",
            "object_refs": [maker],
        }
        for iri, name, what, kinds in (
            (
                _PROPERTIES,
                "properties",
                "What armsgraph knows of an object beyond STIX.",
                "property-extension",
            ),
            (_OBJECTS, "objects", "Weapons, places without a point, and values.", "new-sdo"),
        ):
            yield {
                **_common("extension-definition", iri, _EPOCH),
                "created_by_ref": maker,
                "name": f"armsgraph {name}",
                "description": what,
                "schema": BASE + "ontology",
                "version": "1.0.0",
                "extension_types": [kinds],
            }

    def entities(self, rows: Rows, sheet: Sheet) -> Iterator[Object]:
        """Yield identities, incidents, locations and objects of our own."""
        points = self._points(self.extent.values_of(rows)[0])
        columns = (sheet[name] for name in ("iri", "label", "types", "dated_from", "dated_to"))
        for row, iri, label, types, first, last in zip(rows.tolist(), *columns, strict=True):
            kind = self._kind_of(row)
            held: Object = {**_common(kind, str(iri), _EPOCH), "name": label or "unnamed"}
            if kind == "identity":
                held["identity_class"] = _identity_class(str(types))
            if kind == "location":
                held["longitude"], held["latitude"] = points[row]
            yield _extended(held, types=str(types).split(", "), dated_from=first, dated_to=last)

    def relationships(self, rows: Rows, sheet: Sheet) -> Iterator[Object]:
        """Yield links; the type says so unless a link is undisputed."""
        columns = self.extent.columns
        ends = zip(columns.subject[rows].tolist(), columns.object[rows].tolist(), strict=True)
        for place, (one, other) in enumerate(ends):
            yield _extended(
                {
                    **_common("relationship", str(sheet["iri"][place]), _day(str(sheet["said_from"][place]))),
                    "relationship_type": _relation(str(sheet["label"][place])),
                    "source_ref": self._ref(one),
                    "target_ref": self._ref(other),
                },
                **{name: sheet[name][place] for name in _OF_LINK},
            )

    def values(self, rows: Rows) -> Iterator[Object]:
        """Yield figures, dates and categories as objects of our own."""
        columns, words = self.extent.columns, self.extent.words
        for row in rows.tolist():
            thing = int(columns.object[row])
            predicate = columns.predicates[int(columns.predicate[row])]
            held: Object = {
                **_common(_VALUE, columns.propositions[row], _EPOCH),
                "name": words.relation.text(int(columns.predicate[row])),
                "subject_ref": self._ref(int(columns.subject[row])),
                "predicate": predicate,
                "value": columns.entities[thing] if thing >= 0 else words.value.text(row) or "empty",
            }
            if thing < 0:
                held["datatype"] = words.datatypes.text(int(words.datatype[row]))
            yield _extended(held, status=self._status(row))

    def opinions(self, rows: Rows, sheet: Sheet) -> Iterator[Object]:
        """Yield claims as opinions of who makes them on a relationship or value."""
        columns = self.extent.columns
        about = columns.proposition[rows].tolist()
        claimants = columns.claimant[rows].tolist()
        for place, (proposition, claimant) in enumerate(zip(about, claimants, strict=True)):
            said: Object = {name: column[place] for name, column in sheet.items()}
            held = {
                **_common("opinion", said["iri"], _day(said["made_on"] or said["published"])),
                "opinion": _OPINIONS[(said["stance"], said["certainty"])],
                "explanation": said["gloss"] or "No gloss.",
                "authors": [said["claimant_label"] or said["claimant"]],
                "object_refs": [self._about(proposition)],
            }
            if self._kind_of(claimant) == "identity":
                held["created_by_ref"] = self._ref(claimant)
            yield _extended(held, **{name: said[name] for name in _OF_CLAIM})

    def reports(self) -> Iterator[bytes]:
        """Yield documents as reports of the opinions in them, each in pieces: a table can hold very many."""
        columns, rows = self.extent.columns, self.sheets.rows("claims")
        if not len(rows):
            return
        rows = rows[np.argsort(columns.document[rows], kind="stable")]
        documents, starts = np.unique(columns.document[rows], return_index=True)
        for document, part in zip(documents.tolist(), np.split(rows, starts[1:]), strict=True):
            held = self._report(document)
            extensions = held.pop("extensions")
            yield b",\n%b" % _json(held)[:-1].encode("utf-8", "replace")
            between = b',"object_refs":['
            for some in self.sheets.batches(part, Meter(0)):
                refs = (stix_id("opinion", one.decode()) for one in names(columns.claims, some))
                yield between + ",".join(map(_json, refs)).encode()
                between = b","
            yield b"],%b" % _json({"extensions": extensions})[1:].encode("utf-8", "replace")

    def _report(self, document: int) -> Object:
        """Return a document as a report, but for what it refers to."""
        columns, words = self.extent.columns, self.extent.words
        iri, published = columns.documents[document], words.published.text(document)
        held: Object = {
            **_common("report", iri, _day(published)),
            "name": words.title.text(document) or iri,
            "published": _day(published),
        }
        if url := words.url.text(document):
            held["external_references"].append({"source_name": "document", "url": url})
        return _extended(held, published=published, outlet=words.label.text(int(columns.outlet[document])))

    def _points(self, values: Rows) -> dict[int, tuple[float, float]]:
        """Return longitude and latitude of each entity of which one of `values` is a point on the globe."""
        subjects, found = self.extent.columns.subject, {}
        for row, text in zip(values.tolist(), taken(self.extent.words.value, values), strict=True):
            point = _POINT.search(text)
            if point and self._status(row) != "denied-only":
                longitude, latitude = float(point[1]), float(point[2])
                if abs(longitude) <= 180 and abs(latitude) <= 90:
                    found[int(subjects[row])] = (longitude, latitude)
        return found

    def _kind_of(self, entity: int) -> str:
        kind = self._kinds[self.extent.words.kinds[entity]]
        return "location" if kind == _PLACE and self._located[entity] else kind

    def _ref(self, entity: int) -> str:
        return stix_id(self._kind_of(entity), self.extent.columns.entities[entity])

    def _about(self, proposition: int) -> str:
        kind = "relationship" if self._is_link[proposition] else _VALUE
        return stix_id(kind, self.extent.columns.propositions[proposition])

    def _status(self, proposition: int) -> str:
        return tuple(Status)[int(self.extent.judged.status[proposition])].value


def _common(kind: str, iri: str, moment: str) -> Object:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": stix_id(kind, iri),
        "created": moment,
        "modified": moment,
        "external_references": [{"source_name": "armsgraph", "external_id": iri}],
    }


def _extended(held: Object, **said: object) -> Object:
    """Return an object with what STIX has no property for, as far as it is known."""
    known = {name: one for name, one in said.items() if one not in ("", None, [])}
    extensions: Object = {_BY_PROPERTIES: {"extension_type": "property-extension", **known}}
    if held["type"] in (_WEAPON, _PLACE, _VALUE):
        extensions[_BY_OBJECTS] = {"extension_type": "new-sdo"}
    return {**held, "extensions": extensions}


def _kind(types: Sequence[bytes]) -> str:
    """Return the type of the objects that stand for entities of these classes, were no place located."""
    kinds = ((b"Incident", "incident"), (b"Weapon", _WEAPON), (b"Place", _PLACE))
    return next((kind for name, kind in kinds if name in types), "identity")


def _identity_class(types: str) -> str:
    found = (_CLASSES[one] for one in types.split(", ") if one in _CLASSES)
    return next(found, "organization")


def _relation(caption: str) -> str:
    """Return the type of a relationship: small letters and hyphens, as the standard wants."""
    return re.sub(r"[^a-z0-9]+", "-", caption.lower()).strip("-") or "related-to"


def _day(text: str) -> str:
    """Return the first moment that an ISO 8601 date can mean."""
    day = f"{text[:10]}-01-01"[:10] if len(text) in (4, 7, 10) else text[:10]
    return f"{day}T00:00:00.000Z" if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else _EPOCH
