"""Where claims come from, and stances over time, as records."""

from __future__ import annotations

from graph.citations import chain_sentence, circle_sentence, origin_sentence
from graph.records.evidence import Record, claim_record, document_record, proposition_record, ref_record
from graph.timeline import history_sentence

TYPE_CHECKING = False  # not from `typing`, as in `graph.records.evidence`
if TYPE_CHECKING:
    from graph.citations import Backing, Chain, Circle, OriginReport, Step
    from graph.dates import Span
    from graph.timeline import Change, Event, Moment, StanceHistory


def origin_report_record(report: OriginReport) -> Record:
    """Return where propositions come from; ``cut`` where a claim has more chains than are told."""
    return {
        "summary": origin_sentence(report),
        "propositions": [proposition_record(one) for one in report.propositions],
        "claims": report.claims,
        "asserted": backing_record(report.asserted),
        "denied": backing_record(report.denied),
        "chains": [chain_record(chain) for chain in report.chains],
        "circles": [circle_record(circle) for circle in report.circles],
        "cut": report.cut,
    }


def backing_record(backing: Backing) -> Record:
    """Return on what one stance rests; ``origins`` are named, ``unknown_origins`` unnamed."""
    return {
        "claims": backing.claims,
        "documents": [document_record(one) for one in backing.documents],
        "outlets": [ref_record(one) for one in backing.outlets],
        "unknown_outlets": [ref_record(one) for one in backing.unknown_outlets],
        "origins": [ref_record(one) for one in backing.origins],
        "unknown_origins": [ref_record(one) for one in backing.unknown],
    }


def chain_record(chain: Chain) -> Record:
    """Return one way from the document of a claim back to a speaker."""
    return {
        "claim": chain.claim.iri,
        "stance": chain.claim.stance.value,
        "text": chain_sentence(chain),
        "steps": [_step(step) for step in chain.steps],
        "circular": chain.circular,
    }


def circle_record(circle: Circle) -> Record:
    """Return who cites whom in a circle, and the claims in which they do."""
    return {
        "text": circle_sentence(circle),
        "parties": [ref_record(one) for one in circle.parties],
        "claims": [claim_record(claim) for claim in circle.claims],
    }


def stance_history_record(history: StanceHistory) -> Record:
    """Return who said what when; ``events`` say when the incidents concerned took place."""
    return {
        "summary": history_sentence(history),
        "thing": ref_record(history.thing),
        "events": [event_record(event) for event in history.events],
        "moments": [moment_record(moment) for moment in history.moments],
        "changes": [stance_change_record(change) for change in history.changes],
    }


def event_record(event: Event) -> Record:
    """Return when an incident took place, with the proposition that says so."""
    return {"proposition": proposition_record(event.proposition), "date": _span(event.span)}


def moment_record(moment: Moment) -> Record:
    """Return a claim with when it was said and when published; null where that is not known."""
    return {
        "said": _span(moment.said) if moment.said else None,
        "published": _span(moment.published) if moment.published else None,
        "claim": claim_record(moment.claim),
    }


def stance_change_record(change: Change) -> Record:
    """Return who changed in which way, with the claims before and after."""
    return {
        "speaker": ref_record(change.speaker),
        "kind": change.kind.value,
        "before": claim_record(change.before),
        "after": claim_record(change.after),
    }


def _step(step: Step) -> Record:
    return {"kind": step.kind.value, **ref_record(step.ref), "unnamed": step.unnamed, "missing": step.missing}


def _span(span: Span) -> Record:
    return {
        "start": span.start.isoformat(),
        "end": span.end.isoformat(),
        "precision": span.precision.value,
        "basis": span.basis,
        "text": span.text,
    }
