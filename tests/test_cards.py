"""All that is known of one entity, from claims of our own making."""

from __future__ import annotations

from dataclasses import replace

from graph.cards import CATEGORY, COORDINATES, entity_card, point
from graph.identity import Identity
from graph.lexicon import Lexicon
from graph.model import Ref, Stance, Value
from graph.namespaces import SKOS, XSD
from graph.naming import Wording
from graph.standing import restand
from making import claim, proposition, ref

LEXICON = Lexicon({"car": "Car"}, {"car": ("Weapon",), "office": ("GovernmentBody",), "town": ("Place",)})
ARMED = replace(proposition("car", "category", "armoured"), predicate=Ref(CATEGORY, "category"))
PLACED = replace(
    proposition("town", "at", "x"), predicate=Ref(COORDINATES, "at"), object=Value("POINT(36.6 50.6)", "wkt")
)
COUNT = replace(proposition("car", "count", "x"), object=Value("3", f"{XSD}integer"))


def card(entity, *claims):
    return entity_card(entity, restand(claims), LEXICON, Identity(), Wording("A car.", "Looked up.", ()))


def test_links_hold_the_claims_of_both_sides_and_values_are_attributes():
    bought = proposition("office", "bought", "car")
    made = card(
        "car", claim("c/1", bought, "x"), claim("c/2", bought, "y", Stance.DENIES), claim("c/3", COUNT)
    )
    [link] = made.links
    assert (link.direction, link.entity.iri, [one.iri for one in link.claims]) == (
        "in",
        "office",
        ["c/1", "c/2"],
    )
    assert link.standing.status.value == "disputed"
    [attribute] = made.attributes
    assert (attribute.predicate.iri, attribute.value.text) == ("count", "3")
    assert (made.label, made.types, made.description, made.note) == (
        "Car",
        ("Weapon",),
        "A car.",
        "Looked up.",
    )


def test_a_category_is_shown_with_its_evidence_and_is_no_link():
    made = card("car", claim("c/1", ARMED))
    assert made.category == ref("armoured")
    assert made.links == ()
    assert [(one.value, len(one.claims)) for one in made.attributes] == [
        (Value("ARMOURED", f"{SKOS}Concept"), 1)
    ]


def test_what_is_only_denied_is_not_taken_for_its_category_or_place():
    assert card("car", claim("c/1", ARMED, stance=Stance.DENIES)).category is None
    assert card("town", claim("c/1", PLACED, stance=Stance.DENIES)).coordinates is None


def test_coordinates_are_latitude_before_longitude():
    assert card("town", claim("c/1", PLACED)).coordinates == (50.6, 36.6)
    assert point("POINT (-1.5 52)") == (52.0, -1.5)
    assert point("LINESTRING(1 2, 3 4)") is None


def test_the_card_of_an_entity_of_which_nothing_is_said_is_empty():
    made = card("office", claim("c/1", ARMED))
    assert (made.links, made.attributes, made.documents, made.category) == ((), (), (), None)
