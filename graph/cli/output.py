"""What goes out: results to stdout, remarks to stderr, both harmless to look at; without any library."""

from __future__ import annotations

import re
import sys

_BLANKS = r"[\t\n\v\f\r\x85\u2028\u2029]+"
# Terminal escapes (C0, C1), overrides of the reading direction, and halves of surrogate pairs.
_UNSAFE = "\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f"
_HARMFUL = f"[\x00-\x1f{_UNSAFE}]"
_HARMFUL_IN_JSON = f"[{_UNSAFE}\u2028\u2029]"


def harmless(text: str) -> str:
    """Return `text` on one line, with characters that could fool a reader or a terminal made visible.

    Examples
    --------
    >>> harmless("tank\\x1b[31m\\u202e\\nT-90")
    'tank\\\\x1b[31m\\\\u202e T-90'
    """
    if text.isprintable():  # the usual case, in which no pattern need be compiled
        return text
    return re.sub(_HARMFUL, _escape, re.sub(_BLANKS, " ", text))


def _escape(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")


def _json_escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def json_text(value: object) -> str:
    """Return `value` as JSON that is also safe to look at: the same data, harmful characters escaped.

    Examples
    --------
    >>> print(json_text(["Серая колонна", "a\\u202eb"]))
    [
      "Серая колонна",
      "a\\u202eb"
    ]
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    if text.replace("\n", "").isprintable():
        return text
    return re.sub(_HARMFUL_IN_JSON, _json_escape, text)


def write_json(value: object) -> None:
    """Print `value` as JSON, which is UTF-8 whatever the terminal's encoding."""
    write_bytes((json_text(value) + "\n").encode("utf-8"))


def write_line(text: str = "") -> None:
    """Print one line of a result; what the terminal's encoding lacks becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def write_bytes(content: bytes) -> None:
    """Print bytes as they are."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # stdout was replaced by a text stream, as tests and notebooks do
        sys.stdout.write(content.decode("utf-8"))
        return
    sys.stdout.flush()
    buffer.write(content)


def note(text: str) -> None:
    """Print a remark that is no result, made harmless, to stderr."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(harmless(text).encode(encoding, "replace").decode(encoding) + "\n")


def to_terminal() -> bool:
    """Return whether a person at a terminal is reading the results."""
    return sys.stdout.isatty()
