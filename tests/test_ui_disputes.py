"""The pages about disagreement without a browser: states and URLs, words, the chart and the two drawings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.citations import ChainEdge, ChainGraph, ChainNode, StepKind, archive_of, chain_graph, chains_of
from graph.comparison import ComparisonView, TellingSide, compare
from graph.consequences import StandingChange
from graph.contradictions import Contradiction, ContradictionKind
from graph.errors import UnknownEntityError
from graph.lexicon import Lexicon
from graph.model import Hop, Path, Ref, Stance, Standing, Status
from graph.namespaces import ID
from graph.network import View, ViewLink, ViewNode
from graph.presentation import Presentation
from graph.settings import LIMITS
from graph.timeline import Moment, stance_history
from graph.ui import chaining, tinted
from graph.ui.address import MIN_NODES
from graph.ui.chaining import chain_payload, ranks, tallest_column, without_statements
from graph.ui.chronicle import dated
from graph.ui.contradictions import counting
from graph.ui.differing import Tellers, how
from graph.ui.falling import before_and_after, changes_list, path_lines
from graph.ui.session import long_iri, written
from graph.ui.sides import set_off, smooth
from graph.ui.stances import left_out, narrowed
from graph.ui.states import (
    MOST_CARDS,
    MOST_SOURCES,
    ContradictionsState,
    OriginsState,
    StancesState,
    TellingsState,
    WhatIfState,
    read_contradictions,
    read_origins,
    read_stances,
    read_tellings,
    read_what_if,
)
from graph.ui.timechart import COLOURS, PUBLISHED, SAID, SHAPES, busiest, marks, stance_chart
from making import claim, proposition, ref, report
from test_ui_theme import GRAPHICS, SETTINGS, THEMES, contrast

KNOWN = {ID + name for name in ("actor/a", "actor/b", "document/d", "proposition/p", "claim/c")}
IRIS = st.sampled_from(sorted(KNOWN))
MAYBE = IRIS | st.just("")
LISTS = st.lists(IRIS, unique=True, max_size=4).map(tuple)
ASSERTS, DENIES, UNSURE = Stance.ASSERTS, Stance.DENIES, Stance.UNSURE
RAID = proposition("i/raid", "by", "a/grey")
SEEN = proposition("i/raid", "saw", "w/car")


def resolve(name):
    if name == "Moscow":
        return name
    if long_iri(name) not in KNOWN:
        raise UnknownEntityError(name)
    return long_iri(name)


CONTRADICTIONS = st.builds(
    ContradictionsState,
    about=MAYBE,
    one=MAYBE,
    other=MAYBE,
    kind=st.lists(st.sampled_from([one.value for one in ContradictionKind]), unique=True).map(tuple),
    only=st.sampled_from(["", "doubt-raid-0cd9139a"]),
    cards=st.integers(1, MOST_CARDS),
)
TELLINGS = st.builds(
    TellingsState,
    one=MAYBE | st.just("Moscow"),
    other=MAYBE | st.just("Moscow"),
    selected=MAYBE,
    nodes=st.integers(MIN_NODES, LIMITS.comparison_view_max_nodes),
)
STANCES = st.builds(StancesState, of=MAYBE, speaker=LISTS)
WHAT_IF = st.builds(WhatIfState, out=LISTS, start=MAYBE, end=MAYBE)
ORIGINS = st.builds(OriginsState, of=MAYBE, selected=MAYBE)


def read_again(state):
    query = written(state)
    readers = {
        ContradictionsState: lambda: read_contradictions(query, resolve, resolve),
        TellingsState: lambda: read_tellings(query, resolve),
        StancesState: lambda: read_stances(query, resolve, resolve),
        WhatIfState: lambda: read_what_if(query, resolve, resolve),
        OriginsState: lambda: read_origins(query, resolve),
    }
    return readers[type(state)]()


@given(CONTRADICTIONS | TELLINGS | STANCES | WHAT_IF | ORIGINS)
def test_a_state_is_read_back_from_its_url(state):
    reading = read_again(state)
    assert (reading.state, reading.problems) == (state, ())


@pytest.mark.parametrize(
    "state", [ContradictionsState(), TellingsState(), StancesState(), WhatIfState(), OriginsState()]
)
def test_a_page_as_it_opens_has_an_empty_url(state):
    assert written(state) == {}


WRONG = {
    "about": ["nobody"],
    "kind": ["gossip"],
    "cards": ["0"],
    "one": ["nobody"],
    "nodes": ["9999"],
    "of": ["nobody"],
    "speaker": ["nobody"],
    "out": ["nobody"],
    "from": ["nobody"],
}


@pytest.mark.parametrize(
    ("read", "state", "names"),
    [
        (
            lambda query, find: read_contradictions(query, find, find),
            ContradictionsState(),
            ["about", "one", "kind", "cards"],
        ),
        (read_tellings, TellingsState(), ["one", "nodes"]),
        (lambda query, find: read_stances(query, find, find), StancesState(), ["of", "speaker"]),
        (lambda query, find: read_what_if(query, find, find), WhatIfState(), ["out", "from"]),
        (read_origins, OriginsState(), ["of"]),
    ],
)
def test_each_value_that_cannot_be_is_said_and_left_at_its_default(read, state, names):
    reading = read(WRONG, resolve)
    assert reading.state == state
    asked = [
        problem.partition(" = ")[0].removeprefix("The address asks for ") for problem in reading.problems
    ]
    assert sorted(asked) == sorted(names)


def test_no_more_sources_are_taken_out_at_once_than_can_be_told():
    reading = read_what_if({"out": [str(number) for number in range(MOST_SOURCES + 5)]}, str, str)
    assert len(reading.state.out) == MOST_SOURCES
    assert "the first 20 are used" in reading.problems[0]


def dispute(kind):
    return Contradiction(kind, (), "", "", None, None, (), (), 0, kind.name)


def test_contradictions_are_counted_in_a_sentence_by_kind():
    opposite, figures, denial = map(
        dispute, (ContradictionKind.OPPOSITE, ContradictionKind.FIGURES, ContradictionKind.DENIAL)
    )
    said = counting([opposite, opposite, figures], [denial])
    assert said.startswith(
        "3 contradictions: 2 assertions that are denied, 1 matter with different figures or dates."
    )
    assert said.endswith("There is also 1 denial of what nobody asserts.")
    framing = dispute(ContradictionKind.FRAMING)
    assert counting([opposite, framing], []).endswith("What only frames a matter otherwise comes last.")
    assert "comes last" not in counting([framing, framing], [])
    assert counting([], [denial, denial]) == "2 denials of what nobody asserts, and no contradiction."
    assert counting([], [], narrowed=True) == "No contradiction is found so."


def test_an_end_is_set_off_and_keeps_its_own_direction_of_writing():
    words = str(set_off("حسن - leads - <b>", "حسن", "<b>"))
    end = "<strong><bdi>حسن</bdi></strong>"
    assert words == f'<span dir="ltr">{end} leads <strong><bdi>&lt;b&gt;</bdi></strong></span>'
    assert str(set_off("Raid - took place", "Raid", "true")).endswith("</bdi></strong> took place</span>")


def test_a_hyphen_in_a_label_stays():
    assert smooth("I/RAID - by - A/GREY", [RAID]) == "I/RAID by A/GREY"
    named = replace(RAID, subject=Ref("i/x", "Iran - Iraq war"))
    assert smooth("Iran - Iraq war - by - A/GREY", [named]) == "Iran - Iraq war - by - A/GREY"


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


def two_tellings():
    """Links of all four sides: what only one tells, what both do, and what they oppose each other on."""
    iris = dict(zip(TellingSide, ("p/opposed", "p/both", "p/one", "p/other"), strict=True))
    nodes = tuple(ViewNode(iri, iri, ("Actor",)) for iri in ("a/1", "a/2"))
    standing = Standing(Status.DISPUTED, 1, 0)
    links = tuple(
        ViewLink(iri, "a/1", "a/2", Ref("r/knows", "knows"), standing, ()) for iri in sorted(iris.values())
    )
    return ComparisonView(View(nodes, links), {iri: side for side, iri in iris.items()})


def test_every_side_of_two_tellings_has_its_line_its_words_and_its_place_in_the_legend():
    payload = tinted.tinted_payload(two_tellings(), Presentation(), "Moscow", "Kyiv")
    captions = {edge["id"]: (edge["status"], edge["caption"]) for edge in payload["edges"]}
    assert captions == {
        "p/opposed": ("opposed", "knows (opposed)"),
        "p/both": ("both", "knows (both)"),
        "p/one": ("only one", "knows (only Moscow)"),
        "p/other": ("only other", "knows (only Kyiv)"),
    }
    legend = payload["legend"]["statuses"]
    assert [one["label"] for one in legend] == ["Opposed", "Both", "Only Moscow", "Only Kyiv"]
    assert {one["status"] for one in legend} == {edge["status"] for edge in payload["edges"]}


@pytest.mark.parametrize("threads", [tinted.THREADS, chaining.THREADS])
def test_no_difference_between_lines_rests_on_colour_alone(threads):
    drawn = [(one.dashes, one.marker) for one in threads.values()]
    assert len(set(drawn)) == len(drawn)
    assert len({one.colour for one in threads.values()}) == len(drawn)


@pytest.mark.parametrize("theme", THEMES)
def test_lines_and_marks_stand_out_from_the_ground(theme):
    threads = [*tinted.THREADS.values(), *chaining.THREADS.values()]
    lines = [one.dark_colour if theme == "dark" else one.colour for one in threads]
    ground = SETTINGS["theme"][theme]["backgroundColor"]
    poor = [one for one in (*lines, *COLOURS.values()) if contrast(one, ground) < GRAPHICS]
    assert poor == []


def test_stances_differ_by_shape_and_by_colour():
    assert len(set(SHAPES.values())) == len(set(COLOURS.values())) == len(Stance)


def test_what_each_telling_does_with_a_statement_is_said():
    here = [claim("c/1", RAID, "a/1", DENIES), claim("c/2", RAID, "a/2", UNSURE)]
    there = [claim("c/3", RAID, "a/3")]
    names = Tellers("Moscow", "Washington")
    (opposed,) = compare(here, there, entities=frozenset()).differences
    assert how(opposed, names) == "Moscow denies it and leaves it open, Washington asserts it"
    (alone,) = compare((), there, entities=frozenset()).differences
    assert how(alone, names) == "Moscow says nothing of it, Washington asserts it"
    assert how(replace(alone, rivals=(SEEN,)), names).startswith("Moscow asserts what excludes it")


OUTLETS = dict.fromkeys(("a/post", "a/wire", "a/blog"), ("MediaOutlet", "Actor"))
LEXICON = Lexicon(types={**OUTLETS, "a/hale": ("Person", "Actor"), "a/officials": ("UnnamedSource", "Actor")})


def chained(*claims):
    archive = archive_of(claims, LEXICON)
    return chain_graph(chain for one in claims for chain in chains_of(one, archive))


def drawn(graph):
    return chain_payload(graph, lambda iri: LEXICON.types.get(iri, ()), Presentation())


def reprint(iri, by, *, relayed_from=(), unnamed=False, stance=ASSERTS):
    printed = report(iri, RAID, "a/post", relayed_from)
    return replace(printed, claimant=ref(by), claimant_unnamed=unnamed, stance=stance)


def test_a_chain_runs_from_the_speaker_on_the_left_to_the_statement_on_the_right():
    graph = chained(reprint("c/1", "a/hale", relayed_from=["a/wire"]))
    column = ranks(graph)
    order = sorted(column, key=column.__getitem__)
    assert order == ["a/hale", "a/wire", "a/post", "document/of-c/1", RAID.iri]
    places = {node["id"]: node["x"] for node in drawn(graph)["nodes"]}
    assert sorted(places, key=places.__getitem__) == order


def test_an_unnamed_source_and_a_circle_are_marked_in_words_and_lines():
    graph = chained(
        reprint("c/1", "a/officials", unnamed=True),
        report("c/2", RAID, "a/wire", ["c/3"]),
        report("c/3", RAID, "a/blog", ["c/2"]),
    )
    payload = drawn(graph)
    labels = {node["id"]: node["label"] for node in payload["nodes"]}
    assert labels["a/officials"].startswith("? ")
    captions = {edge["status"]: edge["caption"] for edge in payload["edges"]}
    assert captions["circle"] == "in a circle"
    assert "In a circle" in {one["label"] for one in payload["legend"]["statuses"]}
    assert "? Not named" in {one["label"] for one in payload["legend"]["classes"]}


def test_statements_about_one_thing_are_labelled_by_what_tells_them_apart():
    one = reprint("c/1", "a/hale")
    labels = {node["id"]: node["label"] for node in drawn(chained(one))["nodes"]}
    assert labels[RAID.iri] == "BY A/GREY".replace("A/", "")
    other = replace(one, iri="c/2", proposition=proposition("w/car", "by", "a/grey"))
    both = {node["id"]: node["label"] for node in drawn(chained(one, other))["nodes"]}
    assert both[RAID.iri] == "RAID BY GREY"


def test_a_small_screen_starts_at_the_one_statement_and_otherwise_at_a_document():
    one = reprint("c/1", "a/hale")
    other = replace(one, iri="c/2", proposition=SEEN)
    assert [node["id"] for node in drawn(chained(one))["nodes"] if node["central"]] == [RAID.iri]
    begun = [node["id"] for node in drawn(chained(one, other))["nodes"] if node["central"]]
    assert begun == ["document/of-c/1"]


def test_a_denial_that_is_passed_on_looks_like_one():
    payload = drawn(chained(reprint("c/1", "a/hale", stance=DENIES)))
    assert {edge["status"] for edge in payload["edges"]} == {"denied"}


def test_outlets_in_a_circle_stand_left_of_their_texts():
    graph = chained(report("c/2", RAID, "a/wire", ["c/3"]), report("c/3", RAID, "a/blog", ["c/2"]))
    column = ranks(graph)
    outlets, texts = ("a/wire", "a/blog"), ("document/of-c/2", "document/of-c/3")
    assert max(column[one] for one in outlets) < min(column[one] for one in texts) < column[RAID.iri]


def test_a_chain_of_very_many_steps_gets_no_more_columns_than_can_be_read():
    nodes = tuple(ChainNode(StepKind.SPEAKER, Ref(f"{one:02}", "")) for one in range(30))
    edges = tuple(
        ChainEdge(f"{one:02}", f"{one + 1:02}", False, (ASSERTS,), ()) for one in reversed(range(29))
    )
    assert max(ranks(ChainGraph(nodes, edges)).values()) == 8


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=20))
def test_chains_that_run_into_each_other_in_circles_get_columns_too(pairs):
    nodes = tuple(ChainNode(StepKind.SPEAKER, Ref(str(one), str(one))) for one in range(7))
    edges = tuple(
        ChainEdge(str(a), str(b), circular, (ASSERTS,), ("c/1",)) for a, b, circular in dict.fromkeys(pairs)
    )
    column = ranks(ChainGraph(nodes, edges))
    assert set(column) == {one.ref.iri for one in nodes}
    assert min(column.values()) >= 0
    assert 1 <= tallest_column(ChainGraph(nodes, edges)) <= 7


def test_where_much_is_said_only_the_ways_to_the_documents_are_drawn():
    graph = without_statements(chained(reprint("c/1", "a/hale")))
    assert {one.kind for one in graph.nodes} == {StepKind.SPEAKER, StepKind.OUTLET, StepKind.DOCUMENT}
    assert RAID.iri not in {edge.target for edge in graph.edges}


def test_a_change_tells_how_something_stood_and_how_it_stands():
    was, now = Standing(Status.DISPUTED, 2, 1), Standing(Status.UNCONFIRMED, 0, 1)
    words = str(before_and_after(was, now))
    assert "Disputed, 2 origins and 1 unnamed" in words
    assert words.index("Disputed") < words.index(" → ") < words.index("Unconfirmed, 1 unnamed")
    assert "Not told" in str(before_and_after(was, None))


def test_a_list_that_is_cut_says_how_many_it_leaves_out():
    changes = [StandingChange(proposition("a", "r", str(number)), None, None) for number in range(5)]
    assert "And 2 more that are not listed here." in str(changes_list(changes, sentence, 3))
    assert "more" not in str(changes_list(changes, sentence, 5))


def test_a_hop_over_which_nothing_leads_any_more_is_struck_out_and_said_so():
    standing = Standing(Status.UNDISPUTED, 1, 0)
    one, other = (
        Hop(Ref("a", "A"), Ref("b", "B"), Ref("r", "r"), "out", standing, (claim(f"c/{about.iri}", about),))
        for about in (RAID, SEEN)
    )
    words = str(path_lines([Path((one, other))], lambda hop: hop.claims[0].iri, frozenset({RAID.iri})))
    assert words.count("<s>") == words.count(" falls") == 1
    assert words.index(f"c/{RAID.iri}") < words.index(" falls") < words.index(f"c/{SEEN.iri}")
