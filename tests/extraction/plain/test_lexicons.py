from __future__ import annotations

import unicodedata2

from provenance.lexicons import agency_names, languages, lexicon

LANGUAGES = [language for language in languages("noise") if language != "und"]


def test_the_languages_have_a_noise_lexicon() -> None:
    assert set(LANGUAGES) >= {"ar", "da", "de", "en", "es", "fr", "it", "nl", "no", "pl", "pt", "ru", "sv", "tr", "uk"}


def test_every_language_has_every_key() -> None:
    keys = {language: sorted(lexicon("noise", language)) for language in LANGUAGES}
    assert all(found == keys["en"] for found in keys.values()), keys


def test_entries_are_in_normal_form_and_unique() -> None:
    for language in languages("noise"):
        for key, entries in lexicon("noise", language).items():
            assert len(set(entries)) == len(entries), (language, key)
            for entry in entries:
                assert entry == unicodedata2.normalize("NFC", entry).strip(), (language, key, entry)
                assert entry == entry.lower(), (language, key, entry)


def test_a_byline_is_no_sign_off() -> None:
    for language in LANGUAGES:
        both = set(lexicon("noise", language)["byline"]) & set(lexicon("noise", language)["signoff"])
        assert not both, language


def test_names_of_agencies_come_from_the_registry() -> None:
    assert {"AFP", "ats", "Reuters", "dpa", "PAP", "ANSA", "رويترز"} <= set(agency_names())
