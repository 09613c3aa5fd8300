"""Ready questions, asked and answered in a real Chromium on the graph that ships."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from resting import asks, expect

pytestmark = pytest.mark.browser

Show = Callable[..., Any]


def test_a_question_is_answered_as_a_sentence_a_graph_and_a_table(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/questions")
    page.get_by_role("button", name="Who supplied Humvee to Russian Volunteer Corps").click()
    answer = page.locator(".ag-answer")
    expect(answer).to_contain_text("Armed Forces of Ukraine (unconfirmed)")
    expect(page.get_by_text("Denied in part by Patrick Ryder.")).to_be_visible()
    expect(page.get_by_text("Left open in part by The Washington Post.")).to_be_visible()
    expect(page.locator(".ag-frame[data-drawn]")).to_be_visible()
    rows = page.locator(".ag-table tbody tr")
    expect(rows.filter(has_text="Denied only")).not_to_have_count(0)
    page.get_by_role("button", name=re.compile("Department of Defense approved")).click()
    expect(page.locator(".ag-claim.ag-denies").first).to_contain_text("Patrick Ryder")
    asks(page, "ask=supplied")
    page.reload()
    expect(page.locator(".ag-claim.ag-denies").first).to_contain_text("Patrick Ryder")


def test_another_name_in_a_blank_gives_another_answer_and_a_wrong_one_is_said(
    shipped_address: str, watched: Show
) -> None:
    page = watched(f"{shipped_address}/questions?ask=denied&fill=actor:actor/dmitry-peskov&fill=weapon:x")
    expect(page.get_by_text("has the blanks actor")).to_be_visible()
    expect(page.locator(".ag-answer")).to_contain_text("Dmitry Peskov denies")
    box = page.get_by_role("combobox", name="Actor")
    box.fill("Ryder")
    page.get_by_role("option", name=re.compile("Patrick Ryder")).first.click()
    expect(page.get_by_role("heading", name="What does Patrick Ryder deny?")).to_be_visible()
    expect(page.locator(".ag-answer")).to_contain_text("Patrick Ryder denies")
