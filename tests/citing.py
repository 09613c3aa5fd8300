"""A raid that outlets report: what tests of citations and of their drawings begin with."""

from __future__ import annotations

from graph.citations import archive_of, origin_report
from graph.lexicon import Lexicon
from making import proposition

RAID = proposition("i/raid", "perpetrator", "a/grey")
OUTLETS = ("a/post", "a/wire", "a/blog", "actor/paper", *(f"a/{number}" for number in range(7)))
LEXICON = Lexicon(
    types={
        **dict.fromkeys(OUTLETS, ("MediaOutlet", "Organization", "Actor")),
        **dict.fromkeys(("a/hale", "a/petrov", "a/office", "a/north"), ("Actor",)),
        **dict.fromkeys(("a/officials", "a/somebody"), ("UnnamedSource", "Actor")),
    }
)


def reported(*claims, known=()):
    return origin_report(claims, archive_of((*known, *claims), LEXICON))
