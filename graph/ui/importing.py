"""The Import page: a table of one's own, from the file to what changed, and the imports that are there.

Nothing is written before the button at the end, and that is there only once all rows were tried.
"""

from __future__ import annotations

import streamlit as st

from graph.ui.bar import title
from graph.ui.import_desk import desk
from graph.ui.import_file import choose_file, show_rows
from graph.ui.import_list import imports
from graph.ui.import_meaning import meaning, what_rows_become
from graph.ui.import_running import run_buttons, what_came_of_it
from graph.ui.import_store import why_not_writable
from graph.ui.memory import publish
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.states import ImportState
from graph.ui.store_work import told_of_others
from graph.ui.words import say

IMPORT = "import"


def importing(opened: Opened) -> None:
    """Draw the page."""
    publish(IMPORT, ImportState())
    title(opened, say("importing.title"), needs_claims=False)
    work = desk()
    with st.container(key="importing"):
        st.markdown(say("importing.promise"))
        refusal = why_not_writable(opened.location)
        if refusal:
            st.warning(plain(refusal))
        told_of_others(opened, work.begun)
        given = choose_file(opened, work)
        if given:
            show_rows(opened, work)
        if given and work.sample.whole:
            mapping = meaning(work)
            if mapping is not None:
                what_rows_become(work, mapping)
                run_buttons(opened, work, refusal)
        what_came_of_it(opened, work)
        imports(opened, refusal)
