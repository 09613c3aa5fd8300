"""What the app says, by key: all of it stands in `graph/ui/text`, a folder a language, a file a page.

Keys are the file's name and the name within it. Where a sentence depends on a number, the file has a form
for one and one for any other; what belongs to data (labels, glosses, sentences of claims) is never here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGE = "en"
_TEXT = Path(__file__).parent / "text"
_COUNT = "n"


def say(key: str, **values: object) -> str:
    """Return the text called `key`, with `values` in their places.

    Parameters
    ----------
    key
        File and name: ``paths.start`` is ``start`` in ``paths.toml``.
    values
        What stands in the braces. ``n`` chooses between the forms for one and for others, and is written
        with separators between thousands. Values are put in as they are: escape what comes from data.

    Raises
    ------
    KeyError
        If there is no such text, or a value for it is missing: a mistake in the program.

    Examples
    --------
    >>> say("words.links", n=1), say("words.links", n=2400)
    ('1 link', '2,400 links')
    """
    found = _catalogue(LANGUAGE)[key]
    if isinstance(found, Mapping):
        found = found["one" if values[_COUNT] == 1 else "other"]
    if not values:
        return found
    return found.format(**{name: _written(value) for name, value in values.items()})


def texts(prefix: str) -> dict[str, str]:
    """Return all texts of the file `prefix` that depend on no number, by their names within it.

    They go to the browser as they are, for what is said there.
    """
    return {
        key.partition(".")[2]: text
        for key, text in _catalogue(LANGUAGE).items()
        if key.startswith(prefix + ".") and isinstance(text, str)
    }


def _written(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else value


@cache
def _catalogue(language: str) -> dict[str, str | Mapping[str, str]]:
    """Return every text of a language by its key; English stands in for what a language lacks."""
    found: dict[str, str | Mapping[str, str]] = {}
    for folder in dict.fromkeys(("en", language)):
        for file in sorted((_TEXT / folder).glob("*.toml")):
            for name, text in tomllib.loads(file.read_text(encoding="utf-8")).items():
                found[f"{file.stem}.{name}"] = text
    return found
