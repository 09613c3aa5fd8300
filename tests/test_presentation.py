"""Looks, captions and lines: what is drawn how, and that no difference rests on colour alone."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.captions import caption, wrapped
from graph.model import Standing, Status
from graph.presentation import (
    LINES,
    SHAPES,
    ClassRow,
    Presentation,
    presentation_from,
    width,
)
from graph.store import Store


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_the_ontology_decides_how_its_classes_look(sample_store: Store) -> None:
    looks = presentation_from(sample_store)
    assert (looks.look(("Weapon",)).colour, looks.look(("Weapon",)).shape) == ("#D55E00", "diamond")
    assert looks.look(("ArmedGroup", "Organization", "Actor")).colour == "#B87A00"


def test_a_class_without_a_look_takes_that_of_its_nearest_superclass(sample_store: Store) -> None:
    looks = presentation_from(sample_store)
    raid, incident = looks.look(("Incursion",)), looks.look(("Incident",))
    assert (raid.colour, raid.shape) == (incident.colour, incident.shape)
    assert (raid.label, raid.family) == ("Incursion", "Incident")


def test_a_look_of_its_own_wins_over_that_of_the_superclass() -> None:
    looks = Presentation([ClassRow("Drone", "Drone", "Weapon", "#112233", "square")])
    assert (looks.look(("Drone",)).colour, looks.look(("Drone",)).shape) == ("#112233", "square")


@pytest.mark.parametrize("colour", ["red", "#12", "url(http://x)", "#12345G", ""])
def test_a_colour_that_is_none_is_not_handed_to_the_browser(colour: str) -> None:
    looks = Presentation([ClassRow("Weapon", "Weapon", "Entity", colour, "nonsense")])
    assert (looks.look(("Weapon",)).colour, looks.look(("Weapon",)).shape) == ("#C9820A", "diamond")


def test_classes_that_are_each_other_s_superclass_do_not_hang() -> None:
    looks = Presentation([ClassRow("A", "A", "B", "", ""), ClassRow("B", "B", "A", "", "")])
    assert looks.look(("A",)).shape == "dot"


def test_an_entity_of_no_class_is_drawn_too() -> None:
    assert Presentation().look(()).label == "Entity"


def test_no_two_classes_of_the_ontology_look_alike(sample_store: Store) -> None:
    looks = presentation_from(sample_store)
    names = ("Person", "Organization", "State", "GovernmentBody", "ArmedForce", "ArmedGroup", "MediaOutlet")
    names += (
        "Company",
        "UnnamedSource",
        "Weapon",
        "Incident",
        "Transfer",
        "EquipmentLoss",
        "Place",
        "Facility",
    )
    drawn = [looks.look((name,)) for name in names]
    assert len({(look.colour, look.shape) for look in drawn}) == len(names)
    assert {look.shape for look in drawn} <= SHAPES


def test_statuses_differ_by_dashes_marker_and_words() -> None:
    assert set(LINES) == set(Status)
    for one, other in combinations(LINES.values(), 2):
        assert one.dashes != other.dashes
        assert one.marker != other.marker
        assert one.suffix != other.suffix


def test_lines_can_be_seen_on_a_light_and_on_a_dark_page() -> None:
    for line in LINES.values():
        assert contrast(line.colour, "#FCFCFA") >= 3
        assert contrast(line.dark_colour, "#15191D") >= 3


def test_a_line_grows_with_independent_origins_and_not_without_end() -> None:
    widths = [width(Standing(Status.UNDISPUTED, origins, 7)) for origins in range(9)]
    assert widths[:6] == sorted(set(widths))
    assert widths[5] == widths[8]


@given(st.text(max_size=200), st.integers(min_value=5, max_value=60))
def test_a_caption_keeps_its_limit_and_stays_on_one_line(label: str, limit: int) -> None:
    short = caption(label, limit)
    assert len(short) <= limit + 1
    assert not re.search(r"[\n\r\t]", short)
    assert short.endswith("…") or short == " ".join(label.split())


def test_a_cut_label_ends_with_a_word_that_says_something_and_its_lines_are_about_equal() -> None:
    assert (
        caption("Redirection of Mi-17 helicopters from Afghanistan", 40)
        == "Redirection of Mi-17 helicopters…"
    )
    assert wrapped("Belgorod raid of May 2023") == "Belgorod raid\nof May 2023"
    assert wrapped("Humvee") == "Humvee"


@given(st.text(alphabet="ab ", max_size=120))
def test_a_wrapped_label_has_at_most_two_lines_and_loses_no_word_before_the_cut(label: str) -> None:
    rows = wrapped(label).split("\n")
    assert len(rows) <= 2
    assert (
        " ".join(rows).removesuffix("…").split() == label.split()[: len(" ".join(rows).split())]
        or "…" in rows[-1]
    )
