"""Figures: quantities that a text states, in digits, words or both, with qualifier, unit and what is counted.

The way through the modules: `exclusions` (what looks like a figure and is none) and `numbers` (which uses `numerals` and
`words`) read the numbers of a paragraph; `ranges` joins two of them; `units` reads what stands after or before; `finder` puts a
figure together. What differs by language stands in CLDR (through Babel) and `data/registry/lexicons/figures/`; `language`
compiles both once.
"""

from provenance.fields.figures.finder import find_figures
from provenance.fields.figures.found import FoundFigure

__all__ = ["FoundFigure", "find_figures"]
