"""What came of a dry run, an import or a removal: what rows became, what it costs, and rows set aside."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from graph.importing.costing import rough
from graph.settings import BULK_LIMITS
from graph.ui.handing import size
from graph.ui.import_desk import REJECTED
from graph.ui.import_work import Task, Work
from graph.ui.plain import Markup, element, plain
from graph.ui.watching import duration
from graph.ui.words import say


def show_outcome(work: Work) -> None:
    """Draw it."""
    result = work.result
    name = plain(work.job.name or work.job.slug)
    st.success(say(f"importing.done-{work.job.task.value}", name=name, passed=duration(work.seconds)))
    if work.job.task is Task.REMOVE:
        return
    if result.get("same"):
        st.markdown(say("importing.same"))
        return
    st.markdown(counted(result))
    if result.get("cost"):
        st.markdown(cost_told(result["cost"]))
    if any(result["changes"].values()):
        st.markdown(say("importing.changes", **result["changes"]))
    if result.get("rejected"):
        _rejected(work, result)


def show_found(work: Work) -> None:
    """Draw what became of the rows while they are still judged; nothing before all are read."""
    if not work.found:
        return
    st.markdown(f"{say('importing.read')} {counted(work.found)}")
    st.markdown(cost_told(work.found["cost"]))
    if work.found.get("rejected"):
        _rejected(work, work.found)


def running_told(work: Work) -> str:
    """Return what is said of work under way: where it goes on, and what it will cost."""
    before = say("importing.went-on", n=work.staged_before) if work.staged_before else ""
    return " ".join(filter(None, (before, cost_told(work.expected) if work.expected else "")))


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


def cost_told(cost: Mapping[str, Any]) -> str:
    """Return in sentences what an import costs, as `graph.importing.Expected` has it."""
    needed, free = cost["cost"]["disk_bytes"], cost["disk_free"]
    words = say(
        "importing.cost",
        triples=rough(cost["triples"]),
        held=cost["held"],
        time=duration(cost["seconds"]),
        disk=size(needed),
        disk_free=size(free),
        memory=size(cost["cost"]["memory_bytes"]),
        memory_free=size(cost["memory_free"]),
    )
    return f"{words} {say('importing.no-room')}" if 0 < free < needed else words


def _rejected(work: Work, told: Mapping[str, Any]) -> None:
    faults = told["faults"][: BULK_LIMITS.import_shown_faults]
    st.markdown(say(f"importing.rejected-{work.job.task.value}", n=told["rejected"]))
    st.html(str(faults_markup(faults)))
    if unlisted := told["rejected"] - len(faults):
        st.caption(say("words.unlisted", n=unlisted))
    path = Path(work.job.rejected)
    st.download_button(
        say("importing.download-rejected"),
        data=path.read_bytes,
        file_name=f"{Path(work.job.name).name.partition('.')[0].removesuffix(REJECTED)}{REJECTED}.csv",
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
