from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from provenance.pipeline.profile import Profile, Spent
from provenance.pipeline.report import Report
from provenance.pipeline.wording import LONGEST, SHOWN, escape, headline, markdown, refusals
from provenance.sources.found import Pending
from provenance.visible import shorten, visible

ID = "sha256:" + "ab" * 32


def report(**changes: Any) -> Report:
    values: dict[str, Any] = {
        "dataset": "data/dataset",
        "version": ID,
        "sequence": 3,
        "versions": [ID],
        "found": 1,
        "read": 1,
        "skipped": 0,
        "pending": [],
        "rows": 1,
        "accepted": 1,
        "quarantined": 0,
        "unchanged": 0,
        "profile": Profile(Spent(1.0, 1.0), {}, {}, 0, 1),
    }
    return Report(**{**values, **changes})


def refused(uri: str, part: int | None = None, rules: tuple[str, ...] = ("text_not_empty",)) -> dict[str, Any]:
    reasons = [{"rule": rule, "severity": "error", "column": "text", "observed": "''", "remedy": "look"} for rule in rules]
    return {"snapshot_id": ID, "source": "inbox", "uri": uri, "part": part, "stage": "contract", "reasons": reasons}


def with_pending(number: int) -> Report:
    pending = [Pending(f"in/{n}.txt", "unreadable | *really*") for n in range(number)]
    return report(found=number, read=0, pending=pending, versions=[], rows=0, accepted=0)


def test_the_headline_names_the_version() -> None:
    assert headline(report()) == "version 3 (abababababab): 1 accepted, 0 quarantined, 0 unchanged"


def test_the_headline_of_an_idle_run() -> None:
    assert headline(report(versions=[], read=0, skipped=1, rows=0, accepted=0)) == "nothing new"


def test_the_headline_does_not_hide_what_is_pending() -> None:
    assert headline(with_pending(2)) == "nothing new; 2 pending"


def test_a_refusal_names_the_first_rule_and_counts_the_others() -> None:
    result = report(quarantine=[refused("a.txt"), refused("b.txt", 1, ("first", "second"))])
    assert refusals(result) == [
        ("a.txt", "contract", "text_not_empty", "''", "look"),
        ("b.txt part 1", "contract", "first (+1)", "''", "look"),
    ]


def test_long_lists_are_bounded_and_say_so() -> None:
    page = markdown(with_pending(SHOWN + 2))
    assert page.count("unreadable") == SHOWN
    assert "and 2 more" in page


@given(st.text(alphabet=st.sampled_from("\\`*_{}[]<>()#+-.!|~&$:@=^ /ab1w\n\x1b"), min_size=1, max_size=60) | st.text(min_size=1))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"| h |\n|---|\n| x{escape(text)}x |\n")
    cells = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in cells[1].children or ()] in (["text"], ["text", "text_special", "text"])
    assert cells[1].content.startswith("x")
    assert "".join(token.content for token in cells[1].children or ()) == f"x{shorten(visible(text), LONGEST)}x"


def test_a_page_with_hostile_names_has_only_its_own_headings() -> None:
    page = markdown(report(quarantine=[refused("<script>|x\n# owned [l](http://example.com)")]))
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2"]
    assert not [token for token in tokens if token.type == "html_block"]
    links = [child.type for token in tokens for child in token.children or () if child.type in {"link_open", "html_inline"}]
    assert links == []
