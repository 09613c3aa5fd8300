"""The items of a row: several values in one cell, or one in each of several columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table

from graph.errors import CellError
from graph.mapping.cells import Forms, Reader
from graph.mapping.format import ListRule
from graph.tables import read_list


class ItemReader:
    """Reads the items of one list.

    Parameters
    ----------
    rule
        Where they stand, and what is taken.
    quoted_letters
        How much of a text is told in a sentence.
    """

    def __init__(self, rule: ListRule, quoted_letters: int) -> None:
        self.rule = rule
        self._readers = [Reader(field, quoted_letters, f"{rule.name}.") for field in rule.fields]

    def column_of(self, values: Table[str, str], fields: Table[str, str]) -> str:  # noqa: ARG002
        """Return the column in which an item stands."""
        return fields["column"] if self.rule.columns else self.rule.column

    def raw(self, values: Table[str, str]) -> Iterator[Table[str, str]]:
        """Yield the fields of each item as they are written.

        Raises
        ------
        CellError
            If the cell is no list.
        """
        rule = self.rule
        if rule.columns:
            names: Iterable[str] = values if "*" in rule.columns else rule.columns
            for name in names:
                if name not in rule.leave_out:
                    yield {"column": name, "cell": values.get(name, "")}
            return
        cell = values.get(rule.column, "")
        if rule.pattern is not None:
            for found in rule.pattern.finditer(cell):
                yield found.groupdict("")
        elif rule.json:
            yield from ({"item": item} for item in read_list(cell))
        elif rule.split is not None:
            yield from ({"item": item.strip()} for item in rule.split.split(cell) if item.strip())

    def items(self, values: Table[str, str], taken: frozenset[str]) -> list[Forms]:
        """Return the items, each once and in order, without those whose first field is among `taken`.

        Raises
        ------
        ItemError
            If a field is not what its rule accepts.
        """
        found: dict[tuple[str, ...], Forms] = {}
        for fields in self.raw(values):
            item = self._item(values, fields)
            if item is None:
                continue
            key = tuple(item.get(f"{reader.name}/slug", "") for reader in self._readers)
            if key[0] not in taken:
                found.setdefault(key, item)
        return list(found.values())

    def _item(self, values: Table[str, str], fields: Table[str, str]) -> Forms | None:
        rule = self.rule
        item: Forms = {}
        for place, reader in enumerate(self._readers):
            source = reader.rule.source
            name = reader.rule.columns[0] if reader.rule.columns else ""
            cell = item.get(f"{rule.name}.{source}", "") if source else fields.get(name, "")
            try:
                item.update(reader.read((cell,)))
            except CellError as error:
                raise ItemError(self.column_of(values, fields), cell, str(error)) from None
            if place == 0 and not self._is_kept(item[reader.name]):
                return None
        return item

    def _is_kept(self, text: str) -> bool:
        rule = self.rule
        if not text or (rule.keep is not None and not rule.keep.search(text)):
            return False
        return rule.drop is None or not rule.drop.search(text)


class ItemError(CellError):
    """A field of an item that is not what its rule accepts, with the column that it stands in."""

    def __init__(self, column: str, value: str, message: str) -> None:
        self.column = column
        self.value = value
        super().__init__(message)
