"""`contradictions`, `diff` and `what-if` on the sample with a second paper that answers the first."""

from __future__ import annotations

import pytest

from commandline import OFFICE, RIVALS, SAMPLE, answer_of, refusal_of, shipped_store
from graph.cli import main
from graph.ingest import build
from graph.settings import LIMITS

DENIED = "Northland Defence Office - approved - Alleged transfer of Kestrels to the Grey Column"


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("disputes")
    build([SAMPLE, RIVALS], directory / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMSGRAPH_STORE", str(directory / "store"))
        yield directory


def kinds(answer) -> list[str]:
    return sorted(one["kind"] for one in answer["contradictions"])


def printed_by(capsys, *arguments: str, code: int = 0) -> str:
    assert main([*arguments]) == code
    return capsys.readouterr().out


def flat(text: str) -> str:
    return " ".join(text.split())


def test_each_contradiction_has_its_sides_with_claims_origins_and_rule(capsys):
    code, answer = answer_of(capsys, "contradictions")
    assert (code, kinds(answer)) == (0, ["doubt", "figures", "opposite stances"])
    assert answer["denials_not_listed"] == 0
    opposite = next(one for one in answer["contradictions"] if one["kind"] == "opposite stances")
    sides = {side["stance"]: side for side in opposite["sides"]}
    assert [sides[stance]["origins"] for stance in ("asserts", "denies")] == [1, 1]
    assert sides["asserts"]["claims"][0]["gloss"] == "Petrov says that the office approved it."
    assert sides["denies"]["claims"][0]["claimant"]["label"] == "Anna Hale"
    assert opposite["denials"][0]["denied"]["subject"] == OFFICE
    assert opposite["rule"] == "At least one claim asserts it and at least one denies it."


def test_contradictions_for_people_say_everything_within_80_columns(capsys):
    printed = printed_by(capsys, "contradictions")
    assert printed.startswith("3 contradictions\n")
    assert "   Range: from 2023-05-20 to 2023-05-22\n" in printed
    said = flat(printed)
    assert f"Denied: Anna Hale (for Northland Defence Office) denies this and no more: {DENIED}" in said
    assert "Denied by Anna Hale (for Northland Defence Office) (1 independent origin)." in said
    assert "Asserted by Ivan Petrov (for Grey Column) (1 independent origin)." in said
    assert "Changed: Anna Hale changed: left open on 23 May 2023" in said
    assert "Why: The ontology declares that the relation “occurred on” can have one value only" in said
    assert "– Anna Hale for Northland Defence Office: denied, 2023-05-25 Hale denies that" in said
    assert "shortest paths run through it; figures-raid-on-20-may-" in said
    assert "\x1b" not in printed
    assert max(map(len, printed.splitlines())) <= 80


@pytest.mark.parametrize("width", [40, 80, 99, 100, 140])
def test_two_sides_stand_beside_each_other_where_there_is_room(width, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(width))
    lines = printed_by(capsys, "contradictions", "--kind", "figures").splitlines()
    beside = [line for line in lines if line.count("● Raid on Southfield") == 2]
    assert len(beside) == (1 if width >= 100 else 0)
    assert max(map(len, lines)) <= width
    assert sum("gives an earlier" in line for line in lines) == 1


def test_a_brief_list_leaves_the_claims_out(capsys):
    brief = printed_by(capsys, "contradictions", "--brief")
    assert "Petrov gives an earlier day." not in brief
    assert "Asserted by Ivan Petrov" in brief


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (["--about", "Kestrel"], ["doubt", "opposite stances"]),
        (["--about", "Raid on Southfield"], ["doubt", "figures"]),
        (["--between", "GC", "Northland Defence Office"], ["opposite stances"]),
        (["--between", "Daily Post", "GC"], ["figures"]),
        (["--kind", "opposite", "--kind", "figures"], ["figures", "opposite stances"]),
        (["--kind", "Opposite stances"], ["opposite stances"]),
        (["--without", "Ivan Petrov"], ["doubt"]),
        (["--as-of", "2023-06-01"], ["doubt", "opposite stances"]),
    ],
    ids=str,
)
def test_contradictions_are_those_asked_for(conditions, found, capsys):
    code, answer = answer_of(capsys, "contradictions", *conditions)
    assert (code, kinds(answer)) == (0, found)


def test_a_denial_that_meets_no_assertion_is_counted_and_listed_when_asked_for(sample_directory, capsys):
    place = ("--store", str(sample_directory))
    code, message = refusal_of(capsys, "contradictions", "--about", "Northland Defence Office", *place)
    assert (code, message.splitlines()) == (
        1,
        [
            "No claims that count contradict each other about 'Northland Defence Office'.",
            "1 denial of what nobody asserts is not listed; --kind denial lists it.",
        ],
    )
    _, answer = answer_of(capsys, "contradictions", *place)
    assert (kinds(answer), answer["denials_not_listed"]) == (["doubt"], 1)
    code, answer = answer_of(capsys, "contradictions", "--kind", "denial", *place)
    assert (code, kinds(answer), answer["denials_not_listed"]) == (0, ["denial"], 0)


