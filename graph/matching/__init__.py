"""Columns of a table of one's own, matched to what the model asks for, and written down as a mapping."""

from graph.matching.drafting import draft
from graph.matching.guessing import Kinds, guess, order_for
from graph.matching.naming import import_name
from graph.matching.preview import Previewed, preview
from graph.matching.targets import Happening, Matching, Target

__all__ = [
    "Happening",
    "Kinds",
    "Matching",
    "Previewed",
    "Target",
    "draft",
    "guess",
    "import_name",
    "order_for",
    "preview",
]
