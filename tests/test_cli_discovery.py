from __future__ import annotations

import json

import pytest

from commandline import GREY_COLUMN, KESTREL, RAID, SAMPLE, answer_of, refusal_of, run
from graph.cli import main
from graph.ingest import build
from graph.namespaces import ID

SECOND_GC = """
@prefix ag: <https://w3id.org/armsgraph/ontology#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@base <https://w3id.org/armsgraph/> .
<id/name/southfield-1> a ag:Name ; ag:nameOf <id/place/southfield> ; skosxl:literalForm "GC"@en ;
    ag:document <id/document/handbook> .
"""


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("discovery") / "store"
    build([SAMPLE], directory)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMSGRAPH_STORE", str(directory))
        yield directory


def test_search_shows_the_name_that_matched(capsys):
    code, found = answer_of(capsys, "search", "Серая колонна")
    assert code == 0
    assert set(found[0]) == {"iri", "label", "type", "matched", "score"}
    assert (found[0]["iri"], found[0]["label"]) == (GREY_COLUMN, "Grey Column")
    assert (found[0]["type"], found[0]["matched"]) == ("ArmedGroup", "Серая колонна")


def test_search_off_a_terminal_prints_tab_separated_lines(store):
    done = run("search", "GC", "--store", str(store))
    assert done.stdout.splitlines()[0].split("\t") == ["Grey Column", "ArmedGroup", "GC", GREY_COLUMN]


def test_search_stops_at_the_limit(capsys):
    _, many = answer_of(capsys, "search", "column")
    code, one = answer_of(capsys, "search", "column", "--limit", "1")
    assert (code, one) == (0, many[:1])
    assert len(many) > 1


def test_search_says_when_the_limit_cut_and_only_then(capsys):
    for limit, said in [("1", "More names match than the 1 shown; --limit N shows more.\n"), ("99", "")]:
        assert main(["search", "column", "--limit", limit]) == 0
        assert capsys.readouterr().err == said


def test_a_search_without_a_hit_is_a_negative_answer(capsys):
    assert answer_of(capsys, "search", "qqqzzzxxx") == (1, [])
    code, message = refusal_of(capsys, "search", "qqqzzzxxx")
    assert (code, message) == (1, "Nothing is called 'qqqzzzxxx', nor anything like it.\n")


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_search_is_wrong_usage(text, capsys):
    code, message = refusal_of(capsys, "search", text)
    assert code == 2
    assert "empty" in message


@pytest.mark.parametrize(
    "name", ["Grey Column", "gc", "actor/grey-column", "id:actor/grey-column", GREY_COLUMN]
)
def test_show_takes_label_alias_and_iri(name, capsys):
    code, card = answer_of(capsys, "show", name)
    assert (code, card["iri"]) == (0, GREY_COLUMN)


def test_show_tells_names_links_and_claims(capsys):
    _, card = answer_of(capsys, "show", "Grey Column")
    assert card["types"][0] == "ArmedGroup"
    assert {alias["text"]: alias["line"] for alias in card["aliases"]} == {"GC": 2, "Серая колонна": None}
    links = {(link["direction"], link["entity"]["label"]): link for link in card["links"]}
    assert set(links) == {("in", "Ivan Petrov"), ("in", "Raid on Southfield")}
    by = links["in", "Raid on Southfield"]
    assert (by["predicate"].endswith("#perpetrator"), by["status"], by["origins"]) == (True, "undisputed", 1)
    assert [claim["line"] for claim in by["claims"]] == [2]


def test_show_folds_two_names_of_one_person_and_says_why(capsys):
    _, card = answer_of(capsys, "show", "White Fox")
    assert card["label"] == "Ivan Petrov"
    assert [same["iri"] for same in card["same_as"]] == [ID + "actor/white-fox"]
    assert "same week" in card["identity"][0]


def test_show_gives_places_as_latitude_and_longitude(capsys):
    _, card = answer_of(capsys, "show", "Southfield")
    assert card["coordinates"] == {"latitude": 50.25, "longitude": 36.5}


def test_show_for_people_names_who_stands_behind_each_link(capsys):
    assert main(["show", "Kestrel"]) == 0
    printed = capsys.readouterr().out
    assert "Kestrel armoured car  Weapon  id:weapon/kestrel" in printed
    assert "○" in printed
    assert "Unnamed officials (Daily Post): asserted; Anna Hale: unsure" in printed
    assert "\x1b" not in printed


def test_an_unknown_entity_is_answered_with_suggestions(capsys):
    code, message = refusal_of(capsys, "show", "Gray Colunm")
    assert code == 2
    assert "Did you mean Grey Column" in message


def test_an_ambiguous_name_lists_the_candidates(tmp_path, capsys):
    more = tmp_path / "more.ttl"
    more.write_text(SECOND_GC, encoding="utf-8")
    build([SAMPLE, more], tmp_path / "store")
    code, message = refusal_of(capsys, "show", "GC", "--store", str(tmp_path / "store"))
    assert code == 2
    assert GREY_COLUMN in message
    assert ID + "place/southfield" in message


def test_search_and_show_agree_on_the_iri(store):
    found = json.loads(run("search", "Kestrel armoured car", "--json", "--store", str(store)).stdout)
    shown = json.loads(run("show", "Kestrel", "--json", "--store", str(store)).stdout)
    assert found[0]["iri"] == shown["iri"] == KESTREL
    assert RAID in {link["entity"]["iri"] for link in shown["links"]}
