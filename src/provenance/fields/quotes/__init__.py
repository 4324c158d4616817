"""Quotes: what stands between quotation marks, of what kind it is, and who says it where the sentence tells.

`marks` pairs the quotation marks of a paragraph, `speakers` reads the words of saying around a pair, `finder` puts both together.
Verbs of saying stand in `data/registry/lexicons/quotes/`.
"""

from provenance.fields.quotes.finder import find_quotes
from provenance.fields.quotes.found import FoundQuote

__all__ = ["FoundQuote", "find_quotes"]
