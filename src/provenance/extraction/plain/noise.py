"""What a page puts around its articles: buttons, menus, teasers, captions, comments, embedded posts."""

from __future__ import annotations

from functools import cache

import regex

from provenance.extraction.plain.phrases import COUNT, GLUED, WORD_END, alternatives, any_of, entries, locales
from provenance.extraction.plain.sentences import ends_statement
from provenance.extraction.plain.stamps import is_weekday

_BETWEEN = r"[\s|•·>›»/,:;()\[\]–—+&-]"
_BULLET = r"[»>›→▶►•*·\s-]*"


@cache
def _language_names() -> str:
    names = {locale.languages[locale.language] for locale in locales()}
    return alternatives(sorted(names, key=lambda name: (-len(name), name)))


_SHARE_WORD = rf"{any_of('share')}{GLUED}"
_NETWORK = rf"{any_of('networks')}{GLUED}"
_MENU_WORD = rf"(?:{any_of('menu')}|{_language_names()}){GLUED}"
_BUTTON = regex.compile(rf"(?:{_SHARE_WORD}|{_NETWORK})(?:\s?{COUNT})?")
_SHARE_LINE = regex.compile(rf"(?>(?:{_SHARE_WORD}|{_NETWORK}|{COUNT}|{_BETWEEN}))++")
_SHARE_RUN = regex.compile(rf"\s*(?:(?:{_SHARE_WORD}|{_NETWORK})\s*+(?:{COUNT}\s*+)?){{2,}}")
_SHARE_ONE, _DIGIT = regex.compile(_SHARE_WORD), regex.compile(r"\d")
_MENU_ONE = regex.compile(_MENU_WORD)
_MENU_LINE = regex.compile(rf"(?>(?:{_MENU_WORD}|{_BETWEEN}))++")

_BAR_PARTS = regex.compile(r"\s*[|•·>›»\t]\s*|\s{2,}")

_TEASERS = [phrase for phrase in entries("advertisement") if " " in phrase or "-" in phrase]
_TEASER = regex.compile(alternatives(_TEASERS) + WORD_END)
_AD_LABEL = regex.compile(rf"[\[(–—-]*\s?{any_of('advertisement')}\s?[\])–—:!.-]*")
_RELATED = regex.compile(rf"{_BULLET}{any_of('related')}{WORD_END}\s?(?P<colon>[:>→])?(?P<rest>.*)")
_RELATED_COLON = regex.compile(rf"{_BULLET}{any_of('related_colon')}\s?[:>→]")
_RELATED_CAPITALS = regex.compile(any_of("related") + WORD_END)
_CAPTION = regex.compile(
    rf"[(\[]?{any_of('caption')}\s?[:©/]|[(\[]?{any_of('caption_by')}\s\p{{Lu}}.*[)\]]?$"
    r"|©\s?(?!\d)|REUTERS/\p{Lu}|(?i:file photo)\b"
)
_MEDIA_LENGTH = regex.compile(r"(?<=\s)/\s\d+\s(?i:min)\b\.?(?:\s/|\s\d+|$)")
# With the number as a word the title must follow in quotes: `Ein Kommentar zu …` is a headline.
_HEADING = any_of("comments_heading")
_COMMENTS_HEADING = regex.compile(rf"(?=\d){_HEADING}{WORD_END}|{_HEADING}\s?[\"“”„«»‹›'‘’]")
_COMMENTS_FORM = regex.compile(any_of("comments_form") + WORD_END)
_COMMENTS_SIGN = regex.compile(
    rf"{alternatives([each for each in entries('comments_sign') if ' ' in each])}.*|{any_of('comments_sign')}"
)
_COMMENTER = regex.compile(r"\d{1,4}\.\s\p{L}[\p{L}\p{M}\p{N}\s.'’_-]{1,40}")
_COMMENTS_COUNT = regex.compile(any_of("comments_count") + r"\s?(?:\(\d+\))?\s?:?")
_COPYRIGHT = regex.compile(rf"(?:©|\(c\)|(?i:copyright))\s?.{{0,40}}?\d{{4}}.{{0,80}}|.{{0,60}}{any_of('copyright')}[.!]?")
_SEPARATOR = regex.compile(r"(?:[*=_#~•·–—+-]\s*){3,}")
_HANDLE = regex.compile(r"@\w{2,30}")
_ATTRIBUTION = regex.compile(r"[—–―-]{1,2}\s?.{1,80}\(@\w{1,30}\).{0,60}")


