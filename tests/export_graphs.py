"""The sample raid with quarrels and hostile text added, for the tests of the exports."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from graph import KnowledgeGraph
from graph.ingest import build_in_memory
from graph.namespaces import ID

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"

HOSTILE = "<script>window.broken=1</script> \"q\" 'a' & ]]> -- =1+1 \u0001 😀 مرحبا {$x}"
"""Markup, quotes, ends of CDATA and comments, a formula, a character XML forbids, emoji, right-to-left."""
HOSTILE_PERSON = ID + "actor/hostile"
DENIED_LINK = ID + "proposition/supplied-by-column"
DISPUTED_LINK = ID + "proposition/received-by-column"
DENIED_VALUE = ID + "proposition/transfer-occurred"
TRANSFER = ID + "incident/alleged-transfer"
COLUMN = ID + "actor/grey-column"
RAID = ID + "incident/raid"

_QUOTED = HOSTILE.replace("\\", "\\\\").replace('"', '\\"').replace("\u0001", "\\u0001")


def _proposition(name: str, subject: str, predicate: str, entity: str | None) -> str:
    target = f"<{entity}>" if entity else "true"
    return (
        f"<id/proposition/{name}> a ag:Proposition ; rdf:subject <{subject}> ; "
        f"rdf:predicate ag:{predicate} ; rdf:object {target} .\n"
    )


def _claim(number: int, proposition: str, claimant: str, stance: str, gloss: str) -> str:
    claim = f"id/claim/post-1/7{'abcdefgh'[number]}"
    return (
        f"<{claim}> a ag:Claim ; ag:proposition <id/proposition/{proposition}> ; "
        f"ag:claimant <id/actor/{claimant}> ; ag:stance ag:{stance} ; ag:certainty ag:Certain ; "
        f'ag:modality ag:Fact ; ag:document <id/document/post-1> ; ag:line 7 ; ag:anchor "Kestrels" ; '
        f'ag:position <{claim}#position> ; ag:gloss "{gloss}"@en .\n'
        f"<{claim}#position> a oa:TextPositionSelector ; oa:start {600 + number} ; oa:end {608 + number} .\n"
    )


def contested_turtle() -> str:
    """Return the sample with a disputed link beside a denied one, a denied value and hostile text."""
    return "".join((
        SAMPLE.read_text(encoding="utf-8"),
        f'\n<id/actor/hostile> a ag:Person ; skos:prefLabel "{_QUOTED}"@en .\n',
        _proposition("supplied-by-column", TRANSFER, "supplier", COLUMN),
        _proposition("received-by-column", TRANSFER, "recipient", COLUMN),
        _proposition("hostile-leads", HOSTILE_PERSON, "leads", COLUMN),
        _proposition("transfer-occurred", TRANSFER, "occurred", None),
        _claim(0, "supplied-by-column", "anna-hale", "Denies", "Hale denies that the column supplied them."),
        _claim(1, "received-by-column", "daily-post", "Asserts", "The paper says that the column got them."),
        _claim(2, "received-by-column", "anna-hale", "Denies", "Hale denies that the column got them."),
        _claim(3, "hostile-leads", "daily-post", "Asserts", _QUOTED),
        _claim(4, "transfer-occurred", "anna-hale", "Denies", "Hale denies that there was a transfer."),
    ))  # fmt: skip


@cache
def contested_graph() -> KnowledgeGraph:
    """Return the knowledge graph of `contested_turtle`, built once."""
    return KnowledgeGraph(build_in_memory(contested_turtle()))


def relation(iri: str) -> str:
    """Return the bare label of the relation of a link."""
    edges = contested_graph().network().edges(keys=True, data=True)
    return next(str(held["predicate_label"]) for *_, key, held in edges if key == iri)


# Counted in the text itself, so that the engine has no part in it. Two of the entities are held to be one,
# and so two of the propositions are one link.
_TEXT = contested_turtle()
NODES = len(re.findall(r"^<id/(?:actor|weapon|incident|place)/\S+> a ag:", _TEXT, re.M)) - 1
LINKS = len(re.findall(r"rdf:object <\S*id/(?:actor|weapon|incident|place)/", _TEXT)) - 1
CLAIMS = len(re.findall(r" a ag:(?:Reference)?Claim ;", _TEXT))
DENIALS = _TEXT.count("ag:stance ag:Denies")
