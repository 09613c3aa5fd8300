"""Counts of losses, and where they part, as records."""

from __future__ import annotations

from graph.records.evidence import Record, claim_record, ref_record

TYPE_CHECKING = False  # not from `typing`, as in `graph.records.evidence`
if TYPE_CHECKING:
    from graph.tallies import CountsApart, Difference, Entry, Excess, Reckoning


def entry_record(one: Entry) -> Record:
    """Return what one source counts; its pieces are counted, not listed."""
    from graph.tallies.wording import entry_sentence

    return {
        "source": ref_record(one.source),
        "manner": one.manner.value,
        "count": one.count,
        "day": one.day,
        "by_status": dict(one.by_status),
        "by_weapon": dict(one.by_weapon),
        "losses": [ref_record(each) for each in one.losses],
        "claims": list(one.claims),
        "side_stated": one.side_stated,
        "inside": ref_record(one.inside) if one.inside else None,
        "sentence": entry_sentence(one),
    }


def difference_record(one: Difference) -> Record:
    """Return what two counts say about each other."""
    from graph.tallies.wording import difference_sentence

    return {
        "finding": one.finding.value,
        "claimed_by": ref_record(one.claimed.source),
        "claimed": one.claimed_count,
        "up_to": one.claimed.day,
        "against": ref_record(one.against.source),
        "at_least": one.at_least,
        "gap": one.gap,
        "in_the_whole_list": one.in_all,
        "sentence": difference_sentence(one),
    }


def counts_apart_record(one: CountsApart) -> Record:
    """Return counts that part, with the claims and rows that they rest on and what may explain it."""
    from graph.tallies.wording import apart_sentences, apart_title

    found = one.difference
    return {
        "key": one.key,
        "title": apart_title(one),
        "weapon": ref_record(one.weapon),
        "side": ref_record(one.side),
        "contradiction": one.is_contradiction,
        "says": list(apart_sentences(one)),
        "comparison": difference_record(found),
        "claimed": [entry_record(each) for each in found.statements or (found.claimed,)],
        "against": entry_record(found.against),
        "excess": _excess_record(one.excess),
        "may_explain": list(one.explanations),
        "takes_in": one.takes_in,
        "claims": [claim_record(each) for each in one.claims],
        "pieces": [piece_record(each) for each in one.pieces],
        "rows": [claim_record(each) for each in one.rows],
    }


def piece_record(one: Reckoning) -> Record:
    """Return one piece of a list."""
    return {
        "loss": one.loss.iri,
        "weapon": one.weapon,
        "status": sorted(one.statuses),
        "day": one.day,
        "claim": one.claim,
    }


def _excess_record(one: Excess | None) -> Record | None:
    if one is None:
        return None
    return {
        "day": one.day,
        "claimed": one.claimed,
        "at_least": one.at_least,
        "days": one.days,
        "first": one.first,
        "last": one.last,
    }
