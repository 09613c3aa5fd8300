"""SPARQL Update over the protocol: for who shows the token, and seen by the next query."""

from __future__ import annotations

import json
import shutil
from urllib.parse import urlencode

import pytest

from graph.namespaces import GRAPH_CURATED
from serving import FORM, serve

TOKEN = "a token that nobody guesses"
SHOWN = {"Authorization": f"Bearer {TOKEN}"}
UPDATE = "application/sparql-update"
NOTES = "https://example.org/notes"


@pytest.fixture
def writable(sample_directory):
    with serve(sample_directory, "--workers", "1", "--allow-writing", ARMSGRAPH_WRITE_TOKEN=TOKEN) as served:
        yield served
    shutil.rmtree(sample_directory)


def sent(served, text: str, address: str = "", **headers: str):
    return served.ask(
        "POST", f"/sparql{address}", headers={"Content-Type": UPDATE, **SHOWN, **headers}, body=text.encode()
    )


def holds(served, pattern: str) -> bool:
    return bool(json.loads(served.get(query=f"ASK {{ {pattern} }}").data)["boolean"])


def test_an_update_is_carried_out_for_who_shows_the_token_and_the_next_query_sees_it(writable):
    told = f"INSERT DATA {{ GRAPH <{NOTES}> {{ <x:a> <x:b> 1 }} }}"
    stranger = sent(writable, told, Authorization="Bearer another")
    assert (stranger.status, "WWW-Authenticate" in stranger.headers) == (401, True)
    assert not holds(writable, "<x:a> <x:b> 1")
    answer = sent(writable, told)
    assert (answer.status, answer.data) == (200, b"Triples added: 1; taken away: 0.\n")
    assert holds(writable, f"GRAPH <{NOTES}> {{ <x:a> <x:b> 1 }}")
    form = urlencode({"update": "INSERT { <x:a> <x:c> ?o } WHERE { ?s <x:b> ?o }", "using-graph-uri": NOTES})
    kind = {"Content-Type": FORM, **SHOWN}
    assert writable.ask("POST", "/sparql", headers=kind, body=form.encode()).status == 200
    assert holds(writable, "<x:a> <x:c> 1")
    assert b"changes nothing" in sent(writable, told).data

    broken = sent(writable, f"WITH <{GRAPH_CURATED}> DELETE {{ ?s ag:gloss ?o }} WHERE {{ ?s ag:gloss ?o }}")
    assert broken.status == 422
    assert json.loads(broken.data)["problems"]
    assert sent(writable, "INSERT DATA {").status == 400
    assert sent(writable, "LOAD <https://example.org/x>").status == 403
    conflict = "WITH <x:g> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }"
    assert sent(writable, conflict, "?using-graph-uri=x%3Ah").status == 400
    assert holds(writable, "?claim ag:gloss ?gloss")
