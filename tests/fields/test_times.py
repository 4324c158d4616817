"""Times of publication and of the last change, as lines of the page print them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from provenance.extraction.draft import Draft
from provenance.fields.dated import read_passages
from provenance.fields.times import PRINTED_ON, Times, read_times
from provenance.normalize.passage import Passage


def times(line: str, language: str, timezone: str | None = None) -> Times:
    page = [Passage("publication", "boilerplate", line)]
    return read_times(Draft(blocks=()), page, read_passages(page, language, timezone).on(PRINTED_ON, None), timezone)


@pytest.mark.parametrize(
    ("language", "line", "published", "modified"),
    [
        ("en", "Published 6 May 2017, updated 7 May 2017", date(2017, 5, 6), date(2017, 5, 7)),
        ("fr", "Publié le 16.05.2031 à 06h12, mis à jour le 17.05.2031 à 08h30", date(2031, 5, 16), date(2031, 5, 17)),
        ("de", "Veröffentlicht am 6. Mai 2017, aktualisiert am 7. Mai 2017", date(2017, 5, 6), date(2017, 5, 7)),
        ("es", "Publicado el 6 de mayo de 2017. Actualizado el 7 de mayo de 2017", date(2017, 5, 6), date(2017, 5, 7)),
        ("it", "Pubblicato il 6 maggio 2017 - Aggiornato il 7 maggio 2017", date(2017, 5, 6), date(2017, 5, 7)),
        ("pt", "Publicado em 6 de maio de 2017. Atualizado em 7 de maio de 2017", date(2017, 5, 6), date(2017, 5, 7)),
        ("nl", "Gepubliceerd op 6 mei 2017, laatst bijgewerkt op 7 mei 2017", date(2017, 5, 6), date(2017, 5, 7)),
        ("pl", "Opublikowano: 6 maja 2017, aktualizacja: 7 maja 2017", date(2017, 5, 6), date(2017, 5, 7)),
        ("ar", "نشر في 6 مايو 2017 آخر تحديث 7 مايو 2017", date(2017, 5, 6), date(2017, 5, 7)),
        ("it", "Ultimo aggiornamento: 7 maggio 2017", None, date(2017, 5, 7)),
        ("nl", "6 mei 2017", date(2017, 5, 6), None),
    ],
)
def test_each_day_has_the_role_of_the_label_before_it(
    language: str, line: str, published: date | None, modified: date | None
) -> None:
    found = times(line, language)
    assert (found.published.day, found.modified.day) == (published, modified)


def test_a_time_without_zone_is_read_in_that_of_the_outlet() -> None:
    published = times("Publié le 16.05.2031 à 00h12", "fr", "Europe/Zurich").published
    assert (published.timezone, published.timezone_basis) == ("Europe/Zurich", "outlet")
    assert published.at == published.earliest == datetime(2031, 5, 15, 22, 12, tzinfo=UTC)
    assert published.latest == datetime(2031, 5, 15, 22, 12, 59, 999999, tzinfo=UTC)
    assert published.day == date(2031, 5, 16)


def test_a_printed_zone_goes_before_that_of_the_outlet() -> None:
    published = times("Published 6 May 2017 at 10:21 GMT", "en", "Europe/Zurich").published
    assert (published.timezone, published.timezone_basis) == ("UTC", "explicit")
    assert published.at == datetime(2017, 5, 6, 10, 21, tzinfo=UTC)


def test_without_any_zone_the_bounds_allow_every_place() -> None:
    published = times("Published 6 May 2017 at 10:21", "en").published
    assert (published.timezone, published.timezone_basis) == ("UTC", "assumed")
    assert (published.earliest, published.latest) == (
        datetime(2017, 5, 5, 20, 21, tzinfo=UTC),
        datetime(2017, 5, 6, 22, 21, 59, 999999, tzinfo=UTC),
    )


def test_a_label_without_a_day_is_told() -> None:
    assert times("Aggiornato", "it").without_value
