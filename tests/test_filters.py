"""Filters: which whole statements are looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import span_of
from graph.errors import InputError
from graph.filters import NOTHING_LEFT_OUT, Filter, When, days_of, ground_of, lets_kind, passing
from graph.lexicon import Lexicon, Relation
from graph.model import Claim, Proposition, Ref, Stance, Value
from graph.namespaces import AG, XSD
from making import PAPER, claim, proposition

INCIDENT, PLACE = ("Attack", "Incident"), ("Place",)
TYPES = {
    "raid": INCIDENT,
    "strike": INCIDENT,
    "old": INCIDENT,
    "anna": ("Person", "Actor"),
    "base": ("Facility", "Place"),
    "town": PLACE,
    "region": PLACE,
    "gun": ("Weapon",),
}


def relation(iri: str, *broader: str) -> Relation:
    return Relation(Ref(iri, iri), iri, "", broader=frozenset(broader))


LEXICON = Lexicon(
    types=TYPES, relations={iri: relation(iri, *up) for iri, up in {"led": ["did"], "did": []}.items()}
)


def told(subject: str, predicate: str, target: str, **said: object) -> Claim:
    about = proposition(subject, predicate, target)
    return replace(claim(f"claim/{about.iri}", about), **said)


def dated(subject: str, day: str, stance: Stance = Stance.ASSERTS) -> Claim:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(day)]
    bare = proposition(subject, AG + "occurredOn", day)
    about = replace(bare, object=Value(day, XSD + kind))
    return claim(f"claim/{subject}-{day}", about, stance=stance)


CLAIMS = (
    told("anna", "led", "raid"),
    told("anna", "did", "strike"),
    told("raid", AG + "location", "base"),
    told("base", AG + "locatedIn", "town"),
    told("town", AG + "partOf", "region"),
    told("gun", AG + "partOf", "region"),
    told("gun", "used", "old", made_on="2021-11", document=replace(PAPER, date="2022")),
    dated("raid", "2023-05-22"),
    dated("strike", "2023"),
    dated("strike", "2019-01-01", Stance.DENIES),
)
GROUND = ground_of(CLAIMS, LEXICON)


def through(**asked: object) -> set[str]:
    """What passes, each proposition as its subject and object."""
    let = passing(CLAIMS, Filter(**asked), GROUND).propositions
    return {_short(one.proposition) for one in CLAIMS if one.proposition.iri in let}


def _short(one: Proposition) -> str:
    return f"{one.subject.iri}-{one.object.iri if isinstance(one.object, Ref) else one.object.text}"


EVERYTHING = {_short(one.proposition) for one in CLAIMS}
DATED = {"raid-2023-05-22", "strike-2023", "strike-2019-01-01", "anna-raid", "anna-strike", "raid-base"}


def test_no_condition_leaves_nothing_out() -> None:
    assert through() == EVERYTHING
    assert not NOTHING_LEFT_OUT.dated


def test_a_class_takes_in_its_subclasses_and_a_link_needs_both_ends() -> None:
    assert through(kinds=("Actor", "Incident")) == DATED - {"raid-base"}
    assert through(kinds=("Weapon",)) == set()
    assert through(lacking=("Place", "Weapon")) == DATED - {"raid-base"}


def test_the_most_specific_class_that_is_named_decides() -> None:
    only_facilities = Filter(kinds=("Facility",), lacking=("Place",))
    assert lets_kind(only_facilities, TYPES["base"])
    assert not lets_kind(only_facilities, PLACE)


def test_a_relation_takes_in_its_special_cases() -> None:
    assert through(relations=("did",)) == {"anna-raid", "anna-strike"}
    assert through(relations=("led",)) == {"anna-raid"}


def test_a_place_takes_in_what_lies_in_places_within_it_but_no_part_that_is_no_place() -> None:
    around_the_base = {"raid-base", "base-town", "anna-raid", "raid-2023-05-22"}
    assert through(places=("base",)) == around_the_base
    assert through(places=("region",)) == around_the_base | {"town-region", "gun-region"}
    assert "gun" not in GROUND.inside(["region"])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"since": "2023-05"}, {"anna-raid", "anna-strike", "raid-base", "raid-2023-05-22"}),
        ({"until": "2023-05-21"}, {"anna-strike"}),
        ({"since": "2023-06", "until": "2023-07"}, {"anna-strike"}),
        ({"until": "2022"}, set()),
        ({"until": "2023-05-22"}, {"anna-raid", "anna-strike", "raid-base", "raid-2023-05-22"}),
        ({"since": "2023-12-31"}, {"anna-strike"}),
    ],
    ids=[
        "from a month on",
        "an imprecise date may lie before",
        "or between",
        "a denied date is none",
        "the last day belongs to it",
        "and the first",
    ],
)
def test_a_range_of_days_keeps_what_touches_an_incident_that_may_lie_in_it(
    asked: dict[str, str], expected: set[str]
) -> None:
    found = through(**asked)
    strike = {"strike-2023", "strike-2019-01-01"} if "anna-strike" in expected else set()
    assert found == expected | strike


def test_what_has_no_date_is_left_out_and_known() -> None:
    let = passing(CLAIMS, Filter(since="1990"), GROUND)
    assert len(let.undated) == len(EVERYTHING - DATED)
    assert passing(CLAIMS, Filter(since="2030"), GROUND).undated == let.undated
    assert not let.undated & let.propositions
    assert passing(CLAIMS, NOTHING_LEFT_OUT, GROUND).undated == frozenset()


def test_when_it_was_said_and_when_published_are_other_dates() -> None:
    assert through(until="2021-12-01", when=When.SAID) == {"gun-old"}
    assert through(until="2021-12-01", when=When.PUBLISHED) == set()
    assert through(until="2022-06", when=When.PUBLISHED) == {"gun-old"}


def test_one_claim_in_the_range_keeps_the_whole_statement() -> None:
    early, late = CLAIMS[6], replace(CLAIMS[6], iri="claim/late", made_on="2023-05-25", document=PAPER)
    let = passing([early, late], Filter(since="2023", when=When.SAID), GROUND)
    assert let.propositions == {early.proposition.iri}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Filter(since="soon"), "'soon' is not a date"),
        (Filter(until="2023-02-30"), "'2023-02-30' is not a date"),
        (Filter(since="2024", until="2023"), "'2024', lies after the last, '2023'"),
    ],
)
def test_days_that_cannot_be_are_refused(asked: Filter, said: str) -> None:
    with pytest.raises(InputError, match=said):
        days_of(asked)


def test_a_range_may_lie_within_one_month_or_be_open() -> None:
    first, last = days_of(Filter(since="2023-05", until="2023-05"))
    assert (first, last) == (span_of("2023-05").start, span_of("2023-05").end)
    assert days_of(Filter()) is None


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


FILTERS = st.builds(
    Filter,
    kinds=some(["Actor", "Incident", "Place", "Facility", "Weapon"]),
    lacking=some(["Person", "Attack", "Facility"]),
    relations=some(["did", "led", AG + "location", AG + "occurredOn"]),
    since=st.sampled_from(["", "2019", "2023-05"]),
    until=st.sampled_from(["", "2023-05-22", "2024"]),
    when=st.sampled_from(When),
    places=some(["base", "town", "region"]),
)


@given(asked=FILTERS, claims=st.lists(st.sampled_from(CLAIMS), unique=True))
def test_what_passes_does_not_depend_on_the_order_and_what_is_dated_passes_without_the_range(
    asked: Filter, claims: list[Claim]
) -> None:
    let = passing(claims, asked, GROUND)
    assert let == passing(claims[::-1], asked, GROUND)
    undated = passing(claims, replace(asked, since="", until=""), GROUND)
    assert let.propositions | let.undated <= undated.propositions
    assert undated.propositions <= {one.proposition.iri for one in claims}


@given(asked=FILTERS, claims=st.lists(st.sampled_from(CLAIMS), unique=True))
def test_each_condition_only_leaves_more_out(asked: Filter, claims: list[Claim]) -> None:
    let = passing(claims, asked, GROUND).propositions
    for name in ("relations", "places"):
        assert let <= passing(claims, replace(asked, **{name: ()}), GROUND).propositions
