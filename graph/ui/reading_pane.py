"""The reading pane: a claim in its article where the user has the text, otherwise our words for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.articles import Passage, digest_of, passage, read_text, texts_by_digest
from graph.errors import InputError
from graph.model import Claim, Document
from graph.settings import ARTICLES_VARIABLE, LIMITS, articles_folder
from graph.ui.evidence import STANCES, document_line, speaker
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, join, outside_link, plain
from graph.ui.readable import read_button, read_claim, reading, take_reading
from graph.ui.words import say

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["passage_markup", "read_button", "reading_pane", "take_reading"]

_UPLOADED = "armsgraph-articles"
_UPLOAD = "reading-upload"


def reading_pane(opened: Opened) -> None:
    """Draw the claim that is being read, if there is one."""
    wanted = reading().read
    if not wanted:
        return
    with st.container(border=True, key="reading-pane"):
        _head()
        claim = opened.everything.claim(wanted)
        if claim is None:
            st.info(say("reading.gone"))
            return
        st.html(str(_what_is_said(claim)))
        _body(opened, claim)
        _into_sight()(key="reading-into-sight", data={"read": wanted})


@st.cache_resource(show_spinner=False)
def _into_sight() -> ComponentRenderer:
    """Return what scrolls to the pane: the button that opens it may stand far below."""
    script = (Path(__file__).parent / "assets" / "reading.js").read_text(encoding="utf-8")
    return st.components.v2.component("armsgraph_reading", js=script, isolate_styles=False)


def _head() -> None:
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.subheader(say("reading.heading"), anchor=False)
    right.button(
        say("reading.close"),
        key="reading-close",
        help=say("reading.close-help"),
        on_click=read_claim,
        args=("",),
        width="stretch",
    )


def _what_is_said(claim: Claim) -> Markup:
    """Return who says what, in our words, and in which document."""
    said = say("reading.said", stance=STANCES[claim.stance], gloss=claim.gloss)
    link = outside_link(say("evidence.open"), claim.document.url)
    return element(
        "section",
        element("p", element("strong", speaker(claim)), style="ag-who"),
        element("p", said, style="ag-gloss"),
        element("p", document_line(claim.document) + " ", link, style="ag-small"),
        style="ag-card",
    )


def _body(opened: Opened, claim: Claim) -> None:
    if claim.reference or claim.line is None:
        st.markdown(say("reading.reference" if claim.reference else "reading.no-position"))
        return
    text = _text_of(claim.document)
    if text is not None:
        st.html(str(passage_markup(passage(claim, text))))
        return
    if not claim.document.digest:
        st.markdown(say("reading.no-digest"))
        return
    st.markdown(say("reading.no-text", line=str(claim.line), anchor=plain(claim.anchor)))
    _offer_upload(opened, claim.document)


def passage_markup(found: Passage) -> Markup:
    """Return a paragraph with the claim's span marked, the lines around it folded.

    Where the span is not in its place the paragraph has no mark, and a sentence says why.
    """
    return element(
        "section",
        element("p", say("reading.misplaced", reason=found.misplaced), style="ag-note ag-misplaced")
        if found.misplaced
        else None,
        _folded(say("reading.before"), found.before),
        element("p", say("reading.line", line=str(found.line)), style="ag-small"),
        element("blockquote", *_paragraph(found), style="ag-paragraph"),
        _folded(say("reading.after"), found.after),
        style="ag-reading",
    )


def _paragraph(found: Passage) -> Iterator[str | Markup]:
    yield found.head
    if found.marked:
        yield element("mark", found.marked)
        yield found.tail


def _folded(heading: str, line: str) -> Markup | None:
    if not line:
        return None
    return element("details", join([element("summary", heading), element("p", line, style="ag-line")]))


def _text_of(document: Document) -> str | None:
    """Return the text of `document` as the user has it: uploaded in this session, or in the folder."""
    uploaded: dict[str, bytes] = st.session_state.get(_UPLOADED, {})
    if document.digest and document.digest in uploaded:
        return read_text(uploaded[document.digest])
    folder = articles_folder()
    if folder is None or not document.digest:
        return None
    try:
        return _from_folder(folder, document.digest)
    except (InputError, OSError) as error:
        st.warning(plain(say("reading.folder-wrong", reason=str(error))))
        return None


def _from_folder(folder: Path, digest: str) -> str | None:
    """Return the text with `digest` in `folder`; it is read anew each time and kept nowhere."""
    path = _index(str(folder), _stamp(folder)).get(digest)
    received = b"" if path is None else path.read_bytes()
    return read_text(received) if digest_of(received) == digest else None


@st.cache_data(show_spinner=False, max_entries=4)
def _index(folder: str, stamp: tuple[tuple[str, int, int], ...]) -> dict[str, Path]:  # noqa: ARG001
    """Return which file of `folder` has which digest, found anew when `stamp` is another."""
    return dict(texts_by_digest(Path(folder)))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file of `folder` does."""
    found = ((entry.name, entry.stat()) for entry in os.scandir(folder)) if folder.is_dir() else ()
    return tuple(sorted((name, held.st_size, held.st_mtime_ns) for name, held in found))


def _offer_upload(opened: Opened, document: Document) -> None:
    with st.expander(say("reading.have")):
        st.file_uploader(
            say("reading.upload"),
            key=_UPLOAD,
            accept_multiple_files=True,
            help=say("reading.upload-help"),
            on_change=_take_upload,
        )
        st.caption(say("reading.folder-hint", variable=f"`{ARTICLES_VARIABLE}`"))
        titles = {one.digest: one.title for one in opened.everything.documents() if one.digest}
        given = list(_given(titles))
        for sentence in given:
            st.info(plain(sentence))
        if given:
            st.info(plain(say("reading.other-document", title=document.title)))


def _take_upload() -> None:
    """Keep what was uploaded for this session only, by digest, before the page is drawn again."""
    kept: dict[str, bytes] = dict(st.session_state.get(_UPLOADED, {}))
    for file in st.session_state.get(_UPLOAD) or []:
        if file.size <= LIMITS.article_max_bytes:
            received = file.getvalue()
            kept[digest_of(received)] = received
    st.session_state[_UPLOADED] = dict(list(kept.items())[-LIMITS.uploaded_articles :])


def _given(titles: dict[str, str]) -> Iterator[str]:
    """Yield what became of each uploaded file."""
    for file in st.session_state.get(_UPLOAD) or []:
        if file.size > LIMITS.article_max_bytes:
            yield say("reading.too-large", file=file.name, limit=LIMITS.article_max_bytes)
            continue
        title = titles.get(digest_of(file.getvalue()))
        if title is None:
            yield say("reading.unmatched", file=file.name)
        else:
            yield say("reading.matched", file=file.name, title=title)
