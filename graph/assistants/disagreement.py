"""`contradictions`, `what_if`, `compare` and `timeline`: where sources disagree, and what hangs on them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from graph.assistants.answering import Answered, AssistantTool, claim_lines
from graph.assistants.finding import cut_claims
from graph.assistants.paging import PAGING, few, page
from graph.assistants.parameters import Given, choices, text, texts
from graph.assistants.shapes import TEXT, answer, many, of, paged
from graph.comparison import Difference, comparison_sentence
from graph.consequences import consequences_sentence
from graph.contradictions import Contradiction, ContradictionKind, contradiction_sentence, side_sentence
from graph.errors import InputError
from graph.knowledge import KnowledgeGraph
from graph.lexicon import Relation, lazy_lexicon
from graph.quoting import Citations
from graph.records import claim_record, proposition_record, ref_record
from graph.records.disputes import contradiction_record
from graph.records.origins import event_record, moment_record, stance_change_record
from graph.records.tallies import counts_apart_record
from graph.records.tellings import change_record, difference_record
from graph.sentences import counted, standing_sentence
from graph.store import Store
from graph.tallies import CountsApart
from graph.tallies.wording import apart_sentences, apart_title
from graph.timeline import Moment, history_sentence, moment_sentence


def _contradictions(graph: KnowledgeGraph, given: Given) -> Answered:
    between = given["between"]
    if between and len(between) != 2:
        raise InputError(f"'between' takes exactly two sides or actors, not {len(between)}.")
    asked = given["about"], tuple(between) or None
    found = graph.contradictions(*asked, given["kinds"])
    denials = 0 if given["kinds"] else len(graph.contradictions(*asked, [ContradictionKind.DENIAL]))
    relations = relations_of(graph.store)
    part = page(found, lambda one: _contradiction_record(one, relations), given)
    cited, lines = Citations(), []
    for number, one in enumerate(part.items, part.offset + 1):
        lines += [f"{number}. {contradiction_sentence(one, relations)}", f"   {one.rule}"]
        for side in one.sides:
            lines.append(f"   {graph.sentence(side.proposition)}: {side_sentence(side)}")
            lines += [f"     {line}" for line in claim_lines(few(side.claims), cited)]
    said = [f"{counted(len(found), 'contradiction')}, heaviest first; nothing is resolved."]
    if denials:
        said.append(
            f"{counted(denials, 'denial')} of what nobody asserts not listed; ask for kinds ['denial']."
        )
    cut = (*part.cut, *cut_claims([side.claims for one in part.items for side in one.sides]))
    apart = () if given["kinds"] else graph.counts_apart(*asked)
    for count in apart:
        lines += [f"Counts part: {apart_title(count)}", *(f"   {text}" for text in apart_sentences(count))]
        lines += [f"   May explain it: {text}" for text in count.explanations]
        lines += [f"     {line}" for line in claim_lines(few(count.claims), cited)]
    content = {
        **part.fields("contradictions"),
        "denials_not_listed": denials,
        "counts_apart": [_counts_record(count) for count in apart],
    }
    return Answered(content, tuple(said), tuple(lines), cut)


def _counts_record(one: CountsApart) -> dict[str, Any]:
    """Return counts that part without their pieces, which a list may have thousands of."""
    made = counts_apart_record(one)
    left_out = ("pieces", "rows", "claims", "claimed", "against")
    return {
        **{name: value for name, value in made.items() if name not in left_out},
        "claims": [claim_record(claim) for claim in few(one.claims)],
    }


def _contradiction_record(one: Contradiction, relations: dict[str, Relation]) -> dict[str, Any]:
    kept = replace(one, sides=tuple(replace(side, claims=few(side.claims)) for side in one.sides))
    made = contradiction_record(kept)
    sides = [
        {**record, "claims_in_all": len(side.claims)}
        for record, side in zip(made["sides"], one.sides, strict=True)  # type: ignore[call-overload]
    ]
    return {**made, "sides": sides, "sentence": contradiction_sentence(one, relations)}


def _what_if(graph: KnowledgeGraph, given: Given) -> Answered:
    found = graph.what_if(given["without"])
    part = page(found.changes, change_record, given)
    content = {
        "without": [ref_record(one) for one in found.removed],
        "summary": consequences_sentence(found),
        "links": [proposition_record(one) for one in found.links[: given["limit"]]],
        "links_in_all": found.number("links"),
        "claims_fallen": found.number("claims"),
        **part.fields("changes"),
    }
    fallen = (*found.links, *found.statements)
    lines = [f"Falls: {graph.sentence(one)}" for one in fallen[: given["limit"]]]
    more = [f"Only {given['limit']} of what falls is here; changes hold all, page by page."]
    in_all = found.number("links") + found.number("statements")
    more = more if in_all > given["limit"] else []
    if found.number("changes") > len(found.changes):
        more.append(
            f"So much changes that only {len(found.changes):,} of {found.number('changes'):,} are told."
        )
    for change in part.items:
        before, after = (
            standing_sentence(each) if each else "not told" for each in (change.before, change.after)
        )
        lines.append(f"{graph.sentence(change.proposition)}: {before}, then {after}")
    return Answered(content, (), (consequences_sentence(found), *lines), (*part.cut, *more))


def _compare(graph: KnowledgeGraph, given: Given) -> Answered:
    names = given["one"], given["other"]
    one, other = (graph.outlook(told_by=[name]) for name in names)
    if one == other:
        raise InputError(f"{names[0]!r} and {names[1]!r} are one and the same telling; give two.")
    found = graph.compare(one, other)
    part = page(found.differences, _difference_record, given)
    lines = []
    for each in part.items:
        lines.append(f"{each.side.value}: {graph.sentence(each.proposition)}")
        cited = Citations()
        for claims in (each.one, each.other):
            lines += [f"  {line}" for line in claim_lines(few(claims), cited)]
    summary = comparison_sentence(found, *names)
    cut = (*part.cut, *cut_claims([claims for each in part.items for claims in (each.one, each.other)]))
    in_all = sum(one.links + one.statements for one in found.counts)
    if in_all > len(found.differences):
        cut = (
            *cut,
            f"Of {in_all:,} statements only the {len(found.differences):,} with most claims are told.",
        )
    return Answered({"summary": summary, **part.fields("differences")}, (), (summary, *lines), cut)


def _difference_record(one: Difference) -> dict[str, Any]:
    return difference_record(replace(one, one=few(one.one), other=few(one.other)))


def _timeline(graph: KnowledgeGraph, given: Given) -> Answered:
    history = graph.stances(given["thing"])
    relations = relations_of(graph.store)
    part = page(history.moments, moment_record, given)
    content = {
        "thing": ref_record(history.thing),
        "summary": history_sentence(history),
        "events": [event_record(one) for one in history.events],
        "changes": [stance_change_record(one) for one in history.changes],
        **part.fields("moments"),
    }
    happened = [f"Happened {one.span.text}: {graph.sentence(one.proposition)}" for one in history.events]
    cited = Citations()
    lines = [_moment_line(one, relations, cited) for one in part.items]
    return Answered(content, (), (history_sentence(history), *happened, *lines), part.cut)


def _moment_line(one: Moment, relations: dict[str, Relation], cited: Citations) -> str:
    (line,) = claim_lines([one.claim], cited)
    return f"{moment_sentence(one, relations)} {line}"


@lru_cache(maxsize=2)
def relations_of(store: Store) -> dict[str, Relation]:
    """Return the relations of a store by IRI, with the words to read them out."""
    return dict(lazy_lexicon(store).relations)


DISAGREEMENT = (
    AssistantTool(
        "contradictions",
        "Where claims contradict each other",
        "Where claims contradict each other, with all sides and their claims. Those come first on which most "
        "hangs. Nothing is resolved: report both sides. Counts of losses that part come with what may "
        "explain it.",
        (
            text("about", "An entity that they concern."),
            texts("between", "Two sides or actors who oppose each other, or whom they are both about."),
            choices("kinds", "Only these kinds.", [one.value for one in ContradictionKind]),
            *PAGING,
        ),
        answer(
            told=True,
            denials_not_listed={"type": "integer"},
            counts_apart=many(of("counts_apart")),
            **paged("contradictions", of("contradiction")),
        ),
        _contradictions,
    ),
    AssistantTool(
        "what_if",
        "What falls without a source",
        "What falls, and what stands otherwise, if these sources are taken out: sides, actors, outlets, "
        "documents, or 'unnamed sources'.",
        (texts("without", "The sources to take out.", required=True), *PAGING),
        answer(
            told=True,
            without=many(of("ref")),
            summary=TEXT,
            links=many(of("proposition")),
            links_in_all={"type": "integer"},
            claims_fallen={"type": "integer"},
            **paged("changes", of("change")),
        ),
        _what_if,
    ),
    AssistantTool(
        "compare",
        "Set two tellings side by side",
        "What two sides or actors both tell, what only one tells, and where they oppose each other.",
        (
            text("one", "A side or an actor, such as Moscow.", required=True),
            text("other", "Another.", required=True),
            *PAGING,
        ),
        answer(told=True, summary=TEXT, **paged("differences", of("difference"))),
        _compare,
    ),
    AssistantTool(
        "timeline",
        "Who said what when",
        "Who took which stance when, and who changed. When it happened, when it was said and when it was "
        "printed are kept apart.",
        (
            text("thing", "An entity, or the IRI (or its end) of a claim or proposition.", required=True),
            *PAGING,
        ),
        answer(
            told=True,
            thing=of("ref"),
            summary=TEXT,
            events=many({"type": "object"}),
            changes=many({"type": "object"}),
            **paged("moments", of("moment")),
        ),
        _timeline,
    ),
)
