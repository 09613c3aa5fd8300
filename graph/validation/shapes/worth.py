"""Which values keep a constraint that looks at nothing but the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.namespaces import SH
from graph.triples import NONE, TermKind
from graph.validation.readings import well_formed
from graph.validation.shapes.reading import plain
from graph.validation.shapes.values import Component
from graph.validation.statements import Flags, Many, Statements

_KINDS = {
    f"<{SH}IRI>": (TermKind.IRI,),
    f"<{SH}BlankNode>": (TermKind.BLANK,),
    f"<{SH}Literal>": (TermKind.LITERAL,),
    f"<{SH}BlankNodeOrIRI>": (TermKind.BLANK, TermKind.IRI),
    f"<{SH}BlankNodeOrLiteral>": (TermKind.BLANK, TermKind.LITERAL),
    f"<{SH}IRIOrLiteral>": (TermKind.IRI, TermKind.LITERAL),
}


class Worth:
    """Distinct terms, with what constraints ask of them, read when it is first asked."""

    def __init__(self, statements: Statements, numbers: Many) -> None:
        self.statements = statements
        self.numbers = numbers

    @cached_property
    def kinds(self) -> NDArray[np.uint8]:
        """The kind of each."""
        return self.statements.kinds(self.numbers)

    @cached_property
    def texts(self) -> list[str]:
        """The IRI, label or lexical form of each."""
        return self.statements.values(self.numbers)

    @cached_property
    def languages(self) -> list[str]:
        """The language of each; empty for what has none."""
        found = [""] * len(self.numbers)
        literal = np.flatnonzero(self.kinds == TermKind.LITERAL)
        for place, language in zip(
            literal.tolist(), self.statements.languages(self.numbers[literal]), strict=True
        ):
            found[place] = language
        return found

    @cached_property
    def language_codes(self) -> Many:
        """A number for the language of each, the same for the same; `NONE` for what has none."""
        codes: dict[str, int] = {"": NONE}
        return np.array([codes.setdefault(one, len(codes)) for one in self.languages], np.int64)

    @cached_property
    def lengths(self) -> Many:
        """How many code points the text of each has."""
        return np.array([len(text) for text in self.texts], np.int64)


def holds(component: Component, values: Worth) -> Flags:
    """Return which of `values` keep `component`, which looks at nothing but the value."""
    found: Flags = _JUDGES[component.name](component.terms, values)
    return found


def _of_kind(terms: Sequence[str], values: Worth) -> Flags:
    return np.isin(values.kinds, _KINDS[terms[0]])


def _one_of(terms: Sequence[str], values: Worth) -> Flags:
    return np.isin(values.numbers, [values.statements.number(one) for one in terms])


def _at_least(terms: Sequence[str], values: Worth) -> Flags:
    found: Flags = values.statements.numeric(values.numbers) >= int(plain(terms[0]))
    return found


def _long_enough(terms: Sequence[str], values: Worth) -> Flags:
    least = int(plain(terms[0]))
    found: Flags = (values.lengths >= least) & ((values.kinds != TermKind.BLANK) | (least == 0))
    return found


def _short_enough(terms: Sequence[str], values: Worth) -> Flags:
    found: Flags = (values.lengths <= int(plain(terms[0]))) & (values.kinds != TermKind.BLANK)
    return found


def _matching(terms: Sequence[str], values: Worth) -> Flags:
    search = re.compile(plain(terms[0])).search
    found = np.array([search(text) is not None for text in values.texts], np.bool_)
    found[values.kinds == TermKind.BLANK] = False
    return found


def _of_datatype(terms: Sequence[str], values: Worth) -> Flags:
    found: Flags = values.statements.datatypes(values.numbers) == values.statements.number(terms[0])
    fits = well_formed(terms[0][1:-1])
    if fits is not None:
        places = np.flatnonzero(found)
        found[places] = [fits(text) for text in values.statements.values(values.numbers[places])]
    return found


def _in_language(terms: Sequence[str], values: Worth) -> Flags:
    wanted = [plain(one).lower() for one in terms]
    heads = tuple(f"{one}-" for one in wanted)
    judged = {one: one in wanted or one.startswith(heads) for one in set(values.languages)}
    return np.array([judged[one] for one in values.languages], np.bool_)


_JUDGES: dict[str, Callable[[Sequence[str], Worth], Flags]] = {
    "datatype": _of_datatype,
    "nodeKind": _of_kind,
    "in": _one_of,
    "languageIn": _in_language,
    "minInclusive": _at_least,
    "minLength": _long_enough,
    "maxLength": _short_enough,
    "pattern": _matching,
}
