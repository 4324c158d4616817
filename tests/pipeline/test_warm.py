"""The page that the server of workers reads beforehand must be one that is read: what goes wrong there is not told."""

from __future__ import annotations

from provenance.fields.registry import load_registry
from provenance.model.snapshot import Snapshot
from provenance.pipeline.reading import read_snapshot
from provenance.pipeline.settings import Settings
from provenance.pipeline.warm import PAGE


def test_the_page_goes_through_all_steps() -> None:
    reading = read_snapshot(Snapshot("warm", "ferry.html", "text/html", PAGE.encode()), load_registry(), Settings())
    (article,) = reading.rows
    assert (article["title"], article["language"], article["authors"]) == ("Ferry sails again", "en", ["Ann Lee"])
    assert article["quotes"][0]["speaker"] == "Ann Lee"
    assert article["agencies"][0]["name"] == "Agence France-Presse"
    assert all(article[name] for name in ("dates", "figures"))
