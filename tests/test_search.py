from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.errors import AmbiguousEntityError, InputError, StoreError, UnknownEntityError
from graph.labels import LabelEntry, label_entries, write_label_index
from graph.namespaces import ID
from graph.search import LabelIndex
from graph.settings import LIMITS

GREY_COLUMN = ID + "actor/grey-column"
PETROV = ID + "actor/ivan-petrov"
WHITE_FOX = ID + "actor/white-fox"


@pytest.fixture(scope="module")
def index(sample_store):
    return LabelIndex.of(sample_store)


def entry(slug: str, text: str, label: str = "", type_: str = "Person") -> LabelEntry:
    iri = ID + slug
    return LabelEntry(iri, label or text, type_, iri, text)


def test_a_label_is_found_as_it_is_with_its_class(index):
    best = index.search("Grey Column")[0]
    assert (best.iri, best.label, best.type, best.matched, best.score) == (
        GREY_COLUMN,
        "Grey Column",
        "ArmedGroup",
        "Grey Column",
        100.0,
    )


@pytest.mark.parametrize("text", ["Kestrle", "kestral", "KESTREL armored car", "Kesstrel"])
def test_a_misspelt_name_is_found(index, text):
    assert index.search(text)[0].iri == ID + "weapon/kestrel"


def test_a_doubled_letter_in_humvee_is_forgiven():
    index = LabelIndex.of_entries([entry("weapon/humvee", "Humvee"), entry("weapon/hummel", "Hummel")])
    assert index.search("Humvvee")[0].matched == "Humvee"


def test_a_cyrillic_name_is_found_in_latin_letters_and_the_matched_alias_is_shown(index):
    best = index.search("Seraya kolonna")[0]
    assert (best.iri, best.label, best.matched) == (GREY_COLUMN, "Grey Column", "Серая колонна")


def test_a_latin_name_is_found_in_cyrillic_letters(index):
    assert index.search("Иван Петров")[0].iri == PETROV


@pytest.mark.parametrize(("text", "score"), [("GC", 100.0), ("gc", 99.5)])
def test_an_acronym_finds_its_exact_match_first(text, score):
    index = LabelIndex.of_entries(
        [
            entry("actor/a", "GCX command"),
            entry("actor/b", "Grey Column"),
            entry("actor/b", "GC", "Grey Column"),
            entry("actor/c", "The GC office"),
        ]
    )
    matches = index.search(text)
    assert [(match.iri, match.matched) for match in matches] == [
        (ID + "actor/b", "GC"),
        (ID + "actor/c", "The GC office"),
    ]
    assert matches[0].score == score


def test_a_folded_identity_leads_to_the_canonical_entity(index):
    best = index.search("White Fox")[0]
    assert (best.iri, best.label, best.matched) == (PETROV, "Ivan Petrov", "White Fox")
    for name in ("White Fox", WHITE_FOX, "id:actor/white-fox", "actor/white-fox"):
        assert index.resolve(name).iri == PETROV


@pytest.mark.parametrize(
    "name",
    [
        GREY_COLUMN,
        f"<{GREY_COLUMN}>",
        "id:actor/grey-column",
        "actor/grey-column",
        "GC",
        "grey  COLUMN",
        "Seraya kolonna",
    ],
)
def test_an_entity_is_resolved_by_iri_curie_slug_label_and_alias(index, name):
    assert index.resolve(name).label == "Grey Column"


def test_the_article_in_front_of_a_name_may_stand_there_or_not(index):
    assert index.resolve("the Grey Column") == index.resolve("Grey Column")
    with pytest.raises(UnknownEntityError):
        index.resolve("the nobody")


