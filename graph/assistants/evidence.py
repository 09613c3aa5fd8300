"""`claims` and `path`: who says what, and how two entities are connected."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.assistants.answering import Answered, AssistantTool, claim_lines
from graph.assistants.finding import cut_claims
from graph.assistants.paging import PAGING, few, page
from graph.assistants.parameters import Given, choice, choices, flag, text, texts, whole
from graph.assistants.shapes import TEXTS, TRUTH, answer, many, of, paged
from graph.knowledge import KnowledgeGraph
from graph.model import Hop, Path, PathAnswer, Stance, Status
from graph.namespaces import shorten
from graph.quoting import Citations, narrowing_sentences, quoted_paths
from graph.records import claim_record, hop_record, path_answer_record
from graph.sentences import counted, standing_sentence
from graph.settings import LIMITS


def _claims(graph: KnowledgeGraph, given: Given) -> Answered:
    found = graph.claims(given["about"], given["by"], given["document"], given["stance"], given["via"])
    part = page(found, claim_record, given)
    cited, lines, before = Citations(), [], ""
    for one in part.items:
        if one.proposition.iri != before:
            said = graph.sentence(one.proposition)
            standing = standing_sentence(one.proposition.standing)
            lines.append(f"{said} ({standing}) <{shorten(one.proposition.iri)}>")
            before = one.proposition.iri
        lines += [f"  {line}" for line in claim_lines([one], cited)]
    said = f"{counted(len(found), 'claim')} that count{'s' if len(found) == 1 else ''} meet these conditions."
    return Answered(part.fields("claims"), (said,), tuple(lines), part.cut)


def _path(graph: KnowledgeGraph, given: Given) -> Answered:
    answer = graph.paths(
        given["start"],
        given["end"],
        k=given["k"],
        max_hops=given["max_hops"],
        through=given["through"],
        avoid=given["avoid"],
        relations=given["relations"],
        directed=given["directed"],
        statuses=given["statuses"] or None,
        include_denied=given["include_denied"],
    )
    kept = replace(answer, paths=tuple(map(_shortened, answer.paths)))
    content = {**path_answer_record(kept), "paths": _records(answer)}
    hops = [hop for path in answer.paths for one in path.hops for hop in (one, *one.also)]
    cut = cut_claims([hop.claims for hop in hops])
    if answer.cut:
        cut = ("There may be more paths: the search stopped at its limit before it had seen all.", *cut)
    content["search_cut"] = content.pop("cut")
    text = quoted_paths(kept, graph.sentence, _narrowed(graph, given))
    lines = text.splitlines() if answer.paths else [_ends(answer), *answer.opens]
    return Answered(content, (_found(answer),), tuple(lines), cut)


def _found(answer: PathAnswer) -> str:
    if not answer.paths:
        return "No path connects the two under these conditions; what would open one, if anything, is below."
    number = len(answer.paths)
    return f"{counted(number, 'path')} connect{'s' if number == 1 else ''} the two, the best first."


def _ends(answer: PathAnswer) -> str:
    return f"{answer.start.label} and {answer.end.label}"


def _narrowed(graph: KnowledgeGraph, given: Given) -> tuple[str, ...]:
    return narrowing_sentences(
        through=[graph.resolve(name).label for name in given["through"]],
        avoid=[graph.resolve(name).label for name in given["avoid"]],
        relations=[graph.resolve_relation(name).label for name in given["relations"]],
        statuses=given["statuses"],
        directed=given["directed"],
        denied=given["include_denied"],
    )


def _shortened(path: Path) -> Path:
    """Return a path whose hops carry no more claims than one link may."""
    return Path(tuple(replace(_few(hop), also=tuple(map(_few, hop.also))) for hop in path.hops))


def _few(hop: Hop) -> Hop:
    return replace(hop, claims=few(hop.claims))


def _records(answer: PathAnswer) -> list[dict[str, Any]]:
    """Return the paths as records whose hops say how many claims they have."""
    return [{"hops": [_hop_record(hop) for hop in path.hops]} for path in answer.paths]


def _hop_record(hop: Hop) -> dict[str, Any]:
    made: Any = hop_record(replace(_few(hop), also=tuple(map(_few, hop.also))))
    beside = [
        {**one, "claims_in_all": len(other.claims)} for one, other in zip(made["also"], hop.also, strict=True)
    ]
    return {**made, "claims_in_all": len(hop.claims), "also": beside}


EVIDENCE = (
    AssistantTool(
        "claims",
        "List claims",
        "Who says what, how surely, on whose behalf, and where it is written. Conditions add up; without "
        "any, every claim is listed. about takes in the incidents that an entity is a part of.",
        (
            text("about", "An entity that the claims concern."),
            text("by", "Who says it, or on whose behalf it is said."),
            text("via", "An outlet or speaker whom it was taken from."),
            text("document", "A document, by title, IRI or outlet."),
            choice("stance", "Only claims of this stance.", [one.value for one in Stance]),
            *PAGING,
        ),
        answer(told=True, **paged("claims", of("claim"))),
        _claims,
    ),
    AssistantTool(
        "path",
        "Connect two entities",
        "How two entities are linked, with the claims behind every hop. Fewest hops first, then the strength "
        "of the weakest hop. Links that are only denied are left out unless include_denied. Where there is "
        "no path, it says what would open one.",
        (
            text("start", "Where to start: a label, an alias or an IRI.", required=True),
            text("end", "Where to arrive.", required=True),
            whole("k", "How many paths at most.", LIMITS.path_count, 1, LIMITS.path_max_count),
            whole(
                "max_hops", "Longest path, in hops.", LIMITS.path_max_hops, 1, LIMITS.path_opening_max_hops
            ),
            texts("through", "Entities that every path must pass."),
            texts("avoid", "Entities that no path may pass."),
            texts("relations", "The only relations to follow."),
            flag("directed", "Only from subject to object."),
            choices("statuses", "Only links of these statuses.", [one.value for one in Status]),
            flag("include_denied", "Also links that are only denied."),
        ),
        answer(
            told=True,
            **{"from": of("ref"), "to": of("ref")},
            paths=many(of("path")),
            opens=TEXTS,
            search_cut=TRUTH,
        ),
        _path,
    ),
)
