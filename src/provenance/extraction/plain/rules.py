"""What a line is: rules in the order in which they are asked, the first answer counts.

First the rules that a line's own form satisfies, then those that look at its neighbours too: a line that could as well be a
subhead of the article (`Politics`, `Reuters`, a date) is left alone between two paragraphs of prose. A line kept wrongly does
less harm than one lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain import appeals, captions, credits, embeds, menus, noise, stamps, wires
from provenance.extraction.plain import comments as readers
from provenance.extraction.plain import related as pointers
from provenance.extraction.plain.pieces import Piece
from provenance.extraction.plain.reader import holds
from provenance.extraction.plain.sentences import is_prose


@dataclass(frozen=True, slots=True)
class Context:
    """The nearest lines before and after that no rule has claimed by their form; None at either end of the source."""

    previous: Piece | None = None
    following: Piece | None = None
    #: Whether the line next to it is one of a header for its form.
    beside_header: bool = False

    @property
    def within_prose(self) -> bool:
        """Whether running text goes on before and after the line."""
        return all(each is not None and is_prose(each.line) for each in (self.previous, self.following))


_OF_HEADERS: tuple[BlockKind, ...] = ("byline", "credit", "share", "publication")
Rule = Callable[[Piece, Context], BlockKind | None]


def separator(piece: Piece, _: Context) -> BlockKind | None:
    """A rule drawn with characters."""
    return "boilerplate" if noise.is_separator(piece.line) else None


def comments(piece: Piece, _: Context) -> BlockKind | None:
    """The beginning of a comments section, or the number of comments."""
    counted = noise.counts_comments(piece.line) or noise.leads_comments(piece.line)
    return "comment" if counted or readers.opens_comments(piece.line) else None


def dated_stamp(piece: Piece, _: Context) -> BlockKind | None:
    """`Published 14 March 2019, updated 15 March`."""
    labelled = holds(piece.line, "published", "modified")
    sure = labelled and stamps.is_stamp(piece.line) and stamps.has_label(piece.line) and stamps.has_date(piece.line)
    return "publication" if sure else None


def attribution(piece: Piece, _: Context) -> BlockKind | None:
    """The line of an embedded post that says whose it is."""
    return "embed" if embeds.is_attribution(piece.line) or embeds.is_handle(piece.line) else None


def signed(piece: Piece, _: Context) -> BlockKind | None:
    """Names with the agency that helped, or the whole newsroom."""
    return "byline" if credits.is_signed(piece.line) or credits.is_newsroom(piece.line) else None


def credit(piece: Piece, _: Context) -> BlockKind | None:
    """The agencies that a text is taken from, with a form that only a credit has."""
    if not credits.is_credit(piece.line) or wires.is_bare_agency(piece.line):
        return None
    return None if credits.is_byline_of_people(piece.line) else "credit"


def unfilled(piece: Piece, _: Context) -> BlockKind | None:
    """A label of the header without its value."""
    return "boilerplate" if credits.is_unfilled(piece.line) else None


def notice(piece: Piece, _: Context) -> BlockKind | None:
    """A notice of copyright."""
    return "boilerplate" if noise.is_copyright(piece.line) else None


def caption(piece: Piece, _: Context) -> BlockKind | None:
    """The legend of a picture or a video."""
    return "caption" if captions.is_caption(piece.line) else None


def related(piece: Piece, _: Context) -> BlockKind | None:
    """A pointer to another article."""
    return "related" if pointers.is_related(piece.line) else None


def advertisement(piece: Piece, _: Context) -> BlockKind | None:
    """Advertising and requests to subscribe."""
    return "advertisement" if appeals.is_advertisement(piece.line) else None


def consent(piece: Piece, _: Context) -> BlockKind | None:
    """A notice about cookies."""
    return "boilerplate" if appeals.is_consent(piece.line) else None


def buttons(piece: Piece, _: Context) -> BlockKind | None:
    """Share buttons, several or with a counter."""
    return "share" if noise.is_share(piece.line) and not noise.is_single_button(piece.line) else None


def menu(piece: Piece, _: Context) -> BlockKind | None:
    """Three menu words or more, also written together, a bar with some among others, or the trail that leads to the page."""
    line, string = piece.line, piece.string
    several = menus.menu_words(line) > 2 or menus.is_glued_menu(line) or menus.is_bar(string) or menus.is_trail(string)
    return "navigation" if several else None


def controls(piece: Piece, _: Context) -> BlockKind | None:
    """Several controls of the page, or a menu with sections of its own."""
    several = menus.is_controls(piece.line) or menus.is_section_list(piece.line) or menus.is_section_bar(piece.string)
    several = several or menus.is_pagination(piece.line)
    return "navigation" if several else None


def reading_time(piece: Piece, _: Context) -> BlockKind | None:
    """How long reading takes."""
    return "boilerplate" if stamps.is_reading_time(piece.line) else None


def stamp(piece: Piece, _: Context) -> BlockKind | None:
    """The labels of a publication line without their values, or a date without label, perhaps with a place."""
    dated = stamps.is_stamp(piece.line) or stamps.is_placed(piece.line)
    return "publication" if dated else None


def agency(piece: Piece, _: Context) -> BlockKind | None:
    """The name of an agency or the initials of its staff on their own."""
    credited = wires.is_bare_agency(piece.line) or wires.is_initials(piece.line)
    return "credit" if credited else None


def desk(piece: Piece, _: Context) -> BlockKind | None:
    """A name or an outlet, and an agency or a desk behind it."""
    return "byline" if credits.is_desk(piece.line) else None


def byline(piece: Piece, _: Context) -> BlockKind | None:
    """The authors, at the head or the end of an article."""
    return "byline" if credits.is_byline(piece.line) else None


def signature(piece: Piece, context: Context) -> BlockKind | None:
    """The name of the author above the initials of the staff, at the end of agency copy."""
    below = context.following
    signs = below is not None and wires.is_initials(below.line) and credits.is_name(piece.line)
    return "byline" if signs else None


def button(piece: Piece, _: Context) -> BlockKind | None:
    """A single share button."""
    return "share" if noise.is_share(piece.line) else None


def network(piece: Piece, context: Context) -> BlockKind | None:
    """The name of a network, beside other buttons."""
    if not noise.is_single_button(piece.line):
        return None
    neighbours = [each.line for each in (context.previous, context.following) if each is not None]
    return "share" if any(noise.is_single_button(line) for line in neighbours) else None


def menu_word(piece: Piece, _: Context) -> BlockKind | None:
    """A menu word, the name of a language or a weekday."""
    return "navigation" if menus.menu_words(piece.line) else None


def newsletter(piece: Piece, _: Context) -> BlockKind | None:
    """A newsletter and what it offers."""
    return "advertisement" if appeals.is_newsletter(piece.line) else None


def consent_button(piece: Piece, _: Context) -> BlockKind | None:
    """A button of a notice about cookies, or what a form asks for."""
    asked = appeals.is_consent_button(piece.line) or appeals.is_form_field(piece.line)
    return "boilerplate" if asked else None


BY_FORM: tuple[Rule, ...] = (
    separator, comments, dated_stamp, attribution, unfilled, signed, credit, notice, caption, related, advertisement, consent,
    buttons, menu,
)  # fmt: skip
BY_NEIGHBOURS: tuple[Rule, ...] = (
    stamp, reading_time, agency, byline, desk, signature, button, network, menu_word, controls, newsletter, consent_button,
)  # fmt: skip


def left_by(context: Context) -> tuple[Rule, ...]:
    """The rules that look at neighbours and may hold in a context: within prose only two of them."""
    if not context.within_prose:
        return BY_NEIGHBOURS
    return (stamp, network) if context.beside_header else (network,)


def kind_of(piece: Piece, context: Context, rules: tuple[Rule, ...]) -> BlockKind | None:
    """What the first rule that knows says. A wrapped line is part of a sentence and is never judged alone."""
    if piece.kind is not None or piece.flows:
        return piece.kind
    return next((kind for rule in rules if (kind := rule(piece, context)) is not None), None)


def judged(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """All pieces, each with the kind that the rules give it."""
    formed = tuple(_as(piece, kind_of(piece, Context(), BY_FORM)) for piece in pieces)
    headers = [piece.kind in _OF_HEADERS for piece in formed]
    beside = (before or after for before, after in zip([False, *headers[:-1]], [*headers[1:], False], strict=True))
    contexts = map(Context, _nearest(formed), reversed(_nearest(formed[::-1])), beside)
    return tuple(_as(piece, kind_of(piece, context, left_by(context))) for piece, context in zip(formed, contexts, strict=True))


def _as(piece: Piece, kind: BlockKind | None) -> Piece:
    return piece if piece.kind == kind else replace(piece, kind=kind)


def _nearest(pieces: tuple[Piece, ...]) -> list[Piece | None]:
    """For each piece the nearest one before it without a kind."""
    found: list[Piece | None] = []
    last: Piece | None = None
    for piece in pieces:
        found.append(last)
        last = piece if piece.kind is None else last
    return found