def test_one_telling_may_hold_no_contradiction(capsys):
    code, message = refusal_of(capsys, "contradictions", "--as-told-by", "GC")
    assert code == 1
    assert message.splitlines()[1] == "No claims that count contradict each other."
    code, answer = answer_of(
        capsys, "contradictions", "--as-told-by", "GC", "--as-told-by", "Northland Defence Office"
    )
    assert (code, kinds(answer)) == (0, ["opposite stances"])
    assert answer["perspective"]["sentence"] == "as told by Grey Column and Northland Defence Office"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--about", "Kestrell car"], "Did you mean Kestrel armoured car"),
        (["--between", "GC", "Nowhereland"], "'Nowhereland'"),
        (["--between", "GC", "Grey Column"], "both mean Grey Column; give two"),
        (["--between", "GC"], "expected 2 arguments"),
        (["--kind", "quarrel"], "framing"),
    ],
)
def test_a_question_for_contradictions_that_cannot_be_is_refused(arguments, said, capsys):
    code, message = refusal_of(capsys, "contradictions", *arguments)
    assert (code, len(message.splitlines())) == (2, 1)
    assert said in message


def test_a_denial_says_what_it_leaves_open(capsys):
    question = (
        "contradictions",
        "--about",
        "US-made vehicles in the Belgorod raid",
        "--store",
        shipped_store(),
    )
    _, answer = answer_of(capsys, *question)
    approval = next(
        denial
        for one in answer["contradictions"]
        for denial in one["denials"]
        if denial["denied"]["predicate_label"] == "approved"
    )
    printed = flat(printed_by(capsys, *question))
    assert "denies this and no more: United States Department of Defense - approved -" in printed
    assert approval["left_open"]
    assert all(f"– {one['subject_label']} - " in printed for one in approval["left_open"])
    assert "What that leaves open: –" in printed


def test_two_tellings_stand_side_by_side(capsys):
    code, answer = answer_of(
        capsys,
        "diff",
        "--as-told-by",
        "GC",
        "--as-told-by",
        "Northland Defence Office",
        "--as-of",
        "2023-06-01",
    )
    assert (code, answer["one"], answer["other"]) == (0, "Grey Column", "Northland Defence Office")
    assert answer["counts"]["opposed"] == {"links": 1, "statements": 0}
    assert answer["counts"]["only one"] == {"links": 1, "statements": 1}
    assert answer["counts"]["only other"] == {"links": 1, "statements": 0}
    assert answer["perspectives"]["other"]["as_of"] == "2023-06-01"
    assert answer["perspectives"]["one"]["told"]["claims"] == 3


