"""The exception tree, split by whose fault an error is; each class knows its exit code.

Every message is a full sentence that names the offending value, its place where there is one, and
what would be accepted. No dataclass here: importing `dataclasses` alone costs a search more than it may take.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class ArmsgraphError(Exception):
    """The root of everything armsgraph raises on purpose."""

    exit_code = 3


class InputError(ArmsgraphError):
    """The person asked for something that cannot be: wrong usage, an unknown name, a bad query."""

    exit_code = 2


class UnknownEntityError(InputError):
    """No entity has this label, alias or IRI."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(
            f"No entity is called {name!r}.{hint} Give a label, an alias or an IRI; "
            "`armsgraph search` finds them."
        )


class AmbiguousEntityError(InputError):
    """Several entities share this name."""

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        listed = "; ".join(f"{label} <{iri}>" for iri, label in self.candidates)
        super().__init__(f"{name!r} names {len(self.candidates)} entities: {listed}. Give one IRI.")


class AmbiguousDocumentError(InputError):
    """Several documents are called so; the message lists them."""


class UnknownRelationError(InputError):
    """No relation of the ontology has this name."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"No relation of the ontology is called {name!r}.{hint}")


class QueryError(InputError):
    """A SPARQL query that is malformed, not read-only, or would leave this machine."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        self.line = line
        """From 1; 0 where the place is not known."""
        self.column = column
        """From 1, in characters; 0 where the place is not known."""
        super().__init__(message)


class QueryForbiddenError(QueryError):
    """A query that is not allowed here: an update, or one that would leave this machine or read documents."""


class QueryFormatError(QueryError):
    """A query whose answer cannot be written in any of the formats asked for."""


class TableError(InputError):
    """A table that cannot be read as a whole: missing, empty, of another shape, changed while it was read."""

    def __init__(self, message: str, line: int = 0, column: str = "") -> None:
        self.line = line
        """The physical line, from 1; 0 where the whole file is meant."""
        self.column = column
        """The name of the column; empty where there is none."""
        super().__init__(message)


class MappingError(InputError):
    """A mapping that is not there or says what cannot be carried out; the message names the place."""


class CellError(InputError):
    """A cell of a table that is not of the kind that is asked for; who knows its row says where."""


class UnclearOrderError(CellError):
    """A date that can be two, since nothing says whether day or month comes first in it."""


class UnansweredError(ArmsgraphError):
    """A SPARQL query that is well formed and was not answered: it took too much, or nobody was free."""


class QueryTimeoutError(UnansweredError):
    """It ran longer than the limit, and was stopped."""


class QueryMemoryError(UnansweredError):
    """It needed more memory than the limit, and was stopped."""


class QueryCrashedError(UnansweredError):
    """The process that answered it broke off; others go on."""


class QueryCancelledError(UnansweredError):
    """The person who asked it stopped it."""


class ExportStoppedError(ArmsgraphError):
    """An export was stopped on request before its end; nothing of it is left behind."""

    def __init__(self) -> None:
        super().__init__("The export was stopped on request; nothing was written.")


class ImportStoppedError(UnansweredError):
    """An import was stopped on request before its end; the store is as it was."""

    def __init__(self) -> None:
        super().__init__("The import was stopped on request; the store is as it was.")


class BuildStoppedError(UnansweredError):
    """A build was stopped on request before its end; the build in use is still in use."""

    def __init__(self) -> None:
        super().__init__("The build was stopped on request; what was in use is still in use.")


class BusyError(UnansweredError):
    """As many queries run and wait as the limits allow; asked again later, it may be answered."""


class Problem(NamedTuple):
    """One place in one file that breaks the syntax or a rule of the model."""

    file: str
    line: int
    """From 1; 0 where only the file is known."""
    column: int
    """From 1; 0 where only the line is known."""
    focus: str
    """IRI of the node that breaks the rule; empty for the syntax."""
    rule: str
    message: str
    severity: str = "violation"

    def __str__(self) -> str:
        """Say it in one line that an editor can jump to."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: {self.message}"


class DataError(ArmsgraphError):
    """A data file breaks the syntax or a rule of the model; `violations` holds every place that does."""

    exit_code = 1

    def __init__(self, message: str, violations: Sequence[Problem] = ()) -> None:
        self.violations = tuple(violations)
        super().__init__(message)


class OntologyError(ArmsgraphError):
    """The shipped ontology, a shape or a check is itself broken."""


class StoreError(ArmsgraphError):
    """The store or the machine beneath it: missing, locked, half-built, of another version, disk full."""


class StoreMissingError(StoreError):
    """There is no finished store at this place."""


class StoreLockedError(StoreError):
    """Another process is building this store."""


class StoreVersionError(StoreError):
    """The store was built by another version of armsgraph."""


class ServerError(StoreError):
    """A server gave no answer, or another than the protocol asks for.

    `status` is its HTTP status, 0 where none came; `said` the beginning of what it said.
    """

    def __init__(self, message: str, status: int = 0, said: str = "") -> None:
        self.status = status
        self.said = said
        super().__init__(message)


class CutAnswerError(ServerError):
    """A server sends only a part of an answer; `rows` is how many at once, 0 where it does not say."""

    def __init__(self, message: str, rows: int = 0) -> None:
        self.rows = rows
        super().__init__(message)
