"""The matrix as an HTML table whose cells and headings can be clicked, and what a click on one asks for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

from graph.matrix import Matrix, Voice
from graph.model import Ref, Stance
from graph.ui.clickable import go_button
from graph.ui.evidence import count_line
from graph.ui.plain import Markup, element
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


def matrix_table(matrix: Matrix, selected: str = "", state: MatrixState | None = None) -> Markup:
    """Return `matrix` as a table that scrolls inside itself.

    Parameters
    ----------
    matrix
        Who says what about whom.
    selected
        IRI of what is selected in the picture: its row and column stand out.
    state
        Tells which cell is open.
    """
    asked = state or MatrixState()
    head = element("tr", element("th", say("matrix.corner"), scope="col"), *_heads(matrix, selected))
    rows = [_row(matrix, row, selected, asked) for row in matrix.rows]
    table = element("table", element("thead", head), element("tbody", *rows), style="ag-matrix")
    frame = {"role": "region", "tabindex": "0", "aria-label": say("matrix.table")}
    return element("div", table, style="ag-matrix-frame", **frame)


def _heads(matrix: Matrix, selected: str) -> list[Markup]:
    return [_heading(column, "col", selected) for column in matrix.columns]


def _heading(ref: Ref, scope: str, selected: str) -> Markup:
    chosen = "ag-chosen" if ref.iri == selected else "ag-head"
    return element("th", go_button(f"{_ENTITY} {quote(ref.iri)}", ref.label), style=chosen, scope=scope)


def _row(matrix: Matrix, row: Ref, selected: str, state: MatrixState) -> Markup:
    cells = [_cell(matrix, row, column, state) for column in matrix.columns]
    return element("tr", _heading(row, "row", selected), *cells)


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
        style=" ".join(filter(None, ["ag-cell", _edge(taken)])),
        **{"aria-label": words, "title": words, "aria-pressed": "true" if is_open else "false"},
    )
    style = f"ag-heat-{heat(len(claims), matrix.fullest)}" + (" ag-open" if is_open else "")
    return element("td", button, style=style)


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
