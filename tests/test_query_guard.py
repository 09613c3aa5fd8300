from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.query_guard import guard
from graph.settings import LIMITS

GRAPH = "urn:g"
LETTERS = {letter: letter + letter.upper() for letter in "ervcfom"} | {"s": "sS\u017f", "i": "iI\u0130\u0131"}


def spellings(word: str) -> st.SearchStrategy[str]:
    """A keyword as people and attackers write it: any case, letters that fold to it, escapes."""
    letters = [st.sampled_from([*LETTERS[letter], f"\\u{ord(letter):04x}"]) for letter in word]
    return st.tuples(*letters).map("".join)


GLUE = st.sampled_from(["", " ", "\n", "#\n", "# FROM\n", ":", "x:", "1", "true", "a", "x:a", "?x", "."])
SERVICES = st.tuples(
    st.sampled_from(["ASK{", "ASK{?s ?p ", "ASK{?s ?p 1", "ASK{?s a ", "SELECT*{", "ASK{?s ?p ?o"]),
    GLUE,
    spellings("service"),
    st.sampled_from(["", " ", "SILENT", " SILENT "]),
    st.sampled_from(["<http://127.0.0.1:9/>{}}", "<http://127.0.0.1:9/>{?a ?b ?c}}"]),
).map("".join)  # fmt: skip
FROMS = st.tuples(
    st.sampled_from(["ASK", "SELECT*", "SELECT ?s", "DESCRIBE ?s", "SELECT(1 AS ?x)", "CONSTRUCT{}"]),
    GLUE,
    spellings("from"),
    GLUE,
    st.sampled_from(["<urn:g>", "<urn:g>WHERE", "NAMED<urn:g>"]),
    st.sampled_from(["{?s ?p ?o}", "WHERE{?s ?p ?o}", "{GRAPH ?g{?s ?p ?o}}"]),
).map("".join)  # fmt: skip


def passed_unparsed(text: str) -> bool:
    try:
        return not guard("PREFIX x:<urn:x:>PREFIX :<urn:>" + text, lambda: (GRAPH,)).parsed
    except QueryError:
        return False


@pytest.fixture(scope="module")
def store():
    store, node = ox.Store(), ox.NamedNode("urn:s")
    store.add(ox.Quad(node, node, ox.Literal(1), ox.NamedNode(GRAPH)))
    store.add(ox.Quad(node, node, ox.Literal(True), ox.NamedNode("urn:h")))
    return store


def leaves_the_store(store: ox.Store, text: str) -> bool:
    """Whether Oxigraph reads SERVICE or FROM in `text`: it asks a server that is not there, or one graph."""
    text = "PREFIX x:<urn:x:>PREFIX :<urn:>" + text
    try:
        whole = shown(store.query(text, use_default_graph_as_union=False))
        emptied = ox.Store()  # FROM finds nothing in a store whose graphs have other names
        for quad in store:
            emptied.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode("urn:other")))
        return whole != shown(emptied.query(text, use_default_graph_as_union=False))
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True


def shown(result) -> list[str]:
    if isinstance(result, ox.QueryBoolean):
        return [str(bool(result))]
    rows = [str(row) for row in result]
    return sorted(row.replace("urn:g", "").replace("urn:h", "").replace("urn:other", "") for row in rows)


@settings(max_examples=200, deadline=None)
@given(text=st.one_of(SERVICES, FROMS))
@example("ASKFROM<urn:g>{?s ?p ?o}")
@example("ASK{?s ?p 1SERVICE<http://127.0.0.1:9/>{}}")
@example("CONSTRUCT{}FROM<urn:g>{?s ?p ?o}")
def test_no_query_that_leaves_the_store_passes_unparsed(store, text):
    if passed_unparsed(text):
        assert not leaves_the_store(store, text)


def test_the_property_above_can_fail(store):
    assert leaves_the_store(store, "ASKFROM<urn:g>{?s ?p ?o}")
    assert leaves_the_store(store, "ASK{ SERVICE<http://127.0.0.1:9/>{}}")
    assert not leaves_the_store(store, "ASK{?s ?p ?o}")


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("SELECT * { ?c ag:relayedFrom ?d ; prov:wasDerivedFrom ?e }", False),
        ("SELECT ?relayedFrom { ?c ?relayedFrom ?d }", True),
        ("ASK { ?c ?p 'service' }", True),
        ("ASK { ?c ?p '\\u0041' }", True),
        ("ASK { ?c ?p ?o }", False),
    ],
)
def test_only_what_could_lead_elsewhere_is_parsed(text, parsed):
    assert guard(text, tuple).parsed is parsed


def test_a_long_query_is_parsed_where_its_depth_could_overflow_the_caller():
    text = f"ASK {{ ?s ?p '{'x' * LIMITS.query_parsed_letters}' }}"
    assert not guard(text, tuple).parsed
    assert guard(text, tuple, parse_from=LIMITS.query_parsed_letters).parsed


def test_a_query_without_end_is_refused_by_its_length():
    with pytest.raises(QueryError, match=r"has 250,001 letters; one of up to 250,000 is answered"):
        guard("ASK {" + " " * 249_996, tuple)
