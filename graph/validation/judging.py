"""Judge any number of triples by shapes and checks that stay data, all rows of a rule at once.

Why an engine of our own: at 1 million triples one Rust engine for SHACL takes ten seconds (pyshacl-turbo),
another a minute and a half (pyrudof), pySHACL hours, and none of them runs the checks, one of which Oxigraph
does not end within minutes. Over integers in columns all of it takes about a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from graph.errors import OntologyError
from graph.namespaces import GRAPH_CURATED
from graph.settings import BULK_LIMITS
from graph.triples import NONE
from graph.validation.checks.answering import Answering
from graph.validation.checks.parsing import parse_check
from graph.validation.checks.tables import Table, TooManyRowsError
from graph.validation.checks.values import Check
from graph.validation.reporting import Report, Severity, Violation, report_of
from graph.validation.rules import Rules, read_rules
from graph.validation.shapes.judging import Failures, Judging
from graph.validation.shapes.reading import parse_shapes
from graph.validation.shapes.values import Shape
from graph.validation.statements import Many, Statements
from graph.validation.together import together

if TYPE_CHECKING:
    from graph.triples import Triples


def judge(
    triples: Triples, rules: Rules | None = None, *, listed: int = BULK_LIMITS.listed_violations
) -> Report:
    """Judge `triples`, what people wrote and imported, by every shape and every check.

    The verdicts are those of `validate`, which asks pySHACL and Oxigraph; tests hold the two together.

    Parameters
    ----------
    triples
        What people wrote and imported, without anything derived. The ontology is judged with it.
    rules
        The shipped ones unless given.
    listed
        So many places are listed of each rule; all are counted.

    Raises
    ------
    OntologyError
        If a shape or a check is itself broken; the message names its file.

    Examples
    --------
    >>> from graph.triples import triples_of_text
    >>> kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    >>> report = judge(triples_of_text(f"<a:x> {kind} <https://w3id.org/armsgraph/ontology#Claim> ."))
    >>> report.conforms, report.counts["ClaimPositionShape"]
    (False, 1)
    """
    given = read_rules() if rules is None else rules
    shapes, checks = _parsed(given)
    statements = Statements(together(triples, given.ontology))
    found = _Found(statements, Judging(statements), Answering(statements), listed)
    for shape in shapes:
        found.add_broken_shape(shape)
    for check in checks:
        found.add_failed_check(check)
    cut = {rule: count for rule, count in found.counts.items() if count > listed}
    return report_of([*found.violations, *(_cut(rule, count, found) for rule, count in cut.items())], cut)


@lru_cache(maxsize=4)
def _parsed(rules: Rules) -> tuple[tuple[Shape, ...], tuple[Check, ...]]:
    checks = tuple(parse_check(rule, query) for rule, query in rules.checks.items())
    return parse_shapes(rules.shapes), checks


@dataclass(slots=True)
class _Found:
    """What has been found so far in some statements."""

    statements: Statements
    judging: Judging
    answering: Answering
    listed: int
    violations: list[Violation] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add_broken_shape(self, shape: Shape) -> None:
        """Add what breaks `shape`, once where several of its constraints say the same."""
        alike: dict[tuple[int, bool], list[Failures]] = {}
        for one in self.judging.failures(shape):
            if len(one.focus):
                alike.setdefault((id(one.shape), one.path is None), []).append(one)
        for found in alike.values():
            self.violations += self._violations(shape.rule, _each_once(found))

    def add_failed_check(self, check: Check) -> None:
        """Add the rows of `check`."""
        try:
            rows = self.answering.rows(check)
        except TooManyRowsError:
            self.violations.append(_too_much(check))
            return
        except NotImplementedError as fault:
            raise OntologyError(
                f"The check {check.rule}.rq cannot be run: it follows a path that repeats from nowhere."
            ) from fault
        self.counts[check.rule] = rows.rows
        shown = rows.at(np.argsort(rows.columns["focus"], kind="stable")[: self.listed])
        self.violations += self._rows(check, self.answering.written(check, shown))

    def _violations(self, rule: str, found: Failures) -> Iterator[Violation]:
        listed = self.counts.get(rule, 0)
        self.counts[rule] = listed + len(found.focus)
        places = np.arange(min(len(found.focus), max(0, self.listed - listed)))
        paths = None if found.path is None else self._texts(found.path[places])
        message = (
            found.shape.message or f"This breaks {rule}, a shape in {found.shape.file} that says no more."
        )
        for place, (focus, value) in enumerate(
            zip(self._texts(found.focus[places]), self._texts(found.value[places]), strict=True)
        ):
            path = found.shape.path_text if paths is None else paths[place]
            yield Violation(focus, rule, message, path, value, found.shape.severity)

    def _rows(self, check: Check, rows: Table) -> Iterator[Violation]:
        texts = {
            name: self._texts(rows.columns[name])
            for name in ("focus", "message", "path", "value")
            if name in rows.columns
        }
        blank = [""] * rows.rows
        # A message that could not be put together must not hide the violation.
        plain = f"The rule {check.rule} is broken; {check.rule}.rq says what it asks for."
        for focus, message, path, value in zip(
            texts.get("focus", blank),
            texts.get("message", blank),
            texts.get("path", blank),
            texts.get("value", blank),
            strict=True,
        ):
            yield Violation(focus, check.rule, message or plain, path, value)

    def _texts(self, numbers: Many) -> list[str]:
        """Return the values of terms, empty for `NONE`."""
        real = np.flatnonzero(numbers != NONE)
        found = [""] * len(numbers)
        for place, text in zip(real.tolist(), self.statements.values(numbers[real]), strict=True):
            found[place] = text
        return found


def _each_once(found: list[Failures]) -> Failures:
    """Put what breaks one shape together, each focus with each value and property once, in their order."""
    columns = [np.concatenate([getattr(one, name) for one in found]) for name in ("focus", "value")]
    if found[0].path is not None:
        columns.append(np.concatenate([one.path for one in found if one.path is not None]))
    focus, value, *path = np.unique(np.column_stack(columns), axis=0).T
    return Failures(found[0].shape, focus, value, path[0] if path else None)


def _cut(rule: str, count: int, found: _Found) -> Violation:
    """Say of a rule that it is broken more often than is listed."""
    severity: Severity = next((one.severity for one in found.violations if one.rule == rule), "violation")
    message = f"This rule is broken in {count:,} places; {found.listed:,} of them are listed."
    return Violation(GRAPH_CURATED, rule, message, severity=severity)


def _too_much(check: Check) -> Violation:
    message = (
        f"This check would compare more than {BULK_LIMITS.check_rows:,} rows at once, which is more than it "
        "may: look for a value that very many nodes share."
    )
    return Violation(GRAPH_CURATED, check.rule, message)
