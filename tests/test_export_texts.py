"""Texts are taken, filled in, joined and escaped many at once as they would be one by one."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.export.escaping import as_json, as_json_in_xml, as_xml
from graph.export.texts import (
    both,
    brackets,
    by_number,
    chosen,
    days,
    digits,
    filled,
    in_order,
    joined,
    listed,
    lists,
    taken,
    whole,
)
from graph.wordings import pieces_of, pieces_of_bytes

words = st.lists(st.text(max_size=6), max_size=8)
awkward = st.lists(st.text(alphabet="ab\"\\&<>'\n\t\r\x01\x1f\ufffe\uffffЖ😀", max_size=5), max_size=8)


@given(words, st.data())
def test_texts_are_taken_by_number_and_negative_numbers_give_empty_ones(texts, data):
    numbers = data.draw(st.lists(st.integers(-1, len(texts) - 1), max_size=9))
    expected = [texts[number] if number >= 0 else "" for number in numbers]
    assert [one.decode() for one in taken(pieces_of(texts), np.array(numbers, np.int32))] == expected


@given(words, st.integers(0, 8), st.integers(0, 8))
def test_what_is_taken_of_a_part_is_that_of_the_part(texts, start, count):
    part = taken(pieces_of(texts), np.arange(start, min(start + count, len(texts))))
    held = [one.encode() for one in texts[start : start + count]]
    assert list(part) == held
    assert whole(part) == b"".join(held)
    assert list(filled(b"<%b>", part)) == [b"<%b>" % one for one in held]
    assert list(as_xml(part)) == list(as_xml(pieces_of_bytes(held)))


@given(st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4)), max_size=6))
def test_a_form_is_filled_for_each_row(rows):
    columns = [pieces_of([row[place] for row in rows]) for place in (0, 1)]
    assert [one.decode() for one in filled(b"{%b|%b}", *columns)] == [f"{{{a}|{b}}}" for a, b in rows]


@given(words, st.lists(st.integers(0, 8), max_size=5))
def test_lists_hold_what_lies_between_their_ends(texts, places):
    ends = sorted({0, *(min(place, len(texts)) for place in places)})
    expected = [texts[a:b] for a, b in pairwise(ends)]
    assert [one.decode() for one in joined(pieces_of(texts), ends, b";")] == [
        ";".join(one) for one in expected
    ]
    assert [one.decode() for one in listed(pieces_of(texts), ends)] == [
        f"[{','.join(one)}]" for one in expected
    ]


@given(st.lists(st.lists(st.text(max_size=3), max_size=3), max_size=5))
def test_entries_written_between_their_brackets_are_the_lists_that_joining_gives(expected):
    texts = pieces_of([text for one in expected for text in one])
    ends = [0, *np.cumsum([len(one) for one in expected], dtype=np.int64).tolist()]
    before, after = brackets(ends)
    assert list(lists(filled(b"%b%b%b", before, texts, after), ends)) == list(listed(texts, ends))


@given(words, st.data())
def test_the_order_is_that_of_places_and_then_of_letters(texts, data):
    places = data.draw(st.lists(st.integers(0, 3), min_size=len(texts), max_size=len(texts)))
    order = in_order(pieces_of(texts), np.array(places, np.int64))
    pairs = [(places[number], texts[number].encode()) for number in order.tolist()]
    assert pairs == sorted(zip(places, (one.encode() for one in texts), strict=True))


@given(st.lists(st.integers(-3, 5), max_size=9))
def test_each_distinct_number_is_written_once_and_negative_ones_not_at_all(numbers):
    asked = []

    def write(known):
        asked.extend(known.tolist())
        return digits(known * 10)

    made = list(by_number(np.array(numbers, np.int64), write, b"none"))
    assert made == [b"%d" % (number * 10) if number >= 0 else b"none" for number in numbers]
    assert asked == sorted({number for number in numbers if number >= 0})


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=5), st.lists(st.dates(), max_size=5))
def test_numbers_and_days_are_written_as_python_does(numbers, dates):
    assert list(digits(np.array(numbers, np.int64))) == [b"%d" % number for number in numbers]
    ordinals = np.array([one.toordinal() for one in dates], np.int64)
    assert list(days(ordinals)) == [one.isoformat().encode() for one in dates]
    assert list(days(np.array([date(987, 6, 5).toordinal()]))) == [b"0987-06-05"]


@given(awkward)
def test_a_json_string_of_any_text_reads_back(texts):
    assert [json.loads(b'"%b"' % one) for one in as_json(pieces_of(texts))] == texts


@given(awkward)
def test_one_harmful_text_does_not_touch_its_neighbours(texts):
    for escape in (as_json, as_xml, as_json_in_xml):
        each = [next(iter(escape(pieces_of([text])))) for text in texts]
        assert list(escape(pieces_of(texts))) == each
        assert list(escape(pieces_of(["plain", *texts, "plain"]))) == [b"plain", *each, b"plain"]


def test_xml_has_its_entities_and_no_forbidden_character():
    assert list(as_xml(pieces_of(["<a&'b'\">", "\x01\ufffe", "\ufffd"]))) == [
        b"&lt;a&amp;&#39;b&#39;&quot;&gt;", "\ufffd\ufffd".encode(), "\ufffd".encode()
    ]  # fmt: skip


def test_few_texts_are_chosen_by_flags_and_numbers():
    assert list(chosen((b"no", b"yes"), np.array([True, False]))) == [b"yes", b"no"]
    assert list(both(chosen((b"a", b"b"), np.array([1])), digits(np.array([], np.int64)))) == [b"b"]


def test_nothing_of_it_imports_pandas():
    program = (
        "import sys, numpy as np\n"
        "from graph.export.texts import *\n"
        "from graph.wordings import pieces_of_bytes\n"
        "one = pieces_of_bytes([b'a', b'b'])\n"
        "listed(filled(b'<%b>%b', taken(one, np.array([1, -1])), digits(np.array([1, 2]))), [0, 2])\n"
        "by_number(np.array([1, -1]), days), in_order(one, np.array([0, 0])), both(one, one)\n"
        "print('pandas' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
