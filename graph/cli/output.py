"""What goes out: results to stdout, remarks to stderr, files whole or not at all; without any library."""

from __future__ import annotations

import os
import re
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_BLANKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
# Terminal escapes (C0, C1), overrides of the reading direction, and halves of surrogate pairs.
_UNSAFE = "\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f"
_HARMFUL = re.compile(f"[\x00-\x1f{_UNSAFE}]")
_HARMFUL_IN_JSON = re.compile(f"[{_UNSAFE}\u2028\u2029]")


def harmless(text: str) -> str:
    """Return `text` on one line, with characters that could fool a reader or a terminal made visible.

    Examples
    --------
    >>> harmless("tank\\x1b[31m\\u202e\\nT-90")
    'tank\\\\x1b[31m\\\\u202e T-90'
    """
    return _HARMFUL.sub(_escape, _BLANKS.sub(" ", text))


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

    return _HARMFUL_IN_JSON.sub(_json_escape, json.dumps(value, ensure_ascii=False, indent=2))


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


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole or not at all: beside its place first, then moved over.

    Parameters
    ----------
    path
        Where to write. A link is followed; a device or a pipe is written to directly.
    chunks
        The content, in pieces.

    Raises
    ------
    StoreError
        If the place cannot be written; what stood there before is untouched.
    """
    from graph.errors import StoreError

    target = path.resolve()
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            _write_through(target, chunks)
        else:
            _write_beside_and_move(target, chunks)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{str(path)!r} cannot be written ({reason}); nothing there was changed.") from error


def _write_through(target: Path, chunks: Iterable[bytes]) -> None:
    with target.open("wb") as stream:
        stream.writelines(chunks)


def _write_beside_and_move(target: Path, chunks: Iterable[bytes]) -> None:
    import tempfile
    from pathlib import Path

    if target.is_dir():
        raise IsADirectoryError(21, "Is a directory")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
        _take_over_permissions(beside, target)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _take_over_permissions(fresh: Path, target: Path) -> None:
    """Give the new file the mode a plain write would have left; `tempfile` makes it private."""
    if target.exists():
        mode = target.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    fresh.chmod(mode)
