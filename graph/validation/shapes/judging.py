"""Judge nodes by shapes: each constraint for all nodes at once, each distinct value looked at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.namespaces import RDF, RDFS
from graph.triples import NONE
from graph.validation.checks.reaching import END, START, reached, related
from graph.validation.checks.tables import Table
from graph.validation.checks.values import Constant, Inverse, Repeat, Step
from graph.validation.shapes.reading import plain
from graph.validation.shapes.values import Component, Shape
from graph.validation.shapes.worth import Worth, holds
from graph.validation.statements import Flags, Many, Statements

_SUBCLASSES = Repeat(Inverse(Step(Constant(f"<{RDFS}subClassOf>"))), "*")


@dataclass(frozen=True, slots=True, eq=False)
class Failures:
    """Nodes that break a shape, with the value that does; `NONE` where something is missing."""

    shape: Shape
    focus: Many
    value: Many
    path: Many | None = None
    """The property of each, where it is not that of the shape."""


class Judging:
    """What judges the nodes of some statements by shapes."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._instances: dict[str, Flags] = {}

    def failures(self, shape: Shape) -> Iterator[Failures]:
        """Yield what breaks `shape` among the instances of the classes that it is about."""
        flagged = [self._of_class(one) for one in shape.targets]
        nodes = np.flatnonzero(np.logical_or.reduce(flagged)[: self._statements.size])
        if len(nodes):
            yield from self._failures(shape, nodes)

    def _of_class(self, writing: str) -> Flags:
        """Flag the instances of a class and of the classes within it."""
        found = self._instances.get(writing)
        if found is None:
            start = np.array([self._statements.number(writing)], np.int64)
            classes = reached(_SUBCLASSES, start, self._statements).columns[END]
            nodes, types = self._statements.of(self._statements.iri(RDF + "type"))
            found = self._statements.flags(nodes[self._statements.flags(classes)[types]])
            self._instances[writing] = found
        return found

    def _failures(self, shape: Shape, nodes: Many) -> Iterator[Failures]:
        """Yield what breaks `shape` among the distinct `nodes`."""
        rows = self._rows(shape, nodes)
        values = Worth(self._statements, self._statements.distinct(rows.columns[END]))
        for component in shape.components:
            yield from self._component(component, shape, nodes, rows, values)
        for inner in shape.properties:
            yield from self._failures(inner, values.numbers)

    def _rows(self, shape: Shape, nodes: Many) -> Table:
        """Return each of `nodes` with each value it has; a node shape has the node itself for a value."""
        if shape.path is None:
            return Table({START: nodes, END: nodes}, len(nodes))
        pairs = related(shape.path, self._statements)
        return pairs.at(self._statements.flags(nodes)[pairs.columns[START]])

    def _component(
        self, component: Component, shape: Shape, nodes: Many, rows: Table, values: Worth
    ) -> Iterator[Failures]:
        focus, given = rows.columns[START], rows.columns[END]
        match component.name:
            case "closed":
                yield from self._foreign(component, shape, nodes)
            case "minCount":
                yield self._missing(shape, nodes[self._counts(focus, nodes) < int(plain(component.terms[0]))])
            case "maxCount":
                yield self._missing(shape, nodes[self._counts(focus, nodes) > int(plain(component.terms[0]))])
            case "hasValue":
                wanted = self._statements.number(component.terms[0])
                yield self._missing(shape, nodes[self._counts(focus[given == wanted], nodes) == 0])
            case "uniqueLang":
                yield self._missing(shape, self._twice_in_a_language(rows, values))
            case "qualifiedValueShape":
                fitting = self._statements.flags(
                    values.numbers[self._conforming(component.shapes[0], values.numbers)]
                )
                counts = self._counts(focus[fitting[given]], nodes)
                most = component.most
                wrong = (
                    counts < component.least if most is None else (counts < component.least) | (counts > most)
                )
                yield self._missing(shape, nodes[wrong])
            case _:
                broken = self._statements.flags(values.numbers[~self._holding(component, values)])[given]
                yield Failures(shape, focus[broken], given[broken])

    @staticmethod
    def _missing(shape: Shape, focus: Many) -> Failures:
        return Failures(shape, focus, np.full(len(focus), NONE, np.int64))

    def _counts(self, focus: Many, nodes: Many) -> Many:
        counts: Many = np.bincount(focus, minlength=self._statements.size)[nodes]
        return counts

    def _holding(self, component: Component, values: Worth) -> Flags:
        if component.name == "or":
            found: Flags = np.logical_or.reduce(
                [self._conforming(one, values.numbers) for one in component.shapes]
            )
            return found
        if component.name == "class":
            return self._of_class(component.terms[0])[values.numbers]
        return holds(component, values)

    def _conforming(self, shape: Shape, nodes: Many) -> Flags:
        """Return which of the distinct `nodes` break nothing of `shape`."""
        broken = [one.focus for one in self._failures(shape, nodes)]
        return ~self._statements.flags(np.concatenate([np.zeros(0, np.int64), *broken]))[nodes]

    def _twice_in_a_language(self, rows: Table, values: Worth) -> Many:
        codes = np.full(self._statements.size + 1, NONE, np.int64)
        codes[values.numbers] = values.language_codes
        spoken = codes[rows.columns[END]]
        tagged = spoken != NONE
        keys = rows.columns[START][tagged] * (len(values.numbers) + 1) + spoken[tagged]
        distinct, counts = np.unique(keys, return_counts=True)
        return np.unique(distinct[counts > 1] // (len(values.numbers) + 1))

    def _foreign(self, component: Component, shape: Shape, nodes: Many) -> Iterator[Failures]:
        """Yield what `nodes` carry though a closed shape does not name it."""
        allowed = [self._statements.number(one) for one in component.terms]
        flagged = self._statements.flags(nodes)
        for predicate in sorted(set(self._statements.predicates) - set(allowed)):
            subjects, objects = self._statements.of(predicate)
            places = flagged[subjects]
            focus = subjects[places]
            yield Failures(shape, focus, objects[places], np.full(len(focus), predicate, np.int64))
