"""Rows become things, propositions and claims as a mapping says, or are told to be faulty."""

from __future__ import annotations

import itertools

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import MappingError
from graph.mapping import Applier, Statements, mapping_of, read_mapping, shipped_mappings, slug
from graph.tables import Row, RowFault
from tabling import event, lines_of, loss, objects, told

RULES = """
[import]
name = "fights"
title = "Fights"
key = "id"
[dataset]
title = "Fights on the river"
publisher = "watch"
[values.id]
required = true
[values.dead]
kind = "count"
[things.watch]
iri = "actor/watch"
class = "Organization"
label = "River Watch"
[things.fight]
iri = "fight/{id}"
class = "Battle"
label = "Fight {id}"
[claims.dead]
says = ["fight", "killed", "dead"]
by = "watch"
gloss = "The watch counts {dead} killed."
"""


def fault(found: object) -> RowFault:
    assert isinstance(found, RowFault)
    return found


def claims_on(lines: list[str], ending: str) -> list[str]:
    return sorted(line.split(" ")[0] for line in lines if "<ag:proposition>" in line and ending in line)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("10 M1165 HMMWV", "M1165 HMMWV"),
        ("1 227mm M142 HIMARS", "227mm M142 HIMARS"),
        ("9P148 Konkurs", "9P148 Konkurs"),
        ("152mm 2S3 Akatsiya", "152mm 2S3 Akatsiya"),
        ("9<U+041C>133 Kornet", "9M133 Kornet"),
        ("BTR-ZD:", "BTR-ZD"),
        ("23 ItK 61", "23 ItK 61"),
    ],
)
def test_a_system_is_cleaned_of_its_place_in_a_list_and_keeps_its_own_numbers(
    written: str, name: str
) -> None:
    lines = lines_of("oryx", loss("7-1", written))
    assert f'<oryx/weapon/{slug(name)}> <skos:prefLabel> "{name}"@en' in lines


def test_a_loss_says_whose_what_and_what_became_of_it_with_its_picture_and_the_day_of_recording() -> None:
    lines = lines_of("oryx", loss("7-1"))
    assert objects(lines, "losingSide") == ["<oryx/state/hillland>"]
    assert objects(lines, "item") == ["<oryx/weapon/kestrel_apc>"]
    assert objects(lines, "lossStatus") == ["<ag:Destroyed>"]
    assert objects(lines, "madeIn") == ["<oryx/state/lakeland>"]
    assert '<oryx/claim/7-1/status> <ag:evidence> "https://example.org/7-1.jpg"^^<xsd:anyURI>' in lines
    assert '<oryx/claim/7-1/status> <ag:madeOn> "2024-03-05"^^<xsd:date>' in lines
    assert '<oryx/claim/7-1/status> <ag:line> "2"^^<xsd:integer>' in lines


def test_a_vehicle_that_was_damaged_and_abandoned_has_two_rows_and_two_losses() -> None:
    lines = lines_of("oryx", loss("7-1", status="damaged"), loss("7-2", status="abandoned"))
    assert objects(lines, "lossStatus") == ["<ag:Damaged>", "<ag:Abandoned>"]
    assert len([line for line in lines if line.endswith("<ag:EquipmentLoss>")]) == 2


def test_what_many_rows_say_of_a_weapon_is_said_once() -> None:
    lines = lines_of("oryx", loss("7-1"), loss("7-2"), loss("7-3"))
    assert len(lines) == len(set(lines))
    assert len(objects(lines, "madeIn")) == 1
    assert len([line for line in lines if line.startswith("<oryx/weapon/kestrel_apc>")]) == 2


def test_a_weapon_that_is_spelt_in_two_ways_has_one_name_and_one_category() -> None:
    lines = lines_of("oryx", loss("7-1", "Kestrel ZIL truck"), loss("7-2", "KESTREL zil TRUCK"))
    assert len([line for line in lines if line.endswith("<rdf:type> <ag:Weapon>")]) == 1
    assert objects(lines, "category") == ["<category/vehicle>"]


def test_a_space_and_a_hyphen_make_two_names() -> None:
    assert slug("Eleron 10") != slug("Eleron-10")


def test_an_address_that_words_stand_before_is_found_and_any_other_is_a_fault() -> None:
    lines = lines_of("oryx", loss("7-1", url="two trucks https://example.org/a.jpg"))
    assert '<oryx/claim/7-1/side> <ag:evidence> "https://example.org/a.jpg"^^<xsd:anyURI>' in lines
    found = fault(told("oryx", loss("7-1", url="on the wall"))[0])
    assert (found.line, found.column, found.value) == (2, "url", "on the wall")


def test_ids_written_as_decimal_numbers_are_whole() -> None:
    lines = lines_of("ucdp", event("214797.0"))
    assert "<ucdp/event/214797> <rdf:type> <ag:Battle>" in lines


