"""The page of ready questions: its address, its words, and that every question has them all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnknownEntityError
from graph.inquiries import INQUIRIES, Reply
from graph.inquiries.asking import rows_of
from graph.model import Certainty
from graph.namespaces import ID
from graph.settings import LIMITS
from graph.standing import restand
from graph.ui.asked import Filling, QuestionState, read_question, with_blank
from graph.ui.replying import answer_words, reply_sentences
from graph.ui.session import long_iri, written
from graph.ui.words import say
from making import claim, proposition, ref

KNOWN = [ID + name for name in ("actor/a", "weapon/b", "place/c")]


def resolve(name: str) -> str:
    if long_iri(name) not in KNOWN:
        raise UnknownEntityError(name)
    return long_iri(name)


@st.composite
def states(draw: st.DrawFn) -> QuestionState:
    ask = draw(st.sampled_from(list(INQUIRIES)))
    blanks = [each.name for each in INQUIRIES[ask].blanks]
    chosen = draw(st.lists(st.sampled_from(blanks), unique=True))
    fill = tuple(Filling(blank, draw(st.sampled_from(KNOWN))) for blank in chosen)
    return QuestionState(ask, fill, draw(st.sampled_from(["", *KNOWN])))


@given(states())
def test_a_question_is_read_back_from_its_address(state: QuestionState) -> None:
    reading = read_question(written(state), resolve)
    assert (reading.state, reading.problems) == (state, ())


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"ask": ["gossip"]}, "ask = 'gossip'"),
        ({"ask": ["denied"], "fill": ["weapon:weapon/b"]}, "has the blanks actor"),
        ({"ask": ["denied"], "fill": ["actor:actor/nobody"]}, "actor/nobody"),
    ],
)
def test_an_address_that_asks_what_cannot_be_is_said(parameters: dict[str, list[str]], said: str) -> None:
    reading = read_question(parameters, resolve)
    assert reading.state.fill == ()
    assert said in " ".join(reading.problems)


def test_an_emptied_blank_is_gone_and_what_was_chosen_is_forgotten() -> None:
    state = QuestionState("denied", (Filling("actor", KNOWN[0]),), selected="x")
    assert with_blank(state, "actor", "") == QuestionState("denied")


@pytest.mark.parametrize("key", list(INQUIRIES))
def test_every_question_is_worded_with_all_of_its_blanks_and_answers(key: str) -> None:
    names = {each.name: f"<{each.name}>" for each in INQUIRIES[key].blanks}
    assert all(name in say(f"questions.{key}", **names) for name in names.values())
    for verdict in ("found", "none"):
        assert say(f"questions.{key}-{verdict}", answers="A", **names)


def test_an_answer_that_is_not_undisputed_says_so() -> None:
    named = proposition("deal", "supplier", "maker"), proposition("sale", "supplier", "market")
    told = restand(
        [
            claim("a", named[0], certainty=Certainty.HEDGED),
            claim("b", named[1]),
            claim("c", proposition("x", "y", "z")),
        ]
    )
    reply = Reply(rows_of(told), (ref("maker"), ref("market"), ref("elsewhere")))
    assert answer_words(reply) == ["MAKER (unconfirmed)", "MARKET", "ELSEWHERE"]


def test_of_many_names_the_rest_is_counted() -> None:
    many = tuple(ref(f"actor/{number}") for number in range(LIMITS.listed_names + 2))
    told = restand([claim("a", proposition("raid", "perpetrator", "band"))])
    said = str(reply_sentences("took-part", {"incident": "Raid"}, Reply(rows_of(told), many)))
    assert "and 2 more" in said
    assert str(LIMITS.listed_names) not in said.split("and 2 more", maxsplit=1)[0]
