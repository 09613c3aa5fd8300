"""Long work beside a page: it goes on, is found again by its key, is stopped, and says how far it is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count

import pytest
from streamlit.testing.v1 import AppTest

from graph.errors import ArmsgraphError, InputError
from graph.progress import ROWS, Progress, Step, Stop
from graph.settings import BULK_LIMITS
from graph.ui.watching import duration, told
from graph.ui.working import InThread, WorkStoppedError, begun, forget, held_work

KEYS = count()


@pytest.fixture
def key() -> Iterator[object]:
    key = ("test", next(KEYS))
    yield key
    held = held_work(key)
    if held is not None:
        held.stop()
        held.wait(10)
        forget(key)


def endless(progress: Progress, stop: Stop) -> None:
    for number in count():
        progress(Step("rows", number, 0, ROWS))
        threading.Event().wait(0.01)


def test_who_comes_second_is_given_the_work_that_is_under_way(key: object) -> None:
    first = begun(key, lambda: InThread(endless))
    assert begun(key, lambda: InThread(endless)) is first is held_work(key)
    forget(key)
    assert held_work(key) is first, "what goes on is not forgotten"
    first.stop()
    first.wait(60)
    assert first.done and isinstance(first, InThread)
    with pytest.raises(WorkStoppedError):
        first.result()
    forget(key)
    assert held_work(key) is None


def test_what_comes_of_work_stays_to_be_found_and_mistakes_are_told_where_it_is_asked_for(
    key: object,
) -> None:
    work = InThread(lambda *_: 7)
    assert work.result() == 7 and work.done

    def wrong(*_: object) -> None:
        raise InputError("No such thing.")

    with pytest.raises(InputError, match="No such thing"):
        InThread(wrong).result()
    with pytest.raises(ArmsgraphError, match="ZeroDivisionError"):
        InThread(lambda *_: 1 / 0).result()


def test_ended_work_is_forgotten_after_many_others_and_work_under_way_never(
    key: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.ui.working.BULK_LIMITS", BULK_LIMITS._replace(works_held=2))
    going = begun(key, lambda: InThread(endless))
    done = [("test", next(KEYS)) for _ in range(4)]
    for one in done:
        begun(one, lambda: InThread(lambda *_: 1)).wait(60)
    assert held_work(key) is going
    assert held_work(done[0]) is None and held_work(done[-1]) is not None


def test_a_page_shows_the_bar_with_its_words_and_stops_the_work(key: object) -> None:
    work = begun(key, lambda: InThread(endless))

    def page() -> None:
        import streamlit as st

        from graph.ui.watching import watch

        watch(st.session_state["work"], "it", "importing")

    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["work"] = work
    app.run()
    assert not app.exception
    assert app.button(key="it-stop").label == "Stop"
    app.button(key="it-stop").click().run()
    assert work.done and not app.button


def test_steps_and_times_are_said_in_words() -> None:
    assert told(Step("")) == "Starting"
    assert told(Step("judging", 1, 6), "importing") == "Holding them against the rules (step 2 of 6)"
    assert told(Step("rows", 1_200, 4_000, ROWS), "importing") == "Reading rows: 1,200 of 4,000"
    assert [duration(seconds) for seconds in (0.4, 59, 600, 8_000)] == ["0 s", "59 s", "10 min", "2 h 13 min"]
