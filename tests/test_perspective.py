"""A perspective is a value: it can be joined with another and knows what a date may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.model import Modality, Status
from graph.perspective import EVERYTHING, AsOf, Perspective, day_of

NAMES = st.lists(st.sampled_from(("a", "b", "c")), max_size=3, unique=True).map(tuple)
PERSPECTIVES = st.builds(
    Perspective,
    told_by=NAMES,
    own_voice=st.booleans(),
    background=st.booleans(),
    without=NAMES,
    named_only=st.booleans(),
    outlets=NAMES,
    documents=NAMES,
    as_of=st.sampled_from(("", "2023-05-24", "2024-08-24")),
    as_of_basis=st.just(AsOf.SAID),
    modalities=st.sampled_from(((), (Modality.FACT,))),
    min_origins=st.integers(0, 2),
    statuses=st.sampled_from(((), (Status.DISPUTED,))),
    apart=NAMES,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-05-24", "2023-05-24"),
        ("2024-02", "2024-02-29"),
        ("2023", "2023-12-31"),
        (" 2023 ", "2023-12-31"),
    ],
)
def test_a_date_means_the_last_day_that_it_can(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize("text", ["", "tomorrow", "24 May 2023", "2023-13", "2023-02-29", "05-24-2023"])
def test_what_is_no_date_is_refused_with_an_example_of_one(text):
    with pytest.raises(InputError, match="is not a date; give a day, month or year such as 2023-05-24"):
        day_of(text)


@given(PERSPECTIVES)
def test_everything_adds_nothing_to_a_perspective(one):
    assert one.joined(EVERYTHING) == EVERYTHING.joined(one) == one


@given(PERSPECTIVES, PERSPECTIVES)
def test_who_may_speak_and_what_is_taken_out_add_up(one, other):
    both = one.joined(other)
    assert set(both.told_by) == set(one.told_by) | set(other.told_by)
    assert set(both.without) == set(one.without) | set(other.without)
    assert set(both.apart) == set(one.apart) | set(other.apart)
    assert (both.as_of, both.min_origins) == (one.as_of or other.as_of, one.min_origins or other.min_origins)


def test_the_first_perspective_keeps_its_date_with_the_kind_of_it():
    published = Perspective(as_of="2023-05-24", as_of_basis=AsOf.PUBLISHED)
    assert Perspective(min_origins=1).joined(published).as_of_basis is AsOf.PUBLISHED
    said = Perspective(as_of="2022-01-01").joined(published)
    assert (said.as_of, said.as_of_basis) == ("2022-01-01", AsOf.SAID)


def test_a_source_is_taken_out_once():
    assert Perspective(without=("a",)).less(["b", "a"]).without == ("a", "b")


def test_only_the_perspective_without_conditions_is_everything():
    assert EVERYTHING.is_everything
    assert not Perspective(apart=("j",)).is_everything
    assert Perspective(own_voice=True).tells
    assert not Perspective(background=True).tells
