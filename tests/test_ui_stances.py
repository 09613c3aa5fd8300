"""The page of stances without a browser: the chart, what it leaves out, and how dates are told."""

from __future__ import annotations

from dataclasses import replace

from graph.lexicon import Lexicon
from graph.model import Ref, Stance
from graph.settings import LIMITS
from graph.timeline import Moment, stance_history
from graph.ui.chronicle import dated
from graph.ui.stances import left_out, narrowed
from graph.ui.timechart import PUBLISHED, SAID, busiest, marks, stance_chart
from making import claim, proposition

ASSERTS, DENIES = Stance.ASSERTS, Stance.DENIES
RAID = proposition("i/raid", "by", "a/grey")
SEEN = proposition("i/raid", "saw", "w/car")


def said(iri, about=RAID, *, by="a/anna", stance=ASSERTS, on="2023-05-24", published="2023-05-25"):
    """A claim made and published at these dates, as exact as they are written."""
    one = claim(iri, about, by, stance)
    document = replace(one.document, date=published, date_precision="")
    return replace(one, document=document, made_on=on, made_on_precision="")


def history(*claims):
    return stance_history(Ref("i/raid", "Raid"), claims, claims, Lexicon())


def layers(spec, mark):
    return [value for one in spec["layer"] if one["mark"]["type"] == mark for value in one["data"]["values"]]


def sentence(thing):
    return f"{thing.subject.label} - {thing.predicate.label} - {thing.object_text}"


def test_said_and_published_are_two_marks_and_a_month_is_a_bar():
    spec = stance_chart(history(said("c/1", on="2023-05")), sentence)
    points, bars = layers(spec, "point"), layers(spec, "bar")
    assert [(one["dated"], one["start"], one["end"]) for one in points] == [
        (SAID, "2023-05-01", "2023-05-26"),
        (PUBLISHED, "2023-05-25", "2023-05-26"),
    ]
    assert [one["dated"] for one in bars] == [SAID]


def test_claims_that_would_lie_on_each_other_are_one_mark_with_a_number():
    one, other = said("c/1"), said("c/2", SEEN)
    against = said("c/3", stance=DENIES)
    found = marks(history(one, other, against).moments)
    assert sorted((mark.stance, mark.dated, len(mark.claims)) for mark in found) == [
        (ASSERTS, PUBLISHED, 2),
        (ASSERTS, SAID, 2),
        (DENIES, PUBLISHED, 1),
        (DENIES, SAID, 1),
    ]
    spec = stance_chart(history(one, other, against), sentence)
    assert {value["claims"] for value in layers(spec, "text")} == {2}


def test_nothing_is_drawn_of_what_has_no_date():
    undated = said("c/1", on="", published="")
    assert stance_chart(history(undated), sentence) is None
    both = history(undated, said("c/2"))
    assert len(marks(both.moments)) == 2
    assert left_out(both) == "1 claim without a date is in the list only."


def test_a_chart_holds_the_speakers_who_say_most_and_says_how_many_it_leaves_out():
    busy = [said(f"c/busy/{number}", by="a/busy", on=f"2023-06-{number + 1:02}") for number in range(3)]
    others = [said(f"c/{number}", by=f"a/{number}") for number in range(LIMITS.chart_speakers + 5)]
    told = history(*others, *busy)
    drawn = busiest(marks(told.moments))
    assert len(drawn) == LIMITS.chart_speakers
    assert "BUSY" in drawn
    everybody = len(others) + 1
    assert left_out(told).endswith(f"Drawn are the {len(drawn)} of {everybody} speakers who say most.")


def test_only_the_chosen_speakers_are_shown():
    told = history(said("c/1", by="a/anna"), said("c/2", by="a/ben"))
    assert [one.claim.iri for one in narrowed(told, ["a/ben"]).moments] == ["c/2"]
    assert narrowed(told, []) == told


def test_a_date_at_the_edge_of_the_calendar_is_drawn_too():
    spec = stance_chart(history(said("c/1", on="0001-01-01", published="9999-12-30")), sentence)
    assert len(layers(spec, "point")) == 2


def test_dates_are_told_as_exactly_as_they_are_known():
    (moment,) = history(said("c/1", on="2023-05")).moments
    assert dated(moment) == "Said 1 to 25 May 2023, published 25 May 2023"
    assert dated(replace(moment, said=None)) == "Published 25 May 2023"
    (undated,) = history(said("c/1", on="", published="")).moments
    assert dated(undated) == "Without a date"
    assert dated(Moment(said("c/1"), undated.said, undated.published)) == "Published on a day not known"
