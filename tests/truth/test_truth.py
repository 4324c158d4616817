"""The truth set is well formed, and the laws of evidence hold of everything that is read from it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator

import pytest

from provenance import extract
from provenance.errors import RejectedSnapshot
from provenance.extraction.decode import decode
from provenance.forms import match_form, normal_form
from provenance.model.article import Article
from provenance.model.evidence import Evidence
from score.pages import read as read_page
from score.sentences import read as read_sentence
from score.truth import TRUTH, Mentions, Page, Sentence, load_pages, load_sentences

SENTENCES = load_sentences()
PAGES = load_pages()
LANGUAGES = {"fr", "en", "de", "es", "it", "pt", "nl", "pl", "ar"}
KINDS = {"absolute", "yearless", "weekday", "relative", "time", "range", "vague"}
QUALIFIERS = {"exact", "approximately", "at_least", "at_most", "more_than", "less_than", "vague"}


def test_it_is_as_large_as_it_says() -> None:
    per_language = Counter(sentence.language for sentence in SENTENCES)
    assert set(per_language) == LANGUAGES
    assert min(per_language.values()) >= 12
    assert len(SENTENCES) >= 120
    assert len({sentence.text for sentence in SENTENCES}) == len(SENTENCES)
    assert len({page.file for page in PAGES}) == len(PAGES) >= 25
    assert {article.language for page in PAGES for article in page.articles} == LANGUAGES


def test_every_page_file_has_its_truth() -> None:
    files = {f"tests/truth/pages/{path.name}" for path in (TRUTH / "pages").iterdir()}
    assert files == {page.file for page in PAGES if page.ours}


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda each: f"{each.language} {each.text[:30]}")
def test_a_span_stands_once_in_its_sentence_and_values_are_of_the_data_model(sentence: Sentence) -> None:
    mentions = sentence.mentions
    assert sentence.text == normal_form(sentence.text)
    for group in (mentions.dates, mentions.figures, mentions.quotes):
        assert [each.span for each in group if sentence.text.count(each.span) != 1] == []
    assert {each.kind for each in mentions.dates} <= KINDS
    assert [quote.speaker for quote in mentions.quotes if quote.speaker and quote.speaker not in sentence.text] == []
    _check_values(mentions)


@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.file)
def test_what_must_be_kept_or_removed_stands_on_the_page(page: Page) -> None:
    source = match_form(html.unescape(_read_source(page)))
    for article in page.articles:
        _check_values(article.mentions)
        assert article.kept
        assert article.noise
        assert [line for line in (*article.kept, *article.noise) if match_form(line) not in source] == []
        mentions = article.mentions
        if page.ours:
            spans = [each.span for group in (mentions.dates, mentions.figures, mentions.quotes) for each in group]
            assert [span for span in (article.title, *article.authors, *spans) if match_form(span) not in source] == []


def _read_source(page: Page) -> str:
    return decode(page.data, page.context["media_type"], page.context.get("charset")).string


def _check_values(mentions: Mentions) -> None:
    for figure in mentions.figures:
        assert figure.qualifier in QUALIFIERS
        ranged = figure.low is not None and figure.high is not None and figure.low < figure.high
        given = [figure.value is not None, ranged, figure.qualifier == "vague"]
        assert given.count(True) == (1 if figure.judged else 0), figure


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda each: f"{each.language} {each.text[:30]}")
def test_what_is_found_lies_in_the_sentence(sentence: Sentence) -> None:
    found = read_sentence(sentence)
    for each in (*found.dates, *found.figures, *found.quotes):
        assert 0 <= each.start < each.end <= len(sentence.text)


def test_the_laws_of_evidence_hold_of_every_sentence() -> None:
    for sentence in SENTENCES:
        try:
            articles = extract(sentence.text)
        except RejectedSnapshot:
            continue
        for article in articles:
            _check_laws(article, sentence.text)


@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.file)
def test_the_laws_of_evidence_hold_of_every_page(page: Page) -> None:
    source = _read_source(page)
    articles = read_page(page)
    assert articles
    for article in articles:
        _check_laws(article, source)


def _check_laws(article: Article, source: str) -> None:
    for evidence in _evidence(article):
        if evidence.layer == "text":
            assert article.text[evidence.start : evidence.end] == evidence.quote
        else:
            assert evidence.start is None
            assert evidence.end is None
        if evidence.raw_start is not None:
            assert normal_form(source[evidence.raw_start : evidence.raw_end]) == evidence.quote
    for removed in article.removed:
        assert normal_form(source[removed.raw_start : removed.raw_end]) == removed.quote


def _evidence(article: Article) -> Iterator[Evidence]:
    for mentions in (article.agencies, article.dates, article.figures, article.quotes, article.evidence):
        for each in mentions:
            yield each.evidence
