from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.fields.tags import language_tag, primary


@pytest.mark.parametrize(
    ("printed", "tag"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        (" pt_br ", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("zh-cmn-Hans-CN", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("iw", "he"),
        ("fra", "fr"),
        ("sh", "sr-Latn"),
        ("de-DE-1996", "de-DE"),
        ("ar-u-nu-latn", "ar"),
        ("fr_FR.UTF-8", "fr-FR"),
    ],
)
def test_tags_are_brought_to_canonical_form(printed: str, tag: str) -> None:
    assert language_tag(printed) == tag


@pytest.mark.parametrize("printed", ["", "english", "und", "zxx", "mul", "q", "qqq", "fr FR", "fr-", "12", "français"])
def test_what_names_no_language_gives_none(printed: str) -> None:
    assert language_tag(printed) is None


@given(st.text(alphabet="abcdefrtzhHANS-_.@0149 ", max_size=20) | st.text(max_size=20))
def test_canonical_form_is_stable(printed: str) -> None:
    tag = language_tag(printed)
    if tag is not None:
        assert language_tag(tag) == tag
        assert language_tag(primary(tag)) is not None
