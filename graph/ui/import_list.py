"""The imports that a graph holds, and taking one away after asking."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from graph.errors import InputError, StoreError, StoreLockedError
from graph.importing import Imported, drop_waiting, imports_of, waiting_imports
from graph.importing.held import ImportedTable
from graph.settings import LIMITS
from graph.store import open_store
from graph.ui.import_work import Job, Task, begin_writing
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, plain
from graph.ui.rebuilt import newest_build
from graph.ui.store_work import is_busy
from graph.ui.words import say

_ASKED = "import-asked-to-remove"


def imports(opened: Opened, refusal: str) -> None:
    """Draw the list."""
    st.subheader(say("importing.there"), anchor=False)
    try:
        held = _held(opened.location, newest_build())
    except StoreError:  # a build that was just replaced; the one on the page is still there
        held = imports_of(opened.everything.store)
    busy = is_busy(opened.location)
    _begun(opened.location, busy, refusal)
    if not held:
        st.markdown(say("importing.none-there"))
    for one in held:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"import-of-{one.name}"
        ):
            st.html(str(described(one)), width="stretch")
            st.button(
                say("importing.remove"),
                key=f"import-remove-{one.name}",
                disabled=bool(refusal) or busy,
                help=refusal or None,
                on_click=lambda name=one.name: st.session_state.update({_ASKED: name}),
            )
        if st.session_state.get(_ASKED) == one.name:
            _ask(opened, one)


def _begun(location: str, busy: bool, refusal: str) -> None:
    """Draw the imports that were stopped, each with how it goes on and a way to let go of it."""
    for one in waiting_imports(location):
        if one.at_work and busy:
            continue  # its bar says so already
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"begun-{one.name}"):
            key = "importing.waits-at-work" if one.at_work else "importing.waits"
            words = {} if one.at_work else {"n": one.rows, "tables": plain(", ".join(one.tables))}
            st.markdown(say(key, name=plain(one.name), **words), width="stretch")
            st.button(
                say("importing.let-go"),
                key=f"import-let-go-{one.name}",
                disabled=bool(refusal) or one.at_work,
                on_click=_let_go,
                args=(one.name, location),
            )


def _let_go(name: str, location: str) -> None:
    with suppress(InputError, StoreLockedError):  # it went, or goes on, since the page was drawn
        drop_waiting(name, location)


@st.cache_data(show_spinner=False, max_entries=LIMITS.kept_builds)
def _held(location: str, build: str) -> tuple[Imported, ...]:
    """Return the imports of the newest build, which the page need not show yet."""
    return imports_of(open_store(location, build_name=build))


def described(one: Imported) -> Markup:
    """Return what an import is, as plain text."""
    counts = say("importing.holds", rows=one.rows, n=one.claims)
    if one.rejected:
        counts += " " + say("importing.set-aside", n=one.rejected)
    tables = [element("p", dated(table), style="ag-small", dir="auto") for table in one.tables]
    return element("div", element("strong", one.name), element("p", counts), *tables, style="ag-import")


def dated(table: ImportedTable) -> str:
    """Return the title of a table and when it is from."""
    return f"{table.title} ({table.published})" if table.published else table.title


def _ask(opened: Opened, one: Imported) -> None:
    with st.container(border=True, key="import-ask"):
        st.markdown(say("importing.sure", title=plain(one.name)))
        with st.container(horizontal=True):
            st.button(
                say("importing.remove-yes"),
                key="import-remove-yes",
                type="primary",
                on_click=lambda: _remove(opened, one.name),
            )
            st.button(
                say("importing.remove-no"),
                key="import-remove-no",
                on_click=lambda: st.session_state.pop(_ASKED, None),
            )


def _remove(opened: Opened, name: str) -> None:
    st.session_state.pop(_ASKED, None)
    begin_writing(Job(Task.REMOVE, opened.location, slug=name))
