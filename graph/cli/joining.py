"""`match` and `judge`: what may be one, or a variant, and what users decide about it."""

from __future__ import annotations

import getpass
from argparse import Namespace
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, write_json, write_line
from graph.cli.printing import console, heading, plain, print_wrapped
from graph.cli.progress import progress_bar
from graph.errors import DataError, InputError
from graph.identity import Verdict
from graph.ingest.joined import Joined, join, unjoined
from graph.joining import Joinable, Proposal, Proposals, Relation
from graph.joining.deciding import VERDICTS, Author, accepted, decided
from graph.joining.decisions import Decision, keep_decisions, take_back
from graph.knowledge import KnowledgeGraph
from graph.namespaces import local_name, shorten
from graph.records import Record
from graph.sentences import counted
from graph.settings import BULK_LIMITS

_PARTS_OF_A_JUDGEMENT = 3
RELATIONS = {Relation.SAME: "the same as", Relation.VARIANT: "a variant of"}
SAID = {
    Verdict.SAME: "the same as",
    Verdict.VARIANT: "a variant of",
    Verdict.NOT_SAME: "not the same as",
    Verdict.UNDECIDED: "left undecided against",
}


def match(arguments: Namespace) -> int:
    """Print what may belong together, best first; 1 if nothing is proposed."""
    graph = KnowledgeGraph.open(arguments.store)
    least = BULK_LIMITS.joining_min_score if arguments.min_score is None else arguments.min_score
    found = graph.proposals(arguments.of, min_score=least, within=arguments.within)
    shown = found.found[: arguments.limit or BULK_LIMITS.joining_shown]
    undecided = graph.decisions().of(Verdict.UNDECIDED)
    if arguments.json:
        write_json(_proposals_record(graph, found, shown, undecided))
        return EXIT_DONE if found.found else EXIT_NEGATIVE
    for one in shown:
        _print_proposal(graph, one)
    _remarks(graph, found, len(shown), len(undecided))
    return EXIT_DONE if found.found else EXIT_NEGATIVE


def judge(arguments: Namespace) -> int:
    """Keep a decision, many, or take one back, and bring it into the graph; 1 if there was nothing to do."""
    graph = KnowledgeGraph.open(arguments.store)
    if arguments.list:
        return _list(graph, arguments)
    if arguments.undo:
        return _undo(graph, arguments)
    if arguments.accept_above is not None:
        return _accept(graph, arguments)
    if not arguments.judged:
        return _settle(graph, arguments, ())
    made = _asked(graph, arguments)
    keep_decisions(graph.store.location, [made])
    return _settle(graph, arguments, (made,))


def _asked(graph: KnowledgeGraph, arguments: Namespace) -> Decision:
    if len(arguments.judged) != _PARTS_OF_A_JUDGEMENT or arguments.judged[2] not in VERDICTS:
        raise InputError(
            f"A judgement is two entities and a verdict ({', '.join(VERDICTS)}), not "
            f"{' '.join(arguments.judged)!r}. `armsgraph match` lists what may be judged."
        )
    one, other, said = arguments.judged
    ends = [_joinable(graph, name) for name in (one, other)]
    if ends[0].iri == ends[1].iri:
        raise InputError(f"{one!r} and {other!r} are held to be one already; `armsgraph identity` says why.")
    return decided(ends[0], ends[1], VERDICTS[said], _author(arguments), reason=arguments.reason)


def _joinable(graph: KnowledgeGraph, name: str) -> Joinable:
    iri = graph.named(name).iri
    found = next((one for one in graph.joinable() if one.iri == iri), None)
    if found is None:
        raise InputError(f"{name!r} is an incident; only actors, weapons and places are joined.")
    return found


def _author(arguments: Namespace) -> Author:
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Author(arguments.by or getpass.getuser(), now)


def _accept(graph: KnowledgeGraph, arguments: Namespace) -> int:
    found = graph.proposals(arguments.of, min_score=arguments.accept_above)
    chosen = found.found[: BULK_LIMITS.joining_accepted_at_once]
    known = {one.iri: one for one in graph.joinable()}
    made = tuple(accepted(chosen, graph.held_to_be, known.__getitem__, _author(arguments)))
    if not arguments.yes:
        _preview(made, len(found.found) - len(chosen), arguments)
        return EXIT_DONE if made else EXIT_NEGATIVE
    if made:
        keep_decisions(graph.store.location, made)
    return _settle(graph, arguments, made)


def _preview(made: Sequence[Decision], cut: int, arguments: Namespace) -> None:
    if arguments.json:
        write_json({"would_accept": [decision_record(one) for one in made], "left_out": cut})
        return
    _print_decisions(made)
    note(f"{counted(len(made), 'decision')} would be made; add --yes to make them.")
    if cut:
        note(f"{cut} more left out: one command accepts {BULK_LIMITS.joining_accepted_at_once}.")


def _undo(graph: KnowledgeGraph, arguments: Namespace) -> int:
    author = _author(arguments)
    undone = take_back(graph.store.location, arguments.undo, by=author.by, on=author.on)
    if not arguments.json:
        write_line(f"Taken back: {undone.names[0]} is {SAID[undone.verdict]} {undone.names[1]}.")
    return _settle(graph, arguments, (), undone=undone)


