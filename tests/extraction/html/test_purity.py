from __future__ import annotations

import itertools
import os
import subprocess
import sys

import pytest
from trafilatura.meta import reset_caches

from provenance.extraction.draft import Draft
from provenance.extraction.html import extract_html

SENTENCE = "The council of Harwick met at noon and spoke for a long while about the old bridge over the river Lind. "
# The same paragraphs on every page: what a deduplicating extractor would drop from the later ones.
PAGES = tuple(
    f"<html lang={language}><head><title>{day}</title></head><body><h1>Bridge {day}</h1><p>{SENTENCE * 3}</p>"
    f"<p>Published {day}</p><p>{SENTENCE * 3}</p></body></html>"
    for language, day in (("en", "5 March 2024"), ("de", "6. März 2024"), ("fr", "7 mars 2024"))
)


def drafts(order: tuple[int, ...]) -> list[tuple[int, tuple[Draft, ...]]]:
    return sorted((number, extract_html(PAGES[number])) for number in order)


def test_the_order_of_pages_and_a_warm_cache_do_not_show() -> None:
    first = drafts((0, 1, 2))
    for order in itertools.permutations(range(3)):
        reset_caches()
        assert drafts(order) == first
        assert drafts(order) == first


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_time_zone_locale_and_hash_seed_of_the_machine_do_not_show(zone: str) -> None:
    program = "import sys; from provenance.extraction.html import extract_html; print(ascii(extract_html(sys.argv[1])))"
    environment = {**os.environ, "TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": str(len(zone))}
    run = subprocess.run([sys.executable, "-c", program, PAGES[1]], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ascii(extract_html(PAGES[1]))
    assert run.stderr == ""
