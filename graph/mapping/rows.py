"""The values of a row by the rules of a mapping: all of them, or what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Table

from graph.errors import CellError
from graph.mapping.cells import FILE, Forms, Reader, cells_of, faulty_half
from graph.mapping.format import Mapping, ValueRule
from graph.mapping.items import ItemError, ItemReader
from graph.mapping.lacking import Lack
from graph.mapping.templates import fields, fixed_letters
from graph.settings import BULK_LIMITS
from graph.tables import Row, RowFault

GLOSS_MOST_LETTERS = 300
"""As the shape of a claim has it."""


class RowReader:
    """Reads rows, each with a key that no row before it has.

    Parameters
    ----------
    mapping
        Its rules for values and lists.
    keys
        Keys that are taken from the beginning.
    """

    def __init__(self, mapping: Mapping, keys: Iterable[str] = ()) -> None:
        self._lines = {hash(key): (0, "") for key in keys}
        self.begin(mapping)

    def begin(self, mapping: Mapping, file: str = "") -> None:
        """Read the next table by `mapping`, which may say otherwise than before how its columns are read.

        Parameters
        ----------
        mapping
            The same, for this table.
        file
            The name of the table's file.
        """
        letters = _quoted_letters(mapping)
        self.mapping = mapping
        self.file = file
        self._readers = [Reader(rule, letters) for rule in mapping.values]
        self._lists = [ItemReader(rule, letters) for rule in mapping.lists]

    def read(self, row: Row, document: str) -> tuple[Forms, dict[str, list[Forms]]]:
        """Return the values of `row`, and the items of each of its lists.

        Raises
        ------
        RowError
            If a cell is not what its rule accepts, or the key is that of a row before.
        """
        forms, items = self._read(row)
        self._require_new_key(forms, row.line, document)
        return forms, items

    def _require_new_key(self, forms: Forms, line: int, document: str) -> None:
        key, written = forms[f"{self.mapping.key}/slug"], forms[self.mapping.key]
        before = self._lines.get(hash(key))
        if before is not None:
            rule = next(one for one in self.mapping.values if one.name == self.mapping.key)
            raise RowError(self._column_of(rule), written, _twice(written, *before))
        self._lines[hash(key)] = (line, document)

    def _read(self, row: Row) -> tuple[Forms, dict[str, list[Forms]]]:
        forms: Forms = {}
        values = row.values
        for reader in self._readers:
            rule = reader.rule
            cells = self._cells(rule, values, forms)
            try:
                forms.update(reader.read(cells))
            except CellError as error:
                place = faulty_half(cells) if len(cells) > 1 else 0
                column = rule.columns[place] if len(cells) > 1 else self._column_of(rule)
                raise RowError(column, cells[place], str(error)) from None
        items: dict[str, list[Forms]] = {}
        for one in self._lists:
            try:
                items[one.rule.name] = one.items(values, self._taken(one, items))
            except ItemError as error:
                raise RowError(error.column, error.value, str(error)) from None
            except CellError as error:
                raise RowError(one.rule.column, values.get(one.rule.column, ""), str(error)) from None
        return forms, items

    def lacking(self, row: Row, lack: Lack) -> RowFault:
        """Return the fault of a row that fills none of the values of which it needs one."""
        rules = [one for one in self.mapping.values if one.name in lack.values]
        columns = tuple(dict.fromkeys(filter(None, map(self._column_of, rules))))
        fill = f"fill {' or '.join(map(repr, columns))}" if columns else "the mapping has no value for it"
        column = columns[0] if columns else ""
        return RowFault(
            row.line,
            column,
            row.values.get(column, ""),
            f"{lack.demand.sentence}; this row does not, so {fill}.",
            row.number,
            tuple(row.values.values()),
        )

    def _cells(self, rule: ValueRule, values: Table[str, str], forms: Forms) -> tuple[str, ...]:
        if rule.source:
            return (forms[rule.source],)
        if rule.joined:
            return (" ".join(forms[name] for name in rule.joined if forms[name]),)
        if FILE in rule.columns:
            return cells_of(rule, {FILE: self.file, **values})
        return cells_of(rule, values)

    def _column_of(self, rule: ValueRule) -> str:
        """Return the column that a value comes from, near or far."""
        while rule.source or rule.joined:
            source = rule.source or rule.joined[0]
            rule = next(one for one in self.mapping.values if one.name == source)
        return rule.columns[0] if rule.columns else ""

    def _taken(self, one: ItemReader, items: Table[str, list[Forms]]) -> frozenset[str]:
        if not one.rule.not_in:
            return frozenset()
        name = one.rule.not_in.partition(".")[0]
        return frozenset(item.get(f"{one.rule.not_in}/slug", "") for item in items[name])


def _quoted_letters(mapping: Mapping) -> int:
    """Return how much of a text every gloss of the mapping has room for."""
    rooms = [
        (GLOSS_MOST_LETTERS - fixed_letters(rule.gloss)) // len(fields(rule.gloss))
        for rule in mapping.claims
        if fields(rule.gloss)
    ]
    return min([BULK_LIMITS.import_quoted_letters, *rooms])


def _twice(key: str, line: int, document: str) -> str:
    where = f"the row of line {line:,} of {document.rpartition('/')[2]}" if line else "a row of the import"
    return f"The id {key!r} is that of {where} already; each row has an id of its own."


class RowError(Exception):
    """What is wrong with a row: the column, what stands there, and a sentence."""

    def __init__(self, column: str, value: str, sentence: str) -> None:
        self.column, self.value, self.sentence = column, value, sentence
        super().__init__(sentence)
