"""The guide to mappings: its example has every word there is, and becomes what it says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from graph.importing.staging import Sink, stage
from graph.mapping import mapping_of, shipped_mappings
from graph.mapping.reading import SHIPPED
from graph.mapping.sections import Section
from graph.validation import validate
from tabling import objects, short

GUIDE = (SHIPPED / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    return str(found)


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)


def test_the_example_has_every_word_that_a_mapping_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    raw = Section.raw

    def noted(section: Section, key: str) -> object:
        asked.add(key)
        return raw(section, key)

    monkeypatch.setattr(Section, "raw", noted)
    mapping_of(block("toml").encode(), "guide")
    assert asked - set(keys(tomllib.loads(block("toml")))) == set()


def test_every_word_is_told_in_the_guide() -> None:
    told = set(re.findall(r"`(\w+)[` ]", GUIDE.partition("## An example")[0]))
    known = set(keys(tomllib.loads(block("toml"))))
    words = {"known_by", "joined", "column", "from", "constant", "kind", "pattern", "split", "json", "drop"}
    words |= {"not_in", "leave_out", "gloss", "each", "when", "one", "for", "evidence", "reported_in"}
    assert words <= told & known


def test_the_example_becomes_what_it_says_and_keeps_every_rule(tmp_path: Path) -> None:
    path, file = tmp_path / "strikes.csv", tmp_path / "strikes.nt"
    path.write_text(block("csv"), encoding="utf-8")
    with file.open("wb") as stream:
        found = stage(mapping_of(block("toml").encode(), "guide"), [path], Sink(stream))
    assert [str(fault) for _, fault in found.faults] == []
    lines = [short(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert objects(lines, "killed") == ['"3"^^<xsd:integer>']
    assert objects(lines, "describedAs") == ['"worth 1200.5 dollars"', '"wing"', '"motor"']
    assert objects(lines, "losingSide") == ["<strikes/state/russia>", "<strikes/state/ukraine>"]
    assert objects(lines, "lossStatus") == ["<ag:Destroyed>"]
    assert [str(one) for one in validate(Graph().parse(file, format="nt")).violations] == []


def test_every_mapping_that_comes_along_was_tried_on_real_files() -> None:
    tried = GUIDE.partition("## What was tried")[2]
    assert {name for name in shipped_mappings() if f"| `{name}` |" not in tried} == {"rdf"}
