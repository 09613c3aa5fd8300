"""The Join page without a browser: what a card says, what a button keeps, and that data stays text."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from commandline import SAMPLE
from graph.identity import Verdict
from graph.ingest import build
from graph.joining.decisions import Decision, Decisions, kept_decisions, take_back
from graph.model import Ref
from graph.settings import STORE_VARIABLE
from graph.tallies import Entry, Manner, Scope, Tally
from graph.ui.import_work import writing
from graph.ui.joining import decision_card
from graph.ui.joining_counts import tally_card
from graph.ui.joining_proposals import chosen, proposal_card, what_changes
from graph.ui.opening import Opened
from graph.ui.states import JoinState
from listed import Listing
from opening import opened_at

HOSTILE = "<script>alert(1)</script> [x](javascript:y)"


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> Path:
    location = tmp_path_factory.mktemp("join-page") / "store"
    build([SAMPLE], location)
    listing = Listing()
    listing.loss("1", "9K77 Kestrel", "Northland", "2023-05-01")
    listing.loss("2", f"{HOSTILE} Kestrel", "Northland", "2023-05-02")
    listing.put(location, tmp_path_factory.mktemp("list"))
    return location


@pytest.fixture
def opened(location: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    monkeypatch.setenv(STORE_VARIABLE, str(location))
    return opened_at(location)


def drawn(opened: Opened) -> AppTest:
    def page() -> None:
        import streamlit as st

        from graph.ui.joining import joining

        joining(st.session_state["opened"])

    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["opened"] = opened
    return app


def pressed(app: AppTest, words: str) -> AppTest:
    """Press the first button with these words."""
    next(one for one in app.button if one.label == words).click()
    app.run()
    assert not app.exception
    return app


def test_a_button_keeps_the_decision_with_its_reason_and_another_takes_it_back(opened: Opened) -> None:
    app = drawn(opened).run()
    assert not app.exception
    reasons = [one for one in app.text_input if one.label == "Why (kept with it)"]
    reasons[0].input("Both are the same drone.")
    pressed(app, "The same")
    [kept] = kept_decisions(opened.location).held.values()
    assert (kept.verdict, kept.reason) == (Verdict.SAME, "Both are the same drone.")
    left = [one for one in app.text_input if one.label == "Why (kept with it)"]
    assert len(left) == len(reasons) - 1  # its card is gone
    assert any("1 decision is kept" in one.value and "about 0 s" in one.value for one in app.markdown)
    [said] = [one.value for one in app.info]
    assert "is the same as" in said and "It can be taken back" in said
    pressed(app, "Take back")
    assert not kept_decisions(opened.location).held
    pressed(app, "Later")
    [kept] = kept_decisions(opened.location).held.values()
    assert kept.verdict is Verdict.UNDECIDED
    assert kept.reason.startswith("Decided as proposed with ")
    pressed(app, "Bring them into the graph")
    work = writing(opened.location)
    assert work is not None
    work.wait(60)
    app.run()
    assert [one.value for one in app.success] == [
        "The graph holds 1 decision. Show the newest build to see it."
    ]


def test_proposals_are_filtered_accepted_together_with_a_reason_and_told_beforehand(
    opened: Opened, location: Path
) -> None:
    found = opened.everything.proposals().found
    weapons = chosen(found, JoinState(kind="Weapon", least=75), Decisions())
    assert weapons
    assert all(one.one.kind == "Weapon" and one.score >= 75 for one in weapons)
    assert chosen(found, JoinState(kind="Place"), Decisions()) == ()
    held = [Decision(one.one.iri, one.other.iri, Verdict.SAME, "", "", "") for one in found]
    assert chosen(found, JoinState(), Decisions({one.iri: one for one in held})) == ()
    app = drawn(opened).run()
    words = " ".join(str(getattr(one, "body", "")) for one in app.get("html"))
    assert "decisions would be kept" in words or "decision would be kept" in words
    next(one for one in app.text_input if one.key == "join-bulk-reason").input("Both lists are of one war.")
    app.button(key="join-accept-all").click()
    app.run()
    assert not app.exception
    kept = kept_decisions(opened.location).of(Verdict.SAME, Verdict.VARIANT)
    assert kept
    assert all(one.reason.startswith("Both lists are of one war. Accepted as proposed with") for one in kept)
    for one in kept:
        take_back(opened.location, one.iri, by="anna", on="2024-06-30T10:00:00Z")


def test_what_a_join_would_count_together_is_told_before(opened: Opened) -> None:
    graph = opened.everything
    told = {one.label: graph.losses_told(one.iri) for one in graph.joinable() if one.kind == "Weapon"}
    assert told["9K77 Kestrel"] == {"The List": 1}
    assert all(sum(each.values()) <= 1 for label, each in told.items() if label != "9K77 Kestrel")
    assert what_changes(graph, ()).startswith("0 decisions would be kept")


def test_names_of_an_import_stay_text(opened: Opened) -> None:
    cards = [str(proposal_card(opened, one)) for one in opened.everything.proposals().found]
    assert any("&lt;script&gt;" in card for card in cards)
    assert not any("<script>" in card for card in cards)


def test_what_was_decided_reads_as_a_sentence_and_stays_text() -> None:
    one = Decision("a", "b", Verdict.NOT_SAME, HOSTILE, "anna", "2024-06-30T10:00:00Z", (HOSTILE, "Kestrel"))
    words = str(decision_card(one))
    assert "<script>" not in words
    assert "is not the same as Kestrel" in words
    assert "(anna, 2024-06-30)" in words


def test_a_tally_on_the_page_stays_text_and_says_what_a_list_is() -> None:
    entry = Entry(Ref("l", HOSTILE), Manner.PIECES, 2, "2024-06-01", {"destroyed": 2})
    words = str(tally_card(Tally(Scope(Ref("w", HOSTILE), {}), None, "", "", (entry,), ()), {}))
    assert "<script>" not in words
    assert "shows at least 2 (2 destroyed)" in words
    assert "what nobody saw is lost all the same" in words
