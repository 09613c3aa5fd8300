"""A tool and its answer: content for programs, text to quote, and what of either was cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.assistants.conditions import CONDITIONS, counting_sentences, outlook, perspective_record
from graph.assistants.guide import NOTICE
from graph.assistants.parameters import Given, Parameter, Schema, read_arguments
from graph.assistants.visible import fitted, one_line, quoted
from graph.knowledge import KnowledgeGraph
from graph.model import Claim
from graph.namespaces import shorten
from graph.quoting import Citations, citation
from graph.settings import LIMITS


@dataclass(frozen=True, slots=True)
class Answered:
    """What a tool found."""

    content: dict[str, Any]
    """For programs, in the shapes of `graph.records`."""
    said: tuple[str, ...]
    """Sentences of ours, which go before all else."""
    lines: tuple[str, ...] = ()
    """Text of the data, to be quoted."""
    cut: tuple[str, ...] = ()
    """What is left out, in sentences."""


@dataclass(frozen=True, slots=True)
class AssistantTool:
    """One question that an assistant can put to the graph."""

    name: str
    title: str
    description: str
    own: tuple[Parameter, ...]
    gives: Schema
    ask: Callable[[KnowledgeGraph, Given], Answered]
    """Answers from the graph as the conditions let it be seen."""
    told: bool = True
    """Whether the conditions of a perspective can be given."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All that it takes: its own arguments, then which claims count."""
        names = {one.name for one in self.own}
        return (*self.own, *(one for one in CONDITIONS if one.name not in names)) if self.told else self.own

    def answer(self, graph: KnowledgeGraph, sent: dict[str, object]) -> tuple[str, dict[str, Any]]:
        """Return the answer to a call, as text and as content.

        Raises
        ------
        ArmsgraphError
            If an argument is wrong or the graph cannot answer, with a sentence to be handed on.
        """
        given = read_arguments(self.name, self.parameters, sent)
        seen = self.seen(graph, given) if self.told else graph
        return self.written(seen, self.ask(seen, given))

    def seen(self, graph: KnowledgeGraph, given: Given) -> KnowledgeGraph:
        """Return `graph` under the conditions given; an argument of the tool's own is none of them."""
        own = {one.name for one in self.own}
        perspective = outlook(graph, {name: one for name, one in given.items() if name not in own})
        return graph if perspective.is_everything else graph.under(perspective)

    def written(self, seen: KnowledgeGraph, found: Answered) -> tuple[str, dict[str, Any]]:
        """Return what was found as text and as content, each within its limits."""
        content = {**found.content, "perspective": perspective_record(seen)} if self.told else found.content
        fit, shortened = fitted(content)
        cut = (*found.cut, *shortened)
        fit |= {"cut": list(cut), "notice": NOTICE}
        counting, whose = counting_sentences(seen) if self.told else ((), ())
        return _text((*counting, *found.said), cut, (*whose, *found.lines)), fit


def claim_lines(claims: Iterable[Claim], cited: Citations) -> list[str]:
    """Return claims as numbered citations, each with what it is about and the IRI to ask on with."""
    return [f"{cited.mark(one)} {citation(one)} <{shorten(one.iri)}>" for one in claims]


def _text(said: Sequence[str], cut: Sequence[str], lines: Sequence[str]) -> str:
    ours = [one_line(sentence) for sentence in (*said, *cut)]
    if not lines:
        return "\n".join(ours or ["Nothing was found."])
    kept: list[str] = []
    letters = 0
    for line in quoted(lines):
        letters += len(line)
        if kept and letters > LIMITS.assistant_quoted_letters:
            ours.append(
                f"The text is cut after {len(kept):,} of {len(lines):,} lines; the content holds more."
            )
            break
        kept.append(line)
    return "\n".join([*ours, NOTICE, *kept])
