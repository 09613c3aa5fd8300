"""Places and incidents are put on a map no more exactly than they are known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import making
from graph.cards import COORDINATES
from graph.lexicon import Lexicon
from graph.locations import LOCATION, POINT_RADIUS, Located, Precision, Spot, locate, spots
from graph.model import Claim, Proposition, Ref, Stance, Value
from graph.namespaces import AG
from graph.network import ViewNode
from graph.standing import restand
from graph.ui.map_drawing import how_known, signs
from graph.ui.map_view import table_markup
from graph.ui.outlines import countries, outlines

TYPES = {
    "raid": ("Incursion", "Incident"),
    "strike": ("Attack", "Incident"),
    "town": ("Place",),
    "square": ("Facility", "Place"),
    "east": ("Place",),
    "west": ("Place",),
    "north": ("State", "Organization", "Actor"),
    "south": ("State", "Organization", "Actor"),
}
LEXICON = Lexicon(types=TYPES)
LAND = {"north": Spot(60.0, 30.0, 500, country=True), "south": Spot(40.0, 30.0, 300, country=True)}


def valued(subject: str, relation: str, text: str) -> Claim:
    made = Proposition(
        f"p/{subject}-{relation}", making.ref(subject), Ref(relation, ""), Value(text, ""), making.NOTHING_YET
    )
    return making.claim(f"claim/{subject}-{relation}-{text}", made)


def at(place: str, latitude: float, longitude: float, radius: int | None = None) -> list[Claim]:
    point = valued(place, COORDINATES, f"POINT({longitude} {latitude})")
    return [point] if radius is None else [point, valued(place, POINT_RADIUS, str(radius))]


def within(inner: str, outer: str, relation: str = "locatedIn", stance: Stance = Stance.ASSERTS) -> Claim:
    made = making.proposition(inner, AG + relation, outer)
    return making.claim(f"claim/{inner}-in-{outer}-{stance}", made, stance=stance)


def happened(incident: str, place: str, stance: Stance = Stance.ASSERTS) -> Claim:
    return within(incident, place, LOCATION.removeprefix(AG), stance)


def where(*claims: Claim) -> dict[str, Spot]:
    return spots(restand(claims), LEXICON, LAND)


def nodes(*names: str) -> list[ViewNode]:
    return [ViewNode(name, name.upper(), TYPES[name]) for name in names]


@pytest.mark.parametrize(
    ("radius", "precision"),
    [(0, "exact"), (1, "exact"), (5, "town"), (150, "region"), (2000, "country"), (None, "unknown")],
)
def test_a_place_is_as_exact_as_its_radius_says(radius: int | None, precision: str) -> None:
    spot = where(*at("town", 50.5, 36.5, radius))["town"]
    assert (spot.latitude, spot.longitude, spot.precision) == (50.5, 36.5, Precision(precision))


def test_the_wider_of_two_radii_counts() -> None:
    for first, then in ((5, "80"), (80, "5")):
        found = where(*at("town", 50.5, 36.5, first), valued("town", POINT_RADIUS, then))
        assert found["town"].radius_kilometres == 80


def test_a_country_is_never_told_to_be_a_region() -> None:
    assert where()["south"].precision is Precision.COUNTRY


def test_a_place_without_a_point_lies_somewhere_in_the_next_one_around_it() -> None:
    found = where(*at("east", 50.0, 36.0, 150), within("town", "east"), within("square", "town"))
    assert found["square"].inside == making.ref("east")
    assert found["square"].precision is Precision.REGION
    assert where(*at("town", 50.0, 36.0, 0), within("square", "town"))["square"].precision is Precision.TOWN


def test_a_place_with_parts_lies_amid_them_and_reaches_around_all() -> None:
    ends = [*at("east", 50.0, 36.0, 100), *at("west", 50.0, 38.0, 100)]
    found = where(*ends, within("east", "town", "partOf"), within("west", "town", "partOf"))["town"]
    assert (found.latitude, found.longitude) == (50.0, 37.0)
    assert found.radius_kilometres is not None
    assert 165 <= found.radius_kilometres <= 180


def test_a_place_in_two_countries_is_put_on_neither_side() -> None:
    assert where(within("town", "north"))["town"].inside == making.ref("north")
    assert "town" not in where(within("town", "north"), within("town", "south"))


def test_what_is_only_denied_puts_nothing_anywhere() -> None:
    assert "town" not in where(within("town", "north", stance=Stance.DENIES))
    told = restand([happened("raid", "town", Stance.DENIES)])
    found = locate(nodes("raid"), told, LEXICON, where(*at("town", 50.0, 36.0)))
    assert [one.iri for one in found.nowhere] == ["raid"]
    assert found.located == ()


def test_a_point_beyond_a_pole_is_none_and_one_beyond_90_degrees_east_is() -> None:
    assert "town" not in where(*at("town", 91.0, 2.0))
    assert where(*at("town", 1.0, 179.0))["town"].longitude == 179.0


def test_a_part_that_is_known_no_better_than_by_a_point_moves_nothing() -> None:
    inside = [within("town", "east"), within("square", "east")]
    found = where(*inside, *at("town", 50.0, 36.0, 5), *at("square", 60.0, 36.0))
    assert found["east"].latitude == 50.0


def test_places_that_lie_in_each_other_have_no_place() -> None:
    assert "town" not in where(within("town", "square"), within("square", "town"))


def test_a_radius_that_is_longer_than_the_earth_is_none() -> None:
    def radius(text: str) -> int | None:
        return where(*at("town", 1.0, 2.0), valued("town", POINT_RADIUS, text))["town"].radius_kilometres

    assert [radius(text) for text in ("20038", "20039", "9" * 5_000)] == [20_038, None, None]


@given(st.text(max_size=30))
def test_a_point_or_radius_that_is_none_is_passed_over(text: str) -> None:
    found = where(valued("town", COORDINATES, text), valued("east", COORDINATES, "POINT(200 95)"))
    assert "east" not in found
    assert "town" not in found or abs(found["town"].latitude) <= 90
    assert where(*at("town", 1.0, 2.0), valued("town", POINT_RADIUS, text))["town"].latitude == 1.0


def test_incidents_stand_at_every_place_that_is_told_of_them() -> None:
    told = restand(
        [happened("raid", "town"), happened("raid", "east"), happened("strike", "town"),
         happened("strike", "town", Stance.DENIES)]
    )  # fmt: skip
    found = locate(
        nodes("raid", "strike", "square"), told, LEXICON, where(*at("town", 5, 6), *at("east", 7, 8))
    )
    held = {one.place.iri: [each.incident.iri for each in one.happenings] for one in found.located}
    assert held == {"town": ["raid", "strike"], "east": ["raid"]}
    statuses = [each.standing.status.value for one in found.located for each in one.happenings]
    assert statuses.count("disputed") == 1
    assert [one.iri for one in found.nowhere] == ["square"]


def test_only_what_is_shown_is_located() -> None:
    told = restand([happened("raid", "town")])
    found = locate(nodes("east"), told, LEXICON, where(*at("town", 5, 6), *at("east", 7, 8)))
    assert [one.place.iri for one in found.located] == ["east"]


def test_places_at_one_point_are_one_sign_that_names_the_one_whose_point_it_is() -> None:
    east = Located(Ref("east", "East"), Spot(50.0, 36.0, 150))
    post = Located(Ref("square", "A post"), Spot(50.0, 36.0, 150, Ref("east", "East")))
    (sign,) = signs([post, east], ["square"], [])
    message = sign.message()
    assert message["places"] == ["east", "square"]
    assert (message["label"], message["chosen"], message["picked"]) == ("East and 1 more", True, False)
    assert signs([east, replace(post, spot=Spot(1.0, 2.0))], [], ["east"])[0].picked


def test_the_map_says_how_exactly_a_place_is_known() -> None:
    inside = Located(Ref("square", "A post"), Spot(50.0, 36.0, 150, Ref("east", "East")))
    assert how_known(inside) == "somewhere in East: known to the region, within 150 km"
    assert how_known(Located(Ref("town", "Town"), Spot(1, 2))) == "how exactly is not known"


def test_labels_are_never_html_in_the_table() -> None:
    told = restand([happened("raid", "town")])
    hostile = [ViewNode("raid", "<img src=x onerror=alert(1)>", TYPES["raid"])]
    shown = str(table_markup(locate(hostile, told, LEXICON, where(*at("town", 5, 6)))))
    assert "<img" not in shown
    assert 'data-go="select:raid"' in shown


def test_states_are_found_by_any_of_their_names() -> None:
    found = countries({"a": ["Nowhere land"], "b": ["USA", "united states of america"]})
    assert set(found) == {"b"}
    assert found["b"].precision is Precision.COUNTRY


def test_the_outlines_are_a_small_file_of_points_on_the_globe() -> None:
    held = outlines()
    points = [point for lines in held.values() for line in lines for point in line]
    assert len(points) > 5_000
    assert all(abs(longitude) <= 180 and abs(latitude) <= 90 for longitude, latitude in points)
    assert held["disputed"]
