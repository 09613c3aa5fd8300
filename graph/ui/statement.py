"""The side panel's card of a statement: both sides, what exactly is denied, what that leaves open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from graph.contradictions import Denial
from graph.model import Claim, Proposition, Stance, Standing
from graph.ui.card import first_claims
from graph.ui.clickable import go_button
from graph.ui.evidence import count_line, speaker, standing_line
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, join
from graph.ui.reasons import contradicted_list, contradictions_of, why_line
from graph.ui.rivals import rivals_list
from graph.ui.sides import side, side_by_side, smooth
from graph.ui.words import say


def statement_card(
    opened: Opened, standing: Standing, claims: Sequence[Claim], unfolded: Collection[str]
) -> Markup:
    """Return how a statement stands and every claim about it, for `graph.ui.clickable.clickable`.

    Parameters
    ----------
    opened
        The graph that it is read in.
    standing
        How it stands there.
    claims
        Every claim about it that counts.
    unfolded
        Names of the parts that are shown in full, such as ``all asserts``.
    """
    beside = [
        contradicted_list(opened, claims),
        rivals_list(opened, claims),
        *_denials(opened, claims),
        why_line(opened, claims),
    ]
    return element(
        "section",
        standing_line(standing),
        element("p", count_line(claims) + ".", style="ag-small"),
        _both_sides(claims, unfolded),
        join([part for part in beside if part]),
        style="ag-card ag-statement",
    )


def _both_sides(claims: Sequence[Claim], unfolded: Collection[str]) -> Markup:
    """Return who asserts on one side, who denies or doubts on the other; an empty side is a sentence."""
    told = [claim for claim in claims if claim.stance is Stance.ASSERTS]
    refused = [claim for claim in claims if claim.stance is not Stance.ASSERTS]
    if not refused:
        alone = element("p", say("card.nobody_denies"), style="ag-small")
        return join([*first_claims(told, "asserts", unfolded), alone])
    refusing = side(
        say("card.denies", n=len(refused)), *first_claims(refused, "denies", unfolded), stance="denies"
    )
    if not told:
        return join([element("p", say("card.nobody_asserts"), style="ag-small"), refusing])
    asserting = side(
        say("card.asserts", n=len(told)), *first_claims(told, "asserts", unfolded), stance="asserts"
    )
    return side_by_side([asserting, refusing])


def _denials(opened: Opened, claims: Sequence[Claim]) -> Iterable[Markup]:
    """Yield what exactly is denied of a statement and what that leaves open, once for each who denies."""
    about = {claim.iri for claim in claims}
    found = {
        denial.claim.iri: denial
        for one in contradictions_of(opened, claims)
        for denial in one.denials
        if denial.claim.iri in about
    }
    return (_denial(opened, denial) for denial in found.values())


def _denial(opened: Opened, denial: Denial) -> Markup:
    open_still = [_way(opened, each) for each in denial.left_open]
    if denial.more_left_open:
        open_still.append(element("li", say("card.more_left_open", n=denial.more_left_open)))
    who = element("strong", say("card.denied", speaker=speaker(denial.claim)))
    return element(
        "div",
        element(
            "p", who, smooth(opened.graph.sentence(denial.claim.proposition), [denial.claim.proposition])
        ),
        element("p", say("card.left_open")) if open_still else None,
        element("ul", *open_still) if open_still else None,
        style="ag-small ag-denied",
    )


def _way(opened: Opened, statement: Proposition) -> Markup:
    words = smooth(opened.graph.sentence(statement), [statement])
    return element("li", go_button(f"select {statement.iri}", words))
