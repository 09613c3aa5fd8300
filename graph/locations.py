"""Where things are, and how exactly that is known: places, incidents at them, and what has no place.

Where a place lies is told by anybody's word: it is geography. That an incident took place there is a
statement like any other, so only claims that count locate it. Nothing is drawn more exactly than it is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, hypot, radians

from graph.cards import COORDINATES, point
from graph.lexicon import Lexicon
from graph.model import Claim, Ref, Standing, Status
from graph.namespaces import AG
from graph.network import ViewNode

LOCATION = AG + "location"
POINT_RADIUS = AG + "pointRadiusKilometres"
_WITHIN = frozenset({AG + "locatedIn", AG + "partOf"})
SPOT_RELATIONS = frozenset({COORDINATES, POINT_RADIUS, *_WITHIN})
"""What says where places lie: claims about anything else are no matter to `spots`."""
_EXACT_KILOMETRES, _TOWN_KILOMETRES, _REGION_KILOMETRES = 1, 30, 350
_FARTHEST_KILOMETRES = 20_038
"""Half the way around the earth: nothing lies farther from any point."""


class Precision(StrEnum):
    """How exactly it is known where something is."""

    EXACT = "exact"
    TOWN = "town"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"
    """There is a point, and nothing says what it stands for."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in WGS 84, and how far around it a place may lie."""

    latitude: float
    longitude: float
    radius_kilometres: int | None = None
    """None where nothing says how exact the point is."""
    inside: Ref | None = None
    """The place around it whose point this is, where it has none of its own."""
    country: bool = False
    """True for the middle of a whole country, however small that is."""

    @property
    def precision(self) -> Precision:
        """How exactly the place is known.

        Examples
        --------
        >>> Spot(50.6, 36.6, 0).precision, Spot(50.6, 36.6, 150).precision
        (<Precision.EXACT: 'exact'>, <Precision.REGION: 'region'>)
        """
        if self.country:
            return Precision.COUNTRY
        if self.radius_kilometres is None:
            return Precision.UNKNOWN
        if self.radius_kilometres <= _EXACT_KILOMETRES and self.inside is None:
            return Precision.EXACT
        if self.radius_kilometres <= _TOWN_KILOMETRES:
            return Precision.TOWN
        wide = self.radius_kilometres > _REGION_KILOMETRES
        return Precision.COUNTRY if wide else Precision.REGION


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident that somebody says took place somewhere."""

    incident: Ref
    standing: Standing
    """How well the statement stands that it was there."""


@dataclass(frozen=True, slots=True)
class Located:
    """A place on the map, with what took place there."""

    place: Ref
    spot: Spot
    happenings: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True)
class Locations:
    """What of a picture can be put on a map, and what cannot."""

    located: tuple[Located, ...]
    """In the order of their names."""
    nowhere: tuple[Ref, ...] = ()
    """Incidents and places of the picture of which nobody who counts says where they are."""


def spots(claims: Iterable[Claim], lexicon: Lexicon, countries: Mapping[str, Spot]) -> dict[str, Spot]:
    """Return where each place and country lies.

    A place without a point of its own lies where its parts do, otherwise somewhere in what it lies in; one
    that is told to lie in two countries, and nothing else, is on neither side.

    Parameters
    ----------
    claims
        Every claim: whose perspective it is moves no place.
    lexicon
        Knows the places and states.
    countries
        Points of countries, by the IRI of the state.
    """
    held = [claim for claim in claims if claim.proposition.standing.status is not Status.DENIED_ONLY]
    own = {**{iri: spot for iri, spot in countries.items() if iri in lexicon.types}, **_points(held)}
    around, parts = _containment(held)
    places = sorted(iri for iri, types in lexicon.types.items() if "Place" in types and iri not in own)
    middles = {iri: _middle(own[part] for part in sorted(parts[iri]) if part in own) for iri in places}
    known = own | {iri: spot for iri, spot in middles.items() if spot is not None}
    around_it = {iri: _nearest_around(iri, known, around, lexicon) for iri in places if iri not in known}
    return known | {iri: spot for iri, spot in around_it.items() if spot is not None}


def locate(
    nodes: Iterable[ViewNode], claims: Iterable[Claim], lexicon: Lexicon, where: Mapping[str, Spot]
) -> Locations:
    """Return where the incidents and places among `nodes` are, as `claims` tell.

    Parameters
    ----------
    nodes
        What is shown.
    claims
        The claims that count.
    lexicon
        Names the places.
    where
        What `spots` returned.
    """
    shown = {node.iri: node for node in nodes}
    scenes = _scenes(claims, shown)
    places = {iri for iri, node in shown.items() if "Place" in node.types}
    at: defaultdict[str, list[Happening]] = defaultdict(list)
    for incident, found in scenes.items():
        for place, standing in found:
            at[place].append(Happening(Ref(incident, shown[incident].label), standing))
    located = [
        Located(lexicon.ref(iri), where[iri], tuple(sorted(at[iri], key=lambda one: one.incident.label)))
        for iri in (places | set(at)) & where.keys()
    ]
    on_map = {place for place in at if place in where}
    missing = [
        Ref(iri, node.label)
        for iri, node in shown.items()
        if (iri in places and iri not in where)
        or ("Incident" in node.types and not on_map & {place for place, _ in scenes.get(iri, ())})
    ]
    by_label = sorted(located, key=lambda one: (one.place.label.casefold(), one.place.iri))
    return Locations(tuple(by_label), tuple(sorted(missing, key=lambda one: (one.label.casefold(), one.iri))))


def _scenes(
    claims: Iterable[Claim], shown: Mapping[str, ViewNode]
) -> dict[str, tuple[tuple[str, Standing], ...]]:
    """Return where each incident shown took place, by any statement that is not only denied."""
    found: defaultdict[str, dict[str, Standing]] = defaultdict(dict)
    for claim in claims:
        one = claim.proposition
        told = one.predicate.iri == LOCATION and one.standing.status is not Status.DENIED_ONLY
        if told and one.subject.iri in shown and isinstance(one.object, Ref):
            found[one.subject.iri][one.object.iri] = one.standing
    return {incident: tuple(sorted(at.items(), key=lambda pair: pair[0])) for incident, at in found.items()}


def _points(claims: Iterable[Claim]) -> dict[str, Spot]:
    points: dict[str, tuple[float, float]] = {}
    radii: dict[str, int] = {}
    for claim in claims:
        one = claim.proposition
        if isinstance(one.object, Ref):
            continue
        found = point(one.object.text) if one.predicate.iri == COORDINATES else None
        if found and abs(found[0]) <= 90 and abs(found[1]) <= 180:
            points.setdefault(one.subject.iri, found)
        elif one.predicate.iri == POINT_RADIUS and (radius := _kilometres(one.object.text)) is not None:
            radii[one.subject.iri] = max(radii.get(one.subject.iri, 0), radius)
    return {iri: Spot(*at, radii.get(iri)) for iri, at in points.items()}


def _kilometres(text: str) -> int | None:
    """Return the radius that `text` gives; None where it gives none, or one that reaches beyond the earth."""
    if not text.isdecimal() or len(text) > len(str(_FARTHEST_KILOMETRES)):
        return None
    return radius if (radius := int(text)) <= _FARTHEST_KILOMETRES else None


def _containment(
    claims: Iterable[Claim],
) -> tuple[defaultdict[str, list[Ref]], defaultdict[str, set[str]]]:
    """Return what each thing lies in, and what lies in each thing."""
    around: defaultdict[str, list[Ref]] = defaultdict(list)
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        one = claim.proposition
        if one.predicate.iri in _WITHIN and isinstance(one.object, Ref):
            if one.object not in around[one.subject.iri]:
                around[one.subject.iri].append(one.object)
            parts[one.object.iri].add(one.subject.iri)
    return around, parts


def _middle(parts: Iterable[Spot]) -> Spot | None:
    """Return a spot amid `parts`, wide enough for all of them; None without any."""
    held = [part for part in parts if part.radius_kilometres is not None]
    if not held:
        return None
    latitude = sum(part.latitude for part in held) / len(held)
    longitude = sum(part.longitude for part in held) / len(held)
    reach = max(_apart(latitude, longitude, part) + (part.radius_kilometres or 0) for part in held)
    return Spot(round(latitude, 5), round(longitude, 5), max(round(reach), _TOWN_KILOMETRES + 1))


def _apart(latitude: float, longitude: float, other: Spot) -> float:
    """Return roughly how many kilometres lie between a point and a spot that is not far away."""
    degree = 111.3
    return degree * hypot(latitude - other.latitude, (longitude - other.longitude) * cos(radians(latitude)))


def _nearest_around(
    iri: str, own: Mapping[str, Spot], around: Mapping[str, list[Ref]], lexicon: Lexicon
) -> Spot | None:
    """Return the spot of the nearest thing around `iri` that has one; None if two countries are as near."""
    seen, edge = {iri}, [iri]
    while edge:
        outside = {ref.iri: ref for one in edge for ref in around.get(one, ()) if ref.iri not in seen}
        spotted = sorted(
            (own[ref.iri].radius_kilometres or 0, ref) for ref in outside.values() if ref.iri in own
        )
        states = [ref for _, ref in spotted if "State" in lexicon.types.get(ref.iri, ())]
        if spotted and len(states) == len(spotted) > 1:
            return None
        if spotted:
            return replace(own[spotted[0][1].iri], inside=spotted[0][1])
        seen |= outside.keys()
        edge = sorted(outside)
    return None
