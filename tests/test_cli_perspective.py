"""The flags that say which claims count, on the commands that read claims."""

from __future__ import annotations

import csv
import io
import re
import shlex
import zipfile
from itertools import product

import pytest

from commandline import GREY_COLUMN, SAMPLE, answer_of, refusal_of, shipped_store
from graph.cli import main
from graph.cli.conditions import DATES, MODALITIES
from graph.ingest import build
from graph.model import Modality
from graph.namespaces import ID
from graph.perspective import AsOf

PAPER = ("1a", "1b", "2b", "5a", "5b", "6a")
"""What the paper says itself."""
EVERY_CLAIM = (*PAPER, "2a", "3a", "3b", "4a", "h1", "h2", "h3")

FLAGS = {
    "--as-told-by Northland": ("3a", "3b", "4a"),
    "--as-told-by 'Grey Column' --as-told-by 'Anna Hale'": ("2a", "3b", "4a"),
    "--without 'Evening Wire'": tuple(one for one in EVERY_CLAIM if one != "2a"),
    "--without 'Daily Post'": ("h1", "h2", "h3"),
    "--without 'unnamed sources'": tuple(one for one in EVERY_CLAIM if one != "3a"),
    "--as-of 2023-05-24": ("2a", "3b", "h1", "h2", "h3"),
    "--as-of 2023-05-24 --dated published": ("h1", "h2", "h3"),
    "--min-origins 1": tuple(one for one in EVERY_CLAIM if one not in ("3a", "3b", "4a")),
    "--facts-only": tuple(one for one in EVERY_CLAIM if one != "1b"),
    "--modality opinion --modality threat": ("1b",),
    "--own-voice": PAPER,
    "--own-voice --background": (*PAPER, "h1", "h2", "h3"),
    "--named-only": tuple(one for one in EVERY_CLAIM if one != "3a"),
    "--outlet 'Sample editors'": ("h1", "h2", "h3"),
    "--in-document 'Handbook of offices'": ("h1", "h2", "h3"),
    "--standing denied-only --standing unconfirmed": ("3a", "3b", "4a"),
    "--perspective 'The office'": ("3b", "4a"),
}
"""Flags with the claims that count under them, worked out by hand from the sample."""

