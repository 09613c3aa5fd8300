"""Choosing a table, telling how it is read, and showing its first rows as they are."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit import config

from graph.errors import TableError
from graph.settings import BULK_LIMITS
from graph.tables import Layout, Row, RowFault, Watch
from graph.ui.handing import size
from graph.ui.import_desk import Given, ImportDesk, kept_copy
from graph.ui.import_known import kinds_of
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, plain
from graph.ui.words import say

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_UPLOAD, _PATH = "import-upload", "import-path"
_DELIMITERS = (",", ";", "\t", "|")
_QUOTES = ('"', "'", "")
_ENCODINGS = (
    "utf-8",
    "utf-16",
    "cp1252",
    "cp1251",
    "cp1250",
    "koi8_r",
    "iso8859_15",
    "mac_roman",
    "gb18030",
    "shift_jis",
)
_TYPES = [
    "csv",
    "tsv",
    "tab",
    "txt",
    "json",
    "jsonl",
    "ndjson",
    "ijson",
    "geojson",
    "gz",
    "ttl",
    "nt",
    "nq",
    "trig",
    "rdf",
    "owl",
    "jsonld",
]


def choose_file(opened: Opened, desk: ImportDesk) -> bool:
    """Draw the place for a file; return whether one is there."""
    st.subheader(say("importing.file"), anchor=False)
    uploaded = st.file_uploader(say("importing.upload"), type=_TYPES, key=_UPLOAD)
    if uploaded is not None and (desk.given is None or desk.given.token != uploaded.file_id):
        desk.drop()
        desk.take(_copied(desk, uploaded), kinds_of(opened))
    if _is_local():
        with st.expander(say("importing.large")):
            st.text_input(
                say("importing.path"),
                key=_PATH,
                placeholder=say("importing.path-like"),
                on_change=lambda: _take_path(opened, desk),
            )
    if desk.given is not None:
        st.markdown(_described(desk))
    if desk.sample.problem and desk.given is not None:
        st.error(plain(desk.sample.problem))
    return desk.given is not None


def _copied(desk: ImportDesk, uploaded: UploadedFile) -> Given:
    def write(path: Path) -> None:
        uploaded.seek(0)
        with path.open("wb") as file:
            shutil.copyfileobj(uploaded, file)

    return kept_copy(desk.room, uploaded.name, uploaded.file_id, write)


def _take_path(opened: Opened, desk: ImportDesk) -> None:
    """Take the file that was named, where it lies."""
    named = str(st.session_state[_PATH]).strip()
    if not named:
        return
    path = Path(named).expanduser()
    try:
        watch = Watch(path)
    except TableError as error:
        desk.drop()
        desk.given = Given(path, path.name, 0, named)
        desk.sample = replace(desk.sample, rows=(), problem=str(error))
        return
    desk.take(Given(path, path.name, watch.size, f"{named}:{watch.size}"), kinds_of(opened))


def _is_local() -> bool:
    """Say whether the app is shown to this machine only: who else could name any file on it."""
    return str(config.get_option("server.address") or "") in ("127.0.0.1", "localhost", "::1")


def _described(desk: ImportDesk) -> str:
    """Return in a sentence what was recognised."""
    assert desk.given is not None
    shape = desk.shape
    values = {"name": plain(desk.given.name), "size": size(desk.given.size), "n": len(desk.columns)}
    if shape.layout is not Layout.SEPARATED:
        return say(f"importing.is-{shape.layout.value}", encoding=shape.encoding, **values)
    key = "importing.is-table" if shape.header else "importing.is-headless"
    return say(
        key,
        delimiter=say(f"importing.delimiter-{_DELIMITERS.index(shape.delimiter)}")
        if shape.delimiter in _DELIMITERS
        else plain(shape.delimiter),
        encoding=plain(shape.encoding),
        line=shape.header,
        **values,
    )


def show_rows(opened: Opened, desk: ImportDesk) -> None:
    """Draw how the file is read, to be changed, and its first rows."""
    if desk.shape.layout is Layout.SEPARATED:
        with st.expander(say("importing.how-read"), expanded=bool(desk.sample.problem)):
            _shape(opened, desk)
    if desk.sample.rows:
        shown = desk.sample.rows[: BULK_LIMITS.import_shown_rows]
        st.html(str(rows_markup(desk.columns, shown)))
        st.caption(say("importing.first-rows", n=len(shown)))


def _shape(opened: Opened, desk: ImportDesk) -> None:
    shape = desk.shape
    with st.container(horizontal=True, key="import-shape"):
        _choice(opened, desk, "delimiter", _DELIMITERS, shape.delimiter)
        _choice(opened, desk, "encoding", _ENCODINGS, shape.encoding)
        _choice(opened, desk, "quote", _QUOTES, shape.quote)
        key = _key(desk, "header")
        st.session_state[key] = shape.header
        st.number_input(
            say("importing.header"),
            0,
            1_000,
            key=key,
            help=say("importing.header-help"),
            on_change=lambda: _reshape(opened, desk, header=int(st.session_state[key])),
        )


def _choice(opened: Opened, desk: ImportDesk, name: str, offered: Sequence[str], chosen: str) -> None:
    choices = list(dict.fromkeys([chosen, *offered] if chosen not in offered else offered))
    key = _key(desk, name)
    st.session_state[key] = chosen
    st.selectbox(
        say(f"importing.{name}"),
        choices,
        key=key,
        format_func=lambda one: _called(name, one),
        on_change=lambda: _reshape(opened, desk, **{name: st.session_state[key]}),
    )


def _key(desk: ImportDesk, name: str) -> str:
    """Return the key of a box, another for each file: a browser may still send the choice for the last."""
    assert desk.given is not None
    return f"import-{name}-{desk.given.token}"


def _called(name: str, choice: str) -> str:
    offered = {"delimiter": _DELIMITERS, "quote": _QUOTES}.get(name, ())
    return say(f"importing.{name}-{offered.index(choice)}") if choice in offered else choice


def _reshape(opened: Opened, desk: ImportDesk, **changed: str | int) -> None:
    """Read the file in another way; the names of its columns come from there then."""
    desk.shape = replace(desk.shape, columns=(), **changed)  # type: ignore[arg-type]
    desk.look(kinds_of(opened))


def rows_markup(columns: Sequence[str], rows: Sequence[Row | RowFault]) -> Markup:
    """Return rows as a table of plain text that scrolls inside itself; of a faulty one its fault."""
    heads = [element("th", say("importing.line"), scope="col")]
    heads += [element("th", name, scope="col") for name in columns]
    lines = [_row(columns, row) for row in rows]
    inside = element("table", element("thead", element("tr", *heads)), element("tbody", *lines))
    frame = {"role": "region", "tabindex": "0", "aria-label": say("importing.rows")}
    return element("div", inside, style="ag-table ag-rows", **frame)


def _row(columns: Sequence[str], row: Row | RowFault) -> Markup:
    line = element("th", f"{row.line:,}", scope="row")
    if isinstance(row, Row):
        cells = [element("td", row.values.get(name, ""), dir="auto") for name in columns]
        return element("tr", line, *cells)
    return element("tr", line, element("td", row.sentence, style="ag-fault", colspan=str(len(columns) or 1)))
