"""Templates with ``{names}``, turned into what Python's compiled formatting fills in one step."""

from __future__ import annotations

import re
from collections.abc import Iterable

FIELD = re.compile(r"\{([\w.]+)\}")


def fields(template: str) -> tuple[str, ...]:
    """Return the names in `template`, in their order.

    Examples
    --------
    >>> fields("Loss of {system} by {country}")
    ('system', 'country')
    """
    return tuple(dict.fromkeys(FIELD.findall(template)))


def compiled(template: str, form: str, escape: bool = False) -> str:
    """Return `template` for the ``%`` of Python, each name in this form of its value.

    Examples
    --------
    >>> compiled("100 % of {system}", "quoted")
    '100 %% of %(system/quoted)s'
    """
    from graph.mapping.writing import escaped

    parts = FIELD.split(template)
    for at in range(0, len(parts), 2):
        fixed = escaped(parts[at]) if escape else parts[at]
        parts[at] = fixed.replace("%", "%%")
    for at in range(1, len(parts), 2):
        parts[at] = f"%({parts[at]}/{form})s"
    return "".join(parts)


def fixed_letters(template: str) -> int:
    """Return how many letters `template` has beside its names."""
    return len(FIELD.sub("", template))


def all_fields(templates: Iterable[str]) -> tuple[str, ...]:
    """Return the names in any of `templates`."""
    return tuple(dict.fromkeys(name for template in templates for name in fields(template)))
