"""Read shapes: those components of SHACL Core that the shapes use, and a loud refusal of any other.

It is no SHACL engine beyond that: no targets but classes, no SHACL-SPARQL, no paths that repeat.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.errors import OntologyError
from graph.namespaces import RDF, SH, local_name
from graph.validation.checks.values import Alternative, Constant, Inverse, Path, Sequence, Step
from graph.validation.readings import well_formed
from graph.validation.reporting import SEVERITIES
from graph.validation.shapes.values import Component, Shape

_COUNTS = frozenset(("minCount", "maxCount", "minLength", "maxLength", "minInclusive"))
_OF_ONE_TERM = frozenset(("class", "datatype", "nodeKind", "pattern", "hasValue", "uniqueLang")) | _COUNTS
_OF_A_LIST = frozenset(("in", "languageIn"))
_SAID_WITH_ANOTHER = frozenset(("ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount"))
_SAYING = frozenset(("path", "property", "targetClass", "message", "severity"))
_INTEGER = re.compile(r'"(\d+)"\^\^<http://www\.w3\.org/2001/XMLSchema#integer>')
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(slots=True)
class _Graph:
    """The triples of all files, and which file describes what."""

    said: dict[Term, dict[str, list[Term]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    files: dict[Term, str] = field(default_factory=dict)

    def members(self, term: Term) -> list[Term]:
        """Return the members of a list."""
        found = []
        while str(term) != f"<{RDF}nil>":
            found += self.said[term][RDF + "first"][:1]
            term = next(iter(self.said[term][RDF + "rest"]), ox.NamedNode(RDF + "nil"))
        return found


def parse_shapes(files: Mapping[str, Iterable[ox.Triple]]) -> tuple[Shape, ...]:
    """Return the shapes that judge instances of classes, of all `files` together.

    Raises
    ------
    OntologyError
        If a shape uses what is not known here, or is broken; the message names its file.
    """
    graph = _Graph()
    for name, triples in files.items():
        for triple in triples:
            graph.said[triple.subject][triple.predicate.value].append(triple.object)
            graph.files[triple.subject] = name
    judging = [node for node, said in list(graph.said.items()) if SH + "targetClass" in said]
    return tuple(_Reading(graph, local_name(getattr(node, "value", ""))).shape(node) for node in judging)


@dataclass(slots=True)
class _Reading:
    """The reading of one named shape with all that belongs to it."""

    graph: _Graph
    rule: str
    file: str = ""

    def shape(self, node: Term) -> Shape:
        said = self.graph.said[node]
        self.file = self.graph.files.get(node, self.file)
        for predicate in said:
            self._refuse_unknown(predicate, said[predicate])
        paths = said.get(SH + "path", [])
        return Shape(
            rule=self.rule,
            file=self.file,
            path=self._path(paths[0]) if paths else None,
            path_text=self._path_text(paths[0]) if paths else "",
            message=" ".join(sorted(_value(one) for one in said.get(SH + "message", []))),
            severity=SEVERITIES.get(
                local_name(_value(next(iter(said.get(SH + "severity", [])), node))), "violation"
            ),
            targets=tuple(str(one) for one in said.get(SH + "targetClass", [])),
            components=tuple(self._components(said)),
            properties=tuple(self.shape(one) for one in said.get(SH + "property", [])),
        )

    def _refuse_unknown(self, predicate: str, terms: Iterable[Term]) -> None:
        name = predicate.removeprefix(SH)
        known = (
            _OF_ONE_TERM | _OF_A_LIST | _SAID_WITH_ANOTHER | _SAYING | {"or", "closed", "qualifiedValueShape"}
        )
        if predicate == RDF + "type":
            foreign = [
                str(one) for one in terms if _value(one) not in {SH + "NodeShape", SH + "PropertyShape"}
            ]
            if foreign:
                raise self._broken(f"it is also a {foreign[0]}")
        elif name not in known or predicate == name:
            raise self._broken(
                f"it uses <{predicate}>, which is not known here; known are sh:{', sh:'.join(sorted(known))}"
            )

    def _broken(self, what: str) -> OntologyError:
        return OntologyError(f"{self.file} holds a broken shape, {self.rule}: {what}.")

    def _components(self, said: Mapping[str, list[Term]]) -> Iterable[Component]:
        for predicate, terms in said.items():
            name = predicate.removeprefix(SH)
            if name in _OF_ONE_TERM:
                yield from (self._of_term(name, str(one)) for one in terms)
            elif name in _OF_A_LIST:
                members = (self.graph.members(one) for one in terms)
                yield from (Component(name, tuple(str(one) for one in found)) for found in members)
            elif name == "or":
                for one in terms:
                    yield Component(
                        name, shapes=tuple(self.shape(member) for member in self.graph.members(one))
                    )
            elif name == "qualifiedValueShape":
                yield self._qualified(said, terms[0])
            elif name == "closed" and _value(terms[0]) == "true":
                yield self._closed(said)

    def _of_term(self, name: str, writing: str) -> Component:
        if name in _COUNTS and not _INTEGER.fullmatch(writing):
            raise self._broken(f"sh:{name} is {writing}, and should be an integer from 0")
        if name == "datatype":
            try:
                well_formed(writing[1:-1])
            except KeyError:
                raise self._broken(f"nothing is known here of the datatype {writing}") from None
        if name == "pattern":
            self._refuse_broken_pattern(writing)
        return Component(name, (writing,))

    def _refuse_broken_pattern(self, writing: str) -> None:
        try:
            re.compile(plain(writing))
        except re.error as fault:
            raise self._broken(f"sh:pattern {writing} is no regular expression: {fault}") from fault

    def _qualified(self, said: Mapping[str, list[Term]], shape: Term) -> Component:
        bounds = [
            self._of_term("minCount", str(said[SH + name][0])).terms[0] if SH + name in said else None
            for name in ("qualifiedMinCount", "qualifiedMaxCount")
        ]
        least, most = (None if bound is None else int(plain(bound)) for bound in bounds)
        return Component("qualifiedValueShape", shapes=(self.shape(shape),), least=least or 0, most=most)

    def _closed(self, said: Mapping[str, list[Term]]) -> Component:
        """Return the component that lets a node carry what its property shapes name, and what is ignored."""
        paths = [path for one in said.get(SH + "property", []) for path in self.graph.said[one][SH + "path"]]
        ignored = [
            one for given in said.get(SH + "ignoredProperties", []) for one in self.graph.members(given)
        ]
        return Component(
            "closed", tuple(str(one) for one in (*paths, *ignored) if isinstance(one, ox.NamedNode))
        )

    def _path(self, node: Term) -> Path:
        if isinstance(node, ox.NamedNode):
            return Step(Constant(str(node)))
        said = self.graph.said[node]
        if SH + "inversePath" in said:
            return Inverse(self._path(said[SH + "inversePath"][0]))
        if SH + "alternativePath" in said:
            members = self.graph.members(said[SH + "alternativePath"][0])
            return Alternative(tuple(map(self._path, members)))
        members = self.graph.members(node)
        if not members:
            raise self._broken(
                "its sh:path is neither a property nor an inverse, alternative or sequence of them"
            )
        return Sequence(tuple(map(self._path, members)))

    def _path_text(self, node: Term) -> str:
        """Return a path as violations name it: alternatives have no name."""
        if isinstance(node, ox.NamedNode):
            return node.value
        said = self.graph.said[node]
        if SH + "inversePath" in said:
            return f"^{_value(said[SH + 'inversePath'][0])}"
        return "/".join(_value(one) for one in self.graph.members(node))


def plain(writing: str) -> str:
    """Return the lexical form of a literal, from its writing."""
    from graph.triples.layout import value_of

    return value_of(writing)


def _value(term: Term) -> str:
    return str(getattr(term, "value", term))
