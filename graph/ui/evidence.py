"""Claims as cards: who says it, how surely, on whose behalf, to whom, by way of whom, where and when."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.model import Certainty, Claim, Document, Modality, Proposition, Ref, Stance, Standing
from graph.presentation import LINES
from graph.sentences import standing_sentence
from graph.ui.plain import Markup, element, join, outside_link
from graph.ui.readable import read_button
from graph.ui.words import say

STANCES = {one: say(f"evidence.stance-{one}") for one in Stance}
CERTAINTIES = {one: say(f"evidence.certainty-{one}") for one in Certainty}
MODALITIES = {one: say(f"evidence.modality-{one}") for one in Modality}
_CLAIMS = "/claim/"
_MONTHS = list(calendar.month_name)


def dated(date: str, precision: str, basis: str) -> str:
    """Return a date as people read it, no more exact than it is known.

    Examples
    --------
    >>> dated("2023-05-25", "week", "inferred")
    'in the week of 25 May 2023 (inferred)'
    """
    if not date:
        return say("evidence.date-unknown")
    written = _calendar(date)
    if precision == "week":
        written = say("evidence.week-of", date=written)
    return say("evidence.inferred", date=written) if basis == "inferred" else written


def _calendar(date: str) -> str:
    parts = date.partition("T")[0].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return date
    if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
        day = [str(int(parts[2]))] if len(parts) == 3 else []
        return " ".join([*day, _MONTHS[int(parts[1])], parts[0]])
    return date


def names(refs: Iterable[Ref]) -> str:
    """Return labels as an English list.

    Examples
    --------
    >>> names([Ref("1", "A"), Ref("2", "B"), Ref("3", "C")])
    'A, B and C'
    >>> names([Ref("id/claim/x/1", "They left."), Ref("2", "Acme Inc.")])
    'They left and Acme Inc.'
    """
    # A claim is called by its gloss, which is a sentence.
    labels = [ref.label.removesuffix(".") if _CLAIMS in ref.iri else ref.label for ref in refs]
    return say("evidence.and").join(filter(None, [", ".join(labels[:-1]), labels[-1]])) if labels else ""


def speaker(claim: Claim) -> str:
    """Return who speaks, and for whom.

    A speaker who cannot be named is called so, because such a source may not be independent.
    """
    words = claim.claimant.label
    if claim.on_behalf_of and claim.on_behalf_of.iri != claim.claimant.iri:
        words = say("evidence.on-behalf", who=words, body=claim.on_behalf_of.label)
    unnamed = claim.claimant_unnamed and "nnamed" not in words
    return say("evidence.not-named", who=words) if unnamed else words


def circumstances(claim: Claim) -> str:
    """Return to whom and when it was said and by way of whom it came, as sentences; empty if unknown."""
    said = []
    if claim.said_to:
        said.append(say("evidence.said-to", names=names(claim.said_to)))
    if claim.relayed_from:
        said.append(say("evidence.relayed-from", names=names(claim.relayed_from)))
    if claim.made_on:
        when = dated(claim.made_on, claim.made_on_precision, claim.made_on_basis)
        said.append(say("evidence.said-on", date=when))
    return " ".join(said)


def document_line(document: Document) -> str:
    """Return a document as one line: title, outlet, date."""
    outlet = document.outlet.label if document.outlet else say("evidence.outlet-unknown")
    when = dated(document.date, document.date_precision, document.date_basis)
    return say("evidence.document", title=document.title, outlet=outlet, date=when)


def place_in_text(claim: Claim) -> str:
    """Return where in its document a claim stands."""
    if claim.reference:
        return say("evidence.reference")
    key = "evidence.line" if claim.line else "evidence.line-unknown"
    values = {"line": str(claim.line), "anchor": claim.anchor}
    return say(f"{key}-at" if claim.anchor else key, **values)


def claim_card(claim: Claim) -> Markup:
    """Return everything about one claim.

    Its button that leads to the article is shown only inside `clickable`, where it works.
    """
    chips = [
        element("span", STANCES[claim.stance], style=f"ag-chip ag-{claim.stance.value}"),
        element("span", CERTAINTIES[claim.certainty], style="ag-chip"),
        element("span", MODALITIES[claim.modality], style="ag-chip"),
    ]
    around = circumstances(claim)
    return element(
        "article",
        element("p", element("strong", speaker(claim)), style="ag-who"),
        element("p", claim.gloss, style="ag-gloss"),
        element("p", join(chips), style="ag-chips"),
        element("p", around, style="ag-small") if around else None,
        element(
            "p", f"{document_line(claim.document)} {place_in_text(claim)} ", *_link(claim), style="ag-small"
        ),
        *(element("p", words, style="ag-small") for words in shown(claim)),
        read_button(claim),
        element("p", say("evidence.note", note=claim.note), style="ag-small ag-note") if claim.note else None,
        style=f"ag-claim ag-{claim.stance.value}",
    )


def shown(claim: Claim) -> list[str]:
    """Return what the row of a table gives for a claim: the report it names, and an address as plain text."""
    reports = [say("evidence.reported-in", document=document_line(one)) for one in claim.reported_in]
    return reports + ([say("evidence.shown-at", address=claim.evidence)] if claim.evidence else [])


def _link(claim: Claim) -> list[Markup]:
    link = outside_link(say("evidence.open"), claim.document.url)
    return [link] if link else []


def claim_cards(claims: Sequence[Claim]) -> Markup:
    """Return the cards of `claims`, in their order."""
    return element("div", *(claim_card(claim) for claim in claims), style="ag-claims")


def standing_line(standing: Standing) -> Markup:
    """Return a status as a mark and words."""
    mark = element("span", LINES[standing.status].label, style=f"ag-status ag-status-{standing.status.value}")
    said = standing_sentence(standing).partition(": ")[2]
    return element("p", mark, f" {said[:1].upper()}{said[1:]}.", style="ag-standing")


def count_line(claims: Sequence[Claim]) -> str:
    """Return how many claims assert, deny and doubt.

    Examples
    --------
    >>> count_line([])
    'No claims'
    """
    stances = Counter(claim.stance for claim in claims)
    keys = {Stance.ASSERTS: "assert", Stance.DENIES: "deny", Stance.UNSURE: "doubt"}
    parts = [say(f"evidence.{key}", n=stances[one]) for one, key in keys.items() if stances[one]]
    return (
        say("evidence.counts", n=len(claims), parts=", ".join(parts)) if parts else say("evidence.no-claims")
    )


def sentence(proposition: Proposition) -> str:
    """Return a proposition's content as plain words, without any stance."""
    return f"{proposition.subject.label} – {proposition.predicate.label} – {proposition.object_text}"
