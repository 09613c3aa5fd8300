"""How far long work is: shares, time left, and the lines and bars that tell of it."""

from __future__ import annotations

import pytest

from graph.cli.progress import progress_bar, told
from graph.progress import BYTES, ROWS, STEPS, Pace, Step
from graph.settings import BULK_LIMITS


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_of_a_step_follows_from_what_was_done_since_it_was_first_heard_of() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.hear(Step("rows", 400, 1000, ROWS))
    assert pace.seconds_left is None
    clock.now += 5
    pace.hear(Step("rows", 500, 1000, ROWS))
    assert pace.seconds_left == 25, "100 rows in 5 seconds, 500 to go; the first 400 were there before"
    pace.hear(Step("judging", 1, 6))
    assert pace.seconds_left is None, "steps take different times"


@pytest.mark.parametrize(("seconds", "done"), [(0.5, 900), (9, 5)])
def test_no_time_is_told_before_enough_is_done(seconds: float, done: int) -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.hear(Step("rows", 0, 1000, ROWS))
    clock.now += seconds
    pace.hear(Step("rows", done, 1000, ROWS))
    assert pace.seconds_left is None


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step("judging", 1, 6), "judging (step 2 of 6)"),
        (Step("switching"), "switching"),
        (Step("loading", 67_000_000, 150_000_000, BYTES), "loading: 67 of 150 MB, 45 %"),
        (Step("writing", 1_500, 6_000, ROWS), "writing: 1,500 of 6,000 rows, 25 %"),
    ],
    ids=["step", "only", "bytes", "rows"],
)
def test_a_step_is_told_in_words(step: Step, words: str) -> None:
    pace = Pace()
    pace.hear(step)
    assert told(pace) == words


def test_without_a_terminal_long_work_is_told_in_lines_and_short_work_not_at_all(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr("graph.cli.progress.time.monotonic", clock)
    with progress_bar() as report:
        assert report is not None
        report(Step("rows", 1, 4, ROWS))
        assert capsys.readouterr().err == ""
        clock.now += BULK_LIMITS.progress_line_seconds
        report(Step("rows", 2, 4, ROWS))
        report(Step("rows", 3, 4, ROWS))
    assert capsys.readouterr().err == "rows: 2 of 4 rows, 50 %\n"
    with progress_bar(quiet=True) as report:
        assert report is None


def test_a_share_is_never_more_than_all_and_nothing_where_nobody_knows() -> None:
    assert [Step("rows", *one, STEPS).share for one in ((1, 4), (9, 4), (9, 0))] == [0.25, 1.0, 0.0]
