"""What the pages about disagreement are looking at: one frozen state a page, read back from its URL.

Like `graph.ui.session` and `graph.ui.address`: what cannot be is said in a sentence and left at its default.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.analytics import SPLITS, Basis, Each, Measure, What, known_patterns
from graph.contradictions import ContradictionKind
from graph.joining.entities import KINDS
from graph.settings import BULK_LIMITS, LIMITS
from graph.ui.address import MIN_NODES, Parameters, Reader, Reading, Resolve
from graph.ui.session import long_iri

CONTRADICTIONS, TELLINGS, STANCES = "contradictions", "tellings", "stances"
WHAT_IF, ORIGINS, JOIN, ANALYSIS = "what-if", "origins", "join", "analysis"
"""Names of the pages, in the URL and in the session."""
ANALYSES = ("centrality", "communities", "motifs", "series", "structure")
RESOLUTIONS = ("0.5", "1", "2", "5")
"""How closely communities may be looked at: from fewer and larger ones to many small ones."""
MOST_CARDS = 1_000
"""Cards an address may ask for."""
MOST_SOURCES = 20
"""Sources that can be taken out at once."""


@dataclass(frozen=True, slots=True)
class ContradictionsState:
    """Which contradictions are asked for."""

    about: str = ""
    """IRI of an entity; empty for all."""
    one: str = ""
    """Name of a side, or IRI of an actor: one of two parties."""
    other: str = ""
    kind: tuple[str, ...] = ()
    """Values of `ContradictionKind`; empty for all."""
    only: str = ""
    """Key of the one contradiction that is shown; empty for all."""
    cards: int = LIMITS.page_cards


@dataclass(frozen=True, slots=True)
class TellingsState:
    """Which two tellings are held against each other."""

    one: str = ""
    """Name of a perspective, or IRI of an actor."""
    other: str = ""
    selected: str = ""
    """IRI of the proposition whose claims are shown beside the drawing."""
    nodes: int = LIMITS.default_view_max_nodes


@dataclass(frozen=True, slots=True)
class StancesState:
    """Whose stances are shown over time."""

    of: str = ""
    """IRI of an entity or a statement."""
    speaker: tuple[str, ...] = ()
    """IRIs of the only speakers shown; empty for all."""


@dataclass(frozen=True, slots=True)
class WhatIfState:
    """Which sources are taken out, and between what paths are looked at."""

    out: tuple[str, ...] = ()
    """Names of sides, IRIs of actors, outlets and documents, and `graph.ui.outlook.UNNAMED`."""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class OriginsState:
    """Whose citation chains are shown."""

    of: str = ""
    """IRI of an entity, a statement or a claim."""
    selected: str = ""
    """IRI of what the drawing shows and whose claims are told beneath it, or the id of a link in it."""


@dataclass(frozen=True, slots=True)
class JoinState:
    """Which proposals are shown, and what is counted."""

    of: str = ""
    """Short name of an import; empty for all."""
    kind: str = ""
    """``Actor``, ``Weapon`` or ``Place``; empty for all."""
    least: int = BULK_LIMITS.joining_min_score
    """The lowest score that is shown."""
    page: int = 1
    """Which page of proposals, from 1."""
    weapon: str = ""
    """IRI of the weapon whose losses are counted."""
    side: str = ""
    """IRI of whose losses."""
    by: str = ""
    """The last day, as it was typed."""


@dataclass(frozen=True, slots=True)
class AnalysisState:
    """What is asked of the network as a whole, or of the picture in Explore."""

    ask: str = "centrality"
    """One of `ANALYSES`."""
    scope: str = "everything"
    """``everything`` or ``view``, the picture in Explore."""
    measure: str = Measure.NEIGHBOURS.value
    pattern: str = "supplied-used"
    counted: str = What.INCIDENTS.value
    """What a series counts."""
    month: str = Basis.EVENT.value
    """The date that decides the month."""
    of: str = ""
    """IRI of the entity that a series or chains are about; empty for all."""
    denied: bool = False
    """Also links that are only denied."""
    each: str = Each.MONTH.value
    """How long each period of a series is."""
    split: str = ""
    """What parts a series into lines; empty for nothing."""
    running: bool = False
    """Whether a series counts from the beginning on."""
    weighted: bool = False
    """Whether links count as strongly as they stand."""
    resolution: str = "1"
    """How closely communities are looked at, one of `RESOLUTIONS`."""


@dataclass(frozen=True, slots=True)
class ImportState:
    """Nothing: a file that was chosen is this session's own, and no address gives it again."""


