"""The matrix as an HTML table whose cells and headings can be clicked, and what a click on one asks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, unquote

from graph.matrix import Matrix, Voice
from graph.model import Ref, Stance
from graph.ui.address import Parameters, Reader, Reading
from graph.ui.clickable import go_button
from graph.ui.evidence import count_line
from graph.ui.memory import recall
from graph.ui.plain import Markup, element
from graph.ui.session import long_iri
from graph.ui.words import say

MATRIX = "matrix"
"""What its state is called in the session."""
_HEATS = 4
_CELL, _ENTITY = "cell", "entity"
_MARKED = (Stance.DENIES, Stance.UNSURE)


@dataclass(frozen=True, slots=True)
class MatrixState:
    """Who counts as a speaker, and which cell is open."""

    voice: str = Voice.BODY.value
    row: str = ""
    """IRI of the speaker of the open cell; empty for none."""
    column: str = ""


def crossing() -> MatrixState:
    """Return what the matrix shows: from the URL where a person changed that, otherwise as it was left."""
    return recall(MATRIX, read_matrix)


def read_matrix(parameters: Parameters) -> Reading[MatrixState]:
    """Return what the URL asks the matrix to show; a cell that is not there is none.

    Examples
    --------
    >>> state = read_matrix({"voice": ["speaker"], "row": ["actor/x"], "column": ["actor/y"]}).state
    >>> state.voice, state.column
    ('speaker', 'https://w3id.org/armsgraph/id/actor/y')
    """
    reader = Reader(parameters, str)
    state = MatrixState(
        voice=reader.choice("voice", Voice.BODY.value, list(Voice)),
        row=long_iri(reader.text("row")),
        column=long_iri(reader.text("column")),
    )
    return Reading(state, tuple(reader.problems))


def matrix_table(matrix: Matrix, there: Collection[str], selected: str, state: MatrixState) -> Markup:
    """Return `matrix` as a table that scrolls inside itself.

    Parameters
    ----------
    matrix
        Who says what about whom.
    there
        IRIs of what is in the picture and so can be selected.
    selected
        IRI of what is: its row and column stand out.
    state
        Tells which cell is open.
    """
    heads = [_heading(column, "col", there, selected) for column in matrix.columns]
    head = element("tr", element("th", say("matrix.corner"), scope="col"), *heads)
    rows = [
        element(
            "tr",
            _heading(row, "row", there, selected),
            *(_cell(matrix, row, column, state) for column in matrix.columns),
        )
        for row in matrix.rows
    ]
    table = element("table", element("thead", head), element("tbody", *rows), style="ag-matrix")
    frame = {"role": "region", "tabindex": "0", "aria-label": say("matrix.table")}
    return element("div", table, style="ag-matrix-frame", **frame)


def _heading(ref: Ref, scope: str, there: Collection[str], selected: str) -> Markup:
    chosen = "ag-chosen" if ref.iri == selected else "ag-head"
    name = go_button(f"{_ENTITY} {quote(ref.iri)}", ref.label) if ref.iri in there else ref.label
    return element("th", name, style=chosen, scope=scope)


def _cell(matrix: Matrix, row: Ref, column: Ref, state: MatrixState) -> Markup:
    claims = matrix.cells.get((row.iri, column.iri), ())
    if not claims:
        return element("td")
    taken = matrix.stances(row.iri, column.iri)
    lines = [element("small", say(f"matrix.{one.value}", n=taken[one])) for one in _MARKED if taken[one]]
    words = say("matrix.cell", row=row.label, column=column.label, claims=count_line(claims))
    is_open = (row.iri, column.iri) == (state.row, state.column)
    button = go_button(
        f"{_CELL} {quote(row.iri)} {quote(column.iri)}",
        element("strong", f"{len(claims):,}"),
        *lines,
        style="ag-cell",
        **{"aria-label": words, "title": words, "aria-pressed": "true" if is_open else "false"},
    )
    looks = [f"ag-heat-{heat(len(claims), matrix.fullest)}", _edge(taken), "ag-open" if is_open else ""]
    return element("td", button, style=" ".join(filter(None, looks)))


def _edge(taken: dict[Stance, int]) -> str:
    if taken.get(Stance.DENIES):
        return "ag-denied"
    return "ag-doubted" if taken.get(Stance.UNSURE) else ""


def heat(claims: int, fullest: int) -> int:
    """Return how dark a cell is, from 1 to 4: by quarters of the fullest.

    Examples
    --------
    >>> [heat(claims, 40) for claims in (1, 10, 11, 40)]
    [1, 1, 2, 4]
    """
    return max(1, -(-claims * _HEATS // fullest))


def asked_for(target: str) -> tuple[str, str]:
    """Return the row and column of the cell that was clicked; no row where it was a heading.

    Examples
    --------
    >>> asked_for("cell a%3A1 b"), asked_for("entity a%3A1")
    (('a:1', 'b'), ('', 'a:1'))
    """
    sort, *iris = target.split(" ")
    if sort == _CELL and len(iris) == 2:
        return unquote(iris[0]), unquote(iris[1])
    return "", unquote(iris[-1]) if iris else ""
