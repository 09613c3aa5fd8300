"""Perspectives with a name: shipped with the data, or kept beside the store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.errors import DataError, InputError, StoreError
from graph.ingest import build
from graph.model import Modality, Status
from graph.namespaces import ID
from graph.perspective import AsOf, Perspective
from graph.saved import FOLDER, NamedPerspective, drop, find_named, keep, kept_perspectives

EVERY_FIELD = Perspective(
    told_by=("a",),
    own_voice=True,
    background=True,
    without=("b", "c"),
    named_only=True,
    outlets=("d",),
    documents=("e",),
    as_of="2023-05-24",
    as_of_basis=AsOf.PUBLISHED,
    modalities=(Modality.PLAN, Modality.THREAT),
    min_origins=2,
    statuses=(Status.DISPUTED,),
    apart=("f",),
)


def test_a_kept_perspective_comes_back_as_it_was(tmp_path):
    named = NamedPerspective("My view: А/Б", EVERY_FIELD, "What I trust.")
    keep(str(tmp_path), named)
    assert kept_perspectives(str(tmp_path)) == (named,)


def test_keeping_again_under_one_name_replaces_and_dropping_forgets(tmp_path):
    place = str(tmp_path)
    keep(place, NamedPerspective("Mine", Perspective(min_origins=1)))
    keep(place, NamedPerspective("Mine", Perspective(min_origins=2)))
    assert [one.perspective.min_origins for one in kept_perspectives(place)] == [2]
    drop(place, "mine")
    assert kept_perspectives(place) == ()


def test_dropping_what_is_not_kept_lists_what_is(tmp_path):
    keep(str(tmp_path), NamedPerspective("Mine", Perspective()))
    with pytest.raises(InputError, match=r"No perspective called 'Yours' is kept here\. Kept are: Mine"):
        drop(str(tmp_path), "Yours")


def test_a_name_that_would_share_the_file_of_another_neither_replaces_nor_removes_it(tmp_path):
    place = str(tmp_path)
    keep(place, NamedPerspective("Kyiv (facts)", Perspective(min_origins=1)))
    with pytest.raises(
        InputError, match=r"'Kyiv: facts' would be kyiv-facts\.json, which keeps one of another name"
    ):
        keep(place, NamedPerspective("Kyiv: facts", Perspective(min_origins=2)))
    with pytest.raises(InputError, match=r"Kept are: Kyiv \(facts\)"):
        drop(place, "Kyiv: facts")
    assert [one.perspective.min_origins for one in kept_perspectives(place)] == [1]


def test_a_broken_file_can_be_kept_again_or_removed(tmp_path):
    place, file = str(tmp_path), tmp_path / FOLDER / "mine.json"
    for mend in (lambda: keep(place, NamedPerspective("Mine", Perspective())), lambda: drop(place, "Mine")):
        file.parent.mkdir(exist_ok=True)
        file.write_text("{", encoding="utf-8")
        mend()
        assert [one.name for one in kept_perspectives(place)] == (["Mine"] if file.exists() else [])


@pytest.mark.parametrize("name", ["", "  ", "../..", "!?"])
def test_a_name_that_makes_no_file_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="give a name with letters or digits"):
        keep(str(tmp_path), NamedPerspective(name, Perspective()))
    assert list(tmp_path.rglob("*.json")) == []


def test_a_name_cannot_lead_out_of_the_folder(tmp_path):
    path = keep(str(tmp_path / "store"), NamedPerspective("../../escape", Perspective()))
    assert path.parent == tmp_path / "store" / FOLDER


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "Expecting"),
        ("[]", "it is no JSON object with a name"),
        ('{"told_by": []}', "it is no JSON object with a name"),
        ('{"name": "x", "told_by": "a"}', "its told_by is 'a', not a list of texts"),
        ('{"name": "x", "min_origins": "two"}', "its min_origins is 'two'"),
        ('{"name": "x", "as_of": "soon"}', "'soon' is not a date"),
        ('{"name": "x", "modalities": ["rumour"]}', "rumour"),
        ('{"name": "x", "vetoes": []}', "it holds vetoes"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong_and_what_to_do(tmp_path, content, reason):
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        kept_perspectives(str(tmp_path))
    assert str(folder / "x.json") in str(refused.value)
    assert reason in str(refused.value)
    assert "Remove the file" in str(refused.value)


def test_where_the_folder_is_a_file_keeping_says_so(tmp_path):
    (tmp_path / FOLDER).write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be made"):
        keep(str(tmp_path), NamedPerspective("Mine", Perspective()))


def test_a_kept_perspective_outlives_a_new_build_and_works_by_its_name(sample_directory):
    graph = KnowledgeGraph.open(sample_directory)
    graph.save_perspective("Hale only", graph.outlook(told_by=["Anna Hale"]))
    asked = graph.outlook(told_by=["Anna Hale"], without=["Evening Wire"])
    build([Path(__file__).parent / "samples" / "raid.ttl"], sample_directory)
    again = KnowledgeGraph.open(sample_directory)
    assert [one.name for one in again.perspectives()] == ["Hale only"]
    assert again.outlook(named="hale ONLY", without=["Evening Wire"]) == asked
    assert again.outlook(told_by=["Hale only"], without=["Evening Wire"]) == asked
    assert again.described(asked) == "as told by Hale only, without Evening Wire"
    again.remove_perspective("Hale only")
    assert again.perspectives() == ()


def test_a_store_in_memory_keeps_nothing(sample_store):
    with pytest.raises(InputError, match="A store in memory keeps no perspectives"):
        KnowledgeGraph(sample_store).save_perspective("Mine", Perspective())


def test_a_shipped_perspective_can_be_neither_replaced_nor_removed(shipped_graph):
    for act in (
        lambda: shipped_graph.save_perspective("moscow", Perspective()),
        lambda: shipped_graph.remove_perspective("Moscow"),
    ):
        with pytest.raises(InputError, match="came with the data"):
            act()


@pytest.mark.parametrize("name", ["all", "Everything", "unnamed sources", "Grey Column"])
def test_a_name_that_means_something_else_already_is_refused(sample_directory, name):
    with pytest.raises(InputError, match="means something else here already"):
        KnowledgeGraph.open(sample_directory).save_perspective(name, Perspective(min_origins=1))


def test_one_broken_file_hinders_nobody_who_does_not_ask_for_it(sample_directory):
    graph = KnowledgeGraph.open(sample_directory)
    graph.save_perspective("Mine", Perspective(min_origins=1))
    broken = sample_directory / FOLDER / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert graph.outlook(told_by=["Anna Hale"], named="Mine").min_origins == 1
    assert graph.described(Perspective(min_origins=1)) == "with at least 1 independent origin"
    for asked in ({"named": "broken"}, {"told_by": ["broken"]}):
        with pytest.raises(DataError, match=r"broken\.json"):
            graph.outlook(**asked)
    graph.save_perspective("broken", Perspective(min_origins=2))
    assert graph.outlook(named="broken").min_origins == 2


def test_the_sides_that_ship_tell_by_whom(shipped_graph):
    sides = {one.name: one for one in shipped_graph.perspectives()}
    assert {"Washington", "Kyiv", "Moscow", "The militias", "The West", "The outlets' own voice"} == set(
        sides
    )
    assert sides["Moscow"].perspective.told_by == (f"{ID}actor/russia",)
    assert sides["The outlets' own voice"].perspective == Perspective(own_voice=True)
    assert all(one.shipped and one.definition for one in sides.values())


def test_a_side_answers_to_its_other_names_but_an_entity_of_that_name_comes_first(shipped_graph):
    assert shipped_graph.outlook(told_by=["the raiders"]) == shipped_graph.outlook(told_by=["The militias"])
    assert shipped_graph.outlook(told_by=["West"]) == shipped_graph.outlook(told_by=["The West"])
    [kremlin] = shipped_graph.outlook(told_by=["Kremlin"]).told_by
    assert kremlin == f"{ID}actor/kremlin"


def test_a_shipped_perspective_wins_over_a_kept_one_of_that_name():
    shipped = NamedPerspective("X", Perspective(), shipped=True)
    kept = NamedPerspective("x", Perspective(min_origins=1))
    assert find_named([kept, shipped], "X") is shipped
    assert find_named([shipped], "Y") is None


def test_the_file_is_json_that_a_person_can_read(tmp_path):
    path = keep(str(tmp_path), NamedPerspective("Mine", Perspective(min_origins=2)))
    assert json.loads(path.read_text(encoding="utf-8"))["min_origins"] == 2
