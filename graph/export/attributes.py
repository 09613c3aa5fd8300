"""The attributes that every network format gives to nodes, links and the graph itself: names, types, values.

A link's ``label`` is never the bare relation unless the link is undisputed, so that a tool which shows
labels and nothing else still shows a denial as a denial.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from graph.columns import NONE, UNKNOWN_DAY
from graph.dates import span_of
from graph.export.described import Described
from graph.export.evidence import Evidence, names, statements_with
from graph.export.extent import Extent, Rows
from graph.export.metering import Meter
from graph.export.texts import Texts, by_number, chosen, days, digits, taken
from graph.model import Stance, Status
from graph.namespaces import XSD
from graph.wordings import pieces_of_bytes

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


def node_batches(extent: Extent, meter: Meter) -> Iterator[Rows]:
    """Yield the entities of an extent, as many at a time as may be held with their claims and statements."""
    statements = statements_with(extent, extent.nodes)[1]
    return meter.batches(extent.nodes, claims=extent.value_claim_counts(extent.nodes) + statements)


def link_batches(extent: Extent, meter: Meter) -> Iterator[Rows]:
    """Yield the links of an extent, as many at a time as may be held with their claims."""
    return meter.batches(extent.links, claims=extent.claim_counts(extent.links))


def node_columns(extent: Extent, nodes: Rows, evidence: Evidence) -> Columns:
    """Return the attributes of entities, by ``iri`` and the names of `NODE_FIELDS`.

    ``values`` is escaped as `evidence` does it, all else is not escaped.
    """
    return {
        **plain_node_columns(extent, nodes),
        "values": evidence.values(nodes),
        "statements": evidence.statements(nodes),
    }


def plain_node_columns(extent: Extent, nodes: Rows) -> Columns:
    """Return the attributes of entities but for ``values`` and ``statements``, which can be very long."""
    words = extent.words
    valued, ends = extent.values_of(nodes)
    place = np.repeat(np.arange(len(nodes)), np.diff(ends))
    dated = _dated(extent, valued, place, len(nodes))
    return {
        "iri": names(extent.columns.entities, nodes),
        "label": taken(words.label, nodes),
        "type": by_number(words.kinds[nodes], lambda kinds: _first_types(extent, kinds), b"Entity"),
        "types": by_number(words.kinds[nodes], lambda kinds: _types(extent, kinds), b""),
        "told": chosen((b"yes", b"no"), extent.silent[nodes]),
        **_tallies(extent, valued, place, len(nodes)),
        "dated_from": _days(dated[0]),
        "dated_to": _days(dated[1]),
        "graph": _graphs(extent, words.entity_graph[nodes]),
    }


def link_columns(extent: Extent, links: Rows, evidence: Evidence) -> Columns:
    """Return the attributes of links, by ``source``, ``target`` and the names of `LINK_FIELDS`.

    ``evidence`` is escaped as `evidence` does it, all else is not escaped.
    """
    return {**plain_link_columns(extent, links, evidence), "evidence": evidence.of_each(links)}


def plain_link_columns(extent: Extent, links: Rows, evidence: Evidence) -> Columns:
    """Return the attributes of links but for ``evidence``, which can be very long."""
    columns, judged = extent.columns, extent.judged
    first, last, precision = _said(extent, links)
    return {
        "source": names(columns.entities, columns.subject[links]),
        "target": names(columns.entities, columns.object[links]),
        "iri": names(columns.propositions, links),
        "label": evidence.captions(links),
        "predicate": by_number(columns.predicate[links], lambda rows: names(columns.predicates, rows)),
        "status": evidence.statuses(links),
        "origins": digits(judged.origins[links]),
        "unknown_origins": digits(judged.unknown_origins[links]),
        **_tallies(extent, links, np.arange(len(links)), len(links)),
        "said_from": first,
        "said_to": last,
        "said_precision": precision,
        "graph": _graphs(extent, extent.words.proposition_graph[links]),
    }


def _graphs(extent: Extent, numbers: Rows) -> Texts:
    return by_number(numbers, lambda known: taken(extent.words.graphs, known), b"")


def _first_types(extent: Extent, kinds: Rows) -> Texts:
    return pieces_of_bytes([one.partition(b",")[0] or b"Entity" for one in taken(extent.words.types, kinds)])


def _types(extent: Extent, kinds: Rows) -> Texts:
    return pieces_of_bytes([one.replace(b",", b", ") for one in taken(extent.words.types, kinds)])


def _tallies(extent: Extent, propositions: Rows, place: Rows, count: int) -> Columns:
    """Return how many claims there are of each stance, summed over the propositions of each place."""
    rows, ends = extent.claims_of(propositions)
    of_claim = np.repeat(place, np.diff(ends))
    stances = extent.columns.stance[rows]

    def tally(stance: Stance) -> Texts:
        taken = stances == list(Stance).index(stance)
        return digits(np.bincount(of_claim[taken], minlength=count))

    return {
        "claims": digits(np.bincount(of_claim, minlength=count)),
        "asserting": tally(Stance.ASSERTS),
        "denying": tally(Stance.DENIES),
        "unsure": tally(Stance.UNSURE),
    }


def _said(extent: Extent, links: Rows) -> tuple[Texts, Texts, Texts]:
    """Return the first and last day on which each link may have been said, and how exactly that is known."""
    columns = extent.columns
    if not len(links):
        return (pieces_of_bytes([]),) * 3
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
    from_to = _days(np.where(dated, earliest, UNKNOWN_DAY)), _days(latest)
    return *from_to, by_number(np.where(dated, inexact, NONE), _precisions, b"")


def _precisions(days: Rows) -> Texts:
    return pieces_of_bytes(list(map(_precision, days.tolist())))


def _precision(days: int) -> bytes:
    return next((name for most, name in _SPANS if days <= most), b"")


def _days(ordinals: Rows) -> Texts:
    """Return days as ISO 8601 has them; empty where a day is not known."""
    known = np.where(ordinals == UNKNOWN_DAY, NONE, np.arange(len(ordinals)))
    return taken(days(ordinals), known)


def _dated(extent: Extent, propositions: Rows, place: Rows, count: int) -> tuple[Rows, Rows]:
    """Return the first and the last day that dates among the values of each place can mean."""
    words = extent.words
    types = [words.datatypes.text(number).encode() in _DATES for number in range(len(words.datatypes))]
    is_date = np.array([*types, False])[words.datatype[propositions]]  # the last is for those without a type
    told = np.flatnonzero(is_date & (extent.judged.status[propositions] != _DENIED))
    first, last = np.full(count, UNKNOWN_DAY, np.int64), np.full(count, UNKNOWN_DAY, np.int64)
    for at, row in zip(place[told].tolist(), propositions[told].tolist(), strict=True):
        span = span_of(words.value.text(row))
        if span is None:
            continue
        start, end = span.start.toordinal(), span.end.toordinal()
        first[at] = start if first[at] == UNKNOWN_DAY else min(start, first[at])
        last[at] = max(end, last[at])
    return first, last
