"""Contradictions and explanations as records."""

from __future__ import annotations

from graph.records.evidence import Record, claim_record, proposition_record, ref_record

TYPE_CHECKING = False  # not from `typing`, as in `graph.records.evidence`
if TYPE_CHECKING:
    from graph.contradictions import Contradiction, Denial, Revision, Side
    from graph.explanations import Explanation
    from graph.model import Value


def contradiction_record(contradiction: Contradiction) -> Record:
    """Return a contradiction with every claim on every side; ``low`` and ``high`` only for figures."""
    return {
        "key": contradiction.key,
        "kind": contradiction.kind.value,
        "rule": contradiction.rule,
        "judgement": contradiction.judgement or None,
        "paths_through": contradiction.paths_through,
        "low": _value(contradiction.low),
        "high": _value(contradiction.high),
        "sides": [side_record(side) for side in contradiction.sides],
        "denials": [denial_record(denial) for denial in contradiction.denials],
        "revisions": [revision_record(revision) for revision in contradiction.revisions],
    }


def side_record(side: Side) -> Record:
    """Return one side: a stance to a proposition, and those who take it."""
    return {
        "proposition": proposition_record(side.proposition),
        "stance": side.stance.value,
        "origins": side.origins,
        "unknown_origins": side.unknown_origins,
        "claims": [claim_record(claim) for claim in side.claims],
    }


def denial_record(denial: Denial) -> Record:
    """Return a denial with what exactly is denied and what is left open."""
    return {
        "denied": proposition_record(denial.claim.proposition),
        "claim": claim_record(denial.claim),
        "left_open": [proposition_record(one) for one in denial.left_open],
        "more_left_open": denial.more_left_open,
    }


def revision_record(revision: Revision) -> Record:
    """Return who changed, with the claims before and after."""
    return {
        "speaker": ref_record(revision.speaker),
        "before": claim_record(revision.before),
        "after": claim_record(revision.after),
    }


def explanation_record(explanation: Explanation) -> Record:
    """Return why something derived is as it is: which rule, and which claims it was applied to."""
    return {
        "what": explanation.what,
        "rule": explanation.rule,
        "claims": [claim_record(claim) for claim in explanation.claims],
    }


def _value(value: Value | None) -> Record | None:
    return None if value is None else {"text": value.text, "datatype": value.datatype}
