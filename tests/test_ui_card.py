"""The card of the side panel shows the first of what is many, and the rest when it is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph import KnowledgeGraph
from graph.settings import LIMITS
from graph.ui.card import Asked, entity_card


def test_of_many_documents_a_card_lists_the_first_and_offers_the_rest(sample_directory: Path) -> None:
    graph = KnowledgeGraph.open(sample_directory)
    card = graph.show("incident/raid")
    many = replace(card, documents=card.documents[:1] * (LIMITS.card_rows + 3))
    few, every = (
        str(entity_card(many, graph.sentence, Asked(open=unfolded))) for unfolded in ((), ("all-documents",))
    )
    line = card.documents[0].title
    assert (few.count(line), every.count(line)) == (LIMITS.card_rows, LIMITS.card_rows + 3)
    assert 'data-go="open all-documents"' in few
    assert "open all-documents" not in every


def test_what_is_most_told_is_found_once_however_often_it_is_asked(sample_directory: Path) -> None:
    graph = KnowledgeGraph.open(sample_directory)
    assert graph.most_told() == graph.most_told() != ""
    assert "_most_told" in vars(graph)


def test_of_very_many_links_a_group_travels_when_it_is_opened(sample_directory: Path) -> None:
    graph = KnowledgeGraph.open(sample_directory)
    card = graph.show("incident/raid")
    link = card.links[0]
    many = replace(card, links=(link,) * (LIMITS.card_links + 1))
    folded = str(entity_card(many, graph.sentence, Asked()))
    name = folded.partition('data-go="open group ')[2].partition('"')[0]
    opened = str(entity_card(many, graph.sentence, Asked(open=[f"group {name}"])))
    assert name
    assert (folded.count('data-go="select '), 'aria-expanded="false"' in folded) == (
        len(card.attributes),
        True,
    )
    assert opened.count('data-go="select ') == len(card.attributes) + LIMITS.card_rows
    assert f'data-go="open all {name}"' in opened
