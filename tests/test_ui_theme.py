"""The theme's colours: whatever carries words or lines can be told from its ground, light or dark."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from graph.presentation import LINES
from graph.resources import shipped

SETTINGS: dict[str, Any] = tomllib.loads(
    (shipped("app.py").parent / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)
THEMES = ("light", "dark")
WORDS, GRAPHICS = 4.5, 3.0
"""WCAG 2.2 AA: contrast that words, and that lines and marks, need at least."""


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_on_every_ground(theme: str) -> None:
    colours = SETTINGS["theme"][theme]
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(colours["textColor"], colours[ground]) >= WORDS
        assert contrast(colours["linkColor"], colours[ground]) >= WORDS


@pytest.mark.parametrize("theme", THEMES)
def test_white_words_can_be_read_on_the_primary_button(theme: str) -> None:
    assert contrast("#FFFFFF", SETTINGS["theme"][theme]["primaryColor"]) >= WORDS


@pytest.mark.parametrize("theme", THEMES)
def test_marks_and_lines_stand_out_from_the_ground(theme: str) -> None:
    colours = SETTINGS["theme"][theme]
    lines = [line.dark_colour if theme == "dark" else line.colour for line in LINES.values()]
    for colour in (colours["primaryColor"], *lines):
        assert contrast(colour, colours["backgroundColor"]) >= GRAPHICS


def test_nobody_is_told_that_a_file_of_the_program_has_changed() -> None:
    assert SETTINGS["server"]["fileWatcherType"] == "none"
