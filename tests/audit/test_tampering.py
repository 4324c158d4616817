"""Whatever is done to any file of a dataset is found and named; what cannot be is written down here, and found with an id."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.dataset.layout import CACHE, log_entry_path
from provenance.errors import DatasetError
from tests.samples import Capture, publish, verified

VERSIONS = (
    [Capture("a.html", ("The harbour is shut.",)), Capture("b.html", rejected=True)],
    [Capture("a.html", ("The harbour is open.",)), Capture("c.html", ("The ferry sails.",))],
    [Capture("a.html", ("The harbour is shut again.",))],
)
NEWEST = log_entry_path(2)
CHECKPOINT = f"_delta_log/{1:020d}.checkpoint.parquet"
HINT = "_delta_log/_last_checkpoint"

#: What can be altered unseen, by file: what nothing covers and no reader takes a value of ours from. In the newest entry it says
#: when and with which software the commit was made, and is covered from the next commit on.
UNCOVERED = {
    NEWEST: {
        ("commitInfo", "timestamp"),
        ("commitInfo", "operation"),
        ("commitInfo", "operationParameters", "mode"),
        ("commitInfo", "operationParameters", "partitionBy"),
        ("commitInfo", "engineInfo"),
        ("commitInfo", "clientVersion"),
        ("add", "modificationTime"),
    },
    CHECKPOINT: {("add", "modificationTime"), ("metaData", "id"), ("metaData", "createdTime")},
    HINT: {("size",), ("sizeInBytes",), ("numOfAddFiles",)},
}

Leaf = tuple[str | int, ...]
Alter = Callable[[Path, Path, st.DataObject], None]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("original") / "dataset"
    for captures in VERSIONS:
        publish(root, captures)
        if captures is VERSIONS[1]:
            DeltaTable(root).create_checkpoint()
    assert verified(root).findings == ()
    return root


@pytest.fixture
def dataset(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "dataset")
    return tmp_path / "dataset"


def covered(root: Path) -> list[str]:
    """Every file whose every byte is covered."""
    paths = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file() and path.parent.name != CACHE)
    return sorted(path for path in paths if path not in UNCOVERED)


def flip(path: Path, other: Path, data: st.DataObject) -> None:
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1), "position")] ^= 1 << data.draw(st.integers(0, 7), "bit")
    path.write_bytes(content)


def cut(path: Path, other: Path, data: st.DataObject) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: data.draw(st.integers(0, len(content) - 1), "length")])


def lengthen(path: Path, other: Path, data: st.DataObject) -> None:
    path.write_bytes(path.read_bytes() + data.draw(st.sampled_from([b"\n", b" ", b"\0", b"{}"]), "end"))


def drop(path: Path, other: Path, data: st.DataObject) -> None:
    path.unlink()


def swap(path: Path, other: Path, data: st.DataObject) -> None:
    one, two = path.read_bytes(), other.read_bytes()
    path.write_bytes(two)
    other.write_bytes(one)


@pytest.mark.parametrize("alter", [flip, cut, lengthen, drop, swap])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_altered_file_is_named(
    original: Path, alter: Callable[[Path, Path, st.DataObject], None], data: st.DataObject
) -> None:
    copy = original.parent / "altered"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(original, copy)
    name, other = data.draw(st.lists(st.sampled_from(covered(copy)), min_size=2, max_size=2, unique=True), "files")
    alter(copy / name, copy / other, data)
    result = verified(copy)
    named = {each for each in (name, other) for finding in result.findings if each in finding.where or each in finding.observed}
    assert named
    if alter is swap:
        # What only an altered log entry refers to, no version refers to any more.
        assert {name, other} <= named | set(result.orphans)
    else:
        assert name in named


def leaves(value: Any, at: Leaf = ()) -> Iterator[Leaf]:
    if isinstance(value, dict | list):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(member, (*at, key))
    else:
        yield at


def other_value(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return "x" if value is None else value[:-1] + ("0" if value[-1:] != "0" else "1")


def altered(value: Any, at: Leaf) -> Any:
    if not at:
        return other_value(value)
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[at[0]] = altered(changed[at[0]], at[1:])
    return changed


def unseen(root: Path, name: str, rows: list[Any], write: Callable[[list[Any]], None]) -> Iterator[Leaf]:
    """The leaves of a file's rows that can be altered without a finding."""
    for number, row in enumerate(rows):
        for leaf in leaves({key: value for key, value in row.items() if value is not None}):
            write([altered(each, leaf) if place == number else each for place, each in enumerate(rows)])
            if not verified(root).findings:
                yield leaf


@pytest.mark.parametrize("name", [NEWEST, HINT])
def test_what_nothing_covers_in_json_is_what_is_listed(dataset: Path, name: str) -> None:
    rows = [orjson.loads(line) for line in (dataset / name).read_bytes().splitlines()]

    def write(altered_rows: list[Any]) -> None:
        (dataset / name).write_bytes(b"\n".join(map(orjson.dumps, altered_rows)))

    assert set(unseen(dataset, name, rows, write)) == UNCOVERED[name]


def test_what_nothing_covers_in_a_checkpoint_is_what_is_listed(dataset: Path) -> None:
    table = pq.read_table(dataset / CHECKPOINT, partitioning=None)
    fields = [field for kind in table.schema for field in kind.type]
    nested = {field.name for field in fields if pa.types.is_nested(field.type)}

    def plain(value: dict[str, Any]) -> dict[str, Any]:
        return {name: each for name, each in value.items() if name not in nested and each is not None}

    rows = [{kind: plain(value) for kind, value in row.items() if value} for row in table.to_pylist()]

    def write(altered_rows: list[Any]) -> None:
        whole = [
            {kind: value and {**value, **forged.get(kind, {})} for kind, value in row.items()}
            for row, forged in zip(table.to_pylist(), altered_rows, strict=True)
        ]
        pq.write_table(pa.Table.from_pylist(whole, schema=table.schema), dataset / CHECKPOINT)

    (dataset / HINT).unlink()  # so that Delta's own reader takes the entries, and the checkpoint is looked at alone
    assert set(unseen(dataset, CHECKPOINT, rows, write)) == UNCOVERED[CHECKPOINT]


@pytest.mark.parametrize("at", [2, 3])
def test_an_old_entry_replayed_is_named(dataset: Path, at: int) -> None:
    shutil.copyfile(dataset / log_entry_path(1), dataset / log_entry_path(at))
    assert log_entry_path(at) in {finding.where for finding in verified(dataset).findings}


def test_a_rollback_is_found_with_an_id(dataset: Path) -> None:
    """Without the newest entry the dataset is that of the version before, and nothing in it tells otherwise."""
    id_ = verified(dataset).version
    (dataset / NEWEST).unlink()
    assert verified(dataset).findings == ()
    with pytest.raises(DatasetError, match="no version"):
        verified(dataset, id_)


def test_a_wholesale_rewrite_is_found_with_an_id(original: Path, tmp_path: Path) -> None:
    """Another dataset, made from the beginning with one word altered, agrees with itself."""
    id_ = verified(original).version
    forged = tmp_path / "forged"
    for captures in VERSIONS:
        texts = [tuple(text and text.replace("shut", "open") for text in capture.texts) for capture in captures]
        publish(forged, [Capture(each.uri, text, rejected=each.rejected) for each, text in zip(captures, texts, strict=True)])
    assert verified(forged).findings == ()
    with pytest.raises(DatasetError, match="no version"):
        verified(forged, id_)
