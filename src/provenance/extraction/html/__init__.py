"""HTML: the article's body through trafilatura, and what the markup states about it. A pure function of the decoded source."""

from __future__ import annotations

import provenance.extraction.html.pins  # noqa: F401 - before anything else of the libraries is used
from provenance.extraction.html.extract import extract_html

__all__ = ["extract_html"]
