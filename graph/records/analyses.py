"""What analyses answer, as JSON writes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from graph.analytics.wording import (
    COMMUNITIES_SAY_NOT,
    SAYS_NOT,
    SERIES_SAYS_NOT,
    STRUCTURE_SAYS_NOT,
    centrality_sentence,
    communities_sentence,
    course_sentence,
    found_sentence,
    motifs_sentence,
    structure_sentence,
)
from graph.records.evidence import Record, claim_record, ref_record

if TYPE_CHECKING:
    from graph.analytics.findings import (
        Centrality,
        Communities,
        Community,
        Course,
        Extent,
        Found,
        Member,
        Motifs,
        Structure,
    )
    from graph.network import ViewLink


def centrality_record(found: Centrality) -> Record:
    """Return who is central, with the sentence and what it does not say."""
    return {
        **_head(found.extent, centrality_sentence(found), SAYS_NOT[found.measure]),
        "measure": found.measure.value,
        "scored": found.scored,
        "sampled_sources": found.sampled,
        "measured": found.measured,
        "by_strength": found.weighted,
        "entities": [_member(one) for one in found.top],
    }


def communities_record(found: Communities) -> Record:
    """Return the communities, the largest first."""
    return {
        **_head(found.extent, communities_sentence(found), COMMUNITIES_SAY_NOT),
        "modularity": found.modularity,
        "resolution": found.resolution,
        "by_strength": found.weighted,
        "in_all": found.in_all,
        "communities": [_community(one) for one in found.found],
    }


def structure_record(found: Structure) -> Record:
    """Return connected parts and what separates them."""
    return {
        **_head(found.extent, structure_sentence(found), STRUCTURE_SAYS_NOT),
        "components": list(found.components),
        "separators_in_all": found.points_in_all,
        "separators": [
            {**ref_record(one.entity), "type": one.kind, "pieces": one.pieces, "cut_off": one.cut_off}
            for one in found.points
        ],
        "bridges_in_all": found.bridges_in_all,
        "bridges": [
            {
                "from": ref_record(one.one),
                "to": ref_record(one.other),
                "links": one.links,
                "cut_off": one.beyond,
            }
            for one in found.bridges
        ],
    }


def motifs_record(found: Motifs) -> Record:
    """Return where a pattern is found, with the evidence of each hop of the chain that stands best."""
    return {
        **_head(found.extent, motifs_sentence(found), found.pattern.caution),
        "pattern": found.pattern.name,
        "chains": found.chains,
        "groups": found.groups,
        "cut": found.cut,
        "found": [_found(one, found) for one in found.found],
    }


def course_record(found: Course) -> Record:
    """Return a series, a number a month for each of its lines."""
    series = found.series
    return {
        "sentence": course_sentence(found),
        "does_not_say": SERIES_SAYS_NOT[found.what],
        "what": found.what.value,
        "dated_by": found.basis.value,
        "entity": ref_record(found.of) if found.of else None,
        **asdict(series),
        "lines": {line.name: list(line.counts) for line in series.lines},
    }


def _head(extent: Extent, sentence: str, caution: str) -> Record:
    written = asdict(extent) | {"around": ref_record(extent.around) if extent.around else None}
    return {"sentence": sentence, "does_not_say": caution, "network": written}


def _member(one: Member) -> Record:
    return {**ref_record(one.entity), "type": one.kind, "value": one.value} | (
        {"relations": [{**ref_record(ref), "links": n} for ref, n in one.by]} if one.by else {}
    )


def _community(one: Community) -> Record:
    return {
        "number": one.number,
        "size": one.size,
        "links_inside": one.inside,
        "links_outward": one.outward,
        "best_connected": [_member(each) for each in one.members],
        "relations": [{**ref_record(ref), "links": n} for ref, n in one.relations],
        "types": dict(one.kinds),
    }


def _found(one: Found, motifs: Motifs) -> Record:
    return {
        "sentence": found_sentence(one, motifs),
        "each": [ref_record(ref) for ref in one.each],
        "counted": one.counted,
        "chain": {blank: ref_record(ref) for blank, ref in one.blanks},
        "weakest": one.weakest,
        "hops": [
            _hop(link) | {"from_label": subject.label, "to_label": other.label}
            for link, (subject, other) in zip(one.links, one.ends, strict=True)
        ],
    }


def _hop(link: ViewLink) -> Record:
    return {
        "proposition": link.iri,
        "from": link.source,
        "to": link.target,
        "predicate": link.predicate.iri,
        "predicate_label": link.predicate.label,
        "status": link.standing.status.value,
        "origins": link.standing.origins,
        "unknown_origins": link.standing.unknown_origins,
        "claims": [claim_record(claim) for claim in link.claims],
    }
