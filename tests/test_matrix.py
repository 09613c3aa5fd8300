"""Who says what about whom: rows, columns and cells, and what a limit leaves out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.matrix import Voice, matrix_of, spoken_about
from graph.model import Stance
from making import claim, proposition

BY = proposition("i/raid", "perpetrator", "a/grey")
SEEN = proposition("i/raid", "saw", "w/car")
EVERYTHING = {"i/raid", "a/grey", "w/car"}
DENIES, UNSURE = Stance.DENIES, Stance.UNSURE


def iris(refs):
    return [ref.iri for ref in refs]


def test_a_claim_is_counted_with_both_ends_of_what_it_is_about():
    made = matrix_of([claim("c/1", BY, "a/anna")], EVERYTHING)
    assert iris(made.rows) == ["a/anna"]
    assert iris(made.columns) == ["a/grey", "i/raid"]
    assert {cell: iris(held) for cell, held in made.cells.items()} == {
        ("a/anna", "a/grey"): ["c/1"],
        ("a/anna", "i/raid"): ["c/1"],
    }
    assert (made.claims, made.shown) == (1, 1)


def test_a_spokesman_stands_for_himself_or_for_those_he_speaks_for():
    told = [
        claim("c/1", BY, "a/anna", on_behalf_of="a/office"),
        claim("c/2", BY, "a/ben", on_behalf_of="a/office"),
        claim("c/3", BY, "a/cole"),
    ]
    assert iris(matrix_of(told, EVERYTHING, Voice.BODY).rows) == ["a/office", "a/cole"]
    assert iris(matrix_of(told, EVERYTHING, Voice.SPEAKER).rows) == ["a/anna", "a/ben", "a/cole"]


def test_a_cell_tells_how_many_assert_deny_and_leave_open():
    told = [
        claim("c/1", BY),
        claim("c/2", BY, stance=DENIES),
        claim("c/3", SEEN, stance=DENIES),
        claim("c/4", SEEN, stance=UNSURE),
    ]
    made = matrix_of(told, EVERYTHING)
    assert made.stances("actor/anna", "i/raid") == {Stance.ASSERTS: 1, DENIES: 2, UNSURE: 1}
    assert made.stances("actor/anna", "nobody") == {}
    assert made.fullest == 4


def test_who_says_most_and_what_most_is_said_about_come_first_and_the_rest_is_counted():
    told = [claim(f"c/{n}", BY, f"a/{n % 3}") for n in range(5)] + [claim("c/9", SEEN, "a/0")]
    made = matrix_of(told, EVERYTHING, most_rows=2, most_columns=1)
    assert (iris(made.rows), iris(made.columns)) == (["a/0", "a/1"], ["i/raid"])
    assert (made.rows_left_out, made.columns_left_out) == (1, 2)
    assert (made.claims, made.shown) == (6, 5)


def test_what_is_not_in_the_picture_is_no_column():
    made = matrix_of([claim("c/1", BY), claim("c/2", proposition("x", "saw", "y"))], {"a/grey"})
    assert iris(made.columns) == ["a/grey"]
    assert made.claims == 1


def test_of_nothing_there_is_an_empty_matrix():
    made = matrix_of([], EVERYTHING)
    assert (made.rows, made.columns, made.cells, made.fullest) == ((), (), {}, 0)


ACTORS = st.sampled_from(["a/1", "a/2", "a/3", "a/4"])
TOLD = st.lists(st.tuples(ACTORS, st.sampled_from(Stance), ACTORS, ACTORS), max_size=30)


@given(TOLD, st.integers(1, 5), st.integers(1, 5))
def test_cells_hold_every_claim_of_the_rows_and_columns_shown_and_no_other(told, rows, columns):
    given = [
        claim(f"c/{n}", proposition(one, "knows", other), by, stance)
        for n, (by, stance, one, other) in enumerate(told)
    ]
    made = matrix_of(given, {"a/1", "a/2", "a/3", "a/4"}, most_rows=rows, most_columns=columns)
    for row in made.rows:
        for column in made.columns:
            wanted = [one.iri for one in given if one.claimant == row and column in spoken_about(one)]
            assert iris(made.cells.get((row.iri, column.iri), ())) == wanted
    assert len(made.rows) + made.rows_left_out == len({one.claimant for one in given})
    assert made.claims == len(given) >= made.shown
