"""What an answer can be drawn as, worked out from its cells alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import (
    Columns,
    Drawable,
    Kind,
    Point,
    columns_of,
    drawables,
    kind_of,
    number_of,
    place_of,
    point_of,
    sorted_rows,
    spans_of,
)
from graph.model import Value
from graph.namespaces import GEO, XSD
from graph.sparql import SelectAnswer, run_query
from graph.store import Store


def value(text: str, datatype: str = "string", language: str = "") -> Value:
    return Value(text, XSD + datatype, language)


def wkt(text: str) -> Value:
    return Value(text, GEO + "wktLiteral")


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        (None, Kind.EMPTY),
        ("https://example.org/a", Kind.THING),
        ("_:b0", Kind.THING),
        (value("7", "integer"), Kind.NUMBER),
        (value("1.5E3", "double"), Kind.NUMBER),
        (value("-INF", "double"), Kind.NUMBER),
        (value("NaN", "double"), Kind.TEXT),
        (value("seven", "integer"), Kind.TEXT),
        (value("7"), Kind.TEXT),
        (value("2023-05", "gYearMonth"), Kind.DATE),
        (value("2023-05-24T12:00:00Z", "dateTime"), Kind.DATE),
        (value("2023-02-30", "date"), Kind.TEXT),
        (value("2023-05-24"), Kind.TEXT),
        (wkt("POINT(36.59 50.6)"), Kind.SHAPE),
        (wkt("POINT(400 50.6)"), Kind.TEXT),
        (value("true", "boolean"), Kind.TEXT),
        (value("Humvee", "", "en"), Kind.TEXT),
    ],
)
def test_a_cell_is_what_its_datatype_and_its_text_say(term: str | Value | None, kind: Kind) -> None:
    assert kind_of(term) is kind


def test_a_column_is_what_its_bound_cells_agree_on() -> None:
    rows = [
        ["iri:a", value("1", "integer"), value("2023", "gYear"), None, value("x")],
        ["iri:b", None, None, None, "iri:c"],
    ]
    assert columns_of(["a", "b", "c", "d", "e"], rows).kinds == (
        Kind.THING,
        Kind.NUMBER,
        Kind.DATE,
        Kind.EMPTY,
        Kind.MIXED,
    )
    assert columns_of([], []).kinds == ()


def test_only_what_fits_the_answer_is_offered() -> None:
    def offered(names: list[str], *rows: list[str | Value | None]) -> tuple[Drawable, ...]:
        return drawables(columns_of(names, rows), rows, {"iri:place"}.__contains__)

    assert offered(["a"], ["iri:a"]) == (Drawable.TABLE,)
    assert offered(["a"], ["iri:place"]) == (Drawable.TABLE, Drawable.MAP)
    assert offered(["a", "n"], ["iri:a", value("1", "integer")]) == (Drawable.TABLE, Drawable.CHART)
    assert offered(["d"], [value("2023", "gYear")]) == (Drawable.TABLE, Drawable.TIMELINE)
    assert offered(["p"], [wkt("POINT(1 2)")]) == (Drawable.TABLE, Drawable.MAP)
    position = [value("50", "decimal"), value("36", "decimal")]
    assert offered(["Lat", "LONG"], position) == (Drawable.TABLE, Drawable.MAP)
    assert offered(["x", "y"], position) == (Drawable.TABLE, Drawable.CHART)
    assert offered(["lat", "long", "n"], [*position, value("3", "int")]) == (
        Drawable.TABLE,
        Drawable.CHART,
        Drawable.MAP,
    )
    assert offered(["n"]) == (Drawable.TABLE,)


def test_a_row_says_where_it_is_by_a_shape_or_by_two_numbers() -> None:
    columns = Columns(("where", "lat", "lon"), (Kind.SHAPE, Kind.NUMBER, Kind.NUMBER))
    numbers = [value("10", "decimal"), value("20", "decimal")]
    assert place_of([wkt("POINT (2 1)"), *numbers], columns) == Point(1, 2)
    assert place_of([None, *numbers], columns) == Point(10, 20)
    assert place_of([None, value("91", "decimal"), numbers[1]], columns) is None
    assert place_of([None, None, numbers[1]], columns) is None


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("POINT(36.59 50.6)", Point(50.6, 36.59)),
        ("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> Point(1e1 -2)", Point(-2, 10)),
        ("LINESTRING(0 0, 10 4)", Point(2, 5)),
        ("MULTIPOLYGON(((0 0, 2 0, 2 2, 0 0)),((6 6, 8 6, 8 8, 6 6)))", Point(4, 4)),
        ("POINT EMPTY", None),
        ("POINT(1)", None),
        ("", None),
    ],
)
def test_a_shape_is_where_its_middle_is(text: str, point: Point | None) -> None:
    assert point_of(wkt(text)) == point


numbers = st.integers(-(10**6), 10**6).map(lambda number: value(str(number), "integer"))
cells = st.one_of(st.none(), numbers, st.text(max_size=3).map(value), st.just("iri:x"))


@given(st.lists(st.tuples(cells, st.integers()), max_size=12))
def test_sorting_loses_no_row_orders_numbers_as_numbers_and_puts_what_is_unbound_last(rows: list) -> None:
    def label(term: str | Value | None) -> str:
        return term.text if isinstance(term, Value) else term or ""

    for descending in (False, True):
        found = [row[0] for row in sorted_rows(rows, 0, label, descending=descending)]
        assert sorted(map(repr, found)) == sorted(repr(row[0]) for row in rows)
        bound = [cell for cell in found if cell is not None]
        assert found[len(bound) :] == [None] * (len(found) - len(bound))
        inside = [number for cell in bound if (number := number_of(cell)) is not None]
        assert inside == sorted(inside, reverse=descending)


def test_equal_rows_keep_their_order_also_downwards() -> None:
    rows = [
        [value("1", "integer"), "iri:a"],
        [value("1.0", "decimal"), "iri:b"],
        [value("2", "integer"), "iri:c"],
    ]
    assert [row[1] for row in sorted_rows(rows, 0, str, descending=True)] == ["iri:c", "iri:a", "iri:b"]
    assert number_of(value("01", "integer")) == Decimal(1)


def test_dates_are_the_days_they_can_mean_by_the_number_of_their_row() -> None:
    rows = [[None], [value("2023-05", "gYearMonth")]]
    assert [(number, span.text) for number, span in spans_of(rows, 0)] == [(1, "May 2023")]


def test_the_answer_of_a_store_has_terms_free_of_its_library(sample_store: Store) -> None:
    answer = run_query(
        sample_store,
        'SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c ?d) { (ag:Claim "x"@en 7 UNDEF) } }',
    )
    assert isinstance(answer, SelectAnswer)
    assert answer.terms() == (
        ("https://w3id.org/armsgraph/ontology#Claim", answer.terms()[0][1], value("7", "integer"), None),
    )
    text = answer.terms()[0][1]
    assert isinstance(text, Value) and (text.text, text.language) == ("x", "en")
