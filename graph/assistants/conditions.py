"""Which claims count for an answer: the same arguments on every reading tool, as on the command line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from graph.assistants.parameters import Given, Parameter, choice, choices, flag, text, texts, whole
from graph.knowledge import KnowledgeGraph
from graph.model import Modality, Status
from graph.perspective import AsOf, Perspective
from graph.sentences import counted

CONDITIONS: tuple[Parameter, ...] = (
    texts("told_by", "Only what these sides or actors say."),
    texts("without", "Sides, actors, outlets, documents or 'unnamed sources' to take out."),
    text("as_of", "Only what was said by this day, month or year (ISO 8601)."),
    choice("dated", "as_of by which date.", [one.value for one in AsOf]),
    whole("min_origins", "Least number of independent origins.", 0, 0),
    flag("facts_only", "No plans, predictions, threats, demands, opinions."),
    choices("modalities", "Only these kinds of statement.", [one.value for one in Modality]),
    choices("standing", "Only what then stands so.", [one.value for one in Status]),
    flag("own_voice", "Outlets' own voice counts, too."),
    flag("background", "Reference facts count, too."),
    flag("named_only", "No unnamed sources."),
    texts("outlets", "Only what these printed."),
    texts("documents", "Only these documents."),
    texts("apart", "Undo who these are held to be; 'all' for every inference."),
    text("perspective", "Begin with one that has a name."),
)
"""Which claims count. Every condition narrows; none given lets everything count."""


def outlook(graph: KnowledgeGraph, given: Given) -> Perspective:
    """Return the perspective that the arguments of a call ask for.

    Raises
    ------
    InputError
        If a name, a date or a number is wrong, or two arguments do not go together.
    """
    asked: dict[str, Any] = {
        "named": given.get("perspective") or "",
        "told_by": given.get("told_by", ()),
        "without": given.get("without", ()),
        "own_voice": given.get("own_voice", False),
        "background": given.get("background", False),
        "named_only": given.get("named_only", False),
        "outlets": given.get("outlets", ()),
        "documents": given.get("documents", ()),
        "as_of": given.get("as_of") or "",
        "as_of_basis": given.get("dated") or AsOf.SAID,
        "modalities": given.get("modalities", ()),
        "facts_only": given.get("facts_only", False),
        "min_origins": given.get("min_origins", 0),
        "statuses": given.get("standing", ()),
        "apart": given.get("apart", ()),
    }
    return graph.outlook(**asked)


def perspective_record(graph: KnowledgeGraph) -> dict[str, Any]:
    """Return which claims count, in words, and how much of everything that is."""
    if graph.perspective.is_everything:
        return {"sentence": graph.described(), "told": None}
    return {"sentence": graph.described(), "told": asdict(graph.told())}


def counting_sentences(graph: KnowledgeGraph) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how many claims count, in sentences, and which, in words of the data; nothing where all do."""
    if graph.perspective.is_everything:
        return (), ()
    told = graph.told()
    in_all = counted(told.claims_in_all, "claim")
    said = [f"Only what counts under these conditions: {told.claims:,} of {in_all}."]
    if not told.claims:
        said.append(
            "Nothing counts; give up some conditions. That is silence of these sources, not a denial."
        )
    return tuple(said), (f"The graph {graph.described()}.",)