def test_a_person_is_known_by_the_surname_and_nothing_else_is():
    index = LabelIndex.of_entries(
        [
            entry("actor/fox", "Denis Nikitin"),
            entry("actor/post", "The Nikitsk Post", type_="MediaOutlet"),
            entry("actor/one", "Anna Hale"),
            entry("actor/two", "Boris Hale"),
        ]
    )
    assert index.resolve("Никитин").label == index.resolve("nikitin").label == "Denis Nikitin"
    with pytest.raises(UnknownEntityError):
        index.resolve("Nikitsk")
    with pytest.raises(AmbiguousEntityError, match="names 2 entities: Anna Hale"):
        index.resolve("Hale")


def test_words_that_stand_apart_in_a_name_find_it_in_any_order():
    strike, response = f"{ID}incident/strike", f"{ID}incident/response"
    index = LabelIndex.of_entries(
        [
            LabelEntry(
                response,
                "Answer to the strike on Highmoor",
                "Attack",
                response,
                "Answer to the strike on Highmoor",
            ),
            LabelEntry(strike, "Strike on Highmoor of June", "Attack", strike, "Strike on Highmoor of June"),
        ]
    )
    assert [match.iri for match in index.search("highmoor strike")] == [strike, response]
    assert [match.iri for match in index.search("highmor strikes")] == [strike, response]
    assert index.search("highmoor picnic") == ()


def test_an_ambiguous_name_lists_its_candidates():
    index = LabelIndex.of_entries([entry("place/kestrel", "Kestrel"), entry("weapon/kestrel", "Kestrel")])
    with pytest.raises(AmbiguousEntityError) as raised:
        index.resolve("kestrel")
    assert [iri for iri, _ in raised.value.candidates] == [ID + "place/kestrel", ID + "weapon/kestrel"]


def test_the_exact_spelling_decides_between_names_that_differ_in_case():
    index = LabelIndex.of_entries([entry("place/us", "US"), entry("actor/us", "us")])
    assert index.resolve("US").iri == ID + "place/us"


def test_an_unknown_name_comes_with_suggestions(index):
    with pytest.raises(UnknownEntityError) as raised:
        index.resolve("Gray Colum")
    assert raised.value.suggestions[0] == "Grey Column"


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_an_empty_search_is_refused(index, text):
    with pytest.raises(InputError, match="search text is empty"):
        index.search(text)
    with pytest.raises(InputError, match="search text is empty"):
        index.resolve(text)


def test_bytes_that_are_no_text_are_no_name_and_harm_none(index):
    assert index.search("\udcff") == ()
    with pytest.raises(UnknownEntityError):
        index.resolve("\udcff")
    assert index.search("\ud800 grey column")[0].iri == GREY_COLUMN


