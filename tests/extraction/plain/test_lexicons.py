from __future__ import annotations

import unicodedata2

from provenance.lexicons import languages, lexicon

LANGUAGES = [language for language in languages("noise") if language != "und"]


def test_the_five_languages_have_a_noise_lexicon() -> None:
    assert set(LANGUAGES) >= {"ar", "de", "en", "es", "fr"}


def test_every_language_has_every_key() -> None:
    keys = {language: sorted(lexicon("noise", language)) for language in LANGUAGES}
    assert all(found == keys["en"] for found in keys.values()), keys


def test_entries_are_in_normal_form_and_unique() -> None:
    for language in languages("noise"):
        for key, entries in lexicon("noise", language).items():
            assert len(set(entries)) == len(entries), (language, key)
            for entry in entries:
                assert entry == unicodedata2.normalize("NFC", entry).strip(), (language, key, entry)
                assert entry == entry.lower() or key == "agencies", (language, key, entry)
