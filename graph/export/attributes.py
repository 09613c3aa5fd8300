"""The attributes that every network format gives to nodes, links and the graph itself: names, types, values.

A link's ``label`` is never the bare relation unless the link is undisputed, so that a tool which shows
labels and nothing else still shows a denial as a denial.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graph.columns import UNKNOWN_DAY
from graph.dates import span_of
from graph.export.described import Described
from graph.export.escaping import Texts
from graph.export.evidence import Evidence, by_number, names
from graph.export.extent import Extent, Rows
from graph.model import Stance, Status
from graph.namespaces import XSD

NODE_FIELDS: Mapping[str, type] = {
    "label": str,
    "type": str,
    "types": str,
    "told": str,
    "claims": int,
    "asserting": int,
    "denying": int,
    "unsure": int,
    "dated_from": str,
    "dated_to": str,
    "graph": str,
    "values": str,
    "statements": str,
}
"""``told`` is "no" where the perspective of the export says nothing of the entity, otherwise "yes".
``dated_from`` and ``dated_to`` are the first and the last day that its dates can mean, by any claim that is
not only denied. ``graph`` is where it was written, the first of several places: ``curated``, or ``import/``
and the name of an import. ``values`` is a JSON list of the propositions whose object is no entity, each with
status and claims. ``statements`` are N-Quads of what else people wrote: with them a whole export reads
back."""

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
    "said_from": str,
    "said_to": str,
    "said_precision": str,
    "graph": str,
    "evidence": str,
}
"""``iri`` is the proposition's, also where a format has ids of its own: igraph misreads those of GraphML.
``said_from`` and ``said_to`` are the first and the last day on which it may have been said, and
``said_precision`` how exactly the least exact of these days is known. ``evidence`` is a JSON list of the
claims, in the shape that ``armsgraph claims --json`` gives, each with its ``graph``."""

GRAPH_FIELDS: Mapping[str, type] = {
    "name": str,
    "description": str,
    "nodes": int,
    "links": int,
    "claims": int,
    "denials": int,
}

_DATES = frozenset((XSD + name).encode() for name in ("date", "dateTime", "gYearMonth", "gYear"))
_DENIED = list(Status).index(Status.DENIED_ONLY)
_SPANS = ((0, b"day"), (6, b"week"), (31, b"month"), (366, b"year"))

Columns = dict[str, Texts]
"""The values of each field, as text that is not escaped yet, row by row."""


def graph_attributes(described: Described) -> dict[str, str | int]:
    """Return the attributes of the graph itself, by the names of `GRAPH_FIELDS`."""
    return {"name": described.title, "description": described.description, **described.counts.record()}


def node_columns(extent: Extent, nodes: Rows, evidence: Evidence) -> Columns:
    """Return the attributes of entities, by ``iri`` and the names of `NODE_FIELDS`.

    ``values`` is escaped as `evidence` does it, all else is not escaped.
    """
    words = extent.words
    types = by_number(words.kinds[nodes], words.types.take, b"")
    valued, ends = extent.values_of(nodes)
    place = np.repeat(np.arange(len(nodes)), np.diff(ends))
    dated = [_dated(extent, valued[a:b]) for a, b in pairwise(ends)]
    return {
        "iri": names(extent.columns.entities, nodes),
        "label": words.label.take(nodes),
        "type": [one.partition(b",")[0] or b"Entity" for one in types],
        "types": [one.replace(b",", b", ") for one in types],
        "told": [b"no" if silent else b"yes" for silent in extent.silent[nodes].tolist()],
        **_tallies(extent, valued, place, len(nodes)),
        "dated_from": [_day(first) for first, _ in dated],
        "dated_to": [_day(last) for _, last in dated],
        "graph": _graphs(extent, words.entity_graph[nodes]),
        "values": evidence.values(nodes),
        "statements": evidence.statements(nodes),
    }


def link_columns(extent: Extent, links: Rows, evidence: Evidence) -> Columns:
    """Return the attributes of links, by ``source``, ``target`` and the names of `LINK_FIELDS`.

    ``evidence`` is escaped as `evidence` does it, all else is not escaped.
    """
    columns, judged = extent.columns, extent.judged
    first, last, precision = _said(extent, links)
    return {
        "source": names(columns.entities, columns.subject[links]),
        "target": names(columns.entities, columns.object[links]),
        "iri": names(columns.propositions, links),
        "label": evidence.captions(links),
        "predicate": by_number(columns.predicate[links], lambda rows: names(columns.predicates, rows)),
        "status": evidence.statuses(links),
        "origins": numbers(judged.origins[links]),
        "unknown_origins": numbers(judged.unknown_origins[links]),
        **_tallies(extent, links, np.arange(len(links)), len(links)),
        "said_from": first,
        "said_to": last,
        "said_precision": precision,
        "graph": _graphs(extent, extent.words.proposition_graph[links]),
        "evidence": evidence.of_each(links),
    }


def _graphs(extent: Extent, numbers: Rows) -> Texts:
    return by_number(numbers, extent.words.graphs.take, b"")


def numbers(values: NDArray[np.integer]) -> Texts:
    """Return whole numbers as text."""
    return [b"%d" % value for value in values.tolist()]


def _tallies(extent: Extent, propositions: Rows, place: Rows, count: int) -> Columns:
    """Return how many claims there are of each stance, summed over the propositions of each place."""
    rows, ends = extent.claims_of(propositions)
    of_claim = np.repeat(place, np.diff(ends))
    stances = extent.columns.stance[rows]

    def tally(stance: Stance) -> Texts:
        taken = stances == list(Stance).index(stance)
        return numbers(np.bincount(of_claim[taken], minlength=count))

    return {
        "claims": numbers(np.bincount(of_claim, minlength=count)),
        "asserting": tally(Stance.ASSERTS),
        "denying": tally(Stance.DENIES),
        "unsure": tally(Stance.UNSURE),
    }


def _said(extent: Extent, links: Rows) -> tuple[Texts, Texts, Texts]:
    """Return the first and last day on which each link may have been said, and how exactly that is known."""
    columns = extent.columns
    if not len(links):
        return [], [], []
    rows, ends = extent.claims_of(links)
    known = columns.said_from[rows] != UNKNOWN_DAY
    document = columns.document[rows]
    first = np.where(known, columns.said_from[rows], columns.published_from[document])
    last = np.where(known, columns.said_to[rows], columns.published_to[document])
    starts = ends[:-1]
    never = np.iinfo(np.int32).max
    earliest = np.minimum.reduceat(np.where(first == UNKNOWN_DAY, never, first), starts)
    latest = np.maximum.reduceat(last, starts)
    inexact = np.maximum.reduceat(np.where(first == UNKNOWN_DAY, 0, last - first), starts)
    dated = latest != UNKNOWN_DAY
    days = by_number(np.where(dated, earliest, UNKNOWN_DAY), _days), by_number(latest, _days)
    return *days, [
        _precision(span) if held else b"" for span, held in zip(inexact.tolist(), dated.tolist(), strict=True)
    ]


def _precision(days: int) -> bytes:
    return next((name for most, name in _SPANS if days <= most), b"")


def _days(ordinals: Rows) -> Texts:
    return [_day(one) for one in ordinals.tolist()]


def _day(ordinal: int) -> bytes:
    return b"" if ordinal == UNKNOWN_DAY else date.fromordinal(ordinal).isoformat().encode()


def _dated(extent: Extent, propositions: Rows) -> tuple[int, int]:
    """Return the first and the last day that dates among the values can mean."""
    words, spans = extent.words, []
    for row in propositions.tolist():
        number = int(words.datatype[row])
        if number < 0 or extent.judged.status[row] == _DENIED:
            continue
        if words.datatypes.text(number).encode() in _DATES and (span := span_of(words.value.text(row))):
            spans.append(span)
    if not spans:
        return UNKNOWN_DAY, UNKNOWN_DAY
    return min(one.start for one in spans).toordinal(), max(one.end for one in spans).toordinal()
