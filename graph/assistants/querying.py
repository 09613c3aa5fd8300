"""`sparql`: a question in the query language, read-only and limited, with the claims its rows name."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from anyio.from_thread import check_cancelled

from graph.assistants.answering import Answered, AssistantTool, claim_lines
from graph.assistants.parameters import Given, text, whole
from graph.assistants.shapes import TEXT, TEXTS, TRUTH, answer, many, of
from graph.errors import InputError
from graph.knowledge import KnowledgeGraph
from graph.layout import is_address
from graph.model import Claim, Value
from graph.namespaces import ID, shorten
from graph.quoting import Citations
from graph.records import claim_record
from graph.sentences import counted
from graph.settings import LIMITS, Limits
from graph.sparql import Answer, AskAnswer, SelectAnswer
from graph.store import Store
from graph.workers import Question, Running, kept_dataset

_STATEMENTS = (ID + "claim/", ID + "proposition/")
_GLANCE_SECONDS = 0.01


def _sparql(graph: KnowledgeGraph, given: Given) -> Answered:
    limits = LIMITS._replace(
        sparql_max_rows=given["limit"], sparql_timeout_seconds=LIMITS.assistant_query_seconds
    )
    found = _answer(graph.told_store, given["query"], limits)
    columns, rows = _table(found)
    claims, more = _claims_of(graph, (cell for row in rows for cell in row))
    content = {
        "kind": _kind(found),
        "boolean": found.value if isinstance(found, AskAnswer) else None,
        "columns": list(columns),
        "rows": [list(row) for row in rows],
        "claims": [claim_record(one) for one in claims],
    }
    lines = [" | ".join(columns), *(" | ".join(map(shorten, row)) for row in rows)] if columns else []
    lines += claim_lines(claims, Citations())
    cut = (*([f"{found.reason} Go on with LIMIT and OFFSET in the query."] if found.cut else []), *more)
    return Answered(content, (_said(found, rows),), tuple(lines), cut)


def _answer(store: Store, query: str, limits: Limits) -> Answer:
    """Return the answer of a child process; it is stopped when the assistant no longer waits for it."""
    location, build = _place(store)
    running = Running.start(location, build, Question(query), limits)
    try:
        while not running.done:
            check_cancelled()
            time.sleep(_GLANCE_SECONDS)
        return running.answer()
    finally:
        running.cancel()


def _place(store: Store) -> tuple[str | Path, str]:
    """Return where a child finds the quads of `store`, and in which build."""
    if is_address(store.location):
        return store.location, ""
    if store.columns_path is None:
        return kept_dataset(store), ""
    return store.location, store.columns_path.parent.name


def _kind(found: Answer) -> str:
    if isinstance(found, AskAnswer):
        return "ask"
    return "select" if isinstance(found, SelectAnswer) else "graph"


def _said(found: Answer, rows: Sequence[Sequence[str]]) -> str:
    if isinstance(found, AskAnswer):
        return f"The answer is {'yes' if found.value else 'no'}."
    noun = "row" if isinstance(found, SelectAnswer) else "triple"
    return (
        f"{counted(len(rows), noun)}. Rows say nothing of who says it unless the query asks for claims; "
        "the claims of the statements that rows name stand below."
    )


def _table(found: Answer) -> tuple[Sequence[str], list[tuple[str, ...]]]:
    """Return column names and rows; of an answer to ASK there are none."""
    if isinstance(found, AskAnswer):
        return (), []
    if isinstance(found, SelectAnswer):
        return found.variables, list(found.texts())
    rows = [tuple(one.text if isinstance(one, Value) else one for one in row) for row in found.statements()]
    return ("subject", "predicate", "object"), rows


def _claims_of(graph: KnowledgeGraph, cells: Iterable[str]) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Return the claims that the cells name, and those about propositions they name, as many as may be."""
    found: dict[str, Claim] = {}
    for cell in dict.fromkeys(one for one in cells if one.startswith(_STATEMENTS)):
        try:
            found.update({one.iri: one for one in graph.asked(cell).claims})
        except InputError:  # an IRI that only looks like a statement
            continue
        if len(found) > LIMITS.assistant_page:
            most = LIMITS.assistant_page
            return tuple(found.values())[:most], (
                f"Only {most:,} claims of the statements in rows are here.",
            )
    return tuple(found.values()), ()


QUERYING: tuple[AssistantTool, ...] = (
    AssistantTool(
        "sparql",
        "Ask in SPARQL",
        "A read-only SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) within limits of time and rows. All "
        "graphs are seen as one; the prefixes ag, id, rdf, rdfs, skos, dcterms, prov, xsd and others need no "
        "PREFIX line. The resources armsgraph://ontology/classes and armsgraph://ontology/relations say what "
        "there is. Ask for ?claim or ?proposition to get the claims behind rows.",
        (
            text("query", "The query.", required=True),
            whole("limit", "How many rows at most.", LIMITS.assistant_page, 1, LIMITS.assistant_list_items),
        ),
        answer(
            told=True,
            kind=TEXT,
            boolean={"anyOf": [TRUTH, {"type": "null"}]},
            columns=TEXTS,
            rows=many(TEXTS),
            claims=many(of("claim")),
        ),
        _sparql,
    ),
)