READING = {
    "show": ("show", "Kestrel"),
    "claims": ("claims",),
    "path": ("path", "GC", "Northland"),
    "sparql": ("sparql", "SELECT ?claim { ?claim ag:claimant ?who }", "--format", "csv"),
    "export": ("export", "--format", "node-link"),
}
"""A question to each command that reads claims."""


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    """The sample with one opinion in it: that the raid was in Southfield."""
    directory = tmp_path_factory.mktemp("perspective")
    before, claim, after = SAMPLE.read_text(encoding="utf-8").partition("<id/claim/post-1/1b> a ag:Claim")
    changed = directory / "raid.ttl"
    changed.write_text(before + claim + after.replace("ag:Fact", "ag:Opinion", 1), encoding="utf-8")
    build([changed], directory / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMSGRAPH_STORE", str(directory / "store"))
        assert main(["perspectives", "save", "The office", "--as-told-by", "Northland Defence Office"]) == 0
        yield directory / "store"


def short(iri: str) -> str:
    return iri.removeprefix(ID + "claim/post-1/").replace(ID + "claim/handbook/", "h")


def claims_exported(capsys, flags: list[str]) -> set[str]:
    assert main(["export", "--format", "csv", "-o", "graph.zip", *flags]) == 0
    capsys.readouterr()
    with zipfile.ZipFile("graph.zip") as tables:
        rows = csv.DictReader(io.StringIO(tables.read("claims.csv").decode("utf-8")))
        return {short(row["iri"]) for row in rows}


def claims_queried(capsys, flags: list[str]) -> set[str]:
    main([*READING["sparql"], *flags])
    return {short(line) for line in capsys.readouterr().out.split()[1:]}


def claims_shown(capsys, flags: list[str]) -> set[str]:
    """The claims on the cards of everything in the sample."""
    seen = set()
    for name in (
        "Kestrel",
        "Raid on Southfield",
        "GC",
        "Northland Defence Office",
        "Southfield",
        "incident/alleged-transfer",
    ):
        code, card = answer_of(capsys, "show", name, *flags)
        assert code == 0
        seen |= {
            short(claim["iri"]) for each in (*card["links"], *card["attributes"]) for claim in each["claims"]
        }
    return seen


@pytest.mark.parametrize("flags", FLAGS)
def test_every_answer_rests_on_the_claims_that_the_flags_let_count(flags, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    given = shlex.split(flags)
    code, found = answer_of(capsys, "claims", *given)
    assert (code, {short(claim["iri"]) for claim in found}) == (0, set(FLAGS[flags]))
    assert claims_queried(capsys, given) == set(FLAGS[flags])
    assert claims_exported(capsys, given) == set(FLAGS[flags])
    assert claims_shown(capsys, given) == set(FLAGS[flags])


EVERY_COMMAND = {
    **READING,
    "contradictions": ("contradictions", "--kind", "denial", "--kind", "doubt"),
    "origins": ("origins", "Kestrel"),
    "what-if": ("what-if", "--without", "Anna Hale"),
    "load-bearing": ("what-if",),
    "diff": ("diff", "--as-told-by", "GC", "--as-told-by", "Northland"),
    "timeline": ("timeline", "Raid on Southfield"),
    "why": ("why", "proposition/kestrel-used-in-raid"),
}
MEANT_OTHERWISE = {
    *(("what-if", "--without"), ("load-bearing", "--without")),
    *(("diff", "--as-told-by"), ("diff", "--own-voice"), ("diff", "--perspective")),
}
"""Flags by which these commands are told what they are about, or which let more speak beside it."""
EVERYTHING: dict[str, str] = {}
"""What each command prints where every claim counts."""


@pytest.mark.parametrize(
    ("command", "flags"),
    [
        (command, flags)
        for command, flags in product(EVERY_COMMAND, FLAGS)
        if (command, flags.split()[0]) not in MEANT_OTHERWISE
    ],
)
def test_no_answer_of_any_command_holds_a_claim_that_does_not_count(command, flags, capsys):
    json_too = [] if command in ("sparql", "export") else ["--json"]
    assert main([*EVERY_COMMAND[command], *json_too, *shlex.split(flags)]) in (0, 1)
    printed = capsys.readouterr()
    claims = {short(iri) for iri in re.findall(rf"{ID}claim/[\w/-]+", printed.out)}
    assert claims <= set(FLAGS[flags])
    if command not in EVERYTHING:  # the same for all flags, so that it is asked once
        assert main([*EVERY_COMMAND[command], *json_too]) == 0
        EVERYTHING[command] = capsys.readouterr().out
    assert printed.out != EVERYTHING[command]
    assert re.search(r"of 8 links, \d+ of 13 claims\.\n|nothing counts, not one of 13", printed.err)


@pytest.mark.parametrize("command", READING)
def test_each_command_that_reads_claims_says_how_much_counts(command, capsys):
    main([*READING[command], "--without", "Evening Wire"])
    assert capsys.readouterr().err.startswith("Without Evening Wire: 7 of 8 links, 12 of 13 claims.\n")
    main([*READING[command]])
    assert "of 13 claims" not in capsys.readouterr().err


@pytest.mark.parametrize(("command", "name"), [("show", ["GC"]), ("path", ["GC", "Southfield"])])
def test_a_json_object_holds_the_perspective_and_what_it_tells(command, name, capsys):
    _, answer = answer_of(
        capsys, command, *name, "--as-told-by", "GC", "--as-of", "2023-05", "--dated", "published"
    )
    told = answer["perspective"]
    assert told["sentence"] == "as told by Grey Column, as of 31 May 2023 (published by then)"
    assert (told["told_by"], told["as_of"], told["as_of_basis"]) == ([GREY_COLUMN], "2023-05-31", "published")
    counted = {"links": 1, "links_in_all": 8, "claims": 1, "claims_in_all": 13, "silent": 9}
    assert told["told"] == {**counted, "entities": 13, "entities_in_all": 13, "undated": 0}
    _, answer = answer_of(capsys, command, *name)
    assert "perspective" not in answer


def test_show_says_how_much_of_an_entity_counts(capsys):
    assert main(["show", "Raid on Southfield", "--own-voice"]) == 0
    printed = capsys.readouterr().out
    assert "What counts: 1 of 3 links, 1 of 1 figure or fact." in printed
    assert "Links (1 of 3)" in printed
    assert "Grey Column" not in printed.partition("Links")[2]
    _, card = answer_of(capsys, "show", "Raid on Southfield", "--own-voice")
    assert (len(card["links"]), card["links_in_all"]) == (1, 3)
    assert (len(card["attributes"]), card["attributes_in_all"]) == (1, 1)


def test_an_entity_of_which_nothing_counts_stays_to_be_seen(capsys):
    assert main(["show", "Southfield", "--as-told-by", "GC"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Southfield  Place  id:place/southfield\n")
    assert (
        "Nothing that counts speaks of Southfield; where every claim counts there are 1\n"
        "  link and 1 figure or fact." in printed
    )


def test_an_inferred_identity_can_be_switched_off(capsys):
    _, one = answer_of(capsys, "show", "White Fox")
    assert one["label"] == "Ivan Petrov"
    for switch in ("all", "White Fox", "identity/petrov"):
        code, card = answer_of(capsys, "show", "White Fox", "--apart", switch)
        assert (code, card["label"], card["same_as"]) == (0, "White Fox", [])


def test_what_counts_of_one_held_apart_is_held_against_what_is_known_of_him_alone(capsys):
    _, card = answer_of(capsys, "show", "White Fox", "--apart", "all", "--as-told-by", "Anna Hale")
    assert (card["label"], card["links"], card["links_in_all"]) == ("White Fox", [], 1)
    assert "links_in_all" not in answer_of(capsys, "show", "White Fox", "--apart", "all")[1]


def test_what_the_perspective_hides_of_a_question_is_counted(capsys):
    code, message = refusal_of(capsys, "claims", "--stance", "denies", "--as-told-by", "GC")
    assert code == 1
    assert message.splitlines()[1:] == [
        "No claim meets these conditions.",
        "Where every claim counts, 1 claim meets them.",
    ]


def test_a_path_that_the_perspective_closes_says_what_would_open_it(capsys):
    assert answer_of(capsys, "path", "GC", "Southfield")[0] == 0
    code, message = refusal_of(capsys, "path", "GC", "Southfield", "--as-told-by", "GC")
    assert code == 1
    assert "No path connects Grey Column with Southfield under these conditions.\n" in message
    assert "  Letting everybody speak opens a path of 2 hops.\n" in message


def test_the_status_of_a_path_and_the_standing_of_a_perspective_are_two_things(capsys):
    """--standing decides what counts at all, so that a rival account is gone; --status where to walk."""
    denied = ("path", "GC", "Northland Defence Office", "--include-denied")
    assert answer_of(capsys, *denied)[0] == 0
    assert answer_of(capsys, *denied, "--status", "undisputed")[0] == 1
    code, answer = answer_of(capsys, *denied, "--standing", "undisputed")
    assert (code, answer["perspective"]["told"]["links"]) == (1, 6)


EMPTY = {
    "--as-told-by 'Evening Wire'": (
        "As told by Evening Wire: nothing counts, not one of 13 claims.",
        "Nothing counts as told by Evening Wire, whatever else is asked: "
        "no text quotes that voice, nor anybody who counts for it.",
    ),
    "--as-told-by GC --as-of 2023-05-23": (
        "As told by Grey Column, as of 23 May 2023 (said by then): nothing counts, not one of 13 claims.",
        "Giving up “as told by Grey Column” lets 4 claims count.",
        "Giving up “as of 23 May 2023 (said by then)” lets 1 claim count. "
        "The earliest claim is of 24 May 2023, when it was said.",
    ),
    "--as-of 2023-05-23 --without 'Sample editors' --dated published": (
        "Without Sample editors, as of 23 May 2023 (published by then): "
        "nothing counts, not one of 13 claims.",
        "Giving up “without Sample editors” lets 3 claims count.",
        "Giving up “as of 23 May 2023 (published by then)” lets 10 claims count. "
        "The earliest claim is of 25 May 2023, when it was published.",
    ),
    "--min-origins 2": (
        "With at least 2 independent origins: nothing counts, not one of 13 claims.",
        "Nothing counts with at least 2 independent origins, whatever else is asked: "
        "nothing is told by so many.",
    ),
    "--own-voice --named-only --as-told-by GC --in-document 'Handbook of offices' --modality opinion": (
        "As told by Grey Column and the outlets themselves, without unnamed sources, "
        "as it stands in Handbook of offices, opinions only: nothing counts, not one of 13 claims.",
        "Giving up “as it stands in Handbook of offices” lets 1 claim count.",
    ),
    "--own-voice --in-document 'Handbook of offices' --modality threat": (
        "As told by the outlets themselves, as it stands in Handbook of offices, threats only: "
        "nothing counts, not one of 13 claims.",
        "Nothing counts threats only, whatever else is asked: no claim is of that kind.",
    ),
}  # fmt: skip
"""Perspectives under which nothing counts, with what is said of them."""


@pytest.mark.parametrize("flags", EMPTY)
def test_an_empty_perspective_says_why_as_far_as_known(flags, capsys):
    code, message = refusal_of(capsys, "claims", *shlex.split(flags))
    assert (code, tuple(message.splitlines())) == (1, EMPTY[flags])


@pytest.mark.parametrize("command", ["claims", "path", "sparql", "export"])
def test_an_empty_perspective_is_a_negative_answer_of_every_command(command, capsys):
    assert main([*READING[command], "--as-told-by", "Evening Wire"]) == 1
    printed = capsys.readouterr()
    assert "nothing counts, not one of 13 claims.\n" in printed.err
    assert "claim/post-1" not in printed.out


def test_an_export_of_nothing_writes_no_file(tmp_path, capsys):
    target = tmp_path / "graph.gexf"
    code, message = refusal_of(capsys, "export", "--format", "gexf", "--min-origins", "2", "-o", str(target))
    assert (code, message.splitlines()[-1]) == (1, "So there is nothing to write.")
    assert not target.exists()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("--as-told-by 'Grey Colum'", "Did you mean Grey Column, The office?"),
        ("--as-told-by Kestrel", "must be an actor; Kestrel armoured car is of the class Weapon"),
        ("--as-told-by ''", "empty"),
        ("--without 'Weekly Nothing'", "No source is called 'Weekly Nothing'"),
        ("--without Kestrel", "Kestrel armoured car is of the class Weapon"),
        ("--outlet Southfield", "An outlet must be an actor"),
        ("--in-document 'Weekly Nothing'", "'Weekly Nothing'"),
        ("--as-of yesterday", "'yesterday' is not a date"),
        ("--as-of 2023-02-30", "'2023-02-30' is not a date"),
        ("--dated published", "--dated published says how to read a date; give the date with --as-of"),
        ("--as-of 2023 --dated written", "published"),
        ("--min-origins -1", "'-1' is not a whole number from 0 on"),
        ("--min-origins two", "'two' is not a whole number from 0 on"),
        ("--modality rumour", "opinion"),
        ("--modality opinion --facts-only", "not allowed with"),
        ("--standing true", "unconfirmed"),
        ("--apart Kestrel", "nothing to hold apart"),
        ("--perspective Moscow", "No perspective is called 'Moscow'. Those with a name are: The office."),
    ],
)
def test_a_perspective_that_cannot_be_is_refused_in_one_sentence(flags, said, capsys):
    code, message = refusal_of(capsys, "claims", *shlex.split(flags))
    assert code == 2
    assert said in message
    assert len(message.splitlines()) == 1


def test_the_written_out_choices_are_those_of_a_perspective():
    assert list(MODALITIES) == [modality.value for modality in Modality]
    assert list(DATES) == [basis.value for basis in AsOf]


def test_flags_that_claims_already_had_keep_their_meaning(capsys):
    """--document asks for what stands in a document; --in-document lets only that count."""
    _, asked = answer_of(capsys, "claims", "--document", "Handbook of offices")
    _, counting = answer_of(capsys, "claims", "--in-document", "Handbook of offices")
    assert asked == counting
    assert answer_of(capsys, "claims", "--document", "post-1", "--in-document", "handbook") == (1, [])


def test_each_sides_explanations_of_the_humvees_are_its_own(capsys):
    code, found = answer_of(
        capsys, "claims", "--about", "Humvee", "--as-told-by", "Washington", "--store", shipped_store()
    )
    assert code == 0
    assert any(claim["stance"] == "denies" and "approve" in claim["gloss"] for claim in found)
    voices = {claim["claimant"]["label"] for claim in found}
    assert "Pat Ryder" in voices or "Patrick Ryder" in voices
    assert "The Washington Post" not in voices
