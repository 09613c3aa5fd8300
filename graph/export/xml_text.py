"""XML piece by piece: elements as strings, with every character that XML 1.0 forbids replaced.

A writer yields its file in pieces instead of building a tree, so memory stays flat however large the
graph is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_TEXT = {"\r": "&#13;"}
_ATTRIBUTE = {**_TEXT, "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def allowed(text: str) -> str:
    """Return `text` with the characters that no XML 1.0 file may hold replaced by U+FFFD.

    Examples
    --------
    >>> allowed("a" + chr(0) + "b")
    'a\N{REPLACEMENT CHARACTER}b'
    """
    return _FORBIDDEN.sub(_REPLACEMENT, text)


def unturned(text: str) -> str:
    """Return `text` without the invisible marks that change the order of the letters around them.

    Right-to-left letters keep their own order; what goes is what could make a label read as another.

    Examples
    --------
    >>> unturned("a" + chr(0x202E) + "b")
    'ab'
    """
    return _TURNING.sub("", text)


def text_of(value: object) -> str:
    """Return `value` as the text of an element."""
    return escape(allowed(str(value)), _TEXT)


def start(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    """Return a start tag, or with `empty` a whole element without content.

    Examples
    --------
    >>> start("node", {"label": 'a "b" <c>'}, empty=True)
    '<node label="a &quot;b&quot; &lt;c&gt;"/>'
    """
    written = "".join(
        f' {key}="{escape(allowed(str(value)), _ATTRIBUTE)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}{'/' if empty else ''}>"


def element(name: str, attributes: Mapping[str, object], text: object) -> str:
    """Return an element that holds only text."""
    return f"{start(name, attributes)}{text_of(text)}</{name}>"


def comment(text: str) -> str:
    """Return a comment; the two hyphens that a comment may not hold are set apart."""
    return f"<!-- {re.sub('-(?=-)', '- ', allowed(text))} -->\n"
