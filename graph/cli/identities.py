"""`identity`: who is held to be whom, and on what grounds."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, write_json
from graph.cli.printing import console, heading, plain, print_wrapped
from graph.identity import Judgement, Verdict
from graph.knowledge import KnowledgeGraph
from graph.lexicon import Lexicon
from graph.model import Ref
from graph.namespaces import shorten
from graph.records import Record, ref_record

VERDICTS = {
    Verdict.SAME: "held to be one",
    Verdict.NOT_SAME: "held not to be one",
    Verdict.UNDECIDED: "left undecided whether they are one",
}
BASES = {"inferred": "inferred: no text states it", "stated": "as a text states it"}


def identity(arguments: Namespace) -> int:
    """Print the judgements on who is whom, of all entities or of one; 1 if there are none."""
    graph = KnowledgeGraph.open(arguments.store)
    found = graph.identities(arguments.entity)
    lexicon = graph.lexicon
    if arguments.json:
        write_json([_record(one, lexicon) for one in found])
    elif found:
        _print(found, lexicon)
    else:
        whom = f" on {graph.resolve(arguments.entity).label}" if arguments.entity else ""
        note(f"There is no judgement{whom}: {'it is' if whom else 'everything is'} only itself.")
    return EXIT_DONE if found else EXIT_NEGATIVE


def _entities(judgement: Judgement, lexicon: Lexicon) -> Sequence[Ref]:
    return sorted(map(lexicon.ref, judgement.entities), key=lambda one: (one.label, one.iri))


def _record(one: Judgement, lexicon: Lexicon) -> Record:
    return {
        "iri": one.iri,
        "entities": [ref_record(each) for each in _entities(one, lexicon)],
        "verdict": one.verdict.value,
        "canonical": ref_record(lexicon.ref(one.canonical)) if one.canonical else None,
        "basis": one.basis or None,
        "reason": one.reason,
    }


def _print(found: Iterable[Judgement], lexicon: Lexicon) -> None:
    out = console()
    for number, one in enumerate(found):
        if number:
            out.print()
        _print_one(out, one, lexicon)


def _heading(one: Judgement, names: str, lexicon: Lexicon) -> Text:
    """Return what is judged of whom; a variant is named before its family."""
    if one.verdict is not Verdict.VARIANT:
        return heading(names, VERDICTS[one.verdict])
    variants = " and ".join(each.label for each in _entities(one, lexicon) if each.iri != one.canonical)
    return heading(variants, f"held to be a variant of {lexicon.ref(one.canonical).label}")


def _print_one(out: Console, one: Judgement, lexicon: Lexicon) -> None:
    names = " and ".join(each.label for each in _entities(one, lexicon))
    print_wrapped(out, _heading(one, names, lexicon), 0, hanging=2)
    for text in (one.reason, BASES.get(one.basis, one.basis).capitalize()):
        if text:
            print_wrapped(out, plain(text if text.endswith(".") else f"{text}."), 2)
    if one.verdict is Verdict.SAME:
        canonical = lexicon.ref(one.canonical).label
        print_wrapped(out, plain(f"They are read as {canonical}; --apart {shorten(one.iri)} undoes it."), 2)
