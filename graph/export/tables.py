"""Tables for spreadsheets and data frames: a zip of nodes.csv, edges.csv, claims.csv and a note on them.

UTF-8 without a byte order mark, RFC 4180 quoting, a header row. A cell that a spreadsheet would take for
a formula gets an apostrophe in front, see `guarded`.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping

from graph.export.attributes import compact_json, datatype_of, ends, link_attributes, node_attributes
from graph.export.snapshot import Snapshot, Statement
from graph.export.xml_text import allowed
from graph.model import Claim, Ref

Row = Mapping[str, object]

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"''*[=+\-@\t\r]")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The least date a zip knows: the same graph gives the same bytes on any day."""

_NOTE = """{description}

nodes.csv   one row for each entity
edges.csv   one row for each proposition between two entities; its label says so unless it is undisputed
claims.csv  one row for each claim, also those about counts, dates and categories; read its stance

A cell that begins with = + - @, a tab or a carriage return (after any apostrophes) has an apostrophe put
in front, so that no spreadsheet runs it as a formula. To get the text back take that apostrophe off.
The files are UTF-8: in a spreadsheet, import them as such.
"""


def guarded(value: object) -> str:
    """Return `value` as a cell that no spreadsheet takes for a formula; `unguarded` undoes it.

    Examples
    --------
    >>> guarded("=HYPERLINK(1)"), guarded("Kestrel"), guarded(None)
    ("'=HYPERLINK(1)", 'Kestrel', '')
    """
    text = "" if value is None else allowed(str(value))
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given.

    Examples
    --------
    >>> unguarded("'=HYPERLINK(1)"), unguarded("'Ndrangheta")
    ('=HYPERLINK(1)', "'Ndrangheta")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def write_tables(snapshot: Snapshot) -> Iterator[bytes]:
    """Yield the snapshot as a zip of three tables and a note."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = snapshot.description.encode("ascii", "replace")
        tables: Mapping[str, Callable[[Snapshot], Iterable[Row]]] = {
            "nodes.csv": _nodes,
            "edges.csv": _edges,
            "claims.csv": _claims,
        }
        for name, rows in tables.items():
            _write(package, name, "".join(_table(rows(snapshot), _HEADERS[name])))
        _write(package, "README.txt", _NOTE.format(description=snapshot.description))
    yield archive.getvalue()


def _write(package: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, text.encode("utf-8"))


def _table(rows: Iterable[Row], header: tuple[str, ...]) -> Iterator[str]:
    for row in ({name: name for name in header}, *rows):
        line = io.StringIO()
        csv.writer(line).writerow([guarded(row[name]) for name in header])
        yield line.getvalue()


_HEADERS: Mapping[str, tuple[str, ...]] = {
    "nodes.csv": ("iri", "label", "type", "types", "claims", "asserting", "denying", "unsure"),
    "edges.csv": (
        *("iri", "source", "source_label", "label", "target", "target_label", "predicate", "status"),
        *("origins", "unknown_origins", "claims", "asserting", "denying", "unsure"),
    ),
    "claims.csv": (
        *("iri", "stance", "certainty", "modality", "gloss", "claimant", "claimant_label"),
        *("on_behalf_of", "on_behalf_of_label", "said_to", "relayed_from"),
        *("proposition", "subject", "subject_label", "label", "object", "object_label", "object_datatype"),
        *("predicate", "status", "origins", "unknown_origins"),
        *("document", "document_title", "outlet", "published", "line", "start", "end", "anchor"),
        *("made_on", "made_on_precision", "made_on_basis", "reference", "note"),
    ),
}


def _nodes(snapshot: Snapshot) -> Iterator[Row]:
    return ({"iri": node.iri, **node_attributes(node)} for node in snapshot.nodes)


def _edges(snapshot: Snapshot) -> Iterator[Row]:
    for link in snapshot.links:
        source, target = ends(link)
        yield {
            "source": source,
            "source_label": link.proposition.subject.label,
            "target": target,
            "target_label": link.proposition.object_text,
            **link_attributes(link),
        }


def _claims(snapshot: Snapshot) -> Iterator[Row]:
    return (_claim(statement, claim) for statement in snapshot.statements for claim in statement.claims)


def _claim(statement: Statement, claim: Claim) -> Row:
    return {**_said(claim), **_content(statement), **_place(claim)}


def _said(claim: Claim) -> Row:
    speaker_for = claim.on_behalf_of
    return {
        "iri": claim.iri,
        "stance": claim.stance.value,
        "certainty": claim.certainty.value,
        "modality": claim.modality.value,
        "gloss": claim.gloss,
        "claimant": claim.claimant.iri,
        "claimant_label": claim.claimant.label,
        "on_behalf_of": speaker_for.iri if speaker_for else "",
        "on_behalf_of_label": speaker_for.label if speaker_for else "",
        "said_to": _iris(claim.said_to),
        "relayed_from": _iris(claim.relayed_from),
        "made_on": claim.made_on,
        "made_on_precision": claim.made_on_precision,
        "made_on_basis": claim.made_on_basis,
        "reference": str(claim.reference).lower(),
        "note": claim.note,
    }


def _content(statement: Statement) -> Row:
    proposition = statement.proposition
    return {
        "proposition": proposition.iri,
        "subject": proposition.subject.iri,
        "subject_label": proposition.subject.label,
        "label": statement.caption,
        "object": ends(statement)[1],
        "object_label": proposition.object_text,
        "object_datatype": datatype_of(proposition.object),
        "predicate": proposition.predicate.iri,
        "status": proposition.standing.status.value,
        "origins": proposition.standing.origins,
        "unknown_origins": proposition.standing.unknown_origins,
    }


def _place(claim: Claim) -> Row:
    document = claim.document
    return {
        "document": document.iri,
        "document_title": document.title,
        "outlet": document.outlet.label if document.outlet else "",
        "published": document.date,
        "line": claim.line,
        "start": claim.start,
        "end": claim.end,
        "anchor": claim.anchor,
    }


def _iris(refs: Iterable[Ref]) -> str:
    """Return several IRIs in one cell, as JSON; empty for none."""
    iris = [ref.iri for ref in refs]
    return compact_json(iris) if iris else ""
