"""The encoding of a file: by its first bytes, as UTF-8 if it is, else by the looks of its letters."""

from __future__ import annotations

import codecs
from typing import IO

from graph.settings import BULK_LIMITS
from graph.tables.lines import raw_lines

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONE_BYTE = ("cp1252", "cp1251", "cp1250", "cp1254", "cp1256", "koi8_r", "mac_roman")
_MORE_BYTES = ("gb18030", "shift_jis", "euc_kr", "big5")
_FALLBACK = "cp1252"
_MOST_SEEN_BYTES = 65_536
_WIDE_SHARE = 0.3
_MOSTLY = 0.5


def encoding_of(stream: IO[bytes], most: int = BULK_LIMITS.table_encoding_bytes) -> str:
    """Return the encoding of `stream`, as Python names it.

    Parameters
    ----------
    stream
        A file from its beginning.
    most
        Bytes that are looked at.

    Examples
    --------
    >>> import io
    >>> encoding_of(io.BytesIO("place\\nBjørnøya\\n".encode()))
    'utf-8'
    >>> encoding_of(io.BytesIO("место\\nБелгород и Курск\\n".encode("cp1251")))
    'cp1251'
    """
    head = stream.read(BULK_LIMITS.import_sniffed_bytes)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if wide := _wide(head):
        return wide
    decoder = codecs.getincrementaldecoder("utf-8")()
    seen = 0
    while head:
        try:
            decoder.decode(head)
        except UnicodeDecodeError:
            return _by_letters(head + stream.read(BULK_LIMITS.import_sniffed_bytes))
        seen += len(head)
        head = stream.read(BULK_LIMITS.import_sniffed_bytes) if seen < most else b""
    return "utf-8"


def _wide(head: bytes) -> str:
    """Return a UTF-16 without a mark: every second byte of most letters is zero there."""
    half = max(len(head) // 2, 1)
    if head[1::2].count(0) / half > _WIDE_SHARE:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) / half > _WIDE_SHARE else ""


def _by_letters(sample: bytes) -> str:
    from io import BytesIO

    from charset_normalizer import from_bytes

    lines = [line for line in raw_lines(BytesIO(sample)) if not line.isascii()]
    if sum(map(_is_utf8, lines)) > len(lines) * _MOSTLY:
        return "utf-8"  # what other encodings write is hardly ever UTF-8: lines of another one were put in
    telling = b"".join(lines)
    found = from_bytes(telling[:_MOST_SEEN_BYTES], cp_isolation=[*_ONE_BYTE, *_MORE_BYTES]).best()
    if found is None or str(found) == telling[:_MOST_SEEN_BYTES].decode(_FALLBACK, "replace"):
        return _FALLBACK  # of those that read the same letters, the one that is met most
    return found.encoding


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
