"""What is known of an article that was rejected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson


def rejected_article(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The record of an entry of the quarantine as far as it was made; empty where nothing could be read."""
    record: dict[str, Any] = orjson.loads(entry["article"]) if entry["article"] else {}
    return record


def rejected_title(entry: Mapping[str, Any]) -> str | None:
    """The headline of a rejected article, where it got as far as to have one."""
    return rejected_article(entry).get("title")
