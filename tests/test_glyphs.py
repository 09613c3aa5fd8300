"""The drawings inside nodes: one for each class, weapons by category, incidents by kind, all legible."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from graph import KnowledgeGraph
from graph.glyphs import BOX, GLYPHS
from graph.namespaces import AG
from graph.network import View, ViewNode
from graph.presentation import ClassRow, Presentation, presentation_from
from graph.store import Store
from graph.validation import read_ontology
from graph.visualization import vis_payload

NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
LENGTHS = {"m": 2, "l": 2, "h": 1, "v": 1, "a": 7, "c": 6, "s": 4, "z": 0}


def points(path: str) -> list[tuple[float, float]]:
    """Where the pen stands after each stroke of an SVG path."""
    x = y = start_x = start_y = 0.0
    found = []
    for letter, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        numbers, size = [float(one) for one in NUMBER.findall(rest)], LENGTHS[letter.lower()]
        assert len(numbers) % size == 0 if size else not numbers, (letter, rest)
        for at in range(0, len(numbers), size or 1):
            part, dx, dy = numbers[at : at + size], x, y
            if letter.isupper():
                dx = dy = 0.0
            if letter.lower() == "h":
                x = dx + part[0]
            elif letter.lower() == "v":
                y = dy + part[0]
            else:
                x, y = dx + part[-2], dy + part[-1]
            if letter.lower() == "m" and at == 0:
                start_x, start_y = x, y
            found.append((x, y))
        if letter in "zZ":
            x, y = start_x, start_y
    return found


@pytest.mark.parametrize("name", sorted(GLYPHS))
def test_a_glyph_is_a_path_that_fills_its_box_and_does_not_leave_it(name: str) -> None:
    across, down = zip(*points(GLYPHS[name]), strict=True)
    assert min(across) >= 0 and max(across) <= BOX and min(down) >= 0 and max(down) <= BOX
    assert max(max(across) - min(across), max(down) - min(down)) >= (0 if name == "thing" else 11)


def test_the_ontology_names_only_glyphs_that_are_drawn_and_every_drawing_is_named() -> None:
    named = {str(name) for _, prop, name in read_ontology() if str(prop) == AG + "glyph"}
    assert named == set(GLYPHS)


def test_kinds_of_incident_and_classes_of_actor_have_drawings_of_their_own(sample_store: Store) -> None:
    looks = presentation_from(sample_store)
    incidents = (
        "Attack",
        "Incursion",
        "Battle",
        "EquipmentLoss",
        "Transfer",
        "Communication",
        "Investigation",
    )
    actors = ("Person", "State", "GovernmentBody", "ArmedForce", "ArmedGroup", "MediaOutlet", "Company")
    others = ("InternationalOrganization", "UnnamedSource", "Place", "Weapon", "Incident")
    drawn = Counter(looks.look((name,)).glyph for name in (*incidents, *actors, *others))
    assert drawn.most_common(1)[0][1] == 1


def test_a_weapon_is_drawn_by_its_category_or_the_nearest_broader_one() -> None:
    rows = [
        ClassRow("c/vehicle", "Vehicle", "Weapon", "", "", "vehicle"),
        ClassRow("c/lorry", "Lorry", "c/vehicle", "", ""),
        ClassRow("c/odd", "Oddity", "Weapon", "", ""),
    ]
    looks = Presentation(rows, {"a": ("c/lorry",), "b": ("c/odd",)})
    lorry, odd, other = (looks.look(("Weapon",), iri) for iri in "abc")
    assert (lorry.glyph, odd.glyph, other.glyph) == ("vehicle", "weapon", "weapon")
    assert (lorry.sort, odd.sort, other.sort) == ("Lorry", "Oddity", "")
    assert lorry.shape == odd.shape == "diamond" and lorry.family == "Weapon"


def test_the_shipped_weapons_are_drawn_as_what_they_are(shipped_graph: KnowledgeGraph) -> None:
    looks = presentation_from(shipped_graph.store)
    drawn = {
        name: looks.look(("Weapon",), shipped_graph.resolve(name).iri).glyph
        for name in ("Humvee", "HIMARS", "NASAMS", "Mi-17")
    }
    assert drawn == {
        "Humvee": "light-vehicle",
        "HIMARS": "rocket-artillery",
        "NASAMS": "air-defence",
        "Mi-17": "helicopter",
    }


def test_a_payload_brings_the_drawings_it_names_and_no_others(shipped_graph: KnowledgeGraph) -> None:
    looks = presentation_from(shipped_graph.store)
    payload = vis_payload(shipped_graph.neighbourhood(["Humvee"]), looks)
    assert set(payload["glyphs"]) == {node["glyph"] for node in payload["nodes"]}
    assert payload["glyphs"].items() <= GLYPHS.items()
    humvee = next(node for node in payload["nodes"] if node["id"] == shipped_graph.resolve("Humvee").iri)
    assert humvee["title"].endswith("Weapon: Light utility vehicle")


def test_the_legend_tells_what_each_drawing_of_one_look_stands_for() -> None:
    types = (("Battle", "Incident"), ("Attack", "Incident"), ("Attack", "Incident"), ("Person", "Actor"))
    nodes = tuple(ViewNode(str(number), "x", each) for number, each in enumerate(types))
    rows = [ClassRow(name, name, "Incident", "", "", name.lower()) for name in ("Attack", "Battle")]
    incidents, people = vis_payload(View(nodes, ()), Presentation(rows))["legend"]["classes"]
    assert (incidents["type"], incidents["glyph"], incidents["count"]) == ("Incident", "incident", 3)
    assert [(kind["label"], kind["glyph"], kind["count"]) for kind in incidents["kinds"]] == [
        ("Attack", "attack", 2),
        ("Battle", "battle", 1),
    ]
    assert (people["type"], people["label"], people["glyph"]) == ("Person", "Person", "person")


def test_a_glyph_that_nobody_drew_is_not_handed_to_the_browser() -> None:
    looks = Presentation([ClassRow("Weapon", "Weapon", "Entity", "", "", "M0 0<script>")])
    assert looks.look(("Weapon",)).glyph == "weapon"
