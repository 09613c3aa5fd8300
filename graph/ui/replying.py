"""The answer to a ready question: as sentences, as a graph of its statements, and as a table of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from graph.inquiries import Reply, Row
from graph.model import Ref, Stance, Status
from graph.network import STATUS_RANK, View
from graph.presentation import LINES
from graph.sentences import listed
from graph.settings import LIMITS
from graph.ui.asked import QUESTIONS, QuestionState
from graph.ui.clickable import clickable, go_button
from graph.ui.component import Scene, draw
from graph.ui.evidence import claim_cards, standing_line
from graph.ui.memory import go
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, join
from graph.ui.readable import take_reading
from graph.ui.reading_pane import reading_pane
from graph.ui.session import PATHS, PathState
from graph.ui.sides import smooth
from graph.ui.words import say
from graph.visualization import vis_payload

Select = Callable[[str], None]


def reply_sentences(key: str, names: Mapping[str, str], reply: Reply) -> Markup:
    """Return the answer in words: what was found, and who denies or doubts part of it.

    Parameters
    ----------
    key
        Which question.
    names
        What stands in its blanks.
    """
    told = say(f"questions.{key}-{_verdict(key, reply)}", answers=_listed(answer_words(reply)), **names)
    parts = [element("p", told, style="ag-answer")]
    if reply.found:
        parts.append(element("p", disputed_words(reply)))
    if reply.statements:
        parts.append(element("p", say("questions.of-many", n=len(reply.rows), all=reply.statements)))
    return element("div", *parts, style="ag-card", role="status")


def _verdict(key: str, reply: Reply) -> str:
    """Return which of the question's answers holds; some tell apart that nobody is named."""
    if not reply.found:
        return "none"
    return "unnamed" if not reply.answers and key in {"supplied", "linked", "denied", "used"} else "found"


def disputed_words(reply: Reply) -> str:
    """Return how much of an answer is contested, who denies part of it and who leaves part of it open."""
    said = [say("questions.contested", n=reply.contested)] if reply.contested else []
    if reply.denying:
        said.append(say("questions.denied-by", names=_names(reply.denying)))
    if reply.doubting:
        said.append(say("questions.doubted-by", names=_names(reply.doubting)))
    return " ".join(said) or say("questions.uncontested")


def answer_words(reply: Reply) -> list[str]:
    """Return each entity that is the answer, with how the best statement stands that names it.

    An answer that is undisputed, or that no statement names, stands by itself.
    """
    best: dict[str, Status] = {}
    for row in reply.rows:
        status = row.proposition.standing.status
        for end in (row.proposition.subject, row.proposition.object):
            if isinstance(end, Ref):
                best[end.iri] = max(status, best.get(end.iri, status), key=STATUS_RANK.__getitem__)
    return [one.label + (LINES[best[one.iri]].suffix if one.iri in best else "") for one in reply.answers]


def _names(refs: Sequence[Ref]) -> str:
    return _listed([one.label for one in refs])


def _listed(words: Sequence[str]) -> str:
    """Return some names as a list; of many the rest is counted."""
    shown = list(words[: LIMITS.listed_names])
    rest = len(words) - len(shown)
    return listed([*shown, say("questions.more", n=rest)] if rest else shown)


def reply_view(opened: Opened, reply: Reply, most: int) -> View:
    """Return the things that the answer's statements join, and these statements alone as links."""
    drawn = [iri for iri in reply.entities if iri in opened.network]
    whole = opened.graph.neighbourhood(drawn[:most], hops=0, max_nodes=most)
    told = {row.proposition.iri for row in reply.rows}
    links = tuple(link for link in whole.links if link.iri in told)
    return replace(
        whole,
        links=links,
        hidden=max(0, len(drawn) - most),
        cut=len(drawn) > most,
        untold=0,
        silent=frozenset(),
    )


def reply_drawn(opened: Opened, state: QuestionState, reply: Reply, select: Select, *, most: int) -> None:
    """Draw the answer's statements as a graph with the claims of the chosen one beside it."""
    view = reply_view(opened, reply, most)
    picture, beside = st.columns([2, 1], gap="medium")
    with picture:
        st.caption(say("questions.drawn"))
        payload = vis_payload(view, opened.presentation, centre=set(state.given.values()))
        place = " ".join((QUESTIONS, state.ask, *state.given.values()))
        height = "clamp(18rem, 46vh, 34rem)"
        draw(Scene(QUESTIONS, place, payload, selected=state.selected, height=height), on_select=select)
        if view.hidden:
            st.caption(say("questions.cut", n=len(view.nodes), all=len(view.nodes) + view.hidden))
    with beside:
        _claims(opened, state, reply)
        reading_pane(opened)
        if reply.paths is not None:
            ends = PathState(start=state.given["one"], end=state.given["other"])
            if st.button(say("questions.open-paths")):
                go(PATHS, ends)


def _claims(opened: Opened, state: QuestionState, reply: Reply) -> None:
    row = next((row for row in reply.rows if row.proposition.iri == state.selected), None)
    if row is None:
        st.caption(say("questions.evidence-hint"))
        return
    head = element("h3", _statement(opened, row))
    count = element("h4", say("questions.claims", n=len(row.claims)))
    cards = join([standing_line(row.proposition.standing), count, claim_cards(row.claims)])
    card = element("section", head, cards, style="ag-card")
    clickable(card, "questions-claims", _read)


def _read(target: str) -> None:
    take_reading(target)


def reply_table(opened: Opened, state: QuestionState, reply: Reply, select: Select) -> None:
    """Draw the answer's statements as a table; choosing one shows its claims."""
    st.subheader(say("questions.table", n=reply.statements or len(reply.rows)), anchor=False)
    columns = ("statement", "status", "says", "denies", "printed")
    head = element("tr", *(element("th", say(f"questions.column-{one}"), scope="col") for one in columns))
    told = [row for row in reply.rows[LIMITS.answer_page_rows :] if row.proposition.iri == state.selected]
    shown = (*told, *reply.rows[: LIMITS.answer_page_rows])
    rows = [_row(opened, row, chosen=row.proposition.iri == state.selected) for row in shown]
    table = element("table", element("thead", head), element("tbody", *rows))
    clickable(element("div", table, style="ag-table"), "questions-table", select)
    if len(shown) < len(reply.rows):
        st.caption(say("questions.table-cut", n=len(shown), all=reply.statements or len(reply.rows)))


def _row(opened: Opened, row: Row, *, chosen: bool) -> Markup:
    outlets = dict.fromkeys(
        one.document.outlet.label if one.document.outlet else one.document.title for one in row.claims
    )
    marked = {"aria-current": "true"} if chosen else {}
    cells = (
        go_button(row.proposition.iri, _statement(opened, row), **marked),
        LINES[row.proposition.standing.status].label,
        _names(row.speakers(Stance.ASSERTS)) or say("questions.nobody"),
        _names(row.speakers(Stance.DENIES, Stance.UNSURE)) or say("questions.nobody"),
        listed(list(outlets)),
    )
    return element("tr", *(element("td", cell, dir="auto") for cell in cells), **marked)


def _statement(opened: Opened, row: Row) -> str:
    return smooth(opened.graph.sentence(row.proposition), [row.proposition])
