"""Which sources bear most, judged on the columns of a real store."""

from __future__ import annotations

import numpy as np
import pytest

from graph import KnowledgeGraph
from graph.columns import columns_of
from graph.consequences import Picture, SourceKind, consequences, load_bearing, load_sentence, source_kinds
from graph.errors import InputError
from graph.lexicon import read_lexicon
from graph.namespaces import ID
from graph.perspective import EVERYTHING
from graph.telling import tell


def weighed(graph: KnowledgeGraph, limit: int):
    columns = columns_of(graph.store)
    base = tell(columns, EVERYTHING).counting

    def remaining(source):
        return tell(columns, EVERYTHING.less([source])).counting

    name = read_lexicon(graph.store).ref
    return load_bearing(columns, base, remaining, network=graph.network(), name=name, limit=limit)


def pictured(graph: KnowledgeGraph, *sources: str) -> Picture:
    seen = graph.under(EVERYTHING.less(sources))
    return Picture(seen.claims(), seen.network())


def test_the_heaviest_source_stands_first_and_says_what_it_is(sample_store):
    found = weighed(KnowledgeGraph(sample_store), 5)
    assert [(one.source.iri.removeprefix(ID), one.kind.value) for one in found.loads] == [
        ("actor/daily-post", "outlet"),
        ("document/post-1", "document"),
        ("document/handbook", "document"),
        ("actor/editors", "outlet"),
        ("actor/northland", "body"),
    ]
    assert load_sentence(found.loads[0]) == (
        "Without Daily Post 10 claims fall, and with them 6 links and 1 other statement."
    )
    assert (found.claims, found.links, found.statements) == (13, 7, 3)
    assert found.cut
    assert found.bearing > 5


def test_each_source_counts_as_what_it_is(sample_store):
    kinds = source_kinds(columns_of(sample_store), KnowledgeGraph(sample_store).network())
    assert {iri.removeprefix(ID): kind for iri, kind in kinds.items()} == {
        "actor/anna-hale": SourceKind.SPEAKER,
        "actor/daily-post": SourceKind.OUTLET,
        "actor/defence-office": SourceKind.BODY,
        "actor/editors": SourceKind.OUTLET,
        "actor/evening-wire": SourceKind.OUTLET,
        "actor/grey-column": SourceKind.BODY,
        "actor/ivan-petrov": SourceKind.SPEAKER,
        "actor/northland": SourceKind.BODY,
        "actor/officials-daily-post": SourceKind.UNNAMED,
        "document/handbook": SourceKind.DOCUMENT,
        "document/post-1": SourceKind.DOCUMENT,
    }


def test_a_load_is_what_the_consequences_count(shipped_graph):
    found = weighed(shipped_graph, 1000)
    assert len(found.loads) == found.bearing > 50
    whole = pictured(shipped_graph)
    for load in found.loads[::4]:
        fell = consequences([load.source], whole, pictured(shipped_graph, load.source.iri))
        counted = (fell.claims, fell.links, fell.statements, fell.changes, fell.single_origin)
        assert (load.claims, load.links, load.statements, load.status_changes, load.single_origin) == tuple(
            map(len, counted)
        ), load.source
        assert (fell.totals.claims, fell.totals.links) == (found.claims, found.links)


@pytest.mark.parametrize("limit", [1, 5, 20])
def test_a_limit_cuts_the_list_and_changes_nothing_else(shipped_graph, limit):
    everything, cut = weighed(shipped_graph, 1000), weighed(shipped_graph, limit)
    assert cut.loads == everything.loads[:limit]
    assert (cut.cut, cut.bearing) == (True, everything.bearing)
    assert not everything.cut


def test_a_source_that_cannot_be_among_the_heaviest_is_not_judged(shipped_graph):
    columns = columns_of(shipped_graph.store)
    base = tell(columns, EVERYTHING).counting
    asked = []

    def remaining(source):
        asked.append(source)
        return tell(columns, EVERYTHING.less([source])).counting

    name = read_lexicon(shipped_graph.store).ref
    load_bearing(columns, base, remaining, network=shipped_graph.network(), name=name, limit=1)
    judged = len(asked) - len(set(asked))
    assert 0 < judged < 10


def test_the_heaviest_sources_come_first(shipped_graph):
    loads = weighed(shipped_graph, 1000).loads
    weights = [(one.links, one.statements, one.status_changes, one.claims) for one in loads]
    assert weights == sorted(weights, reverse=True)
    ties = [(w, one.source.label.casefold(), one.source.iri) for w, one in zip(weights, loads, strict=True)]
    assert ties == sorted(ties, key=lambda each: (tuple(-part for part in each[0]), *each[1:]))


def test_a_source_of_which_nothing_counts_bears_nothing(sample_store):
    graph = KnowledgeGraph(sample_store)
    columns = columns_of(sample_store)
    nothing = np.zeros(len(columns.claims), bool)
    name = read_lexicon(sample_store).ref
    found = load_bearing(columns, nothing, lambda _: nothing, network=graph.network(), name=name)
    assert (found.loads, found.bearing, found.cut) == ((), 0, False)


def test_a_limit_below_one_is_refused(sample_store):
    with pytest.raises(InputError, match="1 or more, not 0"):
        weighed(KnowledgeGraph(sample_store), 0)
