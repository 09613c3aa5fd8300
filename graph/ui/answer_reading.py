"""How the cells of an answer are read: labels beside IRIs, terms as a query would write them, quiet types."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.answers import Columns, Kind, Rows, Term, sorted_rows
from graph.model import Value
from graph.namespaces import BASE, XSD, shorten
from graph.ui.opening import Opened
from graph.ui.query_desk import Outcome, Tab
from graph.ui.session import QueryState

_PREFIXED = re.compile(r"[a-z]+:[A-Za-z_][\w-]*")
_UNMARKED = XSD + "string"


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of an answer as they are looked at."""

    opened: Opened
    tab: Tab
    columns: Columns
    rows: Rows
    """In the order that was asked for."""

    @property
    def state(self) -> QueryState:
        """How the answer is looked at."""
        return self.tab.state

    def label(self, term: Term) -> str:
        """Return what people read of a cell: a label, otherwise the term, or the text of a literal."""
        if isinstance(term, Value):
            return term.text
        return (self.opened.known_label(term) or written(term)) if term else ""

    def name_of(self, number: int, column: int | None) -> str:
        """Return what a row is called by `column`; by its number where that holds nothing."""
        return (self.label(self.rows[number][column]) if column is not None else "") or str(number + 1)

    @property
    def naming(self) -> int | None:
        """The column that names the rows: things that have labels, otherwise texts; None where neither is."""
        things = self.columns.of(Kind.THING)
        labelled = [place for place in things if any(self._is_labelled(row[place]) for row in self.rows)]
        found = (*labelled, *self.columns.of(Kind.TEXT), *things, *self.columns.of(Kind.MIXED))
        return next(iter(found), None)

    def _is_labelled(self, term: Term) -> bool:
        return isinstance(term, str) and bool(self.opened.known_label(term))

    def column(self, asked: str, *kinds: Kind) -> int | None:
        """Return the column called `asked`, otherwise the first of `kinds`; None where there is none."""
        fitting = self.columns.of(*kinds)
        named = [place for place in fitting if self.columns.names[place] == asked]
        return next(iter((*named, *fitting)), None)


def read(opened: Opened, tab: Tab, outcome: Outcome) -> Read:
    """Return the rows of `outcome` in the order that the tab asks for; an unknown column orders nothing."""
    made = Read(opened, tab, outcome.columns, outcome.rows)
    name = tab.state.sort.removeprefix("-")
    if name not in outcome.columns.names:
        return made
    place = outcome.columns.names.index(name)
    rows = sorted_rows(outcome.rows, place, made.label, descending=tab.state.sort.startswith("-"))
    return Read(opened, tab, outcome.columns, rows)


def written(iri: str) -> str:
    """Return an IRI or blank node as a query of this graph would write it, as short as that goes.

    Examples
    --------
    >>> written("https://w3id.org/armsgraph/id/actor/x"), written("https://w3id.org/armsgraph/ontology#Claim")
    ('<id/actor/x>', 'ag:Claim')
    >>> written("https://example.org/a"), written("_:b0")
    ('<https://example.org/a>', '_:b0')
    """
    if iri.startswith("_:"):
        return iri
    short = shorten(iri)
    return short if _PREFIXED.fullmatch(short) else f"<{iri.removeprefix(BASE)}>"


def mark(term: Term) -> str:
    """Return the datatype or language of a literal as a short mark; empty for a plain text and what is none.

    Examples
    --------
    >>> mark(Value("7", XSD + "integer")), mark(Value("Humvee", "", "en")), mark(Value("x", XSD + "string"))
    ('xsd:integer', '@en', '')
    """
    if not isinstance(term, Value):
        return ""
    if term.language:
        return f"@{term.language}"
    return "" if term.datatype in ("", _UNMARKED) else shorten(term.datatype)
