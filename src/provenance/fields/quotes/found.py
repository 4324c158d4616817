"""The quote as it was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Quoted matter in a paragraph.

    `start` and `end` are code points and enclose the marks; `text` stands between them, without the spaces inside the marks.
    `rule` is `quotes:` and the style (`guillemets`, `curly`, `low`, `straight`, `single`, `corner`, `dash`), with `:unclosed`
    where no closing mark follows and the quote runs to the end of the paragraph.

    `kind` is told by form, not by meaning:

    * `name`: follows a naming word ("dubbed", "le hashtag"), or is at most four words which all have a capital or a digit
      (where common nouns have capitals too, only a naming word, a digit or a hash sign tells), and nobody is said to say it;
    * `direct`: at least six words; or two and more which follow a colon or end like a clause (full stop, question or
      exclamation mark, ellipsis, the comma before "said"); or words that begin with a capital, or in a script without
      capitals, before a comma and a verb of saying;
    * `fragment`: everything else, pieces of somebody's words in a sentence of the author.

    `speaker` is a verbatim span of the paragraph, null where the sentence itself does not say it.
    """

    start: int
    end: int
    rule: str
    kind: str
    text: str
    speaker: str | None
