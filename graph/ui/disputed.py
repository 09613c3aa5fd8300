"""One contradiction as a card: the question, its sides beside each other, and what exactly is denied."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.contradictions import (
    Contradiction,
    Denial,
    Revision,
    Side,
    contradiction_sentence,
    revision_sentence,
    side_sentence,
)
from graph.lexicon import Relation
from graph.model import Proposition
from graph.sentences import proposition_sentence
from graph.ui.evidence import speaker
from graph.ui.plain import Markup, element
from graph.ui.sides import folded_claims, side, side_by_side, smooth, told
from graph.ui.words import say

Relations = Mapping[str, Relation]


def contradiction_card(one: Contradiction, relations: Relations) -> Markup:
    """Return everything about one contradiction; the claims of each side open one by one."""
    question, _, verdict = contradiction_sentence(one, relations).rpartition("? ")
    mark = element("span", say(f"contradictions.mark-{one.kind.name.lower()}"), style="ag-status")
    hangs = say("contradictions.hangs", n=one.paths_through)
    return element(
        "article",
        element("p", mark, f" {hangs}", style="ag-small ag-weight"),
        element("h3", f"{smooth(question, one.propositions)}?"),
        element("p", verdict, _extremes(one)) if len(one.propositions) > 1 else None,
        side_by_side(_side(one, each, relations) for each in one.sides),
        *(_denial(each, relations) for each in one.denials),
        *(_revision(each, relations) for each in one.revisions),
        element("p", element("strong", say("contradictions.why")), one.rule, style="ag-small ag-note"),
        style="ag-card ag-dispute",
    )


def denied_card(
    denials: Sequence[Contradiction], relations: Relations, beside: Callable[[Proposition], Markup]
) -> Markup:
    """Return what is only denied, each opening to who denies it and what that leaves open.

    Parameters
    ----------
    beside
        What else is told of a proposition, such as ways to other pages.
    """
    folded = (_denied(one, relations, beside(one.propositions[0])) for one in denials)
    return element("div", *folded, style="ag-card")


def _extremes(one: Contradiction) -> str | None:
    if one.low is None or one.high is None or one.low == one.high:
        return None
    return " " + say("contradictions.extremes", low=one.low.text, high=one.high.text)


def _side(one: Contradiction, each: Side, relations: Relations) -> Markup:
    taken, claims = side_sentence(each), folded_claims(each.claims)
    if len(one.propositions) == 1:
        return side(taken.removesuffix("."), claims, stance=each.stance.value)
    said = element("p", taken, style="ag-small")
    return side(_what_differs(one, each.proposition, relations), said, claims, stance=each.stance.value)


def _what_differs(one: Contradiction, proposition: Proposition, relations: Relations) -> Markup | str:
    """Return in what a proposition differs from the others of a contradiction; the whole of it at worst."""
    if len({each.predicate for each in one.propositions}) == 1:
        if len({each.subject for each in one.propositions}) == 1:
            return proposition.object_text
        if len({each.object for each in one.propositions}) == 1:
            return proposition.subject.label
    return _told(proposition, relations)


def _denial(denial: Denial, relations: Relations) -> Markup:
    open_still = [element("li", _told(each, relations)) for each in denial.left_open]
    if denial.more_left_open:
        open_still.append(element("li", say("card.more_left_open", n=denial.more_left_open)))
    return element(
        "div",
        element(
            "p",
            element("strong", say("card.denied", speaker=speaker(denial.claim))),
            _told(denial.claim.proposition, relations),
        ),
        element("p", say("card.left_open")) if open_still else None,
        element("ul", *open_still) if open_still else None,
        style="ag-small ag-denied",
    )


def _revision(revision: Revision, relations: Relations) -> Markup:
    said = revision_sentence(revision, relations)
    about = (revision.before.proposition, revision.after.proposition)
    return element("p", f"{smooth(said, about)}.", style="ag-small ag-denied")


def _denied(one: Contradiction, relations: Relations, beside: Markup) -> Markup:
    summary = element("summary", _told(one.propositions[0], relations))
    return element(
        "details",
        summary,
        *(element("p", side_sentence(each), style="ag-small") for each in one.sides),
        *(folded_claims(each.claims) for each in one.sides),
        *(_denial(each, relations) for each in one.denials),
        beside,
    )


def _told(proposition: Proposition, relations: Relations) -> Markup:
    return told(proposition, lambda one: proposition_sentence(one, relations))