def _settle(
    graph: KnowledgeGraph, arguments: Namespace, made: Sequence[Decision], undone: Decision | None = None
) -> int:
    """Bring what is decided into the graph, unless that shall wait, and say so."""
    if arguments.later:
        waiting = unjoined(graph.store, graph.decisions().held.values())
        note(f"Kept; {counted(waiting, 'decision')} to be brought into the graph by `armsgraph judge`.")
        return EXIT_DONE
    report = _joined(graph, arguments, made)
    if arguments.json:
        write_json(
            {
                "decided": [decision_record(one) for one in made],
                "taken_back": undone.iri if undone else None,
                "held": report.held,
                "waiting": [decision_record(one) for one in report.waiting],
                "built": report.made,
            }
        )
        return EXIT_DONE
    _print_decisions(made)
    said = "The graph holds" if report.made else "The graph holds already"
    note(f"{said} {counted(report.held, 'decision')}.")
    if report.waiting:
        note(f"{counted(len(report.waiting), 'decision')} about what it does not hold (any more) waits.")
    return EXIT_DONE


def _joined(graph: KnowledgeGraph, arguments: Namespace, made: Sequence[Decision]) -> Joined:
    """Bring what is decided into the graph; decisions that break a rule there are taken back."""
    try:
        with progress_bar() as progress:
            return join(graph.store.location, progress)
    except DataError:
        author = _author(arguments)
        for one in made:
            take_back(graph.store.location, one.iri, by=author.by, on=author.on)
        if made:
            note("With this the graph would break a rule, so nothing was decided:")
        raise


def _list(graph: KnowledgeGraph, arguments: Namespace) -> int:
    held = tuple(graph.decisions().held.values())
    if arguments.json:
        write_json([decision_record(one) for one in held])
    elif held:
        _print_decisions(held)
    else:
        note("Nothing was decided here; `armsgraph match` lists what may be.")
    return EXIT_DONE if held else EXIT_NEGATIVE


def _print_decisions(made: Iterable[Decision]) -> None:
    out = console()
    for one in made:
        print_wrapped(
            out, heading(f"{one.names[0]} is {SAID[one.verdict]} {one.names[1]}", shorten(one.iri)), 0, 2
        )
        print_wrapped(out, plain(f"{one.reason} ({one.by}, {one.on})"), 2)


def _print_proposal(graph: KnowledgeGraph, one: Proposal) -> None:
    out = console()
    title = f"{one.score:3}  {one.one.label} is {RELATIONS[one.relation]} {one.other.label}"
    print_wrapped(out, heading(title, one.reason), 0, hanging=5)
    for each in (one.one, one.other):
        count = counted(graph.claims_counted(each.iri), "claim")
        print_wrapped(out, plain(f"{shorten(each.iri)}  {local_name(each.graph)}, {count}", "dim"), 5)


def _remarks(graph: KnowledgeGraph, found: Proposals, shown: int, undecided: int) -> None:
    if not found.found:
        note("Nothing is proposed.")
    elif shown < len(found.found):
        note(f"{shown} of {counted(len(found.found), 'proposal')} shown; --limit shows more.")
    if found.cut or found.passed_over:
        words = counted(found.passed_over, "word")
        cut = " More pairs than are compared at once: narrow with --import." if found.cut else ""
        note(f"{words} shared by too many names to say anything were passed over.{cut}")
    if undecided:
        note(f"{undecided} left undecided; `armsgraph judge --list` lists them.")
    waiting = unjoined(graph.store, graph.decisions().held.values())
    if waiting:
        note(f"{counted(waiting, 'decision')} not in the graph yet; `armsgraph judge` brings them in.")


def _proposals_record(
    graph: KnowledgeGraph, found: Proposals, shown: Sequence[Proposal], undecided: Sequence[Decision]
) -> Record:
    return {
        "proposals": [proposal_record(graph, one) for one in shown],
        "found": len(found.found),
        "compared": found.compared,
        "passed_over": found.passed_over,
        "cut": found.cut,
        "undecided": [decision_record(one) for one in undecided],
    }


def proposal_record(graph: KnowledgeGraph, one: Proposal) -> Record:
    """Return a proposal as JSON."""
    return {
        "score": one.score,
        "relation": one.relation.value,
        "one": _entity_record(graph, one.one),
        "other": _entity_record(graph, one.other),
        "reason": one.reason,
    }


def _entity_record(graph: KnowledgeGraph, one: Joinable) -> Record:
    return {
        "iri": one.iri,
        "label": one.label,
        "graph": one.graph,
        "kind": one.kind,
        "claims": graph.claims_counted(one.iri),
    }


def decision_record(one: Decision) -> Record:
    """Return a decision as JSON."""
    return {
        "iri": one.iri,
        "one": {"iri": one.one, "label": one.names[0]},
        "other": {"iri": one.other, "label": one.names[1]},
        "verdict": one.verdict.value,
        "reason": one.reason,
        "by": one.by,
        "on": one.on,
        "score": one.score,
    }
