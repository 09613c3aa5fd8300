"""Page states and the URL: what is written is read back, and nonsense gives a sentence, never an error."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnknownEntityError
from graph.model import Status
from graph.namespaces import AG, ID, web_address
from graph.openings import Opening
from graph.settings import LIMITS
from graph.ui.address import MAX_DEPTH, MIN_NODES, listed, read_explore, read_export, read_paths, read_query
from graph.ui.evidence import dated
from graph.ui.memory import Memory, fitting
from graph.ui.plain import Markup, element, outside_link, plain
from graph.ui.session import (
    COMPANIONS,
    Expansion,
    ExploreState,
    ExportState,
    PathState,
    Pin,
    QueryState,
    long_iri,
    written,
)
from graph.ui.steps import add, centre, expand
from graph.ui.widening import eased, restriction

KNOWN = {ID + name for name in ("actor/a", "actor/b", "weapon/c", "proposition/p")}
IRIS = st.sampled_from(sorted(KNOWN))
LISTS = st.lists(IRIS, unique=True, max_size=4).map(tuple)
EXPANSIONS = st.builds(
    Expansion, IRIS, LISTS, st.sampled_from([(), ("Weapon", "Person")]), st.integers(1, 99)
)
PINS = st.builds(Pin, IRIS, st.integers(-9999, 9999), st.integers(-9999, 9999))
SHORT = st.text(max_size=30)
NUMBERS = st.integers(-5, 5000).map(str) | st.sampled_from(["²", "9" * 40])


def resolve(name: str) -> str:
    if long_iri(name) not in KNOWN:
        raise UnknownEntityError(name)
    return long_iri(name)


@given(
    st.builds(
        ExploreState,
        entity=IRIS | st.just(""),
        depth=st.integers(0, MAX_DEPTH),
        nodes=st.integers(MIN_NODES, LIMITS.view_max_nodes),
        added=LISTS,
        expanded=st.lists(EXPANSIONS, unique_by=str, max_size=3).map(tuple),
        hidden=LISTS,
        pins=st.lists(PINS, unique_by=lambda each: each.entity, max_size=3).map(tuple),
        selected=IRIS | st.just(""),
        marked=LISTS,
        beside=st.sampled_from(["", *COMPANIONS]),
    )
)
def test_an_explore_state_is_read_back_from_its_url(state: ExploreState) -> None:
    reading = read_explore(written(state), resolve, resolve)
    assert (reading.state, reading.problems) == (state, ())


@given(
    st.builds(
        PathState,
        start=IRIS | st.just(""),
        end=IRIS | st.just(""),
        count=st.integers(1, 20),
        hops=st.integers(1, LIMITS.path_opening_max_hops),
        avoid=LISTS,
        relations=LISTS,
        statuses=st.lists(st.sampled_from([one.value for one in Status]), unique=True).map(tuple),
        directed=st.booleans(),
        denied=st.booleans(),
        selected=IRIS | st.just(""),
        through=LISTS,
        beside=st.sampled_from(["", "Moscow"]),
    )
)
def test_a_path_question_is_read_back_from_its_url(state: PathState) -> None:
    reading = read_paths(written(state), resolve, resolve)
    assert (reading.state, reading.problems) == (state, ())


def test_a_query_and_an_export_are_read_back_from_their_urls() -> None:
    query, export = QueryState("SELECT * WHERE { ?s ?p ?o }"), ExportState("view", "html")
    assert read_query(written(query)).state == query
    assert read_export(written(export), ["trig", "html"]).state == export


def test_only_what_differs_from_the_default_is_in_the_url() -> None:
    assert written(ExploreState()) == {}
    assert written(ExploreState(entity=ID + "actor/a")) == {"entity": ["actor/a"]}


@given(
    st.dictionaries(
        st.sampled_from(["entity", "depth", "nodes", "expanded", "pin", "add", "hide", "selected", "beside"]),
        st.lists(NUMBERS | SHORT | st.just("actor/a|,x|,|77") | st.just("actor/a|1|²")),
    )
)
def test_any_url_gives_a_state_within_the_limits(parameters: dict[str, list[str]]) -> None:
    state = read_explore(parameters, resolve).state
    assert 0 <= state.depth <= MAX_DEPTH
    assert MIN_NODES <= state.nodes <= LIMITS.view_max_nodes
    assert {each.entity for each in (*state.expanded, *state.pins)} | {state.entity} <= KNOWN | {""}


@pytest.mark.parametrize("depth", ["99", "-1", "two", "1.5", "²", "9" * 40])
def test_a_depth_that_cannot_be_is_named_with_what_can(depth: str) -> None:
    reading = read_explore({"depth": [depth]}, resolve)
    assert reading.state.depth == 1
    assert repr(depth[:40]) in reading.problems[0]
    assert "from 0 to 3" in reading.problems[0]


def test_an_unknown_entity_in_the_url_is_named() -> None:
    reading = read_explore({"entity": ["actor/nobody"]}, resolve)
    assert reading.state.entity == ""
    assert "'actor/nobody'" in reading.problems[0]


def test_a_status_that_does_not_exist_is_left_out_and_said() -> None:
    reading = read_paths({"status": ["disputed", "true"]}, resolve, resolve)
    assert reading.state.statuses == ("disputed",)
    assert "denied-only" in reading.problems[0]


def test_too_long_a_query_in_the_url_is_refused() -> None:
    reading = read_query({"query": ["x" * 9000]})
    assert reading.state.text == ""
    assert "9000" in reading.problems[0]


def test_a_new_middle_forgets_what_was_added_around_the_old_one() -> None:
    grown = expand(add(ExploreState(beside="table"), ["c"]), Expansion("a"))
    assert centre(grown, "b") == ExploreState(entity="b", selected="b", beside="table")


def test_a_relation_of_an_expansion_is_written_short() -> None:
    state = ExploreState(expanded=(Expansion(ID + "actor/a", (AG + "leads",), ("Weapon",), 7),))
    assert written(state) == {"expanded": ["actor/a|ag:leads|Weapon|7"]}


def rendered(text: str) -> str:
    """Return what is left of `text` when Markdown has taken its backslashes and the eye the joiners."""
    kept, escaped = [], False
    for character in text:
        if character == "\\" and not escaped:
            escaped = True
            continue
        kept.append(character)
        escaped = False
    return "".join(kept).replace("\N{WORD JOINER}", "")


@given(
    st.text(
        alphabet=st.sampled_from(list("ab1 <>[]()*_`$:#!|~&\"'\\/.-=@+{}\N{GRINNING FACE}ح")), max_size=40
    )
)
def test_plain_text_shows_what_it_was_and_holds_nothing_unescaped(text: str) -> None:
    safe = plain(text)
    assert rendered(safe) == " ".join(text.split())
    unescaped = safe.replace("\\\\", "")
    for place, character in enumerate(unescaped):
        if character in "<>[]()*_`$:#!|~&":
            assert unescaped[place - 1] == "\\"


@pytest.mark.parametrize(
    "text",
    [":smile:", ":material/home:", ":red[x]", "https://x.example", "www.x.example", "a@x.example", "a->b"],
)
def test_what_streamlit_replaces_after_parsing_is_broken_up(text: str) -> None:
    assert "\N{WORD JOINER}" in plain(text)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "http:///x",
        "java\nscript:x",
        "ftp://x.example",
        "https://x.example/a b",
        "https://x.example/\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe",
        "",
    ],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert web_address(address) is None
    assert outside_link("Open", address) is None


def test_a_link_tells_its_target_nothing() -> None:
    link = str(outside_link("<b>", 'https://x.example/?q="'))
    assert 'rel="noopener noreferrer nofollow"' in link
    assert "&lt;b&gt;" in link
    assert '?q=&quot;"' in link


@given(st.text(max_size=60))
def test_html_made_from_data_holds_no_tag_but_its_own(text: str) -> None:
    inside = str(element("p", text)).removeprefix("<p>").removesuffix("</p>")
    assert not set(inside) & set("<>\"'")
    assert str(element("div", Markup("<p>x</p>"))) == "<div><p>x</p></div>"


@pytest.mark.parametrize(
    ("date", "precision", "basis", "words"),
    [
        ("2023-05-25", "day", "stated", "25 May 2023"),
        ("2023-05-25", "week", "inferred", "in the week of 25 May 2023 (inferred)"),
        ("2023-06", "month", "inferred", "June 2023 (inferred)"),
        ("2021", "year", "stated", "2021"),
        ("", "", "", "date unknown"),
        ("-0044-03-15", "day", "stated", "-0044-03-15"),
        ("2023-13", "month", "stated", "2023-13"),
        ("2023-Q2", "month", "stated", "2023-Q2"),
    ],
)
def test_a_date_is_told_no_more_exactly_than_it_is_known(
    date: str, precision: str, basis: str, words: str
) -> None:
    assert dated(date, precision, basis) == words


def test_an_easing_changes_no_more_of_a_path_question_than_it_names() -> None:
    state = PathState(
        "a", "z", hops=2, avoid=("b", "c"), relations=("p", "q"), statuses=("disputed",), directed=True
    )
    asked = restriction(state)
    assert eased(state, Opening("", 5, asked)) == replace(state, hops=5)
    assert eased(state, Opening("", 2, replace(asked, avoid=frozenset("c")))) == replace(state, avoid=("c",))
    assert eased(state, Opening("", 2, replace(asked, relations=frozenset()))) == replace(state, relations=())
    assert eased(state, Opening("", 2, replace(asked, statuses=None))) == replace(state, statuses=())
    assert eased(state, Opening("", 2, replace(asked, directed=False))) == replace(state, directed=False)
    assert eased(state, Opening("", 2, replace(asked, include_denied=True))) == replace(state, denied=True)
    passing = replace(state, through=("x", "y"))
    fewer = replace(restriction(passing), through=frozenset("y"))
    assert eased(passing, Opening("", 2, fewer)) == replace(passing, through=("y",))


OLD, NEW = {"entity": ["actor/a"]}, {"entity": ["actor/b"]}


def test_a_url_that_a_person_wrote_is_followed() -> None:
    assert Memory(addresses={"explore": OLD}).by_hand("explore", NEW)
    just_left = (time.monotonic(), {"entity": ["weapon/c"]})
    assert Memory(addresses={"explore": OLD}, former=just_left).by_hand("explore", NEW)
    assert not Memory(addresses={"explore": OLD}).by_hand("explore", OLD)


def test_a_browser_that_lags_behind_does_not_undo_a_step() -> None:
    memory = Memory(addresses={"explore": NEW}, former=(time.monotonic(), OLD))
    assert not memory.by_hand("explore", OLD)
    memory.former = (time.monotonic() - 60, OLD)
    assert memory.by_hand("explore", OLD), "a minute later it is the back button"


def test_the_address_of_another_page_is_not_read_as_that_of_this_one() -> None:
    memory = Memory(addresses={"explore": OLD, "paths": NEW})
    assert not memory.by_hand("explore", NEW), "the browser went back and still sends the page it left"


def test_a_step_taken_by_a_click_is_newer_than_the_url() -> None:
    assert not Memory(addresses={"explore": OLD}, changed={"explore"}).by_hand("explore", NEW)


def test_a_page_opened_from_the_menu_keeps_its_state() -> None:
    assert not Memory(addresses={"explore": OLD}).by_hand("explore", {})


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.just("x"), min_size=1, max_size=900)))
def test_an_address_never_holds_more_values_than_streamlit_reads_and_keeps_each_name(
    address: dict[str, list[str]],
) -> None:
    kept = fitting(address)
    assert kept.keys() == address.keys()
    asked = sum(map(len, address.values()))
    assert sum(map(len, kept.values())) == min(asked, LIMITS.address_values)


def test_a_name_as_long_as_a_book_is_refused_without_being_repeated() -> None:
    reading = read_explore({"entity": ["x" * 6_000]}, _never)
    assert reading.state.entity == ""
    (problem,) = reading.problems
    assert problem.endswith("a text of 6,000 letters; no name has more than 1,000. It is left out.")


def test_a_thousand_wrong_values_do_not_push_the_page_out_of_sight() -> None:
    reading = read_explore({"hide": [f"nope{n}" for n in range(900)]}, _unknown)
    assert len(reading.problems) == 900
    shown = listed(reading.problems)
    assert shown[:20] == list(reading.problems[:20])
    assert shown[20:] == ["The address asks for 880 more things that cannot be."]
    assert listed(reading.problems[:20]) == list(reading.problems[:20])


def _unknown(name: str) -> str:
    raise UnknownEntityError(name, ())


def _never(name: str) -> str:
    raise AssertionError(f"looked up {len(name)} letters")
