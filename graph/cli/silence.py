"""Why a perspective lets nothing count, as far as that can be known: which of its conditions does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.dates import span_published, span_said
from graph.knowledge import KnowledgeGraph
from graph.model import Claim
from graph.perspective import EVERYTHING, AsOf, Perspective
from graph.sentences import counted

_CONDITIONS = (
    ("told_by", "own_voice", "background"),
    ("without",),
    ("named_only",),
    ("outlets",),
    ("documents",),
    ("as_of", "as_of_basis"),
    ("modalities",),
    ("min_origins",),
    ("statuses",),
)
"""The fields of a perspective that together make one condition."""

_GROUNDS = {
    "told_by": "no text quotes that voice, nor anybody who counts for it",
    "without": "every claim comes from there",
    "named_only": "only unnamed sources speak",
    "outlets": "none of these texts was printed there",
    "documents": "no claim stands there",
    "modalities": "no claim is of that kind",
    "min_origins": "nothing is told by so many",
    "statuses": "nothing stands so",
}


def reasons(graph: KnowledgeGraph, asked: Perspective) -> list[str]:
    """Return sentences that say why nothing counts under `asked`.

    Parameters
    ----------
    graph
        Under everything.
    asked
        A perspective under which no claim counts.

    Returns
    -------
    list of str
        Each condition that alone lets nothing count; if there is none, each without which something
        would; a sentence that says so if giving up a single one does not help.
    """
    conditions = [fields for fields in _CONDITIONS if _only(asked, fields) != asked.widest]
    alone = [fields for fields in conditions if not _counting(graph, _only(asked, fields))]
    if alone:
        return [_ground(graph, asked, fields) for fields in alone]
    found = [sentence for fields in conditions for sentence in _without(graph, asked, fields)]
    return found or ["It takes more than one of these conditions to be given up before anything counts."]


def _only(asked: Perspective, fields: tuple[str, ...]) -> Perspective:
    return replace(asked.widest, **{name: getattr(asked, name) for name in fields})


def _ground(graph: KnowledgeGraph, asked: Perspective, fields: tuple[str, ...]) -> str:
    words = graph.described(_only(asked, fields))
    if fields[0] == "as_of":
        return f"Nothing counts {words}, whatever else is asked. {_earliest(graph.claims(), asked)}"
    ground = _GROUNDS.get(fields[0])
    return f"Nothing counts {words}, whatever else is asked{f': {ground}' if ground else ''}."


def _without(graph: KnowledgeGraph, asked: Perspective, fields: tuple[str, ...]) -> Iterator[str]:
    """Yield what would count without one condition; nothing where that is nothing."""
    rest = replace(asked, **{name: getattr(EVERYTHING, name) for name in fields})
    claims = _counting(graph, rest)
    if claims:
        words = graph.described(_only(asked, fields))
        told = graph.under(rest).claims() if fields[0] == "as_of" else ()
        earliest = f" {_earliest(told, asked)}" if told else ""
        yield f"Giving up “{words}” lets {counted(claims, 'claim')} count.{earliest}"


def _counting(graph: KnowledgeGraph, perspective: Perspective) -> int:
    """Return how many claims count, of which none is read for it."""
    return graph.under(perspective).told().claims


def _earliest(claims: tuple[Claim, ...], asked: Perspective) -> str:
    """Return the day on which the first of `claims` surely was said, or published, in a sentence.

    There is no reference claim among them: as such are of no date, they would count at any.
    """
    published = asked.as_of_basis is AsOf.PUBLISHED
    spans = [
        span_published(claim.document) if published else span_said(claim) or span_published(claim.document)
        for claim in claims
    ]
    known = sorted((span for span in spans if span), key=lambda span: (span.end, span.start))
    if not known:
        return "No claim has a date."
    return f"The earliest claim is of {known[0].text}, when it was {asked.as_of_basis.value}."
