"""Names in IRIs: readable, the same for the same words, and never one for two different names."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_OTHER = re.compile(r"[^a-z0-9._]+")
_MOST_LETTERS = 48
_DIGEST_LETTERS = 8


def slug(text: str) -> str:
    """Return `text` as a part of an IRI.

    Case and white space make no difference. Where letters are lost, a digest of the words tells the name
    from others that look like it.

    Examples
    --------
    >>> slug("227mm  M142 HIMARS"), slug("7-3174")
    ('227mm_m142_himars', '7-3174')
    >>> slug("BMP-1(P)") == slug("BMP-1 P"), slug("Eleron 10") == slug("Eleron-10")
    (False, False)
    """
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    joined = words.replace("_", "-").replace(" ", "_")
    plain = _OTHER.sub("-", joined).strip("-._")[:_MOST_LETTERS].rstrip("-._")
    if plain and plain == joined and "_" not in words:
        return plain
    digest = hashlib.sha256(words.encode()).hexdigest()[:_DIGEST_LETTERS]
    return f"{plain}-{digest}" if plain else digest
