from __future__ import annotations

import subprocess
import sys

import py3langid
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.fields.language import MIN_BYTES, detect_language
from provenance.fields.tags import language_tag

TEXTS = {
    "fr": "Le port est resté fermé toute la journée après la rupture d'une digue, ont annoncé les autorités de la ville.",
    "en": "The harbour stayed closed for the whole day after a sea wall gave way, the authorities of the town said.",
    "de": "Der Hafen blieb den ganzen Tag geschlossen, nachdem ein Deich gebrochen war, teilten die Behörden der Stadt mit.",
    "es": "El puerto permaneció cerrado todo el día tras la rotura de un dique, anunciaron las autoridades de la ciudad.",
    "ar": "ظل الميناء مغلقا طوال اليوم بعد انهيار جزء من السد، حسبما أعلنت سلطات المدينة في بيان صدر مساء الأحد.",
    "fa": "بندر پس از شکستن بخشی از سد در تمام روز بسته ماند، مقامات شهر در بیانیه‌ای اعلام کردند که فردا باز می‌شود.",
    "ru": "Порт оставался закрытым весь день после того, как прорвало дамбу, сообщили городские власти в воскресенье.",
    "ja": "堤防の一部が決壊したため、港は終日閉鎖されたままだったと市当局が日曜日の夜に発表した。",
    "zh": "市政府星期日晚上发表声明说，由于一段堤坝倒塌，港口全天关闭，船只须等待进一步通知。",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_text_tells_its_language(language: str, text: str) -> None:
    assert detect_language(text) == language


def test_the_text_comes_before_what_the_page_states() -> None:
    assert detect_language(TEXTS["de"], "en-US") == "de"


@pytest.mark.parametrize(
    ("language", "stated", "tag"), [("fr", "fr_CH", "fr-CH"), ("zh", "zh-hans", "zh-Hans"), ("ar", "ar-EG", "ar-EG")]
)
def test_region_and_script_are_kept_where_text_and_page_agree(language: str, stated: str, tag: str) -> None:
    assert detect_language(TEXTS[language], stated) == tag


def test_the_page_decides_between_members_of_a_macrolanguage() -> None:
    norwegian = "Havnen var stengt hele dagen etter at en demning brast, opplyser myndighetene i byen til avisen søndag kveld."
    assert detect_language(norwegian) == "no"
    assert detect_language(norwegian, "nb-NO") == "nb-NO"
    assert detect_language(norwegian, "de") == "no"


@pytest.mark.parametrize(
    "text", ["", "Port", "12:45 31.12.2031 " * 30, "https://portwirewatch.example/the-harbour-is-closed " * 5]
)
def test_too_few_letters_tell_nothing(text: str) -> None:
    assert detect_language(text) is None
    assert detect_language(text, "pt_BR") == "pt-BR"
    assert detect_language(text, "portuguese") is None


def test_the_bound_counts_bytes_of_letters() -> None:
    text = TEXTS["en"].replace(",", "")
    ends = [end for end in range(len(text)) if text[end].isalpha()]
    assert detect_language(text[: ends[MIN_BYTES - 2] + 1]) is None
    assert detect_language(text[: ends[MIN_BYTES - 1] + 1]) == "en"


def test_a_restriction_of_the_shared_detector_changes_nothing() -> None:
    py3langid.set_languages(["en", "de"])
    try:
        assert detect_language(TEXTS["fr"]) == "fr"
    finally:
        py3langid.set_languages(None)


def test_another_process_reads_the_same() -> None:
    program = (
        "import sys; from provenance.fields.language import detect_language; print([detect_language(t) for t in sys.argv[1:]])"
    )
    found = subprocess.run([sys.executable, "-c", program, *TEXTS.values()], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(list(TEXTS))


@given(st.lists(st.sampled_from([*TEXTS.values(), "Port", "12", "\ud800", "\u0000"]), max_size=4).map(" ".join) | st.text())
@settings(max_examples=50)
def test_what_is_found_is_a_canonical_tag_and_the_same_again(text: str) -> None:
    found = detect_language(text)
    assert found is None or language_tag(found) == found
    assert detect_language(text) == found