def test_estimates_of_the_dead_are_figures_of_their_own_and_a_part_of_none_is_left_out() -> None:
    lines = lines_of("ucdp", event("1"))
    figures = {
        relation: objects(lines, relation)
        for relation in (
            "killedAtLeast",
            "killed",
            "killedAtMost",
            "killedOfFirstSide",
            "killedOfSecondSide",
            "civiliansKilled",
        )
    }
    assert figures == {
        "killedAtLeast": ['"2"^^<xsd:integer>'],
        "killed": ['"3"^^<xsd:integer>'],
        "killedAtMost": ['"5"^^<xsd:integer>'],
        "killedOfFirstSide": ['"1"^^<xsd:integer>'],
        "killedOfSecondSide": [],
        "civiliansKilled": ['"2"^^<xsd:integer>'],
    }


REPORTS = ";".join(
    [
        '"River News,2024-03-05,Shots at the bridge; two dead, they say"',
        '"Hill Wire,2024-03-06,More shots"',
        '"Hill Wire,2024-03-06,More shots"',
        '"Lake Post,2024-03-07,The bridge"',
    ]
)


def test_each_report_in_a_cell_is_a_document_and_a_claim_and_separators_in_headlines_are_words() -> None:
    lines = lines_of("ucdp", event("1", source_article=REPORTS))
    titles = [line.split(" ", 2)[2] for line in lines if "<dcterms:title>" in line]
    assert titles == [
        '"Shots at the bridge; two dead, they say"@en',
        '"More shots"@en',
        '"The bridge"@en',
    ]
    assert claims_on(lines, "/occurred/true>") == [
        "<ucdp/claim/1/occurred>",
        "<ucdp/claim/1/report/1>",
        "<ucdp/claim/1/report/2>",
        "<ucdp/claim/1/report/3>",
    ]


def test_the_day_that_stands_for_no_day_is_not_told_as_one() -> None:
    reports = '"River News,1753-01-01,Shots";"Hill Wire,2024-03-06,More shots"'
    lines = lines_of("ucdp", event("1", source_article=reports))
    told = {line.split(" ")[0] for line in lines if "<ag:published>" in line or "<ag:madeOn>" in line}
    assert "<ucdp/claim/1/report/2>" in told
    assert "<ucdp/claim/1/report/1>" not in told
    assert '"Shots"@en' in {line.split(" ", 2)[2] for line in lines if "<dcterms:title>" in line}
    assert not [line for line in lines if '"1753-01-01"' in line]


def relays(lines: list[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in lines:
        subject, relation, target = line.split(" ", 2)
        if relation == "<ag:relayedFrom>":
            found.setdefault(subject.strip("<>"), set()).add(target.strip("<>"))
    return found


def test_reports_that_name_one_source_are_taken_from_its_own_report() -> None:
    lines = lines_of("ucdp", event("1", source_article=REPORTS, source_original="river news"))
    found = relays(lines)
    assert found["ucdp/claim/1/report/2"] == {"ucdp/claim/1/report/1"}
    assert found["ucdp/claim/1/report/3"] == {"ucdp/claim/1/report/1"}
    assert "ucdp/claim/1/report/1" not in found


def test_a_source_that_no_report_comes_from_speaks_in_the_table_and_all_reports_are_taken_from_it() -> None:
    lines = lines_of("ucdp", event("1", source_article=REPORTS, source_original="Bridge Monitor"))
    found = relays(lines)
    assert {found[f"ucdp/claim/1/report/{number}"] == {"ucdp/claim/1/voice/1"} for number in (1, 2, 3)} == {
        True
    }


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("1", {"occurredOn": ['"2024-03-04"^^<xsd:date>']}),
        ("3", {"startedOn": ['"2024-03-04"^^<xsd:date>'], "endedOn": ['"2024-03-04"^^<xsd:date>']}),
        ("4", {"occurredOn": ['"2024-03"^^<xsd:gYearMonth>']}),
        ("5", {"occurredOn": ['"2024"^^<xsd:gYear>']}),
    ],
)
def test_a_date_is_said_no_more_exactly_than_it_is_known(precision: str, said: dict[str, list[str]]) -> None:
    lines = lines_of("ucdp", event("1", date_prec=precision))
    found = {one: objects(lines, one) for one in ("occurredOn", "startedOn", "endedOn")}
    assert {relation: values for relation, values in found.items() if values} == said


@pytest.mark.parametrize(
    ("precision", "place"),
    [
        ("1", "<ucdp/place/hillland/bridge_town/36.5_50.5>"),
        ("3", "<ucdp/place/hillland/east/bridge_district>"),
        ("4", "<ucdp/place/hillland/east>"),
        ("6", "<ucdp/place/hillland>"),
    ],
)
def test_a_place_is_the_narrowest_that_is_surely_known(precision: str, place: str) -> None:
    assert objects(lines_of("ucdp", event("1", where_prec=precision)), "location") == [place]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("best", "-3"),
        ("best", "many"),
        ("latitude", "95"),
        ("longitude", "-181"),
        ("date_start", "2024-02-30"),
        ("type_of_violence", "9"),
        ("id", ""),
    ],
)
def test_a_cell_that_cannot_be_is_named_by_row_column_and_value(column: str, value: str) -> None:
    good, bad = told("ucdp", event("1"), event("2") | {column: value})
    assert isinstance(good, Statements)
    found = fault(bad)
    assert (found.line, found.number, found.column) == (3, 2, column)
    assert value in found.value
    assert found.sentence.endswith(".")


