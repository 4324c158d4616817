"""What a page asks of its reader: to subscribe, to take a newsletter, to agree to cookies."""

from __future__ import annotations

import regex

from provenance.extraction.plain.reader import ends, past, phrases_in, word, words_in
from provenance.extraction.plain.sentences import ends_statement

# Around a label: `[Advertisement]`, `ADVERTISEMENT - Continue reading below`.
_BEFORE_LABEL, _BEHIND_LABEL = regex.compile(r"[\[(–—-]*\s?"), regex.compile(r"\s?[\])–—:!.•·-]*\s?")
# Words before the name of a newsletter, and code points up to the call behind it.
_BEFORE_NEWSLETTER, _CALL = 4, 60
_NAMED = regex.compile(r"\s?[:?]")
# A page speaks of its own cookies in the first words of the notice; an article about cookies does not begin so.
_BEFORE_VERB = regex.compile(r"(?:\p{Lu}\S*\s){1,4}?")
# What a form asks for: `Your e-mail address`.
_FIELD = regex.compile(r"\s?[*:]?(?:\s?\[\s*\])?")

# Code points.
_LABEL, _NOTICE = 200, 600


def is_advertisement(line: str) -> bool:
    """A label of advertising, or a line that asks to subscribe to the publication or its newsletter."""
    return len(line) <= _LABEL and (_are_labels(line) or teaser(line, 0) is not None or _signs_up(line))


def _are_labels(line: str) -> bool:
    at = 0
    while at < len(line):
        end = next(ends(line, past(_BEFORE_LABEL, line, at), "advertisement"), None)
        if end is None:
            return False
        at = past(_BEHIND_LABEL, line, end)
    return at > 0


def _signs_up(line: str) -> bool:
    """`Sign up for our newsletter`."""
    end = word(line, 0, "signup")
    return end is not None and next(words_in(line, end, len(line), "newsletter"), None) is not None


def is_newsletter(line: str) -> bool:
    """The name of a newsletter with what it offers, which may as well be a headline.

    Its name before a colon, or the call at the end: `The Morning Newsletter: what matters`, `Newsletter «Morgen» abonnieren`.
    """
    if len(line) > _LABEL or ends_statement(line):
        return False
    for start, end in phrases_in(line, "newsletter"):
        if len(line[:start].replace("-", " ").split()) > _BEFORE_NEWSLETTER:
            return False
        calls = words_in(line, end, end + _CALL + 1, "signup")
        if _NAMED.match(line, end) or any(call == len(line) for _, call in calls):
            return True
    return False


def teaser(string: str, start: int) -> int | None:
    """The end of the words that ask to subscribe, where they stand at `start` within a line."""
    end = word(string, start, "advertisement")
    return end if end is not None and any(sign in string[start:end] for sign in " -") else None


def is_consent(line: str) -> bool:
    """The notice that a page keeps cookies."""
    if len(line) > _NOTICE:
        return False
    if word(line, 0, "consent") is not None:
        return True
    return any(_BEFORE_VERB.fullmatch(line, 0, start) for start, _ in words_in(line, 0, _LABEL, "consent_verb"))


def is_consent_button(line: str) -> bool:
    """A button of that notice, which may as well be a subhead."""
    return len(line) in ends(line, 0, "consent_buttons")


def is_form_field(line: str) -> bool:
    """What a form asks for, which may as well be a subhead."""
    return any(_FIELD.fullmatch(line, end) for end in ends(line, 0, "form_fields"))
