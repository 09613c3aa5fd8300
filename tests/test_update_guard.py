"""What an update may not do, and how the dataset of a request is written into it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QueryError, QueryForbiddenError
from graph.update_guard import guard_update

ONE, OTHER = "https://example.org/one", "https://example.org/other"


def test_an_update_without_a_dataset_of_the_request_is_left_as_it_is():
    text = "WITH <x:g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } USING <x:h> WHERE { ?s ?p ?o } ; CLEAR ALL"
    assert guard_update(text) == text


@pytest.mark.parametrize(
    ("text", "refusal", "said"),
    [
        ("LOAD <https://example.org/x>", QueryForbiddenError, "LOAD"),
        ("CLEAR ALL ; LOAD SILENT <x:y> INTO GRAPH <x:g>", QueryForbiddenError, "LOAD"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <x:y> { ?s ?p ?o } }", QueryForbiddenError, "SERVICE"),
        ("INSERT DATA { <x:s> <x:p> }", QueryError, "line 1"),
        ("SELECT * { ?s ?p ?o }", QueryError, "update"),
        ("# nothing", QueryError, "no operation"),
    ],
)
def test_what_is_no_update_or_would_lead_elsewhere_is_refused(text, refusal, said):
    with pytest.raises(refusal, match=said):
        guard_update(text)


@pytest.mark.parametrize(
    "clause", ["WITH <x:g> DELETE { ?s ?p ?o } WHERE", "DELETE { ?s ?p ?o } USING <x:g> WHERE"]
)
def test_a_dataset_given_twice_is_refused(clause):
    with pytest.raises(QueryError, match="given twice"):
        guard_update(f"{clause} {{ ?s ?p ?o }}", [ONE])


def quad(subject: str, graph: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode("x:p"), ox.Literal("1"), ox.NamedNode(graph))


def carried_out(text: str) -> set[str]:
    """Return the subjects that the graph <x:out> holds after `text`."""
    store = ox.Store()
    store.extend([quad("x:a", ONE), quad("x:b", OTHER), quad("x:c", "x:third")])
    store.update(text)
    found = store.quads_for_pattern(None, None, None, ox.NamedNode("x:out"))
    return {one.subject.value for one in found}


def test_where_sees_the_graphs_of_the_request_and_nothing_else():
    text = "INSERT { GRAPH <x:out> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert carried_out(text) == set()
    assert carried_out(guard_update(text, [ONE])) == {"x:a"}
    assert carried_out(guard_update(text, [ONE, OTHER])) == {"x:a", "x:b"}
    named = "INSERT { GRAPH <x:out> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert carried_out(guard_update(named, [], [OTHER])) == {"x:b"}


def test_each_operation_gets_the_dataset_and_delete_where_keeps_what_it_deletes():
    text = (
        "INSERT DATA { GRAPH <x:out> { <x:old> <x:p> 'WHERE {' } } ;\n"
        "DELETE # WHERE {\nWHERE { GRAPH <x:out> { ?s ?p ?o } } ;\n"
        'INSERT { GRAPH <x:out> { ?s ?p """ } WHERE """ } } where { ?s ?p ?o FILTER (?s < 1 || true) }'
    )
    assert carried_out(guard_update(text, [ONE], ["x:out"])) == {"x:a"}


words = st.sampled_from(
    ["'}'", '"WHERE"', "'''a\n} WHERE {'''", "<x:where>", "'\\''", "1", "'DELETE'@en", "'# WHERE'"]
)


@settings(max_examples=60)
@given(values=st.lists(words, min_size=1, max_size=4), comment=st.sampled_from(["", "# WHERE {\n", "# '\n"]))
def test_nothing_within_text_is_taken_for_the_outer_where(values, comment):
    inserted = " ".join(f"?s <x:q> {value} ." for value in values)
    text = f"INSERT {comment}{{ GRAPH <x:out> {{ {inserted} }} }}\n{comment}WHERE {{ ?s ?p ?o }}"
    guarded = guard_update(text, [ONE])
    assert guarded.replace(f"USING <{ONE}> ", "") == text
    assert carried_out(guarded) == {"x:a"}
