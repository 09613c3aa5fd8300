"""Ready questions: what each counts as its answer, and what it makes of blanks filled wrongly."""

from __future__ import annotations

import pytest

from graph.errors import InputError, UnknownEntityError
from graph.inquiries import INQUIRIES, Reply, answered, example
from graph.knowledge import KnowledgeGraph
from graph.store import Store
from worlds import claim, proposition, store_of

CLASSES = {
    "Actor": ("anna", "bell", "band", "maker"),
    "Weapon": ("car", "fleet"),
    "Transfer": ("deal",),
    "Incident": ("raid",),
    "Place": ("town", "land"),
}
KINDS = "\n".join(
    [
        *(f"ag:{kind} rdfs:subClassOf ag:Entity ." for kind in ("Actor", "Weapon", "Incident", "Place")),
        "ag:Transfer rdfs:subClassOf ag:Incident .",
        'id:paper a ag:Document ; dcterms:title "The paper"@en .',
        *(
            f'id:{one} a ag:{kind} ; skos:prefLabel "{one}"@en .'
            for kind, all_ in CLASSES.items()
            for one in all_
        ),
    ]
)
TRANSFER = (
    proposition("from", "id:deal", "supplier", "id:maker"),
    proposition("to", "id:deal", "recipient", "id:band"),
    proposition("of", "id:deal", "item", "id:fleet"),
    proposition("model", "id:fleet", "model", "id:car"),
    proposition("member", "id:bell", "memberOf", "id:band"),
)


def graph_of(*statements: str) -> KnowledgeGraph:
    return KnowledgeGraph(store_of(KINDS, *statements))


def about(reply: Reply) -> set[str]:
    """The local names of the statements that the answer rests on."""
    return {row.proposition.iri.rsplit("/", 1)[-1] for row in reply.rows}


def names(reply: Reply) -> list[str]:
    return [one.iri.rsplit("/", 1)[-1] for one in reply.answers]


def test_who_supplied_counts_the_model_of_what_was_supplied_and_the_group_of_who_got_it() -> None:
    graph = graph_of(
        *TRANSFER, *(claim(f"c{name}", name) for name in ("from", "to", "of", "model", "member"))
    )
    reply = answered(graph, "supplied", {"weapon": "car", "actor": "bell"})
    assert about(reply) == {"from", "to", "of", "model", "member"}
    assert names(reply) == ["maker"]
    assert answered(graph, "supplied", {"actor": "band"}).answers == reply.answers
    assert not answered(graph, "supplied", {"actor": "maker"}).found


def test_who_denies_a_supply_is_told_with_how_much_of_the_answer_is_contested() -> None:
    graph = graph_of(
        *TRANSFER,
        *(claim(f"c{name}", name) for name in ("from", "to", "of")),
        claim("no", "from", by="bell", stance="Denies"),
    )
    reply = answered(graph, "supplied", {"weapon": "fleet", "actor": "band"})
    assert [one.iri.rsplit("/", 1)[-1] for one in reply.denying] == ["bell"]
    assert reply.contested == 1


def test_what_one_side_claims_and_another_denies_is_about_one_and_the_same_statement() -> None:
    said = (
        proposition("p", "id:raid", "perpetrator", "id:band"),
        proposition("q", "id:raid", "target", "id:maker"),
    )
    graph = graph_of(
        *said,
        claim("yes", "p"),
        claim("no", "p", by="bell", stance="Denies"),
        claim("too", "q"),
    )
    assert about(answered(graph, "denied-by-another", {"one": "anna", "other": "bell"})) == {"p"}
    assert not answered(graph, "denied-by-another", {"one": "bell", "other": "anna"}).found
    assert about(answered(graph, "denied", {"actor": "bell"})) == {"p"}
    assert names(answered(graph, "denied", {"actor": "bell"})) == ["anna"]


def test_what_rests_on_one_word_alone_is_what_nobody_else_asserts() -> None:
    graph = graph_of(
        proposition("p", "id:raid", "perpetrator", "id:band"),
        proposition("q", "id:raid", "target", "id:maker"),
        claim("a", "p"),
        claim("b", "p", by="bell"),
        claim("c", "q"),
    )
    assert about(answered(graph, "alone", {"actor": "anna"})) == {"q"}
    assert not answered(graph, "alone", {"actor": "bell"}).found


def test_a_transfer_of_another_weapon_is_no_answer() -> None:
    others = (
        proposition("to2", "id:raid", "recipient", "id:band"),
        proposition("from2", "id:raid", "supplier", "id:anna"),
    )
    claims = (claim(f"c{name}", name) for name in ("from", "to", "of", "model", "to2", "from2"))
    graph = graph_of(*TRANSFER, *others, *claims)
    assert names(answered(graph, "supplied", {"weapon": "car", "actor": "band"})) == ["maker"]


