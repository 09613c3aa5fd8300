"""A box that lists only some of what there is says so."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from graph.settings import LIMITS


def page(count: int) -> None:
    from types import SimpleNamespace

    from graph.ui.choosing import Form

    options = [f"o{number:04}" for number in range(count)]
    state = SimpleNamespace(one="", many=())
    form = Form("boxes", state)
    form.choose("One", state, "one", options, words=str, find=str)
    form.choose_several("Many", state, "many", options, words=str, find=str, most=3)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (LIMITS.listed_choices, "Listed are 500 of those there are. Type a name for any other."),
        (LIMITS.listed_choices - 1, ""),
    ],
)
def test_a_box_says_that_it_lists_only_some(count: int, said: str) -> None:
    shown = AppTest.from_function(page, args=(count,)).run()
    assert not shown.exception
    assert [shown.selectbox[0].help, shown.multiselect[0].help] == [said, said]
