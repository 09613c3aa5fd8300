"""Where something comes from, as lists: documents, outlets and origins, and every chain with its claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.citations import Backing, Chain, OriginReport, chain_sentence, circle_sentence
from graph.model import Ref, Stance
from graph.ui.evidence import STANCES, claim_card, document_line
from graph.ui.plain import Markup, element
from graph.ui.words import say

_ARROW = " ← "


def backing_card(report: OriginReport) -> Markup:
    """Return on what a statement rests: what asserts it, and beside it what denies it."""
    parts = [(Stance.ASSERTS, report.asserted), (Stance.DENIES, report.denied)]
    sides = [_backing(stance, one) for stance, one in parts if one.claims]
    return element("div", *sides, style="ag-card ag-sides")


def circles_list(report: OriginReport) -> Markup:
    """Return who cites whom in a circle, each with the claims on it."""
    rows = [
        element(
            "details",
            element("summary", f"{_begun(circle_sentence(one))}."),
            element("div", *map(claim_card, one.claims), style="ag-claims"),
        )
        for one in report.circles
    ]
    return element("div", *rows, style="ag-card ag-rows")


def chains_list(chains: Sequence[Chain], most: int) -> Markup:
    """Return chains from the document back to who said it, each opening to its claim; at most so many."""
    rest = len(chains) - most
    more = element("p", say("words.unlisted", n=rest), style="ag-small") if rest > 0 else None
    return element("div", *map(_chain, chains[:most]), more, style="ag-card ag-rows")


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _chain(chain: Chain) -> Markup:
    claim = chain.claim
    said = chain_sentence(chain).replace(" <- ", _ARROW)
    summary = element(
        "summary",
        element("span", STANCES[claim.stance], style=f"ag-chip ag-{claim.stance.value}"),
        element("bdi", said),
        element("span", f" {say('origins.chain-circular')}", style="ag-suffix") if chain.circular else None,
    )
    return element("details", summary, element("div", claim_card(claim), style="ag-claims"))


def _backing(stance: Stance, backing: Backing) -> Markup:
    documents = [document_line(one) for one in backing.documents]
    unidentified = _names(backing.unknown_outlets)
    rows = [
        _row(say("origins.origins"), _names(backing.origins), none=say("origins.origins-none")),
        _row(say("origins.unnamed"), _names(backing.unknown), note=say("origins.unnamed-note")),
        _row(say("origins.outlets"), _names(backing.outlets)),
        _row(say("origins.unidentified"), unidentified, note=say("origins.unidentified-note")),
        _row(say("origins.documents"), documents),
    ]
    return element(
        "section",
        element("h4", say(f"origins.side-{stance.value}"), style="ag-side-head"),
        element("dl", *(part for row in rows for part in row), style="ag-backing"),
        style=f"ag-side ag-{stance.value}",
    )


def _names(refs: Iterable[Ref]) -> list[str]:
    return [one.label for one in refs]


def _row(heading: str, names: Sequence[str], *, none: str = "", note: str = "") -> list[Markup]:
    if not names and not none:
        return []
    counted = say("origins.heading", heading=heading, n=len(names)) if names else heading
    term = element("dt", counted, element("span", f" {note}", style="ag-suffix") if note else None)
    return [term, *(element("dd", element("bdi", name)) for name in names or [none])]
