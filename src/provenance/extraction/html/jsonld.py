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

from provenance.extraction.draft import Stated

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


@dataclass(frozen=True, slots=True)
class Located:
    """A JSON value and its place: a JSONPath (RFC 9535) over the list of all linked data scripts of the page.

    `$[0].@graph[1].author` is the author of the second node of the graph in the first script. Keys stand as they are.
    """

    value: Any
    path: str


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


def _nodes(scripts: list[Any]) -> Iterator[Located]:
    """The nodes of all scripts, breadth first in each, along the ways that lead to the article."""
    for number, script in enumerate(scripts):
        queue = deque([(script, f"$[{number}]")])
        while queue:
            each, path = queue.popleft()
            if isinstance(each, list):
                queue.extend((item, f"{path}[{at}]") for at, item in enumerate(each))
            elif isinstance(each, dict):
                yield Located(each, path)
                queue.extend((each[way], f"{path}.{way}") for way in _WAYS if way in each)


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

    articles: tuple[Located, ...]
    pages: tuple[Located, ...]
    by_id: Mapping[str, Located]

    @classmethod
    def parse(cls, scripts: Iterable[str]) -> JsonLd:
        """Read the texts of all scripts; what is not JSON is left out."""
        nodes = list(_nodes([_load(script) for script in scripts]))
        by_id: dict[str, Located] = {}
        for located in nodes:
            node = located.value
            name = node.get("@id")
            # A reference holds nothing but the id.
            if isinstance(name, str) and len(node) > len({"@id", "@type"} & node.keys()):
                by_id.setdefault(name, located)
        return cls(
            tuple(each for each in nodes if _types(each.value) & ARTICLE_TYPES),
            tuple(each for each in nodes if _types(each.value) & PAGE_TYPES),
            by_id,
        )

    def first(self, *keys: str) -> Stated | None:
        """The first string under one of the keys: all keys of articles, then of pages."""
        for nodes in (self.articles, self.pages):
            for key in keys:
                for node in nodes:
                    if value := string(node.value.get(key)):
                        return Stated(value, f"json-ld:{node.path}.{key}")
        return None

    def values(self, node: Located, key: str) -> tuple[Located, ...]:
        """The values under a key with their places, references followed."""
        value, path = node.value.get(key), f"{node.path}.{key}"
        if isinstance(value, list):
            return tuple(self._follow(Located(each, f"{path}[{at}]")) for at, each in enumerate(value))
        return () if value is None else (self._follow(Located(value, path)),)

    def _follow(self, located: Located) -> Located:
        value = located.value
        if isinstance(value, dict) and isinstance(name := value.get("@id"), str) and "name" not in value:
            return self.by_id.get(name, located)
        return located

    @staticmethod
    def is_organization(value: Any) -> bool:
        """Whether a value is a schema.org Organization or one of the types below it."""
        return isinstance(value, dict) and any(each.endswith("Organization") for each in _types(value))
