"""What an import is called, after the title that people give it."""

from __future__ import annotations

import re

from anyascii import anyascii

_OTHER = re.compile(r"[^a-z0-9]+")
_MOST_LETTERS = 48


def import_name(title: str) -> str:
    """Return the name of an import that people call `title`: small letters, digits and hyphens.

    Examples
    --------
    >>> import_name("My losses, 2024"), import_name("2024"), import_name("Втрати")
    ('my-losses-2024', 'table-2024', 'vtrati')
    """
    found = _OTHER.sub("-", anyascii(title).lower()).strip("-")[:_MOST_LETTERS].strip("-")
    return found if found[:1].isalpha() else f"table-{found}".rstrip("-")
