"""Steps of a picture: what each changes, what undo gives back, and what stays within the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest import build
from graph.knowledge import KnowledgeGraph
from graph.lexicon import Lexicon
from graph.model import Claim
from graph.namespaces import ID
from graph.neighbours import around, hanging_on, neighbours, not_shown, within
from graph.network import Network, ViewNode, build_network
from graph.presentation import Presentation
from graph.settings import LIMITS
from graph.ui import steps
from graph.ui.among import paths_among
from graph.ui.history import History, redone, stepped, undone
from graph.ui.opening import Opened
from graph.ui.picture import Shown, amount, shown
from graph.ui.session import Expansion, ExploreState
from making import claim, proposition

Step = Callable[[ExploreState], ExploreState]
NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
SEVERAL = st.lists(NAMES, max_size=3)
PLACES = st.dictionaries(NAMES, st.tuples(st.integers(-99, 99), st.integers(-99, 99)), max_size=2)
STEPS: st.SearchStrategy[Step] = st.one_of(
    SEVERAL.map(lambda iris: lambda state: steps.add(state, iris, iris[0] if iris else None)),
    st.builds(Expansion, NAMES, st.just(()), st.just(()), st.integers(1, 30)).map(
        lambda asked: lambda state: steps.expand(state, asked)
    ),
    st.tuples(NAMES, SEVERAL).map(lambda told: lambda state: steps.collapse(state, told[0], told[1])),
    SEVERAL.map(lambda iris: lambda state: steps.hide(state, iris)),
    st.just(steps.unhide_all),
    PLACES.map(lambda places: lambda state: steps.pin(state, places)),
    SEVERAL.map(lambda iris: lambda state: steps.unpin(state, iris)),
    SEVERAL.map(lambda iris: lambda state: steps.mark(state, iris)),
    NAMES.map(lambda iri: lambda state: steps.toggle_mark(state, iri)),
    NAMES.map(lambda iri: lambda state: steps.select(state, iri)),
    NAMES.map(lambda iri: lambda state: steps.centre(state, iri)),
)


def thing(name: str) -> str:
    return ID + name


@pytest.fixture(scope="module")
def raid(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The graph of the sample raid."""
    store = tmp_path_factory.mktemp("steps") / "store"
    build([Path(__file__).parent / "samples" / "raid.ttl"], store)
    return KnowledgeGraph.open(store)


def walked(taken: list[Step]) -> tuple[History, list[ExploreState]]:
    """Return the history of `taken`, and the pictures on the way, those that look the same once."""
    history, states = History(), [ExploreState()]
    for step in taken:
        after = step(states[-1])
        history = stepped(history, states[-1], after)
        states = [*states, after] if steps.drawn(after) != steps.drawn(states[-1]) else [*states[:-1], after]
    return history, states


@given(st.lists(STEPS, max_size=12))
def test_undo_gives_back_every_picture_and_redo_every_step(taken: list[Step]) -> None:
    history, states = walked(taken)
    now = states[-1]
    for before in reversed(states[:-1]):
        history, now = undone(history, now)
        assert steps.drawn(now) == steps.drawn(before)
        assert (now.selected, now.marked) == (states[-1].selected, states[-1].marked)
    assert undone(history, now) == (history, now)
    for after in states[1:]:
        history, now = redone(history, now)
        assert steps.drawn(now) == steps.drawn(after)
    assert redone(history, now) == (history, now)


@given(st.lists(STEPS, max_size=12))
def test_what_is_hidden_is_neither_marked_nor_read_about_by_a_step_that_hides(taken: list[Step]) -> None:
    state = steps.hide(reduce(lambda now, step: step(now), taken, ExploreState()), ["a"])
    assert "a" in state.hidden
    assert "a" not in (*state.marked, state.selected)
    assert steps.unhide_all(state).hidden == ()


