"""What a page asks of its reader: to subscribe, to take a newsletter, to agree to cookies."""

from __future__ import annotations

import regex

from provenance.extraction.plain.phrases import WORD_END, alternatives, any_of, entries

_TEASER = regex.compile(
    alternatives([phrase for phrase in entries("advertisement") if " " in phrase or "-" in phrase]) + WORD_END
)
_AD_LABEL = regex.compile(rf"[\[(–—-]*\s?{any_of('advertisement')}\s?[\])–—:!.-]*")
_SIGN_UP = regex.compile(rf"{any_of('signup')}{WORD_END}.*(?<!\p{{L}}){any_of('newsletter')}{WORD_END}.*")
# A page speaks of its own cookies in the first words of the notice; an article about cookies does not begin so.
_CONSENT = regex.compile(any_of("consent") + WORD_END)
_CONSENT_BUTTON = regex.compile(any_of("consent_buttons"))

# Code points.
_LABEL, _NOTICE = 200, 600


def is_advertisement(line: str) -> bool:
    """A label of advertising, or a line that asks to subscribe to the publication or its newsletter."""
    return len(line) <= _LABEL and bool(_AD_LABEL.fullmatch(line) or _TEASER.match(line) or _SIGN_UP.fullmatch(line))


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
