"""The paths of the page as text with citations: to copy, and as a file."""

from __future__ import annotations

import re

import streamlit as st
from anyascii import anyascii

from graph.model import PathAnswer, Status
from graph.presentation import LINES
from graph.quoting import narrowing_sentences, quoted_paths
from graph.ui.bar import described
from graph.ui.opening import Opened
from graph.ui.outlook import file_suffix
from graph.ui.session import PathState
from graph.ui.words import say

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


def path_text(opened: Opened, state: PathState, answer: PathAnswer) -> None:
    """Draw the text, folded up, with its copy button and a download."""
    with st.expander(say("paths.text"), key="paths-text"):
        text = text_of(opened, state, answer)
        st.caption(say("paths.text-hint"))
        st.code(text, language=None, wrap_lines=True, height=320)
        st.download_button(
            say("paths.download"),
            data=text.encode,
            file_name=_file_name(opened, answer),
            mime="text/plain",
            on_click="ignore",
            key="paths-download",
        )


def text_of(opened: Opened, state: PathState, answer: PathAnswer) -> str:
    """Return the paths of `answer` as text with numbered citations."""
    kept = narrowing_sentences(
        through=[opened.label(iri) for iri in state.through],
        avoid=[opened.label(iri) for iri in state.avoid],
        relations=[opened.known_label(iri) or iri for iri in state.relations],
        statuses=[LINES[Status(value)].label.lower() for value in state.statuses],
        directed=state.directed,
        denied=state.denied,
    )
    return quoted_paths(answer, opened.graph.sentence, (f"{described(opened)}.", *kept))


def _file_name(opened: Opened, answer: PathAnswer) -> str:
    start, end = (_plain_name(one.label) for one in (answer.start, answer.end))
    return f"{say('paths.file', start=start, end=end)}{file_suffix(opened.graph)}.txt"


def _plain_name(label: str) -> str:
    return _NOT_IN_A_NAME.sub("-", anyascii(label).lower()).strip("-")[:_LONGEST_NAME].strip("-")
