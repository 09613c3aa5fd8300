"""What the pages about disagreement look at: states, written into URLs and read back from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analytics import Measure, What
from graph.contradictions import ContradictionKind
from graph.errors import UnknownEntityError
from graph.namespaces import ID
from graph.settings import LIMITS
from graph.ui.address import MIN_NODES
from graph.ui.session import long_iri, written
from graph.ui.states import (
    ANALYSES,
    MOST_CARDS,
    MOST_SOURCES,
    AnalysisState,
    ContradictionsState,
    OriginsState,
    StancesState,
    TellingsState,
    WhatIfState,
    read_analysis,
    read_contradictions,
    read_origins,
    read_stances,
    read_tellings,
    read_what_if,
)

KNOWN = {ID + name for name in ("actor/a", "actor/b", "document/d", "proposition/p", "claim/c")}
IRIS = st.sampled_from(sorted(KNOWN))
MAYBE = IRIS | st.just("")
LISTS = st.lists(IRIS, unique=True, max_size=4).map(tuple)


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
ANALYSIS = st.builds(
    AnalysisState,
    ask=st.sampled_from(ANALYSES),
    scope=st.sampled_from(["everything", "view"]),
    measure=st.sampled_from([one.value for one in Measure]),
    counted=st.sampled_from([one.value for one in What]),
    of=MAYBE,
    denied=st.booleans(),
)


def read_again(state):
    query = written(state)
    readers = {
        ContradictionsState: lambda: read_contradictions(query, resolve, resolve),
        TellingsState: lambda: read_tellings(query, resolve),
        StancesState: lambda: read_stances(query, resolve, resolve),
        WhatIfState: lambda: read_what_if(query, resolve, resolve),
        OriginsState: lambda: read_origins(query, resolve),
        AnalysisState: lambda: read_analysis(query, resolve),
    }
    return readers[type(state)]()


@given(CONTRADICTIONS | TELLINGS | STANCES | WHAT_IF | ORIGINS | ANALYSIS)
def test_a_state_is_read_back_from_its_url(state):
    reading = read_again(state)
    assert (reading.state, reading.problems) == (state, ())


@pytest.mark.parametrize(
    "state",
    [ContradictionsState(), TellingsState(), StancesState(), WhatIfState(), OriginsState(), AnalysisState()],
)
def test_a_page_as_it_opens_has_an_empty_url(state):
    assert written(state) == {}


WRONG = {
    "ask": ["gossip"],
    "measure": ["beauty"],
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
        (read_analysis, AnalysisState(), ["ask", "measure", "of"]),
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