def read_contradictions(
    parameters: Parameters, resolve: Resolve, teller: Resolve
) -> Reading[ContradictionsState]:
    """Return the state of the page of contradictions as the URL asks for it; `teller` knows the parties.

    Examples
    --------
    >>> read_contradictions({"kind": ["figures", "gossip"]}, str, str).state.kind
    ('figures',)
    """
    reader, parties = Reader(parameters, resolve), Reader(parameters, teller)
    state = ContradictionsState(
        about=reader.entity("about"),
        one=parties.entity("one"),
        other=parties.entity("other"),
        kind=reader.choices("kind", list(ContradictionKind)),
        only=reader.text("only"),
        cards=reader.number("cards", LIMITS.page_cards, 1, MOST_CARDS),
    )
    return Reading(state, (*reader.problems, *parties.problems))


def read_analysis(parameters: Parameters, resolve: Resolve) -> Reading[AnalysisState]:
    """Return the state of the Analysis page as the URL asks for it."""
    reader, start = Reader(parameters, resolve), AnalysisState()
    state = AnalysisState(
        ask=reader.choice("ask", start.ask, ANALYSES),
        scope=reader.choice("scope", start.scope, ("everything", "view")),
        measure=reader.choice("measure", start.measure, list(Measure)),
        pattern=reader.choice("pattern", start.pattern, list(known_patterns())),
        counted=reader.choice("counted", start.counted, list(What)),
        month=reader.choice("month", start.month, list(Basis)),
        of=reader.entity("of"),
        denied=reader.flag("denied"),
        each=reader.choice("each", start.each, list(Each)),
        split=reader.choice("split", start.split, [one for offered in SPLITS.values() for one in offered]),
        running=reader.flag("running"),
        weighted=reader.flag("weighted"),
        resolution=reader.choice("resolution", start.resolution, RESOLUTIONS),
    )
    return Reading(state, tuple(reader.problems))


def read_join(parameters: Parameters, resolve: Resolve) -> Reading[JoinState]:
    """Return the state of the Join page as the URL asks for it."""
    reader = Reader(parameters, resolve)
    state = JoinState(
        of=reader.text("of"),
        kind=reader.choice("kind", "", ("", *KINDS)),
        least=reader.number("least", BULK_LIMITS.joining_min_score, BULK_LIMITS.joining_min_score, 100),
        page=reader.number("page", 1, 1, MOST_CARDS),
        weapon=reader.entity("weapon"),
        side=reader.entity("side"),
        by=reader.text("by"),
    )
    return Reading(state, tuple(reader.problems))


def read_tellings(parameters: Parameters, teller: Resolve) -> Reading[TellingsState]:
    """Return the state of the page of two tellings; `teller` knows sides and actors."""
    reader = Reader(parameters, teller)
    state = TellingsState(
        one=reader.entity("one"),
        other=reader.entity("other"),
        selected=long_iri(reader.text("selected")),
        nodes=reader.number(
            "nodes", LIMITS.default_view_max_nodes, MIN_NODES, LIMITS.comparison_view_max_nodes
        ),
    )
    return Reading(state, tuple(reader.problems))


def read_stances(parameters: Parameters, thing: Resolve, speaker: Resolve) -> Reading[StancesState]:
    """Return the state of the page of stances over time; `thing` knows entities and statements."""
    reader = Reader(parameters, thing)
    state = StancesState(reader.entity("of"), reader.entities("speaker", speaker))
    return Reading(state, tuple(reader.problems))


def read_what_if(parameters: Parameters, resolve: Resolve, source: Resolve) -> Reading[WhatIfState]:
    """Return the state of the what-if page; `source` knows what can be taken out."""
    reader = Reader(parameters, resolve)
    out = reader.entities("out", source, limit=MOST_SOURCES)
    state = WhatIfState(out, reader.entity("from"), reader.entity("to"))
    return Reading(state, tuple(reader.problems))


def read_origins(parameters: Parameters, thing: Resolve) -> Reading[OriginsState]:
    """Return the state of the page of origins; `thing` knows entities, statements and claims."""
    reader = Reader(parameters, thing)
    return Reading(
        OriginsState(reader.entity("of"), long_iri(reader.text("selected"))), tuple(reader.problems)
    )
