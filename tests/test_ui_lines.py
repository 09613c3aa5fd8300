"""The lines and marks of the drawings about disagreement: told apart without colour, seen on each ground."""

from __future__ import annotations

import pytest

from graph.model import Stance
from graph.ui import chaining, tinted
from graph.ui.timechart import COLOURS, SHAPES
from test_ui_theme import GRAPHICS, SETTINGS, THEMES, contrast


@pytest.mark.parametrize("threads", [tinted.THREADS, chaining.THREADS])
def test_no_difference_between_lines_rests_on_colour_alone(threads):
    drawn = [(one.dashes, one.marker) for one in threads.values()]
    assert len(set(drawn)) == len(drawn)
    assert len({one.colour for one in threads.values()}) == len(drawn)


@pytest.mark.parametrize("theme", THEMES)
def test_lines_and_marks_stand_out_from_the_ground(theme):
    threads = [*tinted.THREADS.values(), *chaining.THREADS.values()]
    lines = [one.dark_colour if theme == "dark" else one.colour for one in threads]
    ground = SETTINGS["theme"][theme]["backgroundColor"]
    poor = [one for one in (*lines, *COLOURS.values()) if contrast(one, ground) < GRAPHICS]
    assert poor == []


def test_stances_differ_by_shape_and_by_colour():
    assert len(set(SHAPES.values())) == len(set(COLOURS.values())) == len(Stance)
