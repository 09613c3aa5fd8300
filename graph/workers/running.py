"""One query in one process of its own, for the app and the command line: it can be waited for and stopped."""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from graph.errors import ArmsgraphError, QueryCancelledError, QueryError, QueryMemoryError
from graph.settings import LIMITS, Limits
from graph.sparql import Answer, AskAnswer, GraphAnswer, SelectAnswer
from graph.workers.frames import END, FAILURE, HEAD, PART, TIRED, Frame, Unpacking, raised
from graph.workers.process import GRACE_SECONDS, Child, Setting, build_in_use, too_slow, written
from graph.workers.question import Question
from graph.workers.spares import replace, spare, take

_RECEIVED_BYTES = 262_144
_LOOKED_SECONDS = 0.2


class Running:
    """A query that runs in a child process.

    Examples
    --------
    >>> from graph.store import open_store
    >>> from graph.workers import kept_dataset
    >>> store = open_store()
    >>> running = Running.start(kept_dataset(store), "", Question("ASK { ?claim a ag:Claim }"))
    >>> running.answer()
    AskAnswer(value=False, cut=False, reason='')
    """

    def __init__(self, setting: Setting, question: Question, last: bool = False) -> None:
        self._setting = setting
        self._last = last
        limits = setting.limits
        rows = limits.sparql_max_rows if question.max_rows is None else question.max_rows
        self._question = Question(
            question.text, question.default_graphs, question.named_graphs, "json", "ntriples", rows
        )
        self._started = time.monotonic()
        self._ended = 0.0
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._cancelled = False
        self._answer: Answer | None = None
        self._failure: Exception | None = None

    @classmethod
    def start(
        cls,
        location: str | Path,
        build_name: str,
        question: Question,
        limits: Limits = LIMITS,
        allowed_services: tuple[str, ...] = (),
        *,
        last: bool = False,
    ) -> Running:
        """Start `question` over the store at `location`, and return at once.

        Its formats are of no account; `max_rows` is ``limits.sparql_max_rows`` where it is None. Unless it
        is the `last` query of this process, a child is kept at hand for the next.

        Raises
        ------
        StoreError
            If there is no store; whether it can be opened is known with the answer.
        """
        name = build_name or build_in_use(location)
        running = cls(Setting(str(location), name, limits, allowed_services), question, last)
        threading.Thread(target=running._run, name="armsgraph query", daemon=True).start()
        return running

    @property
    def done(self) -> bool:
        """Whether the answer, or a refusal, is there."""
        return self._done.is_set()

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return (self._ended or time.monotonic()) - self._started

    def answer(self) -> Answer:
        """Wait for the answer and return it; raise what went wrong instead.

        Raises
        ------
        QueryError, QueryTimeoutError, QueryMemoryError, QueryCrashedError, QueryCancelledError
        StoreError
            If the store cannot be opened.
        """
        while not self._done.wait(_LOOKED_SECONDS):  # a signal can slip in just before a wait begins
            pass
        if self._failure is not None:
            raise self._failure
        assert self._answer is not None
        return self._answer

    def cancel(self) -> None:
        """Stop the query at once; does nothing where it is done."""
        with self._lock:
            self._cancelled = True
            if self._child is not None:
                self._child.stop(_cancelled())

    def _run(self) -> None:
        child, well = None, False
        try:
            child = take(self._setting)
            self._answer, well = self._asked(child)
        except (ArmsgraphError, OSError) as error:
            self._failure = error
            well = isinstance(error, QueryError)
        finally:
            with self._lock:
                self._child = None
            if child is not None and well:
                spare(child)
            self._ended = time.monotonic()
            self._done.set()
        if child is not None and not well and not self._last:
            with suppress(ArmsgraphError):  # the next query says why no child can be started
                replace(child)

    def _asked(self, child: Child) -> tuple[Answer, bool]:
        """Return the answer of a child, and whether it can go on."""
        with self._lock:
            self._child = child
            if self._cancelled:
                child.stop(_cancelled())
        line = _Line(child, self._setting.limits)
        line.send(written(self._question))
        return _read(line, self._setting.limits), not line.tired


class _Line:
    """The frames of one child, waited for until the time is over."""

    def __init__(self, child: Child, limits: Limits) -> None:
        self.tired = False
        self._child = child
        self._limits = limits
        self._deadline = time.monotonic() + limits.sparql_timeout_seconds + GRACE_SECONDS
        self._unpacking = Unpacking()
        self._frames: list[Frame] = []

    def send(self, content: bytes) -> None:
        self._child.line.settimeout(self._limits.sparql_timeout_seconds + GRACE_SECONDS)
        try:
            self._child.line.sendall(content)
        except OSError:
            raise self._child.why_ended() from None

    def frame(self) -> Frame:
        while not self._frames:
            received = self._received()
            if not received:
                raise self._child.why_ended()
            self._frames = list(self._unpacking.frames(received))
        return self._frames.pop(0)

    def _received(self) -> bytes:
        left = self._deadline - time.monotonic()
        try:
            self._child.line.settimeout(max(left, 0.001))
            return self._child.line.recv(_RECEIVED_BYTES)
        except TimeoutError:
            self._child.stop(too_slow(self._limits))
        except ConnectionError:
            pass
        return b""


def _read(line: _Line, limits: Limits) -> Answer:
    kind, content = line.frame()
    head = json.loads(content) if kind == HEAD else {}
    written = bytearray()
    while kind != END:
        if kind == FAILURE:
            raise raised(content)
        if kind == PART:
            written += content
        if len(written) > limits.query_answer_bytes:
            raise QueryMemoryError(
                f"The answer is larger than {limits.query_answer_bytes:,} bytes, the most that is held at "
                "once. Ask for less, or let `armsgraph serve` stream it."
            )
        kind, content = line.frame()
    line.tired = content == TIRED
    return _as_answer(head["kind"], bytes(written), head["cut"])


def _as_answer(kind: str, written: bytes, cut: str) -> Answer:
    if kind == "graph":
        triples = tuple(quad.triple for quad in ox.parse(written, ox.RdfFormat.N_TRIPLES))
        return GraphAnswer(triples, bool(cut), cut)
    results = ox.parse_query_results(written, ox.QueryResultsFormat.JSON)
    if isinstance(results, ox.QueryBoolean):
        return AskAnswer(bool(results))
    variables = tuple(variable.value for variable in results.variables)
    return SelectAnswer(variables, tuple(tuple(row) for row in results), bool(cut), cut)


def _cancelled() -> QueryCancelledError:
    return QueryCancelledError("The query was stopped.")