def test_no_more_steps_are_kept_than_can_be_undone() -> None:
    history = History()
    for number in range(LIMITS.undo_steps + 5):
        before = ExploreState(added=(str(number),))
        history = stepped(history, before, ExploreState(added=(str(number + 1),)))
    assert len(history.past) == LIMITS.undo_steps
    assert history.past[0].added == ("5",)


def test_a_new_step_ends_what_could_be_redone() -> None:
    one, two = ExploreState(added=("a",)), ExploreState(added=("b",))
    history, now = undone(stepped(History(), one, two), two)
    assert history.future
    assert stepped(history, now, ExploreState(added=("c",))).future == ()


def test_reading_about_something_is_no_step() -> None:
    state = ExploreState("a")
    seen = replace(state, selected="b", marked=("b",), beside="table")
    assert stepped(History(), state, seen) == History()


def test_what_is_added_is_shown_again_where_it_was_hidden() -> None:
    state = steps.add(steps.hide(ExploreState("a"), ["b"]), ["b", "b"], "b")
    assert (state.added, state.hidden, state.selected) == (("b",), (), "b")


def test_neighbours_asked_for_again_are_as_many_more() -> None:
    asked = Expansion("a", limit=10)
    grown = steps.expand(steps.expand(ExploreState(), asked), asked)
    assert grown.expanded == (Expansion("a", limit=20),)
    other = steps.expand(grown, Expansion("a", kinds=("Weapon",), limit=10))
    assert len(other.expanded) == 2


def test_a_full_picture_takes_no_more_expansions() -> None:
    full = reduce(
        lambda state, number: steps.expand(state, Expansion(str(number))),
        range(LIMITS.picture_expansions),
        ExploreState(),
    )
    assert steps.is_full(full)
    assert steps.expand(full, Expansion("one more")).expanded == full.expanded


def test_collapsing_takes_back_what_was_added_and_otherwise_hides_what_hangs_on_it_alone() -> None:
    grown = steps.expand(ExploreState(), Expansion("a"))
    assert steps.collapse(grown, "a", ["x"]) == ExploreState(selected="a")
    assert steps.collapse(ExploreState(), "a", ["x"]).hidden == ("x",)


def test_an_entity_put_elsewhere_is_held_there_and_once() -> None:
    state = steps.pin(steps.pin(ExploreState(), {"a": (1, 2), "c": (7, 8)}), {"a": (3, 4), "b": (5, 6)})
    assert [str(each) for each in state.pins] == ["a|3|4", "c|7|8", "b|5|6"]
    assert [each.entity for each in steps.unpin(state, ["a", "c"]).pins] == ["b"]


def star() -> Network:
    """Return a hub with a weapon, two people and one link between the people."""
    about = [
        proposition("hub", "uses", "gun"),
        proposition("hub", "knows", "ann"),
        proposition("bob", "knows", "hub"),
        proposition("bob", "leads", "hub"),
        proposition("ann", "knows", "bob"),
    ]
    claims: list[Claim] = [claim(f"claim/{number}", one) for number, one in enumerate(about)]
    nodes = [ViewNode(iri, iri, ("Weapon" if iri == "gun" else "Person",)) for iri in ("ann", "bob", "gun")]
    return build_network([*nodes, ViewNode("hub", "hub", ("ArmedGroup", "Actor"))], claims)


def test_neighbours_are_those_of_the_relations_and_kinds_asked_for_nearest_first() -> None:
    network = star()
    assert neighbours(network, "hub") == ("bob", "ann", "gun")
    assert neighbours(network, "hub", kinds=["Weapon"]) == ("gun",)
    assert neighbours(network, "hub", relations=["leads"]) == ("bob",)
    assert neighbours(network, "nobody") == ()


def test_what_lies_around_is_counted_by_relation_and_kind_without_what_is_shown() -> None:
    found = around(star(), "hub", {"hub", "ann"})
    assert found.neighbours == 2
    assert dict(found.relations) == {"knows": 1, "leads": 1, "uses": 1}
    assert dict(found.kinds) == {"Person": 1, "Weapon": 1}