def test_a_text_longer_than_any_name_is_refused_with_the_limit(index):
    longest = "abcd " * (LIMITS.search_max_letters // 5)
    assert index.search(longest) == ()
    for asked in (index.search, index.resolve):
        with pytest.raises(InputError, match="of at most 1,000 letters"):
            asked(f"{longest}ef")


def test_a_long_text_of_signs_that_grow_in_latin_letters_is_unknown(index):
    with pytest.raises(UnknownEntityError):
        index.resolve("😀龘" * (LIMITS.search_max_letters // 2))


def test_what_is_like_nothing_finds_nothing(index):
    assert index.search("zzyzx qwfp") == ()


@pytest.mark.parametrize(
    "text", ['"', "'", 'a" OR "b', "%", "_", "NEAR(", "*", "😀", "';DROP TABLE name;--", "\x00"]
)
def test_signs_with_a_meaning_to_the_index_are_plain_letters(text):
    many = [
        entry(f"actor/{number}", f"Actor number {number}") for number in range(LIMITS.search_candidates + 10)
    ]
    big = LabelIndex.of_entries(many)
    assert all(match.score >= LIMITS.search_min_score for match in big.search(text))
    assert big.search("Actor number 7")[0].iri == ID + "actor/7"


HARD_NAMES = [
    "<script>alert(1)</script>",
    'O\'Neil "the Fox"',
    "كتيبة العاصفة",
    "גדוד הסערה",
    "🦊 unit",
    "🦊🔥",
    "Ъ",
    "50%_off",
]


@pytest.mark.parametrize("name", HARD_NAMES)
def test_hard_names_are_found_and_shown_unchanged(name):
    index = LabelIndex.of_entries([entry(f"actor/{number}", text) for number, text in enumerate(HARD_NAMES)])
    best = index.search(name)[0]
    assert (best.label, best.matched, best.score) == (name, name, 100.0)
    assert index.resolve(name).iri == best.iri


def test_a_name_in_a_big_index_is_found_in_spite_of_a_typo():
    many = [entry(f"actor/{number}", f"Battalion {number * 7919 % 9973}") for number in range(5000)]
    index = LabelIndex.of_entries([*many, entry("weapon/humvee", "Humvee")])
    assert index.search("Humvvee")[0].matched == "Humvee"


def test_the_limit_cuts_the_tail_not_the_head(index):
    everything = index.search("column")
    assert index.search("column", limit=1) == everything[:1]
    assert index.search("column", limit=0) == ()


def test_a_file_gives_the_same_answers_as_memory(sample_directory, index):
    file = LabelIndex.at(sample_directory)
    assert file.search("kestrel") == index.search("kestrel") != ()
    file.close()


def test_a_file_that_is_no_index_is_said(tmp_path):
    path = tmp_path / "labels.sqlite"
    path.write_text("not a database, " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match=r"label index .* cannot be read"):
        LabelIndex.open(path)
    with pytest.raises(StoreError, match=r"label index .* cannot be read"):
        LabelIndex.open(tmp_path / "missing.sqlite")


def test_writing_where_nothing_can_be_written_is_an_error_of_the_machine(tmp_path):
    with pytest.raises(OSError, match="label index cannot be written"):
        write_label_index(tmp_path / "no" / "such" / "folder.sqlite", [])


def test_searching_imports_neither_the_triple_store_nor_rdflib(sample_directory):
    program = (
        "import sys; from graph.search import LabelIndex; "
        "found = LabelIndex.at(sys.argv[1]).search('Kestral'); "
        "heavy = ('pyoxigraph', 'rdflib', 'networkx', 'rich', 'filelock', 'anyascii', 'dataclasses'); "
        "print(found[0].matched, [name for name in heavy if name in sys.modules])"
    )
    command = [sys.executable, "-c", program, str(sample_directory)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Kestrel []"


def test_every_entity_of_the_sample_is_found_by_each_of_its_names(sample_store, index):
    entries = list(label_entries(sample_store))
    assert len({one.stated for one in entries}) == 14
    for one in entries:
        best = index.search(one.text)[0]
        assert (best.iri, best.matched, best.score) == (one.entity, one.text, 100.0)


_NAMES = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).map(str.strip).filter(bool)
)


@settings(max_examples=60, deadline=None)
@given(names=st.lists(_NAMES, min_size=1, max_size=30, unique=True), copies=st.sampled_from([1, 450]))
def test_search_finds_every_entity_by_each_of_its_exact_names(names, copies):
    entries = [entry(f"actor/{number}", name) for number, name in enumerate(names)]
    filling = [entry(f"place/{number}", f"filling {number} of the index") for number in range(copies)]
    assume(not {one.text for one in filling} & set(names))
    index = LabelIndex.of_entries([*entries, *filling])
    for one in entries:
        found = {match.iri: match for match in index.search(one.text, limit=1000)}
        assert found[one.entity].score == 100.0
        assert index.resolve(one.text).iri == one.entity
    index.close()


@settings(max_examples=40, deadline=None)
@given(text=_NAMES)
def test_no_text_breaks_a_search(text):
    index = LabelIndex.of_entries([entry("actor/a", "Grey Column"), entry("actor/b", "Серая колонна")])
    assert len(index.search(text)) <= 2


def test_an_index_path_with_signs_of_an_address_opens(tmp_path):
    write_label_index(path := tmp_path / "odd #1? %41.sqlite", [entry("actor/a", "Grey Column")])
    assert LabelIndex.open(Path(path)).resolve("grey column").iri == ID + "actor/a"
