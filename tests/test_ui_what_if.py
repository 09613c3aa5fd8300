"""The page that takes sources out without a browser: changes, lists that are cut, and broken paths."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from graph.consequences import StandingChange
from graph.model import Hop, Path, Ref, Standing, Status
from graph.ui.falling import before_and_after, changes_list, path_lines
from making import claim, proposition

RAID = proposition("i/raid", "by", "a/grey")
SEEN = proposition("i/raid", "saw", "w/car")


def sentence(thing):
    return f"{thing.subject.label} - {thing.predicate.label} - {thing.object_text}"


def test_a_change_tells_how_something_stood_and_how_it_stands():
    was, now = Standing(Status.DISPUTED, 2, 1), Standing(Status.UNCONFIRMED, 0, 1)
    words = str(before_and_after(was, now))
    assert "Disputed, 2 origins and 1 unnamed" in words
    assert words.index("Disputed") < words.index(" → ") < words.index("Unconfirmed, 1 unnamed")
    assert "Not told" in str(before_and_after(was, None))


def test_a_list_that_is_cut_says_how_many_it_leaves_out():
    changes = [StandingChange(proposition("a", "r", str(number)), None, None) for number in range(5)]
    assert "And 2 more that are not listed here." in str(changes_list(changes, sentence, 3, 5))
    assert "more" not in str(changes_list(changes, sentence, 5, 5))


def test_a_hop_over_which_nothing_leads_any_more_is_struck_out_and_said_so():
    standing = Standing(Status.UNDISPUTED, 1, 0)
    one, other = (
        Hop(Ref("a", "A"), Ref("b", "B"), Ref("r", "r"), "out", standing, (claim(f"c/{about.iri}", about),))
        for about in (RAID, SEEN)
    )
    words = str(path_lines([Path((one, other))], lambda hop: hop.claims[0].iri, frozenset({RAID.iri})))
    assert words.count("<s>") == words.count(" falls") == 1
    assert words.index(f"c/{RAID.iri}") < words.index(" falls") < words.index(f"c/{SEEN.iri}")


def test_figures_of_the_list_are_written_with_separators_between_thousands():
    def page():
        from graph.consequences import Load, LoadBearing, SourceKind
        from graph.model import Ref
        from graph.ui.whatif import loads_table

        load = Load(Ref("a/oryx", "Oryx"), SourceKind.OUTLET, 115_111, 76_334, 38_777, 115_111, 0)
        loads_table(LoadBearing((load,), 1, 169_270, 186_040, 1), "table")

    [table] = AppTest.from_function(page, default_timeout=60).run().dataframe
    columns = json.loads(table.proto.columns)
    figures = ("Links that fall", "Other statements", "Other status", "Left with one origin", "Claims")
    assert [columns[name]["type_config"]["format"] for name in figures] == ["localized"] * 5
