"""JSON-LD in a page (W3C JSON-LD 1.1, section 7, with the vocabulary of schema.org): the nodes that describe the article.

Publishers break the syntax in many ways. What cannot be read is left out, so that one broken script does not hide another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

import orjson
import regex

Node = Mapping[str, Any]

#: schema.org Article and the types below it that news sites use, https://schema.org/Article
ARTICLE_TYPES = frozenset(
    {
        "Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
        "ReportageNewsArticle", "ReviewNewsArticle", "AdvertiserContentArticle", "SatiricalArticle", "Report", "BlogPosting",
        "LiveBlogPosting", "SocialMediaPosting", "TechArticle", "ScholarlyArticle",
    }
)  # fmt: skip

#: Types that stand for the page: they tell its dates where no article node does.
PAGE_TYPES = frozenset({"WebPage", "ItemPage", "ClaimReview"})

# Keys that lead to the article itself and not to what it mentions.
_WAYS = ("@graph", "mainEntity", "mainEntityOfPage")

# Comments and CDATA sections that hide the script from very old browsers, and the semicolon of a JavaScript statement.
_OPENING = regex.compile(r"(?://|/\*)?\s*<!(?:\[CDATA\[|--)\s*(?:\*/)?")
_CLOSING = regex.compile(r"(?:(?://|/\*)?\s*(?:\]\]|--)>\s*(?:\*/)?|;)$")
_CLOSING_LENGTH = 20
# Raw line ends and tabs inside strings are the commonest fault; outside of strings they are space as well.
_CONTROL = regex.compile(r"[\x00-\x1f\x7f]")


def _load(script: str) -> Any:
    """The value of one script, or None where it is not JSON."""
    text = script.strip()
    if opening := _OPENING.match(text):
        text = text[opening.end() :]
    text = text[:-_CLOSING_LENGTH] + _CLOSING.sub("", text[-_CLOSING_LENGTH:])
    try:
        return orjson.loads(_CONTROL.sub(" ", text))
    except orjson.JSONDecodeError:
        return None


def _types(node: Node) -> frozenset[str]:
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return frozenset(each.rsplit("/", 1)[-1].removeprefix("schema:") for each in names if isinstance(each, str))


def _nodes(value: Any) -> Iterator[Node]:
    """The nodes of a value, breadth first, along the ways that lead to the article."""
    queue = deque([value])
    while queue:
        each = queue.popleft()
        if isinstance(each, list):
            queue.extend(each)
        elif isinstance(each, dict):
            yield each
            queue.extend(each[way] for way in _WAYS if way in each)


def string(value: Any) -> str | None:
    """A JSON string, or the first one of a list, with HTML entities decoded; None where there is none that says anything."""
    for each in value if isinstance(value, list) else [value]:
        stated = each.get("@value") if isinstance(each, dict) else each
        if isinstance(stated, str) and (text := unescape(stated).strip()):
            return text
    return None


@dataclass(frozen=True, slots=True)
class JsonLd:
    """The nodes about the article, the more telling ones first, and all nodes with an id, so that references can be followed."""

    articles: tuple[Node, ...]
    pages: tuple[Node, ...]
    by_id: Mapping[str, Node]

    @classmethod
    def parse(cls, scripts: Iterable[str]) -> JsonLd:
        """Read the texts of all scripts; what is not JSON is left out."""
        nodes = [node for script in scripts for node in _nodes(_load(script))]
        by_id: dict[str, Node] = {}
        for node in nodes:
            name = node.get("@id")
            # A reference holds nothing but the id.
            if isinstance(name, str) and len(node) > len({"@id", "@type"} & node.keys()):
                by_id.setdefault(name, node)
        return cls(
            tuple(node for node in nodes if _types(node) & ARTICLE_TYPES),
            tuple(node for node in nodes if _types(node) & PAGE_TYPES),
            by_id,
        )

    def first(self, *keys: str) -> tuple[str, str] | None:
        """The first string under one of the keys, with its key: all keys of articles, then of pages."""
        for nodes in (self.articles, self.pages):
            for key in keys:
                for node in nodes:
                    if value := string(node.get(key)):
                        return value, key
        return None

    def values(self, node: Node, key: str) -> tuple[Any, ...]:
        """The values under a key, references followed."""
        value = node.get(key)
        found = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(self._follow(each) for each in found)

    def _follow(self, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(name := value.get("@id"), str) and "name" not in value:
            return self.by_id.get(name, value)
        return value

    @staticmethod
    def is_organization(value: Any) -> bool:
        """Whether a value is a schema.org Organization or one of the types below it."""
        return isinstance(value, dict) and any(each.endswith("Organization") for each in _types(value))
