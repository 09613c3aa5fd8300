"""Claims in the order of time, each a row that opens to all that is known of it; and the key to a chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.contradictions import when_said
from graph.lexicon import Relation
from graph.model import Claim, Proposition
from graph.timeline import Change, Event, Moment, change_sentence
from graph.ui.evidence import STANCES, claim_card, speaker
from graph.ui.plain import Markup, element
from graph.ui.sides import folded_claims, side, side_by_side, smooth
from graph.ui.timechart import STANCE_WORDS
from graph.ui.words import say


def chronicle(moments: Sequence[Moment], sentence: Callable[[Proposition], str], most: int) -> Markup:
    """Return `moments` as rows under the date that each has, at most so many; of more the rest is counted."""
    rows: list[Markup] = []
    before = ""
    for moment in moments[:most]:
        when = dated(moment)
        if when != before:
            rows.append(element("h4", when))
        rows.append(_row(moment, sentence))
        before = when
    rest = len(moments) - most
    more = element("p", say("stances.unlisted", n=rest), style="ag-small") if rest > 0 else None
    return element("div", *rows, more, style="ag-card ag-rows")


def change_row(change: Change, relations: Mapping[str, Relation]) -> Markup:
    """Return who changed in what way, with the claim before and the claim after beside each other."""
    changed, _, _ = change_sentence(change, relations).partition(". Before - ")
    sides = [_side(say("stances.before"), change.before), _side(say("stances.after"), change.after)]
    return element("section", element("p", element("strong", f"{changed}.")), side_by_side(sides))


def _side(heading: str, claim: Claim) -> Markup:
    when = when_said(claim)
    words = say("stances.heading_dated", heading=heading, when=when.text) if when else heading
    return side(words, folded_claims([claim]), stance=claim.stance.value)


def took_place(event: Event, sentence: Callable[[Proposition], str]) -> str:
    """Return what took place and when, as exactly as it is known."""
    return f"{without_date(event.proposition, sentence)}: {event.span.text}"


def without_date(proposition: Proposition, sentence: Callable[[Proposition], str]) -> str:
    """Return a statement of a date read out, without the date at its end."""
    said = sentence(proposition).removesuffix(proposition.object_text)
    return smooth(said, [proposition]).strip().removesuffix(" on")


def dated(moment: Moment) -> str:
    """Return when something was said and when published, each as exactly as it is known."""
    if moment.when is None:
        return say("stances.no_date")
    if moment.said and moment.published:
        published = say("stances.published_on", when=moment.published.text)
        return say("stances.said_published", said=moment.said.text, published=published)
    if moment.said:
        return say("stances.said_unpublished", said=moment.said.text)
    if moment.published:
        return say("stances.published_only", when=moment.published.text)
    return say("stances.published_unknown")


def _row(moment: Moment, sentence: Callable[[Proposition], str]) -> Markup:
    claim = moment.claim
    summary = element(
        "summary",
        element("span", STANCES[claim.stance], style=f"ag-chip ag-{claim.stance.value}"),
        element("strong", speaker(claim)),
        f": {smooth(sentence(claim.proposition), [claim.proposition])}",
    )
    return element("details", summary, element("div", claim_card(claim), style="ag-claims"))


def key_to_marks(*, events: bool) -> Markup:
    """Return how to read the chart of stances, in words beside each mark."""
    entries = [(f"ag-sign ag-sign-{stance.value}", words) for stance, words in STANCE_WORDS.items()]
    named = ("said", "published", "bar", *(["band"] if events else []))
    entries += [(f"ag-sign ag-sign-{name}", say(f"stances.key_{name}")) for name in named]
    return key_to(say("stances.key"), entries)


def key_to(title: str, entries: Iterable[tuple[str, str]]) -> Markup:
    """Return a key to a chart: each sign, by its style, with what it means beside it."""
    items = [
        element("li", element("span", style=sign, **{"aria-hidden": "true"}), element("span", words))
        for sign, words in entries
    ]
    return element("ul", *items, style="ag-key", **{"aria-label": title})