def test_a_badge_counts_neighbours_that_are_neither_shown_nor_hidden_on_purpose() -> None:
    assert not_shown(star(), ["hub", "ann"]) == {"hub": 2, "ann": 1}
    assert not_shown(star(), ["hub", "ann"], ["gun"]) == {"hub": 1, "ann": 1}
    assert hanging_on(star(), "hub", ["hub", "ann", "bob", "gun"]) == ("gun",)
    assert within(star(), "gun", 1) == {"gun", "hub"}


def test_paths_among_several_hold_what_lies_between_and_say_where_there_is_none(raid: KnowledgeGraph) -> None:
    found = paths_among(
        raid, [thing("actor/grey-column"), thing("place/southfield"), thing("actor/daily-post")]
    )
    assert thing("incident/raid") in found.entities
    assert found.linked
    assert len(found.sentences) == 2
    assert all(sentence.startswith("No path of up to 6 hops links") for sentence in found.sentences)


def test_only_so_many_pairs_are_looked_at_and_that_is_said(raid: KnowledgeGraph) -> None:
    many = sorted(raid.network())[:8]
    found = paths_among(raid, many)
    assert f"Only the first {LIMITS.marked_pairs} of 28 pairs were looked at." in found.sentences[-1]


@pytest.fixture(scope="module")
def grown(raid: KnowledgeGraph) -> Callable[[ExploreState], Shown]:
    """Return what the picture of a state holds, in the graph of the raid."""
    network = raid.network()
    here = Opened(raid, raid, Presentation(), network, network, Lexicon())
    return lambda state: shown(here, state)


def names_in(picture: Shown) -> set[str]:
    return {node.label for node in picture.view.nodes}


def test_a_picture_holds_what_was_added_expanded_and_not_what_was_hidden(
    grown: Callable[[ExploreState], Shown],
) -> None:
    start = ExploreState(thing("incident/raid"))
    assert names_in(grown(start)) == {
        "Raid on Southfield",
        "Grey Column",
        "Southfield",
        "Kestrel armoured car",
    }
    assert grown(start).more == {thing("actor/grey-column"): 1, thing("weapon/kestrel"): 2}
    added = grown(steps.add(start, [thing("actor/ivan-petrov"), thing("actor/daily-post")]))
    assert names_in(added) - names_in(grown(start)) == {"Ivan Petrov", "Daily Post"}
    states = Expansion(thing("weapon/kestrel"), kinds=("State",))
    assert names_in(grown(steps.expand(start, states))) - names_in(grown(start)) == {"Northland"}
    one = grown(steps.expand(start, Expansion(thing("weapon/kestrel"), limit=1)))
    assert (len(one.view.nodes), one.view.hidden) == (5, 1)


def test_what_is_hidden_by_hand_is_told_apart_from_what_a_limit_leaves_out(
    grown: Callable[[ExploreState], Shown],
) -> None:
    state = steps.hide(
        ExploreState(thing("incident/raid")), [thing("weapon/kestrel"), thing("actor/ivan-petrov")]
    )
    picture = grown(state)
    assert "Kestrel armoured car" not in names_in(picture)
    assert picture.by_hand == (thing("weapon/kestrel"),)
    assert picture.view.hidden == 0
    assert amount(picture.view, len(picture.by_hand)).endswith("1 hidden by hand.")
    assert all(end not in state.hidden for link in picture.view.links for end in link.ends)


def test_a_picture_that_holds_nothing_any_more_is_empty_and_not_an_error(
    grown: Callable[[ExploreState], Shown],
) -> None:
    start = ExploreState(thing("incident/raid"))
    everything = [node.iri for node in grown(start).view.nodes]
    assert grown(steps.hide(start, everything)).view.nodes == ()
