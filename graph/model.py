"""The values everything else hands around: frozen, typed, free of any library's own terms.

The names are those of the ontology (`ontology/`), see `graph.namespaces.AG`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from graph.namespaces import AG


class Stance(StrEnum):
    """How a claimant stands to the content of a proposition (``ag:Asserts`` and so on)."""

    ASSERTS = "asserts"
    DENIES = "denies"
    UNSURE = "unsure"


class Certainty(StrEnum):
    """Whether the speaker hedges."""

    CERTAIN = "certain"
    HEDGED = "hedged"


class Modality(StrEnum):
    """What kind of statement it is: a fact as told, or something only planned, feared or wanted."""

    FACT = "fact"
    PLAN = "plan"
    PREDICTION = "prediction"
    THREAT = "threat"
    DEMAND = "demand"
    OPINION = "opinion"


class Status(StrEnum):
    """How a proposition stands, derived from its claims."""

    UNDISPUTED = "undisputed"
    DISPUTED = "disputed"
    DENIED_ONLY = "denied-only"
    UNCONFIRMED = "unconfirmed"

    @property
    def iri(self) -> str:
        """The status as a term of the ontology, such as ``ag:DeniedOnly``."""
        return AG + "".join(word.capitalize() for word in self.value.split("-"))


class DatePrecision(StrEnum):
    """How exactly a date is known (``ag:Day`` and so on); a date that is not known has none of these."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A thing by its IRI, with the label people read."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A number, date, truth value or text at the end of a proposition."""

    text: str
    datatype: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A published text, only pointed into."""

    iri: str
    title: str
    outlet: Ref | None
    date: str
    """ISO 8601, as exact as known (``2023-05-25``, ``2023-06``); empty where unknown."""
    date_precision: str
    date_basis: str
    url: str
    digest: str
    furniture_lines: tuple[int, ...] = ()
    """Lines without content of their own, such as headings: nothing is claimed there."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How well a proposition stands: state and strength, which are different things."""

    status: Status
    origins: int
    """Independent named origins that assert it."""
    unknown_origins: int
    """Unnamed origins that assert it: not known to be independent of any other."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """The content of a link without any stance; under identity judgements, of canonical entities."""

    iri: str
    subject: Ref
    predicate: Ref
    object: Ref | Value
    standing: Standing
    incompatible_with: tuple[str, ...] = ()
    """IRIs of propositions that cannot stand together with this one, by a judgement of the curators."""

    @property
    def object_text(self) -> str:
        """The object as people read it."""
        return self.object.label if isinstance(self.object, Ref) else self.object.text


@dataclass(frozen=True, slots=True)
class Claim:
    """One act of saying something about one proposition."""

    iri: str
    gloss: str
    proposition: Proposition
    claimant: Ref
    on_behalf_of: Ref | None
    said_to: tuple[Ref, ...]
    relayed_from: tuple[Ref, ...]
    stance: Stance
    certainty: Certainty
    modality: Modality
    document: Document
    line: int | None
    """Physical line in the document, from 1; None for reference facts."""
    start: int | None
    """Position of the anchor, in characters (code points) from 0, end exclusive."""
    end: int | None
    anchor: str
    made_on: str
    """ISO 8601, as exact as known; empty where unknown."""
    made_on_precision: str
    made_on_basis: str
    note: str
    reference: bool
    """True for what the editors supply from a reference work or infer, not an article."""
    claimant_unnamed: bool
    evidence: str = ""
    """Address of what the claimant shows for it, as the row of a table gives it; empty where none is."""
    reported_in: tuple[Document, ...] = ()
    """What the row of a table names as the text in which it was said; `document` is the table itself."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity and where it comes from: names are claims too."""

    text: str
    language: str
    document: Ref | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Link:
    """A proposition seen from one entity, with its claims."""

    direction: str
    """``out`` where the entity is the subject, ``in`` where it is the object."""
    predicate: Ref
    entity: Ref
    standing: Standing
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """A proposition whose object is a value (a count, a date), with its claims."""

    predicate: Ref
    value: Value
    standing: Standing
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Untold:
    """How many statements of one relation the card of an entity leaves out."""

    direction: str
    """``out`` where the entity is the subject, ``in`` where it is the object."""
    predicate: Ref
    statements: int
    links: bool
    """Whether they are links to entities; otherwise they are attributes."""


@dataclass(frozen=True, slots=True)
class EntityCard:
    """All that is known of one entity."""

    iri: str
    label: str
    types: tuple[str, ...]
    """Local names of its classes, most specific first."""
    description: str
    note: str
    aliases: tuple[Name, ...]
    identity: tuple[str, ...]
    """Reasons for which other entities are held to be this one."""
    same_as: tuple[Ref, ...]
    """The entities folded into this one by identity judgements."""
    category: Ref | None
    coordinates: tuple[float, float] | None
    """Latitude and longitude in degrees, WGS 84."""
    links: tuple[Link, ...]
    attributes: tuple[Attribute, ...]
    documents: tuple[Document, ...]
    """Those of the claims that are told here."""
    untold: tuple[Untold, ...] = ()
    """What is left out of `links` and `attributes` of an entity of which very much is told."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: the best standing proposition between two entities, and those beside it."""

    start: Ref
    end: Ref
    predicate: Ref
    direction: str
    """``out`` where the step goes from the subject to the object, ``in`` where it goes against that."""
    standing: Standing
    claims: tuple[Claim, ...]
    also: tuple[Hop, ...] = ()
    """Other propositions between the same two entities, best standing first; their own `also` is empty."""


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of hops from one entity to another."""

    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The answer to a path question, also when it is no."""

    start: Ref
    end: Ref
    paths: tuple[Path, ...]
    cut: bool = False
    """True when more paths of the asked length may exist than were examined."""
    opens: tuple[str, ...] = field(default=())
    """When there is no path: sentences that say what would open one."""
