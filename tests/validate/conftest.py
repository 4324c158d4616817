"""A sound article, a registry that knows its outlet, and the contract that both are judged by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from provenance.contracts.odcs import Contract, load_contract
from provenance.identity.hashes import hash_bytes
from provenance.identity.records import content_hash, record_hash
from provenance.validate.run import Validation, validate_articles

TEXT = "Some 40 percent of the 300 voters of Lorvane stayed home on 3 March 2026.\n\n“We counted twice,” said Ana Quell."
SOURCE = "LORVANE VOTES\r\n\r\nBy Jo Mert\r\n\r\n" + TEXT.replace("\n", "\r\n") + "\r\n\r\nShare this\r\n"

Row = dict[str, Any]


@dataclass(frozen=True)
class Outlet:
    domains: Collection[str]


@dataclass(frozen=True)
class Outlets:
    """A registry of one outlet."""

    known: Mapping[str, Outlet]

    def outlet(self, outlet_id: str) -> Outlet:
        return self.known[outlet_id]


def evidence(quote: str) -> Row:
    start = TEXT.index(quote)
    raw = SOURCE.index(quote)
    return {
        "layer": "text",
        "start": start,
        "end": start + len(quote),
        "raw_start": raw,
        "raw_end": raw + len(quote),
        "quote": quote,
        "rule": "test",
    }


def sound_row(number: int = 0) -> Row:
    """An article that keeps every rule; its hashes are set by `hashed`."""
    share = SOURCE.index("Share this")
    return {
        "article_id": f"sha256:{number:064x}",
        "snapshot_id": f"sha256:{number:064x}",
        "payload_hash": hash_bytes(SOURCE.encode()),
        "source": "inbox",
        "uri": f"lorvane-{number}.txt",
        "part": 0,
        "captured_at": datetime(2026, 3, 4, 12, tzinfo=UTC),
        "canonical_url": None,
        "domain": "lorvane-post.example",
        "title": "LORVANE VOTES",
        "authors": ["Jo Mert"],
        "language": "en",
        "outlet_id": "lorvane-post",
        "outlet": "Lorvane Post",
        "host_id": None,
        "agencies": [],
        "published_date": date(2026, 3, 4),
        "published_at": datetime(2026, 3, 4, 9, tzinfo=UTC),
        "published_earliest": datetime(2026, 3, 4, 9, tzinfo=UTC),
        "published_latest": datetime(2026, 3, 4, 9, 0, 59, tzinfo=UTC),
        "published_timezone": "UTC",
        "published_timezone_basis": "explicit",
        "modified_date": None,
        "modified_at": None,
        "modified_timezone": None,
        "modified_timezone_basis": None,
        "text": TEXT,
        "text_hash": hash_bytes(TEXT.encode()),
        "dates": [
            {
                "kind": "absolute",
                "role": "event",
                "zone": "body",
                "edtf": "2026-03-03",
                "earliest": datetime(2026, 3, 3, tzinfo=UTC),
                "latest": datetime(2026, 3, 3, 23, 59, 59, tzinfo=UTC),
                "precision": "day",
                "timezone": None,
                "timezone_basis": None,
                "anchor": None,
                "candidates": [],
                "evidence": evidence("3 March 2026"),
            }
        ],
        "figures": [
            {
                "value": Decimal(40),
                "value_low": None,
                "value_high": None,
                "qualifier": "approximately",
                "unit": "percent",
                "unit_raw": "percent",
                "unit_candidates": [],
                "counted": None,
                "zone": "body",
                "evidence": evidence("Some 40 percent"),
            },
            {
                "value": Decimal(300),
                "value_low": None,
                "value_high": None,
                "qualifier": "exact",
                "unit": None,
                "unit_raw": None,
                "unit_candidates": [],
                "counted": "voters",
                "zone": "body",
                "evidence": evidence("300 voters"),
            },
        ],
        "quotes": [
            {
                "kind": "direct",
                "text": "We counted twice,",
                "match_text": "we counted twice,",
                "speaker": "Ana Quell",
                "zone": "quote",
                "evidence": evidence("We counted twice,"),
            }
        ],
        "evidence": [],
        "removed": [{"kind": "share", "quote": "Share this", "raw_start": share, "raw_end": share + len("Share this")}],
        "flags": [],
    }


def hashed(row: Row) -> Row:
    """The row with hashes of what it holds; those that it already has stay."""
    row = {"content_hash": content_hash(row), **row}
    return {"record_hash": record_hash(row), **row}


@pytest.fixture(scope="session")
def contract() -> Contract:
    return load_contract("articles")


@pytest.fixture
def row() -> Row:
    return sound_row()


@pytest.fixture(scope="session")
def tabulate(contract: Contract) -> Callable[[Sequence[Row]], pa.Table]:
    """An Arrow table of rows, hashed, in the contract's schema less the columns that a commit sets."""
    schema = pa.schema([field for field in contract.schema if field.name not in contract.set_at_commit])
    return lambda rows: pa.Table.from_pylist([hashed(row) for row in rows], schema)


@pytest.fixture(scope="session")
def judge(contract: Contract, tabulate: Callable[[Sequence[Row]], pa.Table]) -> Callable[..., Validation]:
    """Validation of rows of which each came from `SOURCE`, or from the sources given."""
    registry = Outlets({"lorvane-post": Outlet(("lorvane-post.example",)), "portal": Outlet(("portal.example", "portal.test"))})

    def run(rows: Sequence[Row], sources: Sequence[str | None] | None = None, **options: int) -> Validation:
        return validate_articles(
            tabulate(rows), [SOURCE] * len(rows) if sources is None else sources, contract, registry, **options
        )

    return run


@pytest.fixture
def rows() -> Callable[[int], list[Row]]:
    """Sound articles under different addresses."""
    return lambda count: [sound_row(number) for number in range(count)]