def test_an_id_that_comes_twice_is_a_fault_that_names_the_first_row() -> None:
    found = fault(told("oryx", loss("7-1"), loss("7-1", "Other"))[1])
    assert found.column == "matID"
    assert "line 2" in found.sentence


def test_each_day_and_kind_of_a_running_count_is_a_figure_and_falling_ones_stay() -> None:
    lines = lines_of("uamod", {"date": "2024-03-04", "tank": "9"}, {"date": "2024-03-05", "tank": "7"})
    assert objects(lines, "count") == ['"9"^^<xsd:integer>', '"7"^^<xsd:integer>']
    assert objects(lines, "countedTo") == ['"2024-03-04"^^<xsd:date>', '"2024-03-05"^^<xsd:date>']


@pytest.mark.parametrize("name", shipped_mappings())
def test_a_mapping_that_comes_along_says_whose_data_it_reads_and_under_which_licence(name: str) -> None:
    mapping = read_mapping(name)
    assert mapping.name == name
    assert mapping.dataset.source
    assert mapping.columns()


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('"killed", "dead"', '"killd", "dead"', "did you mean 'killed'"),
        ('class = "Battle"', 'class = "Batle"', "did you mean 'Battle'"),
        ("{dead} killed", "{daed} killed", "did you mean 'dead'"),
        ('by = "watch"', 'by = "wach"', "did you mean 'watch'"),
        ('kind = "count"', 'knd = "count"', "did you mean 'kind'"),
        ('kind = "count"', 'kind = "counts"', "none of"),
        ('kind = "count"', 'pattern = "("', "no regular expression"),
        ('kind = "count"', "", "not what it takes"),
        ("required = true", "", "must be required"),
        ("[import]", "[import", "not TOML"),
        (
            'publisher = "watch"',
            'publisher = "watch"\nlicence = "CC BY 4.0"',
            "which is no IRI; write it in full",
        ),
        ('publisher = "watch"', 'publisher = "watch"\nurl = "example.org"', "which is no IRI"),
        ('publisher = "watch"', 'publisher = "watch"\npublished = "soon"', "a date such as"),
        ('publisher = "watch"', 'publisher = "watch"\npublished = "latest ded"', "no value of the kind date"),
        ('kind = "count"', 'joined = ["ids"]', "no value before it is called"),
    ],
)
def test_what_a_mapping_cannot_mean_is_said_with_its_place(wrong: str, right: str, said: str) -> None:
    with pytest.raises(MappingError, match=said):
        mapping_of(RULES.replace(wrong, right).encode(), "fights")


def test_an_unknown_mapping_is_answered_with_those_there_are() -> None:
    with pytest.raises(MappingError, match="oryx"):
        read_mapping("orix")


@given(st.text(max_size=40).filter(lambda text: text.split()))
def test_whatever_stands_in_a_cell_the_statements_are_canonical_n_triples(text: str) -> None:
    rules = RULES.replace("[values.dead]", "[values.note]\n[values.dead]").replace(
        'label = "Fight {id}"', 'label = "Fight {note}"'
    )
    applier = Applier(mapping_of(rules.encode(), "fights"))
    made = applier.apply(Row(1, 2, {"id": "1", "note": text, "dead": "3"}), "document/table")
    assert isinstance(made, Statements)
    quads = list(ox.parse(made.text, ox.RdfFormat.N_TRIPLES))
    written = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert written == made.text.encode()
    assert next(quad.object.value for quad in quads if "prefLabel" in str(quad.predicate)) == (
        "Fight " + " ".join(text.split())
    )


@given(st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=6, unique=True))
def test_names_in_iris_are_the_same_only_for_names_that_differ_in_case_or_space(names: list[str]) -> None:
    def folded(name: str) -> str:
        import unicodedata

        return " ".join(unicodedata.normalize("NFKC", name).casefold().split())

    for one, other in itertools.combinations(names, 2):
        assert (slug(one) == slug(other)) == (folded(one) == folded(other))


@pytest.mark.parametrize(
    ("wrong", "right", "line", "said"),
    [
        ('kind = "count"', 'kind = "counts"', 12, "none of text, count"),
        ('by = "watch"', 'by = "wach"', 23, "did you mean 'watch'"),
        ('title = "Fights"\n', "", 2, "title is missing; a text stands there"),
        ('iri = "actor/watch"', 'colour = "red"\niri = "actor/watch"', 14, "here stand class, definition"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told_with_its_line(
    wrong: str, right: str, line: int, said: str
) -> None:
    with pytest.raises(MappingError) as error:
        mapping_of(RULES.replace(wrong, right).encode(), "mine.toml")
    assert f"In the mapping 'mine.toml', line {line}, [" in str(error.value)
    assert said in str(error.value)
