"""Who said what when, and who changed."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.dates import span_of
from graph.lexicon import Lexicon, read_lexicon
from graph.model import Certainty, Ref, Stance, Value
from graph.namespaces import XSD
from graph.records.origins import stance_history_record
from graph.timeline import (
    change_sentence,
    history_sentence,
    moment_sentence,
    stance_history,
)
from making import claim, proposition, ref, reference

RAID = proposition("i/raid", "perpetrator", "a/grey")
LEXICON = Lexicon(types={"i/raid": ("Incursion", "Incident"), "a/grey": ("ArmedGroup", "Actor")})
SAYS, DENIES, UNSURE = Stance.ASSERTS, Stance.DENIES, Stance.UNSURE
SURE, HEDGED = Certainty.CERTAIN, Certainty.HEDGED
THING = Ref(RAID.iri, "Who carried out the raid")


def on(day, iri, stance=SAYS, certainty=SURE, by="a/hale", *, about=RAID, precision="day", on_behalf_of=""):
    said = claim(iri, about, by, stance, certainty, on_behalf_of=on_behalf_of)
    return replace(said, made_on=day, made_on_precision=precision if day else "")


def published(one, day, precision="day"):
    return replace(one, document=replace(one.document, date=day, date_precision=precision))


def dated(predicate, text, datatype="date"):
    date = Value(text, XSD + datatype)
    return replace(
        proposition("i/raid", predicate, text), iri=f"proposition/raid-{predicate}-{text}", object=date
    )


def history(*claims, told=()):
    return stance_history(THING, claims, (*claims, *told), LEXICON)


def changes(*claims):
    return [
        (one.speaker.iri, one.before.iri, one.after.iri, one.kind.value) for one in history(*claims).changes
    ]


def test_moments_stand_by_when_they_were_said_and_the_undated_last():
    made = history(
        reference(on("", "c/5"), "d/handbook"),
        on("2023-05-25", "c/3"),
        on("2023-05-22", "c/2", precision="week"),
        published(on("", "c/4"), "2023-05-26"),
        on("2023-05", "c/1", precision="month"),
    )
    assert [one.claim.iri for one in made.moments] == ["c/1", "c/2", "c/3", "c/4", "c/5"]
    assert [one.when.text if one.when else "" for one in made.moments] == [
        "1 to 25 May 2023",
        "22 to 25 May 2023",
        "25 May 2023",
        "26 May 2023",
        "",
    ]


def test_a_moment_keeps_when_it_was_said_apart_from_when_it_was_published():
    [moment] = history(published(on("2023-05-24", "c/1"), "2023-06", "month")).moments
    assert (moment.said.text, moment.published.text, moment.when.text) == (
        "24 May 2023",
        "June 2023",
        "24 May 2023",
    )


def test_a_speaker_who_first_asserts_and_later_denies_has_reversed():
    assert changes(on("2023-05-24", "c/1"), on("2023-05-25", "c/2", DENIES)) == [
        ("a/hale", "c/1", "c/2", "reversed")
    ]


def test_reserve_and_doubt_soften_and_their_end_firms_up():
    assert changes(
        on("2023-05-20", "c/1", DENIES),
        on("2023-05-21", "c/2", DENIES, HEDGED),
        on("2023-05-22", "c/3", UNSURE),
        on("2023-05-23", "c/4", SAYS, HEDGED),
        on("2023-05-24", "c/5"),
    ) == [
        ("a/hale", "c/1", "c/2", "softened"),
        ("a/hale", "c/2", "c/3", "softened"),
        ("a/hale", "c/3", "c/4", "firmed"),
        ("a/hale", "c/4", "c/5", "firmed"),
    ]


def test_a_doubt_with_reserve_is_no_change_from_a_doubt():
    assert changes(on("2023-05-24", "c/1", UNSURE), on("2023-05-25", "c/2", UNSURE, HEDGED)) == []


def test_nobody_changes_where_the_dates_overlap_or_are_not_known():
    assert changes(on("2023-05", "c/1", precision="month"), on("2023-05-25", "c/2", DENIES)) == []
    assert changes(on("2023-05-22", "c/1", precision="week"), on("2023-05-25", "c/2", DENIES)) == []
    undated = published(on("", "c/1"), "", "")
    assert changes(undated, on("2023-05-25", "c/2", DENIES)) == []


def test_two_spokesmen_of_one_body_are_one_speaker():
    assert changes(
        on("2023-05-24", "c/1", by="a/hale", on_behalf_of="a/office"),
        on("2023-05-25", "c/2", DENIES, by="a/petrov", on_behalf_of="a/office"),
    ) == [("a/office", "c/1", "c/2", "reversed")]


def test_two_speakers_who_disagree_are_no_change():
    assert changes(on("2023-05-24", "c/1"), on("2023-05-25", "c/2", DENIES, by="a/petrov")) == []


def test_a_stance_to_another_proposition_is_no_change():
    other = proposition("i/raid", "perpetrator", "a/blue")
    assert changes(on("2023-05-24", "c/1"), on("2023-05-25", "c/2", DENIES, about=other)) == []


def test_events_are_the_asserted_dates_of_the_incidents_concerned():
    started, occurred = dated("startedOn", "2023-05-22"), dated("occurredOn", "2023-05", "gYearMonth")
    made = history(
        on("2023-05-25", "c/1"),
        told=[
            claim("c/2", started),
            claim("c/3", occurred, "a/petrov"),
            claim("c/4", dated("startedOn", "2023-05-20"), stance=DENIES),
            claim("c/5", replace(started, iri="p/other", subject=ref("i/other"))),
            claim("c/6", replace(started, iri="p/group", subject=ref("a/grey"))),
        ],
    )
    assert [(one.proposition.iri, span.text) for one in made.events for span in [one.span]] == [
        (occurred.iri, "May 2023"),
        (started.iri, "22 May 2023"),
    ]
    proposition_said, span = made.events[0]
    assert (proposition_said, span) == (occurred, span_of("2023-05"))


def test_an_incident_asked_for_is_dated_though_no_claim_about_it_counts():
    made = stance_history(ref("i/raid"), [], [claim("c/2", dated("startedOn", "2023-05-22"))], LEXICON)
    assert [event.span.text for event in made.events] == ["22 May 2023"]
    assert history_sentence(made) == "0 claims; nobody changed"


def test_a_history_reads_as_sentences():
    made = history(
        on("2023-05-24", "c/1"),
        on("2023-05-25", "c/2", SAYS, HEDGED),
        reference(on("", "c/3", by="a/editors"), "d/handbook"),
    )
    assert history_sentence(made) == (
        "3 claims, the first of 24 May 2023, the last of 25 May 2023, 1 of them undated; 1 change"
    )
    assert history_sentence(history(on("2023-05-24", "c/1"))) == "1 claim of 24 May 2023; nobody changed"
    first, _, undated = (moment_sentence(one, {}) for one in made.moments)
    assert first == "24 May 2023: HALE says: RAID - PERPETRATOR - GREY (Paper, The paper, 2023-05-25, line 1)"
    assert undated.startswith("without a date: EDITORS says: ")
    late = history(published(on("", "c/4"), "2023-06", "month"))
    assert moment_sentence(late.moments[0], {}).startswith("published June 2023: HALE says: ")
    [change] = made.changes
    assert change_sentence(change, {}).startswith("HALE is now less sure. Before - 24 May 2023: HALE says: ")
    assert "; after - 25 May 2023: HALE says with reserve: " in change_sentence(change, {})


def test_a_history_as_a_record_is_plain_json():
    told = [claim("c/9", dated("startedOn", "2023-05-22"))]
    made = history(on("2023-05-24", "c/1"), on("2023-05", "c/2", precision="month"), told=told)
    record = json.loads(json.dumps(stance_history_record(made)))
    assert record["thing"] == {"iri": RAID.iri, "label": "Who carried out the raid"}
    assert record["summary"] == "2 claims of 1 to 25 May 2023; nobody changed"
    assert record["moments"][0]["said"] == {
        "start": "2023-05-01",
        "end": "2023-05-25",
        "precision": "month",
        "basis": "stated",
        "text": "1 to 25 May 2023",
    }
    assert [event["date"]["text"] for event in record["events"]] == ["22 May 2023"]
    assert [moment["claim"]["iri"] for moment in record["moments"]] == ["c/2", "c/1"]


ATTITUDES = st.tuples(st.sampled_from(Stance), st.sampled_from(Certainty), st.integers(1, 28))


@given(st.lists(ATTITUDES, max_size=8), st.randoms())
def test_changes_do_not_depend_on_the_order_of_claims_and_run_forward_in_time(attitudes, random):
    claims = [
        on(f"2023-05-{day:02}", f"c/{number}", stance, certainty)
        for number, (stance, certainty, day) in enumerate(attitudes)
    ]
    shuffled = list(claims)
    random.shuffle(shuffled)
    made = history(*claims)
    assert history(*shuffled) == made
    assert all(one.before.made_on < one.after.made_on for one in made.changes)
    assert all(one.when.start <= other.when.start for one, other in pairwise(made.moments))


@given(st.lists(st.sampled_from([*Stance]), min_size=2, max_size=6))
def test_a_speaker_with_one_stance_a_day_changes_as_often_as_it_turns(stances):
    claims = [on(f"2023-05-{day:02}", f"c/{day}", stance) for day, stance in enumerate(stances, start=1)]
    assert len(history(*claims).changes) == sum(one is not other for one, other in pairwise(stances))


def test_in_the_articles_three_leave_it_open_on_three_days_that_one_briefing_tells(shipped_graph):
    claims = shipped_graph.claims()
    about = [one for one in claims if "weaponUsed--us-vehicles-in-belgorod-raid" in one.proposition.iri]
    made = stance_history(about[0].proposition.subject, about, claims, read_lexicon(shipped_graph.store))
    assert [
        (one.claim.claimant.label, one.when.text) for one in made.moments if one.claim.stance is UNSURE
    ] == [
        ("Matthew Miller", "23 May 2023"),
        ("John Kirby", "24 May 2023"),
        ("The Washington Post", "25 May 2023"),
    ]
    assert {one.published.text for one in made.moments} == {"25 May 2023"}
    assert made.changes == ()
