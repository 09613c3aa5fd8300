"""Tallies: pieces, running counts and statements held against each other, no further than they reach."""

from __future__ import annotations

import pytest

from graph.model import Ref
from graph.tallies import Excess, Finding, Manner, Reckoning, Scope, Tally, Why, series, tallied
from graph.tallies.comparing import excess
from graph.tallies.wording import difference_sentence, entry_sentence, fall_sentences

LIST, MINISTRY, OTHER = (
    Ref("a/list", "The List"),
    Ref("a/ministry", "The ministry"),
    Ref("a/other", "Another"),
)
NORTH, SOUTH = "a/north", "a/south"
TANK = Scope(Ref("w/tank", "Tanks"), {"w/tank": Why.ITSELF})


def piece(key: str, day: str, status: str = "destroyed", side: str = NORTH) -> Reckoning:
    sides, became = frozenset({side}), frozenset({status})
    loss = Ref(f"l/{key}", "")
    return Reckoning(loss, LIST, "w/tank", Manner.PIECES, 1, day, sides=sides, statuses=became)


def running(count: int, to: str, source: Ref = MINISTRY, side: str = NORTH) -> Reckoning:
    loss = Ref(f"l/{source.iri}/{to}", f"Losses up to {to}")
    return Reckoning(loss, source, "w/tank", Manner.RUNNING, count, to, to, frozenset({side}))


def statement(
    key: str,
    count: int,
    day: str,
    *,
    sides: tuple[str, ...] = (NORTH,),
    part_of: str = "",
    open_side: bool = False,
) -> Reckoning:
    return Reckoning(
        Ref(f"l/{key}", f"Loss {key}"),
        OTHER,
        "w/tank",
        Manner.STATEMENT,
        count,
        day,
        sides=frozenset(sides),
        side_is_open=open_side,
        part_of=frozenset({part_of} if part_of else ()),
    )


def tally_of(*reckonings: Reckoning, by: str = "2024-12-31", status: str = "") -> Tally:
    return tallied(TANK, reckonings, side=Ref(NORTH, "North"), party={NORTH}, by=by, status=status)


def findings(*reckonings: Reckoning, by: str = "2024-12-31") -> list[Finding]:
    return [one.finding for one in tally_of(*reckonings, by=by).differences]


SEEN = [piece("1", "2024-01-01"), piece("2", "2024-02-01"), piece("3", "2024-03-01", "damaged")]


@pytest.mark.parametrize(
    ("claimed", "finding"),
    [
        (1, Finding.EXCLUDED),  # two are destroyed for all to see
        (2, Finding.HANGS_ON_WORDS),  # the third is only damaged
        (3, Finding.NO_CONFLICT),
        (9, Finding.NOT_DOCUMENTED),  # six were not seen, and may be lost all the same
    ],
)
def test_a_claimed_total_is_contradicted_only_where_it_is_lower_than_what_is_seen(
    claimed: int, finding: Finding
) -> None:
    assert findings(*SEEN, running(claimed, "2024-06-30")) == [finding]


def test_what_was_put_down_after_the_day_of_a_claim_says_nothing_against_it() -> None:
    claim = running(2, "2024-02-15")
    assert findings(*SEEN, claim) == [Finding.NO_CONFLICT]
    [difference] = tally_of(*SEEN, claim).differences
    assert (difference.at_least, difference.in_all) == (2, 3)


def test_a_statement_about_one_operation_is_never_contradicted_by_pieces() -> None:
    assert findings(*SEEN, statement("a", 1, "2024-06-30")) == [Finding.NO_CONFLICT]
    assert findings(*SEEN, statement("a", 4, "2024-06-30")) == [Finding.NOT_DOCUMENTED]


def test_statements_of_different_losses_add_up_and_those_inside_another_do_not() -> None:
    both = tally_of(*SEEN, statement("a", 3, "2024-05-01"), statement("b", 3, "2024-06-01"))
    assert [one.claimed_count for one in both.differences] == [6]
    assert difference_sentence(both.differences[0]) == (
        "No contradiction, but not documented: Another claims 3 and 3, together 6 if they are different "
        "losses, up to 2024-06-01, The List shows 3 up to then; 3 were not seen."
    )
    inside = tally_of(*SEEN, statement("a", 3, "2024-05-01"), statement("b", 2, "2024-06-01", part_of="l/a"))
    assert [one.claimed_count for one in inside.differences] == [3]


def test_statements_cannot_add_up_to_more_than_a_total_of_the_day() -> None:
    assert findings(running(3, "2024-06-30"), statement("a", 4, "2024-06-01")) == [Finding.EXCLUDED]
    assert findings(running(4, "2024-06-30"), statement("a", 4, "2024-06-01")) == [Finding.NO_CONFLICT]


def test_two_running_counts_to_one_day_with_other_figures_are_shown_and_a_falling_one_too() -> None:
    assert findings(running(3, "2024-06-30"), running(5, "2024-06-30", OTHER)) == [Finding.DIFFERENT_FIGURES]
    fallen = tally_of(running(5, "2024-06-29"), running(3, "2024-06-30"))
    assert list(fall_sentences(fallen)) == [
        "The ministry itself lowers its count from 5 (2024-06-29) to 3 (2024-06-30)."
    ]


def test_the_side_counts_and_a_loss_of_no_stated_side_is_said_to_be_so() -> None:
    [entry] = tally_of(piece("1", "2024-01-01"), piece("2", "2024-01-01", side=SOUTH)).entries
    assert entry.count == 1
    [open_one] = tally_of(statement("a", 3, "2024-05-01", sides=("a/people",), open_side=True)).entries
    assert entry_sentence(open_one) == (
        "Another claims 3 by 2024-05-01, of no stated fate: Loss a. "
        "It does not say that they were lost by this side."
    )
    assert tally_of(statement("a", 3, "2024-05-01", sides=(SOUTH,))).entries == ()


def test_only_what_is_known_by_the_day_and_became_so_is_counted() -> None:
    [entry] = tally_of(*SEEN, by="2024-02-28").entries
    assert (entry.count, entry.day) == (2, "2024-02-01")
    [entry] = tally_of(*SEEN, status="damaged").entries
    assert (entry.count, dict(entry.by_status)) == (1, {"damaged": 1})


def test_a_series_has_the_end_of_each_month_and_the_last_day() -> None:
    points = series([*SEEN, running(7, "2024-02-15")], by="2024-03-10", party={NORTH}, most=10)
    assert [(point.day, [count for _, count in point.counts]) for point in points] == [
        ("2024-01-31", [1]),
        ("2024-02-29", [2, 7]),
        ("2024-03-10", [3, 7]),
    ]


def test_days_on_which_a_running_count_is_too_low_are_found_and_the_worst_is_named() -> None:
    seen = [piece(str(number), f"2024-01-{number:02}") for number in range(1, 8)]
    counts = [
        running(2, "2024-01-02"),
        running(2, "2024-01-04"),
        running(3, "2024-01-05"),
        running(9, "2024-01-07"),
    ]
    assert excess(counts, seen) == Excess("2024-01-05", 3, 5, 2, "2024-01-04", "2024-01-05")
    assert excess(counts[:1], seen) is None
