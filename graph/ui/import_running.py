"""Trying all rows, importing them, and watching either: how far it is, what came of it, and a way to stop."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from graph.settings import BULK_LIMITS
from graph.ui.handing import size
from graph.ui.import_desk import ImportDesk
from graph.ui.import_work import Job, Task, Work
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, plain
from graph.ui.ticking import tick
from graph.ui.words import say


def run_buttons(opened: Opened, desk: ImportDesk, refusal: str) -> None:
    """Draw the button that tries all rows, and the one that imports: active only after that."""
    st.subheader(say("importing.try"), anchor=False)
    st.markdown(say("importing.try-why"))
    busy = desk.work is not None and not desk.work.done
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
    desk.work = Work(job, made_of)


def watch(desk: ImportDesk) -> None:
    """Draw how far the work is, or what came of it."""
    work = desk.work
    if work is None:
        return
    if not work.done:
        _progress(desk)
    elif work.problem:
        st.error(plain(work.problem))
    elif work.job.task is Task.REMOVE or work.made_of == desk.made_of():
        _outcome(work)


@st.fragment
def _progress(desk: ImportDesk) -> None:
    work = desk.work
    if work is None or work.done:
        st.rerun(scope="app")
    tick("import-watch", BULK_LIMITS.import_watch_seconds)
    step = work.step
    words = say(f"importing.step-{step.name}") if step.name else say("importing.step-starting")
    share = min(step.done / step.total, 1.0) if step.total else 0.0
    st.progress(share, text=say("importing.running", step=words, seconds=f"{work.seconds:.0f}"))
    if st.button(say("importing.stop"), key="import-stop"):
        work.stop()
        work.wait(1.0)
        st.rerun(scope="app")


def _outcome(work: Work) -> None:
    result = work.result
    st.success(say(f"importing.done-{work.job.task.value}", seconds=f"{work.seconds:.1f}"))
    if work.job.task is Task.REMOVE:
        return
    if result.get("same"):
        st.markdown(say("importing.same"))
        return
    st.markdown(counted(result))
    if work.job.task is Task.TRY and result.get("triples"):
        st.markdown(
            say("importing.cost", triples=result["triples"], seconds=_seconds(result), size=_size(result))
        )
    if any(result["changes"].values()):
        st.markdown(say("importing.changes", **result["changes"]))
    if result.get("rejected"):
        _rejected(work)


def counted(result: Mapping[str, Any]) -> str:
    """Return in sentences what the rows became."""
    taken = say("importing.taken", n=result["taken"], rows=result["rows"])
    made = say(
        "importing.made",
        claims=say("words.claims", n=result["claims"]),
        things=say("words.entities", n=result["things"]),
    )
    silent = say("importing.silent", n=result["silent"]) if result.get("silent") else ""
    return " ".join(filter(None, (taken, made, silent)))


def _seconds(result: Mapping[str, Any]) -> str:
    return f"{result.get('expected_seconds', 0.0):.0f}"


def _size(result: Mapping[str, Any]) -> str:
    return size(int(result.get("expected_bytes", 0)))


def _rejected(work: Work) -> None:
    faults = work.result["faults"][: BULK_LIMITS.import_shown_faults]
    st.markdown(say(f"importing.rejected-{work.job.task.value}", n=work.result["rejected"]))
    st.html(str(faults_markup(faults)))
    path = Path(work.job.rejected)
    st.download_button(
        say("importing.download-rejected"),
        data=path.read_bytes,
        file_name="rejected.csv",
        mime="text/csv",
        key="import-rejected",
        help=say("importing.download-help"),
        on_click="ignore",
    )


def faults_markup(faults: list[Mapping[str, Any]]) -> Markup:
    """Return rejected rows as a table of plain text; where it is narrow, each cell says what it is."""
    words = {name: say(f"importing.fault-{name}") for name in ("line", "column", "value", "sentence")}
    heads = [element("th", word, scope="col") for word in words.values()]
    lines = [
        element("tr", *(_fault_cell(fault, name, word) for name, word in words.items())) for fault in faults
    ]
    inside = element("table", element("thead", element("tr", *heads)), element("tbody", *lines))
    frame = {"role": "region", "tabindex": "0", "aria-label": say("importing.faults")}
    return element("div", inside, style="ag-table ag-faults", **frame)


def _fault_cell(fault: Mapping[str, Any], name: str, word: str) -> Markup:
    labelled = {"data-label": word, "dir": "auto"}
    if name == "line":
        return element("th", f"{fault[name]:,}", scope="row", **labelled)
    return element("td", str(fault[name]), **labelled)
