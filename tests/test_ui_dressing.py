"""The picture in sizes and colours that were worked out, and analyses that tell how far they are."""

from __future__ import annotations

import pytest

from commandline import shipped_store
from graph import KnowledgeGraph
from graph.analytics import Each, Line, Measure, Part, Series
from graph.analytics.central import scores_of
from graph.errors import UnansweredError
from graph.progress import Step
from graph.ui.analysis_chart import series_chart
from graph.ui.dressing import COLOURS, OTHER, Dress, colour_of, dressed, undressed
from graph.ui.session import ExploreState
from test_analytics_measures import STAR

NODES = [{"id": name, "size": 12, "color": "#123456", "title": name, "shape": "dot"} for name in "abc"]
PLAIN = {"nodes": NODES, "edges": [1], "legend": {"classes": [{"colour": "#123456", "label": "Actor"}]}}


def test_the_most_central_is_largest_and_who_was_not_measured_smallest() -> None:
    nodes = dressed(PLAIN, Dress({"a": 4.0, "b": 1.0}, {}), "Links")["nodes"]
    # Areas grow with the value: a quarter of it is half of the way from the least to the most.
    assert [node["size"] for node in nodes] == [40.0, 24.5, 9.0]
    assert [node["color"] for node in nodes] == ["#123456"] * 3
    assert nodes[0]["title"] == "a\nLinks: 4"


def test_communities_have_colours_of_their_own_and_the_legend_of_classes_none() -> None:
    worn = dressed(PLAIN, Dress({}, {"a": 1, "b": 2}), "")
    assert [node["color"] for node in worn["nodes"]] == [COLOURS[0], COLOURS[1], OTHER]
    assert worn["nodes"][2]["title"] == "c\nNo community"
    assert [one["colour"] for one in worn["legend"]["classes"]] == [OTHER]
    assert worn["edges"] == PLAIN["edges"]
    assert PLAIN["legend"] == {"classes": [{"colour": "#123456", "label": "Actor"}]}
    assert colour_of(len(COLOURS) + 1) == OTHER


def test_the_usual_looks_keep_everything_else() -> None:
    state = ExploreState(entity="a", sized="links", coloured=True, measured="everything", depth=2)
    assert undressed(state) == ExploreState(entity="a", depth=2)


def test_what_a_picture_wears_is_what_the_analysis_says() -> None:
    graph = KnowledgeGraph.open(shipped_store())
    top = graph.centrality("betweenness").top
    found = graph.measured("betweenness", [one.entity.iri for one in top])
    assert found == {one.entity.iri: one.value for one in top}
    members = {member.entity.iri: number for number, member in graph.community_members()}
    some = [*members][::7]
    assert graph.grouped([*some, "nobody"]) == {iri: members[iri] for iri in some}
    pair = [one.entity.iri for one in top[:2]]
    assert set(graph.measured("links", [*pair, top[5].entity.iri], part=Part(entities=tuple(pair)))) == set(
        pair
    )


@pytest.mark.parametrize("measure", [Measure.BETWEENNESS, Measure.HARMONIC])
def test_long_measures_tell_how_far_they_are_and_can_be_stopped(measure: Measure) -> None:
    heard: list[Step] = []
    told = scores_of(STAR, measure, progress=heard.append)
    assert (told.values == scores_of(STAR, measure).values).all()
    assert [(step.name, step.total) for step in heard] == [("paths", STAR.size)] * len(heard)
    assert [step.done for step in heard] == sorted({step.done for step in heard})

    def stop(step: Step) -> None:
        if step.done:
            raise UnansweredError("Enough.")

    with pytest.raises(UnansweredError, match="Enough"):
        scores_of(STAR, measure, progress=stop)


def test_a_chart_has_titles_a_zero_line_and_a_pattern_for_each_line() -> None:
    lines = (Line("one", (1, None)), Line("two", (3, 4)))
    spec = series_chart(
        Series(("2023", "2024"), lines, 8, each=Each.YEAR), ("One", "Two"), "Links", dark=True
    )
    across, upright = spec["encoding"]["x"], spec["encoding"]["y"]
    assert (across["title"], upright["title"], upright["scale"]) == ("Year", "Links", {"zero": True})
    assert [value["number"] for value in spec["data"]["values"]] == [1, 3, 4]
    colours = spec["encoding"]["color"]["scale"]["range"]
    patterns = [tuple(one) for one in spec["encoding"]["strokeDash"]["scale"]["range"]]
    assert len(set(patterns)) == len(patterns) == len(set(colours))
    assert all(value["period"].endswith("-01-01") for value in spec["data"]["values"])
