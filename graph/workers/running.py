"""One query in one process of its own, for the app and the command line: it can be waited for and stopped."""

from __future__ import annotations

from pathlib import Path

from graph.settings import LIMITS, Limits
from graph.sparql import Answer
from graph.workers.question import Question


class Running:
    """A query that runs in a child process."""

    @classmethod
    def start(
        cls,
        location: str | Path,
        build_name: str,
        question: Question,
        limits: Limits = LIMITS,
    ) -> Running:
        """Start `question` over the store at `location`, and return at once.

        Its formats are of no account; `max_rows` is ``limits.sparql_max_rows`` where it is None.
        """
        raise NotImplementedError

    @property
    def done(self) -> bool:
        """Whether the answer, or a refusal, is there."""
        raise NotImplementedError

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        raise NotImplementedError

    def answer(self) -> Answer:
        """Wait for the answer and return it; raise what went wrong instead.

        Raises
        ------
        QueryError, QueryTimeoutError, QueryMemoryError, QueryCrashedError, QueryCancelledError
        """
        raise NotImplementedError

    def cancel(self) -> None:
        """Stop the query at once; does nothing where it is done."""
        raise NotImplementedError
