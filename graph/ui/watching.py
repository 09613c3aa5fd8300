"""A bar for long work: what is being done, how much of it, how long the rest takes, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.progress import BYTES, STEPS, Pace, Step
from graph.settings import BULK_LIMITS
from graph.ui.handing import size
from graph.ui.ticking import tick
from graph.ui.words import say
from graph.ui.working import LongWork

_STOP_SECONDS = 1.0
_HOUR, _MINUTE = 3_600, 60


def watch(
    work: LongWork,
    key: str,
    words: str = "working",
    remark: Callable[[], str] | None = None,
    beneath: Callable[[], None] | None = None,
) -> None:
    """Draw how far `work` is until it has ended; then draw the page again, which shows what came of it.

    Parameters
    ----------
    work
        Under way or done.
    key
        Tells this bar from others on the page.
    words
        The file of texts in which the step called ``name`` is ``step-name``.
    remark
        Returns what else is said under the bar, as safe Markdown; empty where nothing is.
    beneath
        Draws beneath the bar what is known already.
    """
    if not work.done:
        _bar(work, key, words, remark, beneath)


@st.fragment
def _bar(
    work: LongWork,
    key: str,
    words: str,
    remark: Callable[[], str] | None,
    beneath: Callable[[], None] | None,
) -> None:
    if work.done:
        st.rerun(scope="app")
    tick(f"{key}-watch", BULK_LIMITS.import_watch_seconds)
    with st.container(key=f"{key}-work", border=True):
        pace = work.pace
        st.progress(pace.step.share, text=told(pace.step, words))
        if remark is not None and (said := remark()):
            st.caption(said)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(time_told(work.seconds, pace), width="stretch")
            if st.button(say("working.stop"), key=f"{key}-stop", help=say("working.stop-help")):
                work.stop()
                work.wait(_STOP_SECONDS)
                st.rerun(scope="app")
    if beneath is not None:
        beneath()


def told(step: Step, words: str = "working") -> str:
    """Return in words what is being done and how much of it is.

    Examples
    --------
    >>> told(Step("rows", 1_500_000, 6_000_000, "bytes"), "importing")
    'Reading rows: 1.5 MB of 6.0 MB'
    """
    if not step.name:
        return say("working.starting")
    name = say(f"{words}.step-{step.name}")
    if step.unit == STEPS:
        return say("working.step", step=name, number=step.done + 1, steps=step.total) if step.total else name
    if step.unit == BYTES:
        return say("working.share", step=name, done=size(step.done), total=size(step.total))
    return say("working.share", step=name, done=step.done, total=step.total)


def time_told(seconds: float, pace: Pace) -> str:
    """Return how long work has run and how long the step under way still takes, where that is known."""
    left = pace.seconds_left
    if left is None:
        return say("working.running", passed=duration(seconds))
    return say("working.running-left", passed=duration(seconds), left=duration(left))


def duration(seconds: float) -> str:
    """Return a time as people say it.

    Examples
    --------
    >>> duration(8.2), duration(300), duration(7_260)
    ('8 s', '5 min', '2 h 1 min')
    """
    if seconds < 2 * _MINUTE:
        return say("working.seconds", s=round(seconds))
    minutes = round(seconds / _MINUTE)
    if seconds < _HOUR:
        return say("working.minutes", m=minutes)
    return say("working.hours", h=minutes // _MINUTE, m=minutes % _MINUTE)