def is_share(line: str) -> bool:
    """Share buttons and their counters."""
    if len(line) > 200 or not _SHARE_LINE.fullmatch(line):
        return False
    return bool(_SHARE_ONE.search(line)) or sum(1 for _ in _BUTTON.finditer(line)) > 1


def is_single_button(line: str) -> bool:
    """One button without a counter, which may as well be a subhead."""
    return len(line) <= 60 and not _DIGIT.search(line) and sum(1 for _ in _BUTTON.finditer(line)) == 1


def share_run(string: str, start: int) -> tuple[int, int] | None:
    """Two buttons or more in a row at `start`, within a line."""
    found = _SHARE_RUN.match(string, start, start + 300)
    return found.span() if found else None


def menu_words(line: str) -> int:
    """The number of menu words in a line of nothing else; 0 where there is anything else."""
    if is_weekday(line):
        return 1
    return sum(1 for _ in _MENU_ONE.finditer(line)) if len(line) <= 300 and _MENU_LINE.fullmatch(line) else 0


def is_bar(string: str) -> bool:
    """Three short parts or more, set apart by bars, bullets or wide spaces, two of which are menu words or buttons."""
    parts = [part for part in _BAR_PARTS.split(string) if part] if len(string) <= 300 else []
    short = len(parts) > 2 and all(len(part) <= 30 for part in parts)
    return short and sum(1 for part in parts if menu_words(part) or is_share(part)) > 1


def is_advertisement(line: str) -> bool:
    """A label of advertising, or a line that asks to subscribe."""
    return len(line) <= 200 and bool(_AD_LABEL.fullmatch(line) or _TEASER.match(line))


def teaser(string: str, start: int) -> int | None:
    """The end of the words that ask to subscribe, where they stand at `start` within a line."""
    found = _TEASER.match(string, start)
    return found.end() if found else None


def is_related(line: str) -> bool:
    """A line that points to other articles. Without a colon it must not end as a statement, or it is prose."""
    if len(line) > 250:
        return False
    found = _RELATED.fullmatch(line)
    if found and (found["colon"] or not ends_statement(line)):
        return True
    return bool(_RELATED_COLON.match(line)) and not ends_statement(line)


def is_related_label(line: str) -> bool:
    """The label alone; what it announces follows on the next lines."""
    found = _RELATED.fullmatch(line)
    return found is not None and not found["rest"].strip(" :")


def is_related_phrase(string: str) -> bool:
    """The label's words and nothing else, within a line."""
    return bool(_RELATED_CAPITALS.fullmatch(string))


def is_caption(line: str) -> bool:
    """The legend or credit of a picture, or the title line of a video with its length."""
    return len(line) <= 400 and bool(_CAPTION.match(line) or _MEDIA_LENGTH.search(line))


def opens_comments(line: str) -> bool:
    """The heading or form with which the comments of readers begin."""
    return heads_comments(line) or (len(line) <= 100 and bool(_COMMENTS_FORM.match(line)) and not ends_statement(line))


def heads_comments(line: str) -> bool:
    """`3 thoughts on “…”`; a form, as against it, is linked to from other places of the page."""
    return len(line) <= 300 and bool(_COMMENTS_HEADING.match(line)) and not ends_statement(line)


def is_of_comments(line: str) -> bool:
    """What stands beside comments only: `Reply`, numbered names, the small print of the form."""
    return len(line) <= 200 and bool(_COMMENTS_SIGN.fullmatch(line) or _COMMENTER.fullmatch(line))


def counts_comments(line: str) -> bool:
    """A number of comments, which stands above articles as well as above comments."""
    return bool(_COMMENTS_COUNT.fullmatch(line))


def is_copyright(line: str) -> bool:
    """A notice of copyright."""
    return bool(_COPYRIGHT.fullmatch(line))


def is_separator(line: str) -> bool:
    """A rule drawn with characters."""
    return bool(_SEPARATOR.fullmatch(line))


def is_attribution(line: str) -> bool:
    """The last line of an embedded post: `— Name (@handle) 14 March 2019`."""
    return bool(_ATTRIBUTION.fullmatch(line))


def is_handle(line: str) -> bool:
    """The account that an embedded post is of, on a line of its own."""
    return bool(_HANDLE.fullmatch(line))
