"""What a page asks of its reader: to subscribe, to take a newsletter, to agree to cookies."""

from __future__ import annotations

import regex

from provenance.extraction.plain.phrases import WORD_END, alternatives, any_of, entries
from provenance.extraction.plain.sentences import ends_statement

_TEASER = regex.compile(
    alternatives([phrase for phrase in entries("advertisement") if " " in phrase or "-" in phrase]) + WORD_END
)
# One label, or several in a row: `ADVERTISEMENT - Continue reading below`.
_AD_LABEL = regex.compile(rf"(?>[\[(–—-]*\s?{any_of('advertisement')}\s?[\])–—:!.•·-]*\s?)++")
_SIGN_UP = regex.compile(rf"{any_of('signup')}{WORD_END}.*(?<!\p{{L}}){any_of('newsletter')}{WORD_END}.*")
# Its name before a colon, or the call at the end: `The Morning Newsletter: what matters today`, `Newsletter «Morgen» abonnieren`.
_NAMED = regex.compile(
    rf"(?:\S+[\s-]){{0,4}}(?:\S+-)?{any_of('newsletter')}{WORD_END}(?:\s?[:?].*|.{{0,60}}(?<!\p{{L}}){any_of('signup')}{WORD_END})"
)
# A page speaks of its own cookies in the first words of the notice; an article about cookies does not begin so.
_CONSENT = regex.compile(rf"{any_of('consent')}{WORD_END}|(?:\p{{Lu}}\S*\s){{1,4}}{any_of('consent_verb')}{WORD_END}")
_CONSENT_BUTTON = regex.compile(any_of("consent_buttons"))
# What a form asks for: `Your e-mail address`.
_FIELD = regex.compile(any_of("form_fields") + r"\s?[*:]?(?:\s?\[\s*\])?")

# Code points.
_LABEL, _NOTICE = 200, 600


def is_advertisement(line: str) -> bool:
    """A label of advertising, or a line that asks to subscribe to the publication or its newsletter."""
    return len(line) <= _LABEL and bool(_AD_LABEL.fullmatch(line) or _TEASER.match(line) or _SIGN_UP.fullmatch(line))


def is_newsletter(line: str) -> bool:
    """The name of a newsletter with what it offers, which may as well be a headline."""
    return len(line) <= _LABEL and not ends_statement(line) and bool(_NAMED.fullmatch(line))


def teaser(string: str, start: int) -> int | None:
    """The end of the words that ask to subscribe, where they stand at `start` within a line."""
    found = _TEASER.match(string, start)
    return found.end() if found else None


def is_consent(line: str) -> bool:
    """The notice that a page keeps cookies."""
    return len(line) <= _NOTICE and bool(_CONSENT.match(line))


def is_consent_button(line: str) -> bool:
    """A button of that notice, which may as well be a subhead."""
    return bool(_CONSENT_BUTTON.fullmatch(line))


def is_form_field(line: str) -> bool:
    """What a form asks for, which may as well be a subhead."""
    return bool(_FIELD.fullmatch(line))
