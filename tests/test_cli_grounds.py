"""`origins`, `timeline`, `why` and `identity`: on what it rests that something is shown as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commandline import RIVALS, SAMPLE, answer_of, refusal_of, shipped_store
from graph.cli import main
from graph.cli.history import span_text, when_text
from graph.dates import span_of, span_published, span_said
from graph.ingest import build
from graph.namespaces import ID
from graph.settings import LIMITS
from graph.timeline import Moment
from making import claim, proposition

RAID_DATE = "proposition/raid-on-22-may"


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("grounds")
    build([SAMPLE, RIVALS], directory / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMSGRAPH_STORE", str(directory / "store"))
        yield directory


def printed_by(capsys, *arguments: str) -> str:
    assert main([*arguments]) == 0
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= 80
    return " ".join(printed.split())


@pytest.mark.parametrize(
    "thing", ["claim/post-1/2a", "post-1/2a", ID + "claim/post-1/2a", "proposition/raid-by-grey-column"]
)
def test_a_chain_leads_from_the_document_to_the_speaker(thing, capsys):
    code, report = answer_of(capsys, "origins", thing)
    assert (code, report["summary"]) == (0, "1 document, 2 outlets and 1 origin")
    assert report["kind"] == ("proposition" if thing.startswith("prop") else "claim")
    [chain] = report["chains"]
    assert chain["text"] == (
        "Armoured cars seen in Southfield (Daily Post) <- Evening Wire <- Ivan Petrov (for Grey Column)"
    )
    assert [one["label"] for one in report["asserted"]["origins"]] == ["Grey Column"]


def test_outlets_that_cite_each_other_are_one_origin_and_a_circle(capsys):
    code, report = answer_of(capsys, "origins", RAID_DATE)
    assert (code, len(report["asserted"]["origins"]), len(report["circles"])) == (0, 1, 1)
    printed = printed_by(capsys, "origins", RAID_DATE)
    assert "In a circle: Daily Post cites Evening Wire, which cites Daily Post." in printed
    assert "2 documents, 2 outlets and 1 origin" in printed


def test_an_unnamed_source_is_unknown_and_a_denial_is_counted_apart(capsys):
    printed = printed_by(capsys, "origins", "proposition/kestrel-used-in-raid")
    assert "Origins: Northland Defence Office" in printed
    assert "Origins, unknown: Unnamed officials (Daily Post)" in printed
    printed = printed_by(capsys, "origins", "proposition/office-approved-transfer")
    assert "Origins of the denial: Northland Defence Office" in printed
    assert "– denied: Armoured cars seen in Southfield (Daily Post) <- Anna Hale" in printed


def test_of_an_entity_the_origins_of_each_statement_are_told(capsys):
    code, report = answer_of(capsys, "origins", "GC")
    assert (code, report["kind"], report["thing"]["label"]) == (0, "entity", "Grey Column")
    assert [one["summary"] for one in report["statements"]] == [
        "1 document, 2 outlets and 1 origin",
        "1 document, 1 outlet and 1 origin",
    ]
    printed = printed_by(capsys, "origins", "GC")
    assert "undisputed, 1 origin id:proposition/raid-by-grey-column 1 document, 2 outlets" in printed


def test_the_assessment_of_the_kremlin_drones_has_no_named_origin(capsys):
    code, report = answer_of(
        capsys, "origins", "proposition/kremlin-drone-attack--perpetrator--ukraine",
        "--as-told-by", "Washington", "--store", shipped_store(),
    )  # fmt: skip
    assert (code, report["asserted"]["origins"]) == (0, [])
    assert len(report["asserted"]["unknown_origins"]) == 1
    assert "The New York Times" in report["chains"][0]["text"]


def test_a_timeline_keeps_what_happened_was_said_and_was_printed_apart(capsys):
    code, history = answer_of(capsys, "timeline", "Kestrel")
    assert (code, history["thing"]["label"]) == (0, "Kestrel armoured car")
    assert [event["date"]["text"] for event in history["events"]] == ["20 May 2023", "22 May 2023"]
    said = [
        moment["said"] and (moment["said"]["start"], moment["said"]["end"]) for moment in history["moments"]
    ]
    assert said[:2] == [("2023-05-01", "2023-05-25"), ("2023-05-23", "2023-05-23")]
    assert said[-1] is None
    assert history["moments"][-2]["published"]["text"] == "3 June 2023"
    [change] = history["changes"]
    assert (change["speaker"]["label"], change["kind"]) == ("Anna Hale", "firmed")


def test_a_timeline_for_people_goes_day_by_day(capsys):
    printed = printed_by(capsys, "timeline", "Kestrel")
    assert printed.startswith("Kestrel armoured car 8 claims, the first of 1 to 25 May 2023, ")
    assert "1 of them undated; 1 change." in printed
    assert "When it happened 20 May 2023: Raid on Southfield - took place on - 2023-05-20" in printed
    assert "1 to 25 May 2023 – Unnamed officials (Daily Post)" in printed
    assert "Without a date – Sample editors: asserted" in printed
    assert "Who changed Anna Hale was less sure before: Raid on Southfield - was carried out with" in printed
    assert printed.index("23 May 2023 – Anna Hale") < printed.index("2 June 2023 – Anna Hale")


@pytest.mark.parametrize(
    ("text", "precision", "said"),
    [
        ("2023-05-24", "day", "24 May 2023"),
        ("2023-05-29", "week", "29 May to 4 June 2023"),
        ("2023-05-01", "week", "1 to 7 May 2023"),
        ("2024-02", "month", "February 2024, on any day from 1 to 29"),
        ("2023", "year", "2023, on any day from 1 January to 31 December"),
    ],
)
def test_an_imprecise_date_is_shown_as_the_interval_it_is(text, precision, said):
    assert span_text(span_of(text, precision)) == said


def test_what_is_only_known_to_be_printed_then_says_so():
    dated = claim("claim/1", proposition("a", "knows", "b"))
    undated = replace(dated, made_on="", made_on_precision="")
    said = [when_text(Moment(one, span_said(one), span_published(one.document))) for one in (dated, undated)]
    assert said == ["25 May 2023", "25 May 2023, when it was printed"]
    assert when_text(Moment(replace(undated, reference=True), None, None)) == "Without a date"


def test_more_chains_than_are_shown_are_told(tmp_path, capsys):
    """One claim is made to relay more claims of the paper than a report follows."""
    head, post, tail = RIVALS.read_text(encoding="utf-8").partition("<id/claim/post-2/4> a ag:Claim ;")
    block = (post + tail).strip() + "\n"
    numbers = range(5, 6 + LIMITS.chains_per_claim)
    copies = "".join(block.replace("post-2/4", f"post-2/{number}") for number in numbers)
    relays = ", ".join(f"<id/claim/post-2/{number}>" for number in numbers)
    relaying = block.replace("ag:onBehalfOf", f"ag:relayedFrom {relays} ; ag:onBehalfOf")
    (tmp_path / "many.ttl").write_text(head + relaying + copies, encoding="utf-8")
    build([SAMPLE, tmp_path / "many.ttl"], tmp_path / "store")
    printed = printed_by(capsys, "origins", "claim/post-2/4", "--store", str(tmp_path / "store"))
    assert printed.endswith("There are more chains than are shown.")
    assert printed.count("– asserted:") == LIMITS.chains_per_claim


def test_every_status_answers_why(capsys):
    code, answer = answer_of(capsys, "why", "claim/post-1/4a")
    whats = [one["what"] for one in answer["explanations"]]
    assert code == 0
    assert any(what.startswith("Why “Northland Defence Office - approved") for what in whats)
    assert all(one["rule"] for one in answer["explanations"])
    printed = printed_by(capsys, "why", "claim/post-1/4a")
    assert "at least one claim asserts it, and at least one denies it" in printed
    assert "– Anna Hale for Northland Defence Office: denied, 2023-05-25" in printed


def test_a_contradiction_and_an_identity_answer_why(capsys):
    _, answer = answer_of(capsys, "contradictions", "--kind", "figures")
    key = answer["contradictions"][0]["key"]
    assert "can have one value only" in printed_by(capsys, "why", key)
    printed = printed_by(capsys, "why", "identity/petrov")
    assert "Why Ivan Petrov and White Fox are held to be one" in printed
    assert "switches the judgement off" in printed_by(capsys, "why", "identity/petrov", "--apart", "all")


def test_where_all_is_undisputed_there_is_nothing_to_explain(capsys):
    code, message = refusal_of(capsys, "why", "Southfield")
    assert (code, message) == (
        1,
        "All that counts about Southfield is undisputed, so there is nothing to explain. "
        "Name a claim or a proposition to see why it stands so.\n",
    )
    assert answer_of(capsys, "why", "Southfield") == (1, {"explanations": []})


def test_judgements_on_who_is_whom_are_listed_with_their_ground(capsys):
    code, [judgement] = answer_of(capsys, "identity")
    assert (code, judgement["verdict"], judgement["basis"]) == (0, "Same", "inferred")
    assert [one["label"] for one in judgement["entities"]] == ["Ivan Petrov", "White Fox"]
    assert judgement["canonical"]["label"] == "Ivan Petrov"
    assert answer_of(capsys, "identity", "White Fox") == (0, [judgement])
    printed = printed_by(capsys, "identity", "Ivan Petrov")
    assert printed.startswith("Ivan Petrov and White Fox held to be one Both are named as leader")
    assert (
        "Inferred: no text states it. They are read as Ivan Petrov; --apart id:identity/petrov undoes"
        in printed
    )


def test_whoever_is_only_himself_has_no_judgement(capsys):
    code, message = refusal_of(capsys, "identity", "Anna Hale")
    assert (code, message) == (1, "There is no judgement on Anna Hale: it is only itself.\n")
    assert answer_of(capsys, "identity", "Anna Hale") == (1, [])


@pytest.mark.parametrize("command", ["origins", "timeline", "why"])
def test_where_no_claim_that_counts_is_about_it_that_is_said(command, capsys):
    code, message = refusal_of(capsys, command, "Sample editors", "--as-told-by", "GC")
    assert (code, message.splitlines()[1:]) == (1, ["No claim that counts is about Sample editors."])
    code, message = refusal_of(capsys, command, "Southfield", "--min-origins", "9")
    assert (code, "nothing counts, not one of 18 claims" in message) == (1, True)
    assert "No claim that counts" not in message


@pytest.mark.parametrize("command", ["origins", "timeline", "why"])
@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("Nowhereland", "'Nowhereland'"),
        ("Grey Colum", "Did you mean Grey Column"),
        ("claim/post-1/99", "There is no claim or proposition 'claim/post-1/99'"),
        (ID + "claim/post-1/99", "There is no claim or proposition"),
        ("proposition/nothing", "There is no claim or proposition 'proposition/nothing'"),
        ("", "empty"),
    ],
)
def test_an_unknown_thing_is_refused(command, thing, said, capsys):
    code, message = refusal_of(capsys, command, thing)
    assert (code, len(message.splitlines())) == (2, 1)
    assert said in message


def test_an_unknown_entity_has_no_identity(capsys):
    code, message = refusal_of(capsys, "identity", "Grey Colum")
    assert (code, "Did you mean Grey Column" in message) == (2, True)
