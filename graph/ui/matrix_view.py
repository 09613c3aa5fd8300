"""The matrix below the picture: who says what about whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph.chronology import within
from graph.matrix import Matrix, Voice, matrix_of
from graph.model import Claim
from graph.network import View
from graph.presentation import LINES
from graph.settings import LIMITS
from graph.ui.chronicle import key_to
from graph.ui.clickable import clickable
from graph.ui.evidence import STANCES, claim_cards, count_line, document_line
from graph.ui.matrix_cells import MATRIX, MatrixState, asked_for, crossing, matrix_table
from graph.ui.memory import known, remember
from graph.ui.opening import Opened
from graph.ui.picture import select
from graph.ui.plain import plain
from graph.ui.session import ExploreState
from graph.ui.sides import smooth
from graph.ui.words import say

_VOICE = "matrix-voice"


def matrix(opened: Opened, state: ExploreState, view: View) -> None:
    """Draw it."""
    entities = {node.iri for node in view.nodes}
    claims = within(opened.graph.claims_within(entities), entities)
    asked = crossing()
    found = matrix_of(claims, entities, Voice(asked.voice))
    st.subheader(say("matrix.title"), anchor=False)
    if not found.cells:
        st.info(say("matrix.nothing"))
        return
    st.markdown(plain(amount_line(found)))
    _voices(asked)
    signs = [("ag-sign ag-heat-4", "heat"), ("ag-sign ag-sign-denied", "denied")]
    signs.append(("ag-sign ag-sign-doubted", "doubted"))
    st.html(str(key_to(say("matrix.key"), [(sign, say(f"matrix.key_{name}")) for sign, name in signs])))
    above = st.container()  # the claims of a cell stand before the table, where a click on it leaves the eye
    clickable(matrix_table(found, entities, state.selected, asked), "matrix-table", _take)
    st.caption(plain(say("matrix.how")))
    with above:
        _open_cell(found, asked)
    _listed(opened, claims)


def amount_line(found: Matrix) -> str:
    """Return how many claims by how many about how much there are, and what a limit leaves out."""
    words = say(
        "matrix.amount",
        claims=say("words.claims", n=found.claims),
        speakers=say("matrix.speakers", n=len(found.rows) + found.rows_left_out),
        things=say("matrix.things", n=len(found.columns) + found.columns_left_out),
    )
    lacking = {"rows": found.rows_left_out, "columns": found.columns_left_out}
    left = [say(f"matrix.{name}_left_out", n=n) for name, n in lacking.items() if n]
    if not left:
        return words
    what = say("matrix.both", one=left[0], other=left[1]) if len(left) == 2 else left[0]
    return f"{words} {say('matrix.left_out', what=what)}"


def _voices(asked: MatrixState) -> None:
    st.session_state[_VOICE] = Voice(asked.voice)
    st.segmented_control(
        say("matrix.voice"),
        [Voice.BODY, Voice.SPEAKER],
        format_func=lambda voice: say(f"matrix.voice_{voice.value}"),
        key=_VOICE,
        required=True,
        on_change=lambda: remember(MATRIX, MatrixState(voice=st.session_state[_VOICE].value)),
    )


def _take(target: str) -> None:
    """Select what was clicked, and open its cell or close it."""
    row, column = asked_for(target)
    if row:
        asked = known(MATRIX, MatrixState())
        again = (row, column) == (asked.row, asked.column)
        remember(MATRIX, replace(asked, row="" if again else row, column="" if again else column))
    if column:
        select(column)


def _close() -> None:
    remember(MATRIX, MatrixState(voice=known(MATRIX, MatrixState()).voice))


def _open_cell(found: Matrix, asked: MatrixState) -> None:
    """Draw the claims of the open cell, all but a few folded away."""
    claims = found.cells.get((asked.row, asked.column))
    if not claims:
        return
    labels = {ref.iri: ref.label for ref in (*found.rows, *found.columns)}
    heading = say("matrix.chosen", row=labels[asked.row], column=labels[asked.column])
    with st.container(border=True, key="matrix-cell"):
        st.subheader(plain(heading), anchor=False)
        st.caption(plain(count_line(claims)))
        st.html(str(claim_cards(claims[: LIMITS.page_cards])))
        rest = claims[LIMITS.page_cards :]
        if rest:
            with st.expander(say("matrix.further", n=len(rest))):
                st.html(str(claim_cards(rest[: LIMITS.page_rows])))
                if len(rest) > LIMITS.page_rows:
                    st.caption(say("stances.unlisted", n=len(rest) - LIMITS.page_rows))
        st.button(say("matrix.close"), key="matrix-close", on_click=_close)


def _listed(opened: Opened, claims: Sequence[Claim]) -> None:
    with st.expander(say("matrix.as_list", n=len(claims))):
        shown = claims[: LIMITS.matrix_listed_claims]
        st.dataframe([_line(opened, claim) for claim in shown], hide_index=True, key="matrix-claims")
        if len(shown) < len(claims):
            st.caption(say("matrix.list_cut", n=len(shown), total=len(claims)))


def _line(opened: Opened, claim: Claim) -> dict[str, str]:
    one = claim.proposition
    told = {
        "who": claim.claimant.label,
        "for": claim.on_behalf_of.label if claim.on_behalf_of else "",
        "says": STANCES[claim.stance],
        "about": smooth(opened.graph.sentence(one), [one]),
        "status": LINES[one.standing.status].label,
        "said": claim.made_on,
        "where": document_line(claim.document),
    }
    return {say(f"matrix.column_{name}"): words for name, words in told.items()}
