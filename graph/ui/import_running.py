"""Trying all rows, importing them, and what came of either."""

from __future__ import annotations

import dataclasses

import streamlit as st

from graph.ui.import_desk import ImportDesk
from graph.ui.import_outcome import running_told, show_found, show_outcome
from graph.ui.import_work import Job, Task, Work, begin_writing, put_away
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.store_work import is_busy, show_writing
from graph.ui.watching import watch
from graph.ui.words import say


def run_buttons(opened: Opened, desk: ImportDesk, refusal: str) -> None:
    """Draw the button that tries all rows, and the one that imports: active only after that."""
    st.subheader(say("importing.try"), anchor=False)
    st.markdown(say("importing.try-why"))
    busy = is_trying(desk) or is_busy(opened.location)
    ready = is_tried(desk) and not refusal
    with st.container(horizontal=True, key="import-run"):
        st.button(
            say("importing.try-button"),
            key="import-try",
            disabled=busy,
            type="secondary" if ready else "primary",
            on_click=lambda: start(opened, desk, Task.TRY),
        )
        st.button(
            say("importing.import-button"),
            key="import-go",
            type="primary" if ready else "secondary",
            disabled=not ready or busy,
            help=refusal or (None if ready else say("importing.try-first")),
            on_click=lambda: start(opened, desk, Task.IMPORT),
        )


def is_trying(desk: ImportDesk) -> bool:
    """Say whether a dry run is under way."""
    return desk.work is not None and not desk.work.done


def is_tried(desk: ImportDesk) -> bool:
    """Say whether the last dry run went well, and was of the very file and mapping that the page shows."""
    work = desk.work
    return (
        work is not None
        and work.job.task is Task.TRY
        and work.done
        and bool(work.result.get("taken"))
        and work.made_of == desk.made_of()
    )


def start(opened: Opened, desk: ImportDesk, task: Task) -> None:
    """Start a dry run or an import of what the page shows."""
    assert desk.given is not None
    made_of = desk.made_of()
    job = Job(
        task,
        opened.location,
        path=str(desk.given.path),
        name=desk.given.name,
        mapping=desk.mapping_text().decode("utf-8"),
        shape=dataclasses.asdict(dataclasses.replace(desk.shape, columns=desk.columns)),
        rejected=str(desk.room / f"{task.value}-rejected.csv"),
    )
    if task is Task.TRY:
        put_away(opened.location)  # what came of an import before would stand in the place of this
        desk.begun = None
        desk.work = Work(job, made_of, keep=desk.folder)
    else:
        desk.begun = begin_writing(job, made_of, keep=desk.folder)


def what_came_of_it(opened: Opened, desk: ImportDesk) -> None:
    """Draw how far the dry run or the import is that this session began, or what came of it."""
    if desk.begun is not None and show_writing(opened, desk.begun):
        return
    work = desk.work
    if work is None:
        return
    watch(work, "import-try", "importing", lambda: running_told(work), lambda: show_found(work))
    if work.problem:
        st.error(plain(work.problem))
    elif work.done and work.made_of == desk.made_of():
        show_outcome(work)
