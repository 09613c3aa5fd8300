"""`path --cite`: paths as plain text with numbered citations, to be pasted elsewhere."""

from __future__ import annotations

from argparse import Namespace

from graph.cli.output import harmless, write_line
from graph.knowledge import KnowledgeGraph
from graph.model import PathAnswer
from graph.quoting import narrowing_sentences, quoted_paths


def print_cited(graph: KnowledgeGraph, answer: PathAnswer, arguments: Namespace) -> None:
    """Print the paths of `answer` with numbered citations; never wrapped, so that it can be pasted."""
    counting = f"The graph {graph.described()}."
    text = quoted_paths(answer, graph.sentence, (counting, *_narrowing(graph, arguments)))
    for line in text.splitlines():
        write_line(harmless(line))


def _narrowing(graph: KnowledgeGraph, arguments: Namespace) -> tuple[str, ...]:
    return narrowing_sentences(
        through=[graph.resolve(name).label for name in arguments.through],
        avoid=[graph.resolve(name).label for name in arguments.avoid],
        relations=[graph.resolve_relation(name).label for name in arguments.relation],
        statuses=arguments.status,
        directed=arguments.directed,
        denied=arguments.include_denied,
    )