def test_two_tellings_for_people_name_what_each_says(capsys):
    assert main(["diff", "--as-told-by", "GC", "--as-told-by", "Northland Defence Office"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Grey Column and Northland Defence Office oppose each other on 1 link;")
    assert "Opposed (1)\n" in printed.out
    assert "    Northland Defence Office: ✕ denied only\n" in printed.out
    assert "Only Grey Column tells (2)\n" in printed.out
    assert max(map(len, printed.out.splitlines())) <= 80
    assert printed.err.splitlines() == [
        "As told by Grey Column: 2 of 8 links, 3 of 18 claims.",
        "As told by Northland Defence Office: 2 of 8 links, 3 of 18 claims.",
    ]


def test_a_telling_that_is_silent_is_told_and_two_are_a_negative_answer(capsys):
    assert main(["diff", "--as-told-by", "Sample editors", "--as-told-by", "GC"]) == 0
    printed = capsys.readouterr()
    assert "As told by Sample editors: nothing counts, not one of 18 claims.\n" in printed.err
    assert "Only Grey Column tells (3)\n" in printed.out
    assert main(["diff", "--as-told-by", "Sample editors", "--as-told-by", "GC", "--as-of", "2020"]) == 1
    assert capsys.readouterr().out == "Neither Sample editors nor Grey Column tells anything.\n"


@pytest.mark.parametrize(
    ("tellers", "said"),
    [
        ([], "--as-told-by names none; give it exactly twice"),
        (["GC"], "--as-told-by names one; give it exactly twice"),
        (["GC", "Northland", "Anna Hale"], "--as-told-by names 3; give it exactly twice"),
        (
            ["GC", "Grey Column"],
            "'GC' and 'Grey Column' are one and the same telling (as told by Grey Column)",
        ),
        (["GC", "Nowhereland"], "'Nowhereland'"),
    ],
    ids=str,
)
def test_two_tellings_that_are_not_two_are_refused(tellers, said, capsys):
    given = [word for name in tellers for word in ("--as-told-by", name)]
    code, message = refusal_of(capsys, "diff", *given)
    assert (code, len(message.splitlines())) == (2, 1)
    assert said in message


def test_what_falls_without_a_source_is_told_in_full(capsys):
    code, answer = answer_of(capsys, "what-if", "--without", "Daily Post", "--path", "GC", "Kestrel")
    assert (code, len(answer["claims"]), answer["claims_in_all"]) == (0, 15, 18)
    assert (len(answer["links"]), answer["links_in_all"]) == (7, 8)
    assert answer["paths"]["after"]["paths"] == []
    assert main(["what-if", "--without", "Daily Post", "--path", "GC", "Kestrel"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Without Daily Post 1")
    assert "Links that fall (7)\n" in printed
    assert "  Falls  2 hops\n" in printed
    assert "    ● Grey Column - carried out - Raid on Southfield  falls\n" in printed
    assert "Entities that fall silent (4)\n  Alleged transfer" in printed
    assert "  Letting Daily Post count again opens a path of 2 hops.\n" in printed
    assert max(map(len, printed.splitlines())) <= 80


def test_what_stands_otherwise_without_a_source_is_told(capsys):
    printed = flat(printed_by(capsys, "what-if", "--without", "Anna Hale"))
    assert f"What stands otherwise (1) {DENIED} disputed, 1 origin -> undisputed, 1 origin" in printed
    assert (
        "What rests on unnamed sources alone now (1) Raid on Southfield - was carried out with - "
        "Kestrel armoured car disputed, 1 origin and 1 unnamed -> unconfirmed, 1 unnamed origin" in printed
    )


def test_a_source_without_a_claim_bears_nothing(capsys):
    assert main(["what-if", "--without", "Southfield Radio", "--as-told-by", "GC"]) == 2
    assert "No source is called 'Southfield Radio'" in capsys.readouterr().err
    assert main(["what-if", "--without", "Northland", "--as-told-by", "GC"]) == 1
    printed = capsys.readouterr()
    assert printed.out == "Without Northland nothing changes: no claim that counts comes from there.\n"


def test_the_sources_that_bear_most_come_first(capsys):
    code, answer = answer_of(capsys, "what-if", "--load-bearing", "3")
    names = [one["source"]["label"] for one in answer["sources"]]
    assert (code, len(names), answer["cut"], names[0]) == (0, 3, True, "Daily Post")
    assert answer["sources"][0]["links"] == 7
    assert answer_of(capsys, "what-if")[1]["sources"][:3] == answer["sources"]
    assert main(["what-if", "--load-bearing", "3"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[2].split()[:3] == ["Daily", "Post", "outlet"]
    assert "more sources bear something; --load-bearing N lists more.\n" in printed.err


def test_the_sources_of_one_connection_are_told_without_naming_any(capsys):
    code, answer = answer_of(capsys, "what-if", "--path", "GC", "Kestrel")
    assert code == 0
    assert {"Daily Post", "Evening Wire"} <= {one["source"]["label"] for one in answer["path_loads"]}
    assert {one["hops_before"] for one in answer["path_loads"]} == {2}
    printed = printed_by(capsys, "what-if", "--path", "GC", "Kestrel")
    assert printed.count("Without ") == len(answer["path_loads"])
    assert main(["what-if", "--path", "GC", "Kestrel", "--as-told-by", "GC"]) == 1
    assert "No single source makes the shortest path longer" in capsys.readouterr().err


def test_long_lists_of_what_falls_are_cut_and_say_so(capsys, monkeypatch):
    monkeypatch.setattr("graph.cli.consequences.LIMITS", LIMITS._replace(listed_consequences=2))
    cut = printed_by(capsys, "what-if", "--without", "Daily Post")
    assert "Links that fall (7)\n" in cut
    assert "and 5 more; --all prints them" in cut
    whole = printed_by(capsys, "what-if", "--without", "Daily Post", "--all")
    assert "more; --all" not in whole
    assert len(whole.splitlines()) > len(cut.splitlines())


def test_a_denial_that_falls_is_printed(capsys):
    hale = ["what-if", "--without", "Daily Post", "--as-told-by", "Anna Hale"]
    assert "Denials and doubts that fall" in printed_by(capsys, *hale)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--path", "GC", "Kestrel", "--load-bearing", "3"], "--load-bearing N the N that bear most"),
        (["--without", "GC", "--load-bearing"], "give one"),
        (["--load-bearing", "0"], "'0' is not a whole number from 1 on"),
        (["--without", "Kestrel"], "Kestrel armoured car is of the class Weapon"),
        (["--without", "GC", "--path", "Kestrel", "Kestrel"], "two different entities"),
        (["--without", "GC", "--path", "Kestrel", "Nowhereland"], "'Nowhereland'"),
    ],
)
def test_a_what_if_that_cannot_be_is_refused(arguments, said, capsys):
    code, message = refusal_of(capsys, "what-if", *arguments)
    assert (code, len(message.splitlines())) == (2, 1)
    assert said in message


def test_under_a_perspective_that_tells_nothing_nothing_falls(capsys):
    for more in (["--without", "GC"], []):
        assert main(["what-if", "--min-origins", "9", *more]) == 1
        printed = capsys.readouterr()
        assert (printed.out, "nothing counts, not one of 18 claims" in printed.err) == ("", True)
