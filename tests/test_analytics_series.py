"""Series: in which week, month or year something was, and what is counted apart."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from commandline import shipped_store
from graph import KnowledgeGraph
from graph.analytics import SPLITS, Basis, Each, What
from graph.analytics.periods import (
    INEXACT,
    UNDATED,
    earliest,
    first_day,
    periods_of_days,
    periods_of_spans,
    together,
)
from graph.analytics.series import figures_of, series_of
from graph.analytics.wording import course_sentence
from graph.dates import span_of
from graph.errors import InputError
from graph.knowledge.coursing import of_tally
from graph.tallies import Point
from worlds import claim, proposition, store_of

MAY = 2023 * 12 + 4


def days(*texts: str) -> np.ndarray:
    return np.array([date.fromisoformat(text).toordinal() if text else 0 for text in texts])


def test_only_what_lies_within_one_month_is_in_a_month() -> None:
    found = periods_of_days(days("2023-05-31", "2023-05-31", ""), days("2023-05-31", "2023-06-01", ""))
    assert found.tolist() == [MAY, INEXACT, UNDATED]


def test_dates_that_differ_count_apart() -> None:
    told = {0: [span_of("2023-05-01"), span_of("2023-05-30")], 1: [span_of("2023-05"), span_of("2023-06")]}
    assert periods_of_spans(3, told).tolist() == [MAY, INEXACT, UNDATED]
    both = together(np.array([MAY, MAY, UNDATED, MAY]), np.array([UNDATED, MAY + 1, MAY + 1, MAY]))
    assert both.tolist() == [MAY, INEXACT, MAY + 1, MAY]
    assert earliest(3, [(np.array([0, 0, 1]), np.array([MAY, MAY + 1, INEXACT]))]).tolist() == [
        MAY,
        INEXACT,
        UNDATED,
    ]


def test_a_series_has_no_gap_and_says_what_is_not_in_it() -> None:
    found = series_of(np.array([MAY, MAY + 2, MAY + 2, INEXACT, UNDATED, UNDATED]), {"all": None})
    assert found.periods == ("2023-05", "2023-06", "2023-07")
    assert found.lines[0].counts == (1, 0, 2)
    assert (found.dated, found.inexact, found.undated, found.cut) == (3, 1, 2, 0)
    latest = series_of(np.array([MAY, MAY + 2]), {"all": None}, most=1)
    assert (latest.periods, latest.cut) == (("2023-07",), 2)


def test_figures_of_the_killed_keep_their_bounds() -> None:
    found = figures_of([("best", 5, 1), ("best", 4, 1), ("high", 9, 1), ("low", 2, 1)])
    assert found is not None
    assert (found.low, found.best, found.high) == (2, 4, 9)
    assert figures_of([]) is None


@pytest.fixture(scope="module")
def shipped() -> KnowledgeGraph:
    return KnowledgeGraph.open(shipped_store())


def test_series_add_up(shipped: KnowledgeGraph) -> None:
    claims = len(shipped.claims())
    for basis in (Basis.SAID, Basis.PUBLISHED):
        series = shipped.course(What.CLAIMS, basis=basis).series
        assert series.dated == sum(series.lines[0].counts)
        assert series.dated + series.inexact + series.undated == claims
    degree = shipped.course("links", "Ukraine", basis="said").series
    assert degree.dated + degree.inexact + degree.undated == shipped.centrality("links").top[0].value


def test_a_running_count_is_no_loss_of_its_own() -> None:
    classes = "ag:EquipmentLoss rdfs:subClassOf ag:Incident . ag:Incident rdfs:subClassOf ag:Entity ."
    losses = (
        "id:l1 a ag:EquipmentLoss, ag:Entity . id:l2 a ag:EquipmentLoss, ag:Entity . id:tank a ag:Entity ."
    )
    told = [
        "id:paper a ag:Document . id:anna a ag:Actor .",
        proposition("p1", "id:l1", "item", "id:tank"),
        proposition("p2", "id:l2", "item", "id:tank"),
        proposition("p3", "id:l2", "countedTo", '"2023-05-24"^^xsd:date'),
        *(claim(f"c{n}", f"p{n}", more='ag:madeOn "2023-05-24"^^xsd:date ;') for n in (1, 2, 3)),
    ]
    graph = KnowledgeGraph(store_of(classes, losses, *told))
    assert graph.course("incidents", basis="said").series.lines[0].counts == (2,)
    assert graph.course("losses", basis="said").series.lines[0].counts == (1,)


def test_what_is_counted_is_named_in_the_plural(shipped: KnowledgeGraph) -> None:
    assert course_sentence(shipped.course("losses", basis="said")).startswith(
        "10 reported losses, 2024-06 to"
    )
    assert course_sentence(shipped.course("killed")).startswith("1 incident that has a figure of the killed")


def test_losses_of_a_weapon_are_running_counts_where_there_are_any_and_incidents_where_not(
    shipped: KnowledgeGraph,
) -> None:
    counts = (
        Point("2023-05-31", (("A", 2),)),
        Point("2023-06-30", (("A", 5), ("B", 9))),
        Point("2023-07-31", ()),
    )
    found = of_tally(counts)
    assert found.running
    assert [(line.name, line.counts) for line in found.lines] == [("A", (2, 5, 5)), ("B", (None, 9, 9))]
    without = shipped.course("losses", "HIMARS", basis="said").series
    assert (without.running, without.dated) == (False, 2)


def test_weeks_begin_on_monday_and_years_hold_what_no_month_does() -> None:
    sunday, monday = days("2023-05-28"), days("2023-05-29")
    week = periods_of_days(sunday, sunday, Each.WEEK)
    assert (week + 1 == periods_of_days(monday, monday, Each.WEEK)).all()
    assert periods_of_days(sunday, monday, Each.WEEK).tolist() == [INEXACT]
    told = {0: [span_of("2023-05-28"), span_of("2023")]}
    assert periods_of_spans(1, told, Each.MONTH).tolist() == [INEXACT]
    assert periods_of_spans(1, told, Each.YEAR).tolist() == [2023]
    assert series_of(week, {"all": None}, Each.WEEK).periods == ("2023-W21",)
    assert first_day("2023-W21") == "2023-05-22"


def test_what_was_before_1970_is_dated_as_well() -> None:
    [june, december] = periods_of_days(days("1944-06-06", "1969-12-31"), days("1944-06-06", "1969-12-31"))
    assert (june, december) == (1944 * 12 + 5, 1969 * 12 + 11)


def test_running_counts_hold_what_is_not_shown() -> None:
    found = series_of(np.array([MAY, MAY + 1, MAY + 1]), {"all": None}, running=True, most=1)
    assert (found.lines[0].counts, found.running) == ((3,), True)


def test_running_counts_of_a_year_are_those_at_its_end() -> None:
    ends = {"2022-12-31": 2, "2023-01-31": 5, "2023-02-28": 6}
    counts = tuple(Point(day, (("A", count),)) for day, count in ends.items())
    found = of_tally(counts, Each.YEAR)
    assert (found.periods, found.lines[0].counts) == (("2022", "2023"), (2, 6))
    assert of_tally(counts, Each.WEEK).each is Each.MONTH


CLASSES = "ag:EquipmentLoss rdfs:subClassOf ag:Incident . ag:Incident rdfs:subClassOf ag:Entity ."


def test_losses_are_parted_by_side_one_of_two_sides_in_both_lines() -> None:
    losses = [f"id:l{n} a ag:EquipmentLoss, ag:Incident, ag:Entity ." for n in (1, 2, 3)]
    sides = [f"id:{side} a ag:Actor, ag:Entity ; rdfs:label '{side}' ." for side in ("red", "blue")]
    told = [("l1", "red"), ("l2", "red"), ("l2", "blue")]
    graph = KnowledgeGraph(
        store_of(
            CLASSES,
            "ag:losingSide a ag:Relation ; rdfs:label 'losing side' .",
            *losses,
            *sides,
            "id:paper a ag:Document . id:anna a ag:Actor . id:tank a ag:Entity .",
            *(
                proposition(f"p{n}", f"id:{loss}", "losingSide", f"id:{side}")
                for n, (loss, side) in enumerate(told)
            ),
            proposition("p9", "id:l3", "item", "id:tank"),
            *(claim(f"c{n}", f"p{n}", more='ag:madeOn "2023-05-24"^^xsd:date ;') for n in (0, 1, 2, 9)),
        )
    )
    found = graph.course("losses", basis="said", split="losingSide")
    assert [(line.name, line.counts) for line in found.series.lines] == [
        ("red", (2,)), ("blue", (1,)), ("not told", (1,)),
    ]  # fmt: skip
    assert found.series.dated == 3
    assert "what has several is in the line of each" in course_sentence(found)


def test_parts_of_links_and_claims_add_up_to_the_whole(shipped: KnowledgeGraph) -> None:
    for what, splits in ((What.LINKS, SPLITS[What.LINKS]), (What.CLAIMS, SPLITS[What.CLAIMS])):
        [whole] = shipped.course(what, basis="said").series.lines
        for split in splits:
            parts = shipped.course(what, basis="said", split=split).series.lines
            assert tuple(map(sum, zip(*(line.counts for line in parts), strict=True))) == whole.counts


def test_by_what_nothing_is_parted_is_refused_with_what_is(shipped: KnowledgeGraph) -> None:
    with pytest.raises(InputError, match="choose from relation, status"):
        shipped.course("links", split="stance")
    with pytest.raises(InputError, match="No relation"):
        shipped.course("losses", split="nonsense")
