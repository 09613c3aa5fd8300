"""What an analysis says in sentences, and what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.central import Measure
from graph.analytics.periods import Basis
from graph.analytics.series import What
from graph.analytics.tables import counted_words
from graph.lexicon import words_of
from graph.sentences import counted, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.analytics.findings import (
        Centrality,
        Communities,
        Community,
        Course,
        Extent,
        Found,
        Motifs,
        Structure,
    )
    from graph.analytics.series import Series

SAYS: Mapping[Measure, str] = {
    Measure.LINKS: "how many links lead to or from an entity",
    Measure.LINKS_IN: "of how many links an entity is the object",
    Measure.LINKS_OUT: "of how many links an entity is the subject",
    Measure.NEIGHBOURS: "how many other entities an entity is linked to, several links counting once",
    Measure.ORIGINS: "how many named origins the links of an entity have, together",
    Measure.CORE: "how many neighbours each has, at least, among those to whom an entity belongs",
    Measure.BETWEENNESS: "through whom the shortest paths between all others lead, as a share of all pairs",
    Measure.HARMONIC: "how near an entity is to all others: the mean of one over the distance to each",
    Measure.PAGERANK: "where one ends up who follows links from subject to object at random",
    Measure.EIGENVECTOR: "who is linked to those who are themselves well linked; the highest is 1",
}
"""What each measure tells."""
_REPORTED = "It tells who is central in what was reported here, which need not be so in the world"
SAYS_NOT: Mapping[Measure, str] = {
    Measure.LINKS: f"{_REPORTED}: who is written about most has most links.",
    Measure.LINKS_IN: f"{_REPORTED}: which end is the object depends on the wording of a relation.",
    Measure.LINKS_OUT: f"{_REPORTED}: which end is the subject depends on the wording of a relation.",
    Measure.NEIGHBOURS: f"{_REPORTED}: who is written about most has most neighbours.",
    Measure.ORIGINS: f"{_REPORTED}: many origins that say one thing need not be right.",
    Measure.CORE: f"{_REPORTED}: who is written about together is close, whether as friends or as enemies.",
    Measure.BETWEENNESS: f"{_REPORTED}: no goods and no orders need to have gone along these paths.",
    Measure.HARMONIC: f"{_REPORTED}: a place or a war that many share makes them near to each other.",
    Measure.PAGERANK: f"{_REPORTED}: links here are no votes, as those between web pages may be.",
    Measure.EIGENVECTOR: f"{_REPORTED}: to be linked to an enemy counts like being linked to a friend.",
}
"""What nobody should read into each measure."""
COMMUNITIES_SAY_NOT = (
    "It does not say that members act together: enemies in one battle are in one community, "
    "and what one article tells of lies together."
)
STRUCTURE_SAYS_NOT = (
    "It does not say that a connection is lacking in the world: it may only not be reported in what was read."
)
SERIES_SAYS_NOT: Mapping[What, str] = {
    What.LINKS: "A rise may be one of reporting: what nobody wrote down is in no period.",
    What.INCIDENTS: "A rise may be one of reporting: what nobody wrote down is in no period.",
    What.CLAIMS: "It tells how much was said, not how much took place.",
    What.LOSSES: (
        "It tells how often losses were seen or claimed, not all that there were; running counts are shown"
        " for a weapon only."
    ),
    What.KILLED: "Parts of other incidents may be counted twice, and who was not counted is in no period.",
}
_BASIS = {
    Basis.EVENT: "by the day on which the incident took place",
    Basis.SAID: "by when it was first said",
    Basis.PUBLISHED: "by when it was first published",
}
_UNITS = {
    What.LINKS: "link",
    What.INCIDENTS: "incident",
    What.CLAIMS: "claim",
    What.LOSSES: "reported loss",
    What.KILLED: "incident that has a figure of the killed",
}

_ONE_EACH = frozenset({"class", "relation", "status", "stance", "claimant", "outlet"})
"""What a thing has one of."""
_PLURALS = {
    What.LOSSES: "reported losses",
    What.KILLED: "incidents that have a figure of the killed",
}


def extent_sentence(extent: Extent) -> str:
    """Return what network it is, such as ``Of 260 entities and 392 links; 18 links ... are left out.``."""
    place = ""
    if extent.around:
        place = f" within {counted(extent.steps, 'step')} of {extent.around.label}"
    elif extent.is_view:
        place = " of the picture"
    said = f"Of {_entities(extent.entities)} and {counted(extent.links, 'link')}{place}"
    alone = f", {extent.alone:,} without a link" if extent.alone else ""
    denied = ""
    if extent.denied:
        left = "are in it" if extent.with_denied else "are left out"
        left = left.replace("are", "is") if extent.denied == 1 else left
        denied = f"; {counted(extent.denied, 'link')} that somebody denies and nobody asserts {left}"
    return f"{said}{alone}{denied}."


def centrality_sentence(found: Centrality) -> str:
    """Return who is most central by what, and how that was measured."""
    if not found.top:
        return "There is no link here, so nobody is central."
    first = listed(one.entity.label for one in found.top[:3])
    said = f"{first} come first" if len(found.top) > 1 else f"{first} comes first"
    sentence = f"{said} by {found.measure.value}: {SAYS[found.measure]}.{_weighed(found.weighted)}"
    if found.sampled:
        sentence += (
            f" It is estimated from paths that begin at {found.sampled:,} of {_entities(found.measured)},"
            " always the same: near values may be in another order."
        )
    elif found.measured < found.extent.entities:
        sentence += (
            f" It is measured among the {_entities(found.measured)} of the largest connected part, and says"
            " nothing of the others."
        )
    return sentence


def communities_sentence(found: Communities) -> str:
    """Return how many communities there are, and how clear they are."""
    if not found.in_all:
        return "There is no link here, so there are no communities."
    number = counted(found.in_all, "community", "communities")
    largest = found.found[0].size if found.found else 0
    return (
        f"{number}, the largest of {_entities(largest)}, with a modularity of {found.modularity:.2f}: "
        "0 were as by chance, and nearly 1 where hardly any link leads from one to another."
        f"{_weighed(found.weighted)}"
        + ("" if found.resolution == 1 else f" The resolution is {found.resolution:g}: {_resolved(found)}.")
    )


def _resolved(found: Communities) -> str:
    return "more and smaller ones than at 1" if found.resolution > 1 else "fewer and larger ones than at 1"


def _weighed(weighted: bool) -> str:
    return " Links count by their strength: named origins, status, unnamed origins." if weighted else ""


def community_title(found: Community) -> str:
    """Return what a community may be called: by its number and who is best connected in it."""
    return f"{found.number}: {listed(one.entity.label for one in found.members[:2])}"


def community_sentence(found: Community) -> str:
    """Return a community in one paragraph: how large it is, who is in it, and what it is made of."""
    kinds = ", ".join(f"{words_of(kind)} {n:,}" for kind, n in found.kinds)
    return (
        f"{community_title(found)}. {_entities(found.size)}, {counted(found.inside, 'link')} inside and"
        f" {found.outward:,} outward. Best connected: {', '.join(one.entity.label for one in found.members)}."
        f" Links: {counted_words(found.relations)}. Classes: {kinds}."
    )


def structure_sentence(found: Structure) -> str:
    """Return into how many parts it falls and how many entities and connections hold these together."""
    if not found.components:
        return "There is no link here, so nothing hangs together."
    parts = counted(len(found.components), "connected part")
    return (
        f"{parts}, the largest of {_entities(found.components[0])}; "
        f"{_entities(found.points_in_all)} and {counted(found.bridges_in_all, 'connection')} "
        "of which each holds others to the rest all by itself."
    )


def motifs_sentence(found: Motifs) -> str:
    """Return how often a pattern is found, and whether that is all."""
    if not found.chains:
        more = " as far as was looked" if found.cut else ""
        return f"“{found.pattern.title}” is found nowhere here{more}."
    least = "at least " if found.cut else ""
    each = found.pattern.each
    groups = counted(found.groups, each[0] if len(each) == 1 else "combination")
    of = "" if len(each) == 1 else f" of {listed(each)}"
    said = (
        f"“{found.pattern.title}” is found {least}{counted(found.chains, 'time')}, for {least}{groups}{of}"
        + (
            "."
            if found.pattern.at_least == 1
            else f" with {found.pattern.at_least} or more of {found.pattern.counted}."
        )
    )
    return (
        f"{said} There is more than was put together: what stands weakest was left out."
        if found.cut
        else said
    )


def found_sentence(found: Found, motifs: Motifs) -> str:
    """Return what the best standing chain of one row says."""
    return motifs.pattern.sentence.format(**{blank: one.label for blank, one in found.blanks})


def weakest_sentence(found: Found) -> str:
    """Return how the weakest link of a chain stands, such as ``Its weakest link, item, is disputed, ...``."""
    link = found.links[found.weakest]
    standing = link.standing
    named = counted(standing.origins, "named origin") if standing.origins else "no named origin"
    unnamed = f" and {standing.unknown_origins:,} unnamed" if standing.unknown_origins else ""
    status = standing.status.value.replace("-", " ")
    return f"Its weakest link, “{link.predicate.label}”, is {status}, with {named}{unnamed}."


def course_sentence(found: Course) -> str:
    """Return what is counted, by which date, over what time, and what is counted apart."""
    series, unit = found.series, _UNITS[found.what]
    by = _BASIS[found.basis]
    by = by.replace("it was first", "it was") if found.what is What.CLAIMS else by
    of = f" of {found.of.label}" if found.of else ""
    if not series.periods:
        return f"No {unit}{of} is dated to a {series.each.value} {by}.{_apart(series)}"
    first, last = series.periods[0], series.periods[-1]
    span = f"{first} to {last}" if len(series.periods) > 1 else first
    if series.running and found.what is What.LOSSES and not found.split and _from_sources(series):
        sources = counted(len(series.lines), "source")
        return (
            f"Losses{of} by {sources}, {span}: running counts at the end of each {series.each.value}, by the"
            f" days that the sources give; a {series.each.value} without a count keeps the one before."
        )
    cut = f" {counted(series.cut, f'earlier {series.each.value}')} not shown." if series.cut else ""
    running = ", counted from the beginning on" if series.running else ""
    return (
        f"{counted(series.dated, unit, _PLURALS.get(found.what, ''))}{of}, {span}, {by}{running}."
        f"{cut}{_parted(found)}{_apart(series)}"
    )


def _from_sources(series: Series) -> bool:
    return [line.name for line in series.lines] != [What.LOSSES.value]


def _parted(found: Course) -> str:
    """Return by what it is parted, and that lines may hold the same."""
    if not found.split:
        return ""
    words = words_of(found.split)
    several = "" if found.split in _ONE_EACH else " what has several is in the line of each;"
    return f" Parted by {words}:{several} the largest have lines of their own."


def _apart(series: Series) -> str:
    said = ""
    if series.inexact:
        said += (
            f" Counted apart: {series.inexact:,} dated less exactly than a {series.each.value},"
            f" or to different {series.each.value}s."
        )
    if series.undated:
        said += f" Without a date: {series.undated:,}."
    return said


def _entities(number: int) -> str:
    return counted(number, "entity", "entities")