def test_who_holds_a_weapon_has_it() -> None:
    graph = graph_of(proposition("p", "id:anna", "possesses", "id:car"), claim("c", "p"))
    assert names(answered(graph, "used", {"weapon": "car"})) == ["anna"]


def test_what_an_actor_denies_is_not_what_it_asserts_and_doubt_is_against_another_too() -> None:
    graph = graph_of(
        *(
            proposition(name, "id:anna", "memberOf", end)
            for name, end in (("p", "id:band"), ("q", "id:maker"))
        ),
        claim("c1", "p", by="anna"),
        claim("c2", "p", by="bell", stance="Unsure"),
        claim("c3", "q", by="bell", stance="Denies"),
    )
    assert about(answered(graph, "denied", {"actor": "bell"})) == {"q"}
    assert not answered(graph, "denied", {"actor": "anna"}).found
    assert about(answered(graph, "denied-by-another", {"one": "anna", "other": "bell"})) == {"p"}


@pytest.mark.parametrize("within", ["locatedIn", "locatedAt", "partOf"])
def test_a_place_holds_what_took_place_in_places_within_it(within: str) -> None:
    graph = graph_of(
        proposition("p", "id:raid", "location", "id:town"),
        proposition("q", "id:town", within, "id:land"),
        proposition("r", "id:raid", "occurred", "true"),
        *(claim(f"c{name}", name) for name in ("p", "q", "r")),
    )
    reply = answered(graph, "happened", {"place": "land"})
    assert (names(reply), about(reply)) == (["raid"], {"p", "r"})
    assert not answered(graph_of(*_denied_within(within)), "happened", {"place": "land"}).found


def _denied_within(within: str) -> tuple[str, ...]:
    return (
        proposition("p", "id:raid", "location", "id:town"),
        proposition("q", "id:town", within, "id:land"),
        claim("cp", "p"),
        claim("cq", "q", stance="Denies"),
    )


def test_figures_and_parts_of_an_incident_are_told_apart() -> None:
    graph = graph_of(
        proposition("n", "id:raid", "count", "7"),
        proposition("by", "id:raid", "perpetrator", "id:band"),
        proposition("in", "id:raid", "location", "id:town"),
        *(claim(f"c{name}", name) for name in ("n", "by", "in")),
    )
    assert about(answered(graph, "figures", {"thing": "raid"})) == {"n"}
    assert about(answered(graph, "took-part", {"incident": "raid"})) == {"by"}


def test_what_only_unnamed_sources_assert_is_told_as_such() -> None:
    graph = graph_of(
        proposition("p", "id:raid", "perpetrator", "id:band"),
        proposition("q", "id:raid", "target", "id:maker"),
        claim("a", "p", by="unnamed"),
        claim("b", "q", by="unnamed"),
        claim("c", "q"),
    )
    assert about(answered(graph, "unnamed-only", {"thing": "raid"})) == {"p"}


def test_an_answer_is_that_of_the_perspective() -> None:
    graph = graph_of(
        proposition("p", "id:raid", "perpetrator", "id:band"),
        claim("a", "p"),
        claim("b", "p", by="bell", stance="Denies"),
    )
    told = graph.under(graph.outlook(told_by=["anna"]))
    assert answered(graph, "took-part", {"incident": "raid"}).contested == 1
    assert answered(told, "took-part", {"incident": "raid"}).contested == 0


@pytest.mark.parametrize(
    ("key", "given", "said"),
    [
        ("gossip", {}, "no question called 'gossip'"),
        ("denied", {}, "needs actor"),
        ("denied", {"actor": "car"}, "cannot stand for actor"),
        ("linked", {"one": "anna", "other": "anna"}, "fills two blanks"),
    ],
)
def test_a_question_filled_wrongly_is_refused_in_a_sentence(
    key: str, given: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        answered(graph_of(), key, given)


def test_an_unknown_name_in_a_blank_is_unknown_as_everywhere() -> None:
    with pytest.raises(UnknownEntityError):
        answered(graph_of(), "denied", {"actor": "nobody at all"})


def test_every_example_has_an_answer_in_the_shipped_graph(shipped_graph: KnowledgeGraph) -> None:
    unanswered = {
        key
        for key, inquiry in INQUIRIES.items()
        if not inquiry.answer(shipped_graph, example(shipped_graph, inquiry)).found
    }
    assert unanswered == {"changed"}  # nobody in the articles surely changes what they say


def test_an_example_that_a_graph_does_not_have_is_left_empty(sample_store: Store) -> None:
    assert example(KnowledgeGraph(sample_store), INQUIRIES["linked"]) == {}
