"""How many of a weapon were lost by a day, by each source that counts, and where their counts part."""

from graph.tallies.apart import CountsApart
from graph.tallies.comparing import Difference, Excess, Finding
from graph.tallies.figures import Figures
from graph.tallies.reading import read_reckonings
from graph.tallies.reckoning import Entry, Manner, Reckoning
from graph.tallies.scope import Scope, Why, scope_of
from graph.tallies.tallying import Point, Tally, series, tallied

__all__ = [
    "CountsApart",
    "Difference",
    "Entry",
    "Excess",
    "Figures",
    "Finding",
    "Manner",
    "Point",
    "Reckoning",
    "Scope",
    "Tally",
    "Why",
    "read_reckonings",
    "scope_of",
    "series",
    "tallied",
]
