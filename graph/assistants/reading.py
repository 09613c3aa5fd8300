"""Resources and prompts: cards of entities by IRI, the words of the ontology, and how to read all of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.assistants.finding import FINDING
from graph.assistants.guide import INSTRUCTIONS, NOTICE, REPORT
from graph.assistants.visible import fitted, one_line
from graph.errors import InputError
from graph.knowledge import KnowledgeGraph
from graph.lexicon import text_in_english
from graph.namespaces import local_name, shorten
from graph.resources import application_query
from graph.settings import LIMITS

SCHEME = "armsgraph://"
ENTITY = SCHEME + "entity/"
JSON = "application/json"
PLAIN = "text/plain"


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to be read whole, by its address."""

    address: str
    name: str
    description: str
    kind: str
    text: Callable[[KnowledgeGraph], str]


def _classes(graph: KnowledgeGraph) -> str:
    found: dict[str, dict[str, Any]] = {}
    for one, label, definition, parent in graph.store.select(application_query("class_words")):
        if one is None:
            continue
        name = str(one.value)
        said = found.setdefault(name, {"iri": name, "curie": shorten(name), "subclass_of": []})
        said["label"] = text_in_english([label]) if label else local_name(name)
        said["definition"] = text_in_english([definition]) if definition else ""
        if parent is not None and shorten(str(parent.value)) not in said["subclass_of"]:
            said["subclass_of"].append(shorten(str(parent.value)))
    return _json({"classes": list(found.values())})


def _relations(graph: KnowledgeGraph) -> str:
    from graph.assistants.disagreement import relations_of

    relations = relations_of(graph.store)
    return _whole(
        {
            "relations": [
                {
                    "iri": iri,
                    "curie": shorten(iri),
                    "label": one.ref.label,
                    "read_out": one.phrase,
                    "read_back": one.inverse_phrase,
                    "definition": one.definition,
                    "special_case_of": sorted(map(shorten, one.broader)),
                }
                for iri, one in sorted(relations.items())
            ]
        }
    )


READINGS = (
    Reading(
        SCHEME + "guide",
        "How to read this graph",
        "Statuses, origins, attribution.",
        PLAIN,
        lambda _: INSTRUCTIONS,
    ),
    Reading(SCHEME + "ontology/classes", "Classes", "The classes of the ontology.", JSON, _classes),
    Reading(
        SCHEME + "ontology/relations", "Relations", "The relations that link entities.", JSON, _relations
    ),
)
"""What can be read, beside the card of each entity."""


def read(graph: KnowledgeGraph, address: str) -> tuple[str, str]:
    """Return the kind and the text of what lies at `address`.

    Raises
    ------
    InputError
        If nothing does; what can be read is named.
    """
    for one in READINGS:
        if one.address == address:
            return one.kind, one.text(graph)
    if address.startswith(ENTITY) and len(address) > len(ENTITY):
        show = next(tool for tool in FINDING if tool.name == "show")
        _, content = show.answer(
            graph, {"entity": _entity_named(address), "limit": LIMITS.assistant_list_items}
        )
        return JSON, json.dumps(content, ensure_ascii=False, indent=1)
    known = ", ".join(one.address for one in READINGS)
    raise InputError(f"Nothing can be read at {address!r}. There are {known}, and {ENTITY} with an IRI.")


def report_prompt(topic: str) -> str:
    """Return the words that ask for an attributed report on `topic`.

    Raises
    ------
    InputError
        If there is no topic.
    """
    if not topic.strip():
        raise InputError("Give a topic: an entity, an incident or a question.")
    return REPORT + one_line(topic)


def _entity_named(address: str) -> str:
    from urllib.parse import unquote

    return unquote(address.removeprefix(ENTITY))


def _whole(words: dict[str, list[dict[str, Any]]]) -> str:
    """Return words of the ontology as JSON, all of them: they are the product's own, and not many."""
    fit = {name: [fitted(one)[0] for one in records] for name, records in words.items()}
    return json.dumps({**fit, "notice": NOTICE}, ensure_ascii=False, indent=1)


def _json(content: dict[str, Any]) -> str:
    return json.dumps({**fitted(content)[0], "notice": NOTICE}, ensure_ascii=False, indent=1)
