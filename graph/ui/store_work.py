"""What changes the store now, whoever began it, and what came of it: for every page that can change it."""

from __future__ import annotations

import streamlit as st

from graph.layout import is_being_built
from graph.ui.import_outcome import running_told, show_outcome
from graph.ui.import_work import Task, Work, put_away, writing
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.watching import watch
from graph.ui.words import say


def is_busy(location: str) -> bool:
    """Say whether something changes the store at `location` already, here or in another process."""
    work = writing(location)
    return is_being_built(location) if work is None or work.done else True


def told_of_others(opened: Opened, own: Work | None = None) -> None:
    """Say at the head of a page what changes the store, or did, unless it is `own`, shown elsewhere."""
    work = writing(opened.location)
    if work is not None and work is not own:
        if not work.done:
            st.info(say(f"working.other-{work.job.task.value}", at=f"{work.begun_at:%H:%M}"))
        show_writing(opened, work)
    elif (work is None or work.done) and is_being_built(opened.location):
        st.info(say("working.elsewhere"))


def show_writing(opened: Opened, work: Work) -> bool:
    """Draw how far `work` is, or what came of it unless that was put away; return whether it was drawn."""
    if work is not writing(opened.location):
        return False
    watch(work, "store", "importing", lambda: running_told(work))
    if work.done:
        _ended(opened, work)
    return True


def _ended(opened: Opened, work: Work) -> None:
    with st.container(key="store-ended"):
        if work.problem:
            st.error(plain(work.problem))
        elif work.job.task is Task.JOIN:
            st.success(say("joining.done", n=work.result["joined"]))
        else:
            show_outcome(work)
        st.button(say("working.put-away"), key="store-put-away", on_click=put_away, args=(opened.location,))
