"""From a row to its statements in N-Triples, each once in an import; or to what is wrong with it.

A row is taken whole or not at all: all its cells are read before the first statement is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field

from graph.mapping.blocks import (
    CLAIM,
    DOCUMENT,
    LINE,
    PROPOSITION,
    THING,
    Blocks,
    ClaimBlock,
    Optional,
    ThingBlock,
    is_made,
    place,
)
from graph.mapping.cells import Forms
from graph.mapping.format import Mapping
from graph.mapping.lacking import Lacking
from graph.mapping.rows import RowError, RowReader
from graph.mapping.writing import ag
from graph.tables import Row, RowFault

_NUMBER = "!number"


@dataclass(slots=True)
class Told:
    """What has been made of rows so far."""

    rows: int = 0
    claims: int = 0
    propositions: int = 0
    things: int = 0
    triples: int = 0
    silent: int = 0
    """Rows that say nothing under the mapping: no claim could be made of their values."""


@dataclass(frozen=True, slots=True)
class Statements:
    """What one row says."""

    key: str
    """The row's own id, as it stands in its IRIs."""
    text: str
    """N-Triples, a statement a line; empty where all of it was said before."""


@dataclass(slots=True)
class _Made:
    """What is being made of one row."""

    forms: Forms
    items: Table[str, list[Forms]]
    out: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    """What of this row alone is written already."""
    claims: dict[str, list[str]] = field(default_factory=dict)
    """The places of the claims that each rule made."""
    speakers: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """The places of claims by proposition and claimant."""
    spoke: bool = False
    """Whether any claim could be made, said before or not."""
    waiting: list[tuple[ClaimBlock, str, str, str]] = field(default_factory=list)
    """Claims with relays: block, claim, proposition, claimant."""


