"""The attributes that every network format gives to nodes, links and the graph itself: names, types, values.

A link's ``label`` is never the bare relation unless the link is undisputed, so that a tool which shows
labels and nothing else still shows a denial as a denial.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from graph.export.snapshot import Item, Snapshot, Statement
from graph.model import Ref, Stance, Value
from graph.records import Record, claim_record, proposition_record

NODE_FIELDS: Mapping[str, type] = {
    "label": str,
    "type": str,
    "types": str,
    "told": str,
    "claims": int,
    "asserting": int,
    "denying": int,
    "unsure": int,
    "values": str,
}
"""``told`` is "no" where the perspective of the export says nothing of the entity, otherwise "yes".
``values`` is a JSON list of the propositions whose object is no entity, each with status and claims."""

LINK_FIELDS: Mapping[str, type] = {
    "iri": str,
    "label": str,
    "predicate": str,
    "status": str,
    "origins": int,
    "unknown_origins": int,
    "claims": int,
    "asserting": int,
    "denying": int,
    "unsure": int,
    "evidence": str,
}
"""``iri`` is the proposition's, also where a format has ids of its own: igraph misreads those of GraphML.
``evidence`` is a JSON list of the claims, in the shape that ``armsgraph claims --json`` gives."""

GRAPH_FIELDS: Mapping[str, type] = {
    "name": str,
    "description": str,
    "nodes": int,
    "links": int,
    "claims": int,
    "denials": int,
}


def node_attributes(node: Item) -> dict[str, str | int]:
    """Return the attributes of an entity, by the names of `NODE_FIELDS`."""
    return {
        "label": node.label,
        "type": node.type,
        "types": ", ".join(node.types),
        "told": "yes" if node.told else "no",
        **_tallies(*node.values),
        "values": compact_json(values_record(node)),
    }


def link_attributes(link: Statement) -> dict[str, str | int]:
    """Return the attributes of a link, by the names of `LINK_FIELDS`."""
    standing = link.proposition.standing
    return {
        "iri": link.proposition.iri,
        "label": link.caption,
        "predicate": link.proposition.predicate.iri,
        "status": standing.status.value,
        "origins": standing.origins,
        "unknown_origins": standing.unknown_origins,
        **_tallies(link),
        "evidence": compact_json(evidence_record(link)),
    }


def graph_attributes(snapshot: Snapshot) -> dict[str, str | int]:
    """Return the attributes of the graph itself, by the names of `GRAPH_FIELDS`."""
    return {"name": snapshot.title, "description": snapshot.description, **snapshot.counts.record()}


def evidence_record(statement: Statement) -> list[Record]:
    """Return the claims of a proposition as plain dicts."""
    return [claim_record(claim) for claim in statement.claims]


def values_record(node: Item) -> list[Record]:
    """Return what is claimed of an entity's values, each with its caption, standing and claims."""
    return [
        {
            "label": statement.caption,
            **proposition_record(statement.proposition),
            "datatype": datatype_of(statement.proposition.object),
            "claims": evidence_record(statement),
        }
        for statement in node.values
    ]


def datatype_of(target: Ref | Value) -> str:
    """Return the datatype of a proposition's object; empty where it is a thing."""
    return target.datatype if isinstance(target, Value) else ""


def ends(link: Statement) -> tuple[str, str]:
    """Return the IRIs of the two entities that a link joins, subject first."""
    target = link.proposition.object
    return link.proposition.subject.iri, target.iri if isinstance(target, Ref) else target.text


def compact_json(value: object) -> str:
    """Return `value` as JSON without needless blanks, letters kept as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _tallies(*statements: Statement) -> dict[str, int]:
    def tally(stance: Stance) -> int:
        return sum(statement.tally(stance) for statement in statements)

    return {
        "claims": sum(len(statement.claims) for statement in statements),
        "asserting": tally(Stance.ASSERTS),
        "denying": tally(Stance.DENIES),
        "unsure": tally(Stance.UNSURE),
    }
