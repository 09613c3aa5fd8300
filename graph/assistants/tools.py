"""All tools, in the order in which a model should come to think of them."""

from __future__ import annotations

import difflib

from graph.assistants.answering import AssistantTool
from graph.assistants.disagreement import DISAGREEMENT
from graph.assistants.evidence import EVIDENCE
from graph.assistants.finding import FINDING
from graph.assistants.grounds import GROUNDS
from graph.assistants.querying import QUERYING
from graph.errors import InputError

TOOLS: tuple[AssistantTool, ...] = (*FINDING, *EVIDENCE, *DISAGREEMENT, *GROUNDS, *QUERYING)


def tool_named(name: str) -> AssistantTool:
    """Return the tool called `name`.

    Raises
    ------
    InputError
        If there is none; those there are, are named.

    Examples
    --------
    >>> tool_named("show").title
    'Show one entity'
    """
    known = {tool.name: tool for tool in TOOLS}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise InputError(f"There is no tool {name!r}.{hint} There are: {', '.join(known)}.")