class Applier:
    """Makes statements of rows, one import long.

    Parameters
    ----------
    mapping
        The mapping.
    known
        Places of shared things and shared claims that are written already, where rows are added to an
        import.
    keys
        Keys of rows that are held already.

    Attributes
    ----------
    told
        What has been made so far.
    last
        The values of the row that came last.
    """

    def __init__(self, mapping: Mapping, known: Iterable[str] = (), keys: Iterable[str] = ()) -> None:
        self.mapping = mapping
        self.told = Told()
        self.last: Forms = {}
        self._rows = RowReader(mapping, keys)
        blocks = Blocks(mapping)
        self._things = {block.slot: block for block in map(blocks.thing, mapping.things)}
        self._claims = [blocks.claim(rule) for rule in mapping.claims]
        self._bound = {
            block.slot for block in self._things.values() if f"%({mapping.key}/slug)s" in block.place
        }
        self._row_things = {slot for slot, block in self._things.items() if not block.listed}
        self._lacking = Lacking(mapping, self._things, self._claims)
        self._iri = blocks.iri
        self._known = set(known)
        self._relayed = ag("relayedFrom")

    def begin(self, mapping: Mapping, file: str = "") -> None:
        """Read the next table, called `file`, by this form of the mapping; see `graph.mapping.fitting`."""
        self._rows.begin(mapping, file)

    @property
    def file(self) -> str:
        """The name of the file that the rows come from."""
        return self._rows.file

    @file.setter
    def file(self, name: str) -> None:
        self._rows.file = name

    def apply(self, row: Row, document: str) -> Statements | RowFault:
        """Return what `row` says in the table that is the document at `document`, or what is wrong with it.

        Parameters
        ----------
        row
            Of a table that has the columns of the mapping.
        document
            The place of the table's document among the IRIs of the import.
        """
        try:
            forms, items = self._rows.read(row, document)
        except RowError as error:
            return RowFault(
                row.line, error.column, error.value, error.sentence, row.number, tuple(row.values.values())
            )
        self.last = forms
        forms[DOCUMENT] = document
        forms[LINE] = str(row.line)
        made = _Made(forms, items)
        place(self._things, self._row_things, forms)
        if lack := self._lacking.of(forms, items):
            return self._rows.lacking(row, lack)
        for block in self._claims:
            if block.rule.each:
                self._claim_of_each(block, made, items[block.rule.each])
            else:
                self._claim(block, made, forms)
        self._relay(made)
        text = "".join(made.out)
        self.told.rows += 1
        self.told.silent += not made.spoke
        self.told.triples += text.count("\n")
        return Statements(forms[f"{self.mapping.key}/slug"], text)

    def thing(self, name: str) -> str:
        """Return the statements of a thing of a fixed IRI; empty where they were made before."""
        made = _Made({}, {})
        place(self._things, [THING + name], made.forms)
        self._thing(THING + name, made, made.forms)
        text = "".join(made.out)
        self.told.triples += text.count("\n")
        return text

    def _claim_of_each(self, block: ClaimBlock, made: _Made, items: list[Forms]) -> None:
        listed = self._things.keys() - self._row_things
        for number, item in enumerate(items, 1):
            forms = {**made.forms, **item, _NUMBER: str(number)}
            place(self._things, listed, forms)
            self._claim(block, made, forms)

    def _claim(self, block: ClaimBlock, made: _Made, forms: Forms) -> None:
        if not is_made(block, forms):
            return
        made.spoke = True
        proposition = block.proposition_place % forms
        if not block.bound and not self._is_first(block, proposition, forms):
            return
        for slot in block.things:
            self._thing(slot, made, forms)
        forms[PROPOSITION] = proposition
        if self._is_new(proposition, block.bound, made):
            made.out.append(block.proposition % forms)
            self.told.propositions += 1
        claim = forms[CLAIM] = block.claim_place % forms
        made.out.append(block.claim % forms)
        _add(block.extras, made, forms)
        self.told.claims += 1
        made.claims.setdefault(block.rule.name, []).append(claim)
        claimant = forms[block.claimant]
        made.speakers.setdefault((proposition, claimant), []).append(claim)
        if block.relays or block.rule.relayed_from_said_by:
            made.waiting.append((block, claim, proposition, claimant))

    def _is_first(self, block: ClaimBlock, proposition: str, forms: Forms) -> bool:
        """Return whether what is of no single row has not been said yet, or not by this one of a list."""
        if block.rule.each and not block.rule.one:
            return self._is_new_claim(block.claim_place % forms)
        if proposition in self._known:
            return False
        return not block.rule.one or self._is_new_subject(proposition)

    def _is_new_claim(self, claim: str) -> bool:
        if claim in self._known:
            return False
        self._known.add(claim)
        return True

    def _is_new_subject(self, proposition: str) -> bool:
        about = proposition.rpartition("/")[0]
        if about in self._known:
            return False
        self._known.add(about)
        return True

    def _thing(self, slot: str, made: _Made, forms: Forms) -> None:
        block = self._things[slot]
        if not self._is_new(forms[slot], slot in self._bound, made):
            return
        made.out.append(block.text % forms)
        _add(block.extras, made, forms)
        self.told.things += not block.document
        if block.outlet:
            self._thing(block.outlet, made, forms)

    def _is_new(self, place: str, bound: bool, made: _Made) -> bool:
        known = made.places if bound else self._known
        if place in known:
            return False
        known.add(place)
        return True

    def _relay(self, made: _Made) -> None:
        """Say from which claims of the row others were taken, once all of them are made."""
        for block, claim, proposition, claimant in made.waiting:
            sources = [one for name in block.relays for one in made.claims.get(name, ())]
            sources += self._said_by(block, made, proposition, claimant)
            for source in dict.fromkeys(sources):
                if source != claim:
                    made.out.append(f"{self._iri(claim)} {self._relayed} {self._iri(source)} .\n")

    def _said_by(self, block: ClaimBlock, made: _Made, proposition: str, claimant: str) -> list[str]:
        named = {
            self._things[slot].place % {**made.forms, **item}
            for slot in (THING + name for name in block.rule.relayed_from_said_by)
            for item in made.items[_list_of(self._things[slot])]
            if all(item.get(name) for name in self._things[slot].needs if "." in name)
        }
        if claimant in named:
            return []
        return [claim for speaker in sorted(named) for claim in made.speakers.get((proposition, speaker), ())]


def _list_of(block: ThingBlock) -> str:
    """Return the list whose items a thing is made of."""
    return next(name for name in block.needs if "." in name).partition(".")[0]


def _add(extras: Iterable[Optional], made: _Made, forms: Forms) -> None:
    for extra in extras:
        if forms.get(extra.needs):
            made.out.append(extra.text % forms)
