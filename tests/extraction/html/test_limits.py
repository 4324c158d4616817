from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from provenance.errors import RejectedSnapshot
from provenance.extraction.html import extract, extract_html
from provenance.extraction.limits import HtmlLimits

SENTENCE = "The council of Harwick met on Tuesday and spoke for a long while about the old bridge over the river Lind. "
PAGE = (
    f"<html><body><h1>Bridge</h1><p>{SENTENCE * 3}</p><p>{SENTENCE} <a href='/a'>one</a> <a href='/b'>two</a></p></body></html>"
)


def rejected(source: str, limits: HtmlLimits | None = None) -> RejectedSnapshot:
    with pytest.raises(RejectedSnapshot) as caught:
        extract_html(source, limits or HtmlLimits())
    assert caught.value.stage == "extract"
    return caught.value


@pytest.mark.parametrize(
    ("setting", "reached"), [("max_characters", len(PAGE)), ("max_elements", 7), ("max_links", 2), ("max_depth", 4)]
)
def test_a_limit_holds_from_the_first_one_over_it_and_names_its_setting(setting: str, reached: int) -> None:
    bound: dict[str, Any] = {setting: reached}
    assert extract_html(PAGE, replace(HtmlLimits(), **bound))
    bound = {setting: reached - 1}
    reason = rejected(PAGE, replace(HtmlLimits(), **bound)).reason
    assert reason.rule == f"extract.{setting}"
    assert f"{reached:,}" in reason.observed
    assert f"extract.{setting}" in reason.remedy


def test_a_million_elements_are_rejected_at_once() -> None:
    before = time.process_time()
    reason = rejected("<html><body>" + "<b>x</b>" * 1_000_000).reason
    assert reason.observed == "1,000,002 elements, more than 50,000"
    assert time.process_time() - before < 10


def test_an_element_with_very_many_attributes_is_rejected_before_it_is_parsed() -> None:
    def page(count: int) -> str:
        attributes = " ".join(f'a{number}="1"' for number in range(count))
        return f"<html><body><p {attributes}>{SENTENCE * 3}</p>"

    assert extract_html(page(2_000))
    before = time.process_time()
    assert rejected(page(500_000)).reason.observed == "500,000 attributes of one element, more than 2,000"
    assert time.process_time() - before < 10


def test_a_title_of_a_million_characters_takes_no_time_to_speak_of() -> None:
    before = time.process_time()
    head = f"<meta property='og:site_name' content='The Mail'><title>{SENTENCE * 10_000}</title>"
    assert extract_html(f"<html><head>{head}</head><body><p>{SENTENCE * 3}</p>")
    assert time.process_time() - before < 10


def test_a_long_value_is_no_attributes() -> None:
    assert extract_html(f"<html><body><p class='{'x ' * 50_000}' data-a='{'a=1&' * 50_000}'>{SENTENCE * 3}</p>")


def test_nesting_that_the_parser_would_cut_is_never_accepted() -> None:
    source = "<html><body>" + "<div>" * 10_000 + f"<p>{SENTENCE}</p>"
    assert "no setting helps" in rejected(source, HtmlLimits(max_depth=100_000)).reason.remedy


@pytest.mark.parametrize("source", ["", "no markup at all", "2 < 3", "<!DOCTYPE html>", "\x00\x01"])
def test_what_is_no_markup_is_rejected(source: str) -> None:
    assert rejected(source).reason.rule == "extract.no_markup"


@pytest.mark.parametrize(
    "source", ["<html></html>", "<html/>", "<p> \n</p>", "<script>var a = 1</script>", "<html><body><img src='a.jpg'>"]
)
def test_a_page_without_text_is_rejected(source: str) -> None:
    assert rejected(source).reason.rule == "extract.no_article"


@pytest.mark.parametrize("stray", ["\ud800", "\x00", "\ufffe", "\x85"])
def test_stray_characters_do_not_stop_extraction(stray: str) -> None:
    (draft,) = extract_html(PAGE.replace("Bridge", f"Br{stray}idge"))
    assert "".join(block.string for block in draft.blocks)
    assert not any("\ud800" <= character <= "\udfff" for block in draft.blocks for character in block.string)


def test_an_exception_of_a_library_becomes_a_reason_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("unexpected tag")

    monkeypatch.setattr(extract, "body", broken)
    reason = rejected(PAGE).reason
    assert (reason.rule, reason.observed) == ("extract.failed", "ValueError: unexpected tag")


def test_a_machine_without_memory_is_not_the_fault_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(extract, "body", exhausted)
    with pytest.raises(MemoryError):
        extract_html(PAGE)
