"""`origins`, `why` and `perspectives`: on whose word and by which rule, and whose word can be asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.assistants.answering import Answered, AssistantTool, claim_lines
from graph.assistants.finding import cut_claims
from graph.assistants.paging import PAGING, few, page
from graph.assistants.parameters import Given, text
from graph.assistants.shapes import TEXT, answer, many, of, paged, record
from graph.citations import Backing, Chain, chain_sentence, circle_sentence, origin_sentence
from graph.explanations import Explanation
from graph.knowledge import KnowledgeGraph
from graph.quoting import Citations
from graph.records import claim_record, proposition_record, ref_record
from graph.records.disputes import explanation_record
from graph.records.origins import backing_record, chain_record, circle_record
from graph.sentences import counted, listed

_THING = text("thing", "An entity, or the IRI (or its end) of a claim or proposition.", required=True)


def _origins(graph: KnowledgeGraph, given: Given) -> Answered:
    asked = graph.asked(given["thing"])
    report = graph.origins(given["thing"])
    part = page(report.chains, _chain_record, given)
    content: dict[str, Any] = {
        "thing": ref_record(asked.thing),
        "kind": asked.kind,
        "summary": origin_sentence(report),
        "propositions": [proposition_record(one) for one in report.propositions],
        "asserted": backing_record(report.asserted),
        "denied": backing_record(report.denied),
        "circles": [circle_record(one) for one in report.circles],
        **part.fields("chains"),
    }
    cited = Citations()
    lines = [
        origin_sentence(report),
        *_backing(report.asserted, ""),
        *_backing(report.denied, " of the denial"),
    ]
    for chain in part.items:
        (line,) = claim_lines([chain.claim], cited)
        lines += [f"{chain.claim.stance.value}: {chain_sentence(chain)}", f"  {line}"]
    lines += [circle_sentence(one) for one in report.circles]
    cut = (*part.cut, *(["Some claims have more chains than are told."] if report.cut else []))
    return Answered(content, (), tuple(lines), cut)


def _chain_record(chain: Chain) -> dict[str, Any]:
    return {**chain_record(chain), "told_in": claim_record(chain.claim)}


def _backing(backing: Backing, more: str) -> list[str]:
    named, unnamed = (listed(one.label for one in some) for some in (backing.origins, backing.unknown))
    lines = [f"Independent origins{more}: {named}"] if named else []
    return [*lines, f"Unnamed sources{more}: {unnamed}"] if unnamed else lines


def _why(graph: KnowledgeGraph, given: Given) -> Answered:
    found = graph.why(given["thing"])
    part = page(found, _explanation_record, given)
    cited, lines = Citations(), []
    for one in part.items:
        lines += [one.what, f"  {one.rule}"]
        lines += [f"  {line}" for line in claim_lines(few(one.claims), cited)]
    said = f"{counted(len(found), 'explanation')}."
    if not found:
        said = "All that counts about it is undisputed, or nothing counts; name a claim or a proposition."
    cut = (*part.cut, *cut_claims([one.claims for one in part.items]))
    return Answered(part.fields("explanations"), (said,), tuple(lines), cut)


def _explanation_record(one: Explanation) -> dict[str, Any]:
    made = explanation_record(replace(one, claims=few(one.claims)))
    return {**made, "claims_in_all": len(one.claims)}


def _perspectives(graph: KnowledgeGraph, _given: Given) -> Answered:
    named = graph.perspectives()
    records = [
        {"name": one.name, "sentence": graph.described(one.perspective), "definition": one.definition}
        for one in named
    ]
    lines = tuple(f"{one['name']}: {one['sentence']}. {one['definition']}" for one in records)
    said = f"{counted(len(named), 'perspective')} with a name; give one as perspective, told_by or without."
    return Answered({"perspectives": records}, (said,), lines)


GROUNDS = (
    AssistantTool(
        "origins",
        "Follow a statement to who said it first",
        "Where a claim, a proposition or what is said of an entity comes from: documents, relay chains, "
        "independent origins, unnamed sources, circular reporting.",
        (_THING, *PAGING),
        answer(
            told=True,
            thing=of("ref"),
            kind=TEXT,
            summary=TEXT,
            propositions=many(of("proposition")),
            asserted=of("backing"),
            denied=of("backing"),
            **paged("chains", of("chain")),
        ),
        _origins,
    ),
    AssistantTool(
        "why",
        "Why something is shown so",
        "The rule and the claims behind a status, an origin count, a contradiction (by its key) or an "
        "identity.",
        (_THING, *PAGING),
        answer(told=True, **paged("explanations", of("explanation"))),
        _why,
    ),
    AssistantTool(
        "perspectives",
        "List sides with a name",
        "The perspectives with a name: whose word can be asked for by told_by, without and perspective.",
        (),
        answer(told=False, perspectives=many(record(name=TEXT, sentence=TEXT, definition=TEXT))),
        _perspectives,
        told=False,
    ),
)
