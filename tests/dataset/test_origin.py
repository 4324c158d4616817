"""Datasets in an object store, with several machines that each have a working copy."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import obstore
import polars as pl
import pytest
from obstore.store import S3Store

import provenance as library
from provenance.config import load_config
from provenance.dataset import log
from provenance.dataset.origin import Origin, copy_of, origin_of, refresh
from provenance.dataset.state import load_state
from provenance.dataset.tags import delete_tag, read_tags, write_tag
from provenance.errors import DatasetError, UsageError
from provenance.publish import commit as commits
from tests.command import provenance
from tests.flows.command import ARTICLE
from tests.samples import Capture, publish, verified

CAPTURES = [Capture("a.html"), Capture("b.html", ("The ferry is late.",)), Capture("c.html", rejected=True)]

Machine = Callable[[str], Path]


@pytest.fixture
def machine(bucket: str, tmp_path: Path) -> Machine:
    """The working copy of one dataset on a machine, by the machine's name."""
    return lambda name: copy_of(f"{bucket}/leaks", tmp_path / name)


@pytest.fixture
def store(bucket: str) -> S3Store:
    """The dataset in the bucket, as another program sees it."""
    return S3Store.from_url(f"{bucket}/leaks", client_options={"allow_http": True})


def chain(root: Path) -> list[str]:
    return [entry.version for entry in reversed(log.entries(root)[1])]


def objects(store: S3Store) -> dict[str, int]:
    return {each["path"]: each["size"] for chunk in obstore.list(store) for each in chunk}


def copied(root: Path) -> dict[str, int]:
    files = (path for path in root.rglob("*") if path.is_file())
    sizes = {path.relative_to(root).as_posix(): path.stat().st_size for path in files}
    return {path: size for path, size in sizes.items() if not path.startswith("_cache/")}


def test_machines_in_turn_make_the_versions_of_a_folder(machine: Machine, store: S3Store, tmp_path: Path) -> None:
    one, two, folder = machine("one"), machine("two"), tmp_path / "folder"
    for number, each in enumerate(CAPTURES):
        here = (one, two)[number % 2]
        refresh(here)
        assert publish(here, [each]) is not None
        publish(folder, [each])
    refresh(one)
    refresh(two)
    assert chain(one) == chain(two) == chain(folder)
    assert verified(one).findings == ()
    assert copied(one) == copied(two) == objects(store)


def test_a_stale_copy_loses_and_publishes_on_top(machine: Machine) -> None:
    one, two = machine("one"), machine("two")
    first = publish(one, CAPTURES[:1])
    second = publish(two, CAPTURES[1:2])  # it has not seen the first
    assert first is not None
    assert second is not None
    assert chain(two) == [first.version, second.version]
    assert publish(one, CAPTURES[1:2]) is None  # all of it is there


def test_writers_at_once_lose_nothing(machine: Machine, tmp_path: Path) -> None:
    def write(writer: int) -> list[str]:
        root, done = machine(f"machine-{writer}"), []
        for number in range(3):
            published = publish(root, [Capture(f"{writer}/{number}.html", (f"Writer {writer} saw {number} ships.",))])
            assert published is not None
            done.append(published.version)
        return done

    with ThreadPoolExecutor(3) as pool:
        acknowledged = [version for done in pool.map(write, range(3)) for version in done]
    root = machine("another")
    refresh(root)
    assert sorted(chain(root)) == sorted(acknowledged)
    assert verified(root).findings == ()
    all_at_once = [Capture(f"{w}/{n}.html", (f"Writer {w} saw {n} ships.",)) for w in range(3) for n in range(3)]
    publish(tmp_path / "one", all_at_once)
    many, one = load_state(root).manifest(), load_state(tmp_path / "one").manifest()
    assert many is not None
    assert one is not None
    assert many.set_digest == one.set_digest


def test_an_answer_that_is_lost_is_looked_for(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    real = log.create_table_with_add_actions

    def lost(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        raise OSError("connection reset")

    monkeypatch.setattr(log, "create_table_with_add_actions", lost)
    published = publish(machine("one"), CAPTURES)
    assert published is not None
    assert chain(machine("one")) == [published.version]


def test_a_run_that_stops_before_its_entry_leaves_no_version(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    root = machine("one")

    def gone(*args: Any) -> bool:
        raise DatasetError("the cable was pulled")

    with monkeypatch.context() as patch:
        patch.setattr(commits.log, "append", gone)
        with pytest.raises(DatasetError, match="cable"):
            publish(root, CAPTURES)
    refresh(root)
    assert log.entries(root) == (-1, [])
    assert publish(root, CAPTURES) is not None
    assert verified(root).findings == ()


def test_a_store_without_conditions_is_refused(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    real = obstore.put

    def careless(store: Any, path: str, data: bytes, **kwargs: Any) -> Any:
        return real(store, path, data)

    monkeypatch.setattr(obstore, "put", careless)
    with pytest.raises(DatasetError, match="nothing was published"):
        publish(machine("one"), CAPTURES)
    refresh(machine("one"))
    assert log.entries(machine("one")) == (-1, [])


def test_what_is_altered_in_the_store_is_found(
    machine: Machine, store: S3Store, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = machine("one")
    publish(root, CAPTURES)
    name = next(path for path in objects(store) if path.startswith("articles/"))
    data = bytearray(obstore.get(store, name).bytes())
    data[-20] ^= 1
    obstore.put(store, name, bytes(data))
    monkeypatch.setenv("PROVENANCE_COPIES", str(tmp_path / "one"))
    outcome = provenance("verify", "--dataset", f"{bucket}/leaks")
    assert outcome.code == 1
    assert name in outcome.out
    assert f"{bucket}/leaks: " in outcome.out


def test_a_copy_that_is_altered_is_mended_by_verify(machine: Machine) -> None:
    root = machine("one")
    publish(root, CAPTURES)
    file = next((root / "articles").rglob("*.parquet"))
    whole = file.read_bytes()
    file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    refresh(root)  # trusts a file of the right size
    assert verified(root).findings
    refresh(root, anew=True)
    assert file.read_bytes() == whole
    assert verified(root).findings == ()


def test_what_the_store_does_not_have_leaves_the_copy(machine: Machine) -> None:
    root = machine("one")
    published = publish(root, CAPTURES)
    assert published is not None
    entry = root / "_delta_log" / f"{1:020d}.json"
    entry.write_text("{}")
    refresh(root)
    assert not entry.exists()
    assert chain(root) == [published.version]


def test_an_object_that_leads_out_of_the_copy_is_refused(
    machine: Machine, store: S3Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(machine("one"), CAPTURES)
    found = [{"path": "articles/../../escaped", "size": 1, "e_tag": '"a"'}]
    monkeypatch.setattr(obstore, "list", lambda _store: [found])
    with pytest.raises(DatasetError, match="no path"):
        refresh(machine("two"))


def test_only_what_changed_is_fetched(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = machine("one"), machine("two")
    publish(one, CAPTURES[:1])
    refresh(two)
    publish(one, CAPTURES[1:2])
    fetched: list[str] = []
    real = Origin._fetch

    def counted(self: Origin, path: str) -> None:
        fetched.append(path)
        real(self, path)

    monkeypatch.setattr(Origin, "_fetch", counted)
    refresh(two)
    assert len([path for path in fetched if path.startswith("articles/")]) == 1
    assert fetched[-1] == log.log_entry_path(1)  # after what it refers to
    fetched.clear()
    refresh(two)
    refresh(one)
    assert fetched == []


def test_tags_are_everybodys(machine: Machine) -> None:
    one, two = machine("one"), machine("two")
    published = publish(one, CAPTURES)
    assert published is not None
    write_tag(one, "cited", published.version)
    refresh(two)
    assert read_tags(two) == {"cited": published.version}
    delete_tag(two, "cited")
    refresh(one)
    assert read_tags(one) == {}


def test_a_checkpoint_goes_to_the_store(machine: Machine, store: S3Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "CHECKPOINT_EVERY", 1)
    for each in CAPTURES:
        publish(machine("one"), [each])
    assert f"_delta_log/{2:020d}.checkpoint.parquet" in objects(store)
    refresh(machine("two"))
    assert verified(machine("two")).findings == ()


def test_other_engines_read_it(machine: Machine, bucket: str) -> None:
    publish(machine("one"), CAPTURES)
    access = {"aws_endpoint_url": os.environ["AWS_ENDPOINT_URL"], "aws_allow_http": "true"}
    rows = pl.scan_delta(f"{bucket}/leaks", storage_options=access).select("uri").collect()
    assert sorted(rows["uri"]) == ["a.html", "b.html"]


def test_the_commands_take_its_address(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.txt").write_text(ARTICLE)
    dataset = f"{bucket}/leaks"
    run = provenance("run", "in", "--direct", "--dataset", dataset)
    assert run.code == 0
    assert f"dataset    {dataset}" in run.out.splitlines()
    assert f"  provenance verify --dataset {dataset}" in run.out.splitlines()
    assert provenance("run", "in", "--direct", "--dataset", dataset).out.startswith("Nothing new")
    (tmp_path / "provenance.toml").write_text(f'dataset = "{dataset}"\ncopies = "elsewhere"\n')
    assert load_config().dataset == dataset
    [version] = provenance("log", "--json").json
    assert list((tmp_path / "elsewhere").iterdir())
    assert library.open(dataset).latest().id == version["version"]
    gc = provenance("gc")
    assert gc.code == 2
    assert "gc works on folders" in gc.err


@pytest.mark.parametrize("address", ["s3://user:secret@bucket/leaks", "s3://", "gs://bucket/leaks", "s3://bucket/leaks?x=1"])
def test_another_address_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="s3://bucket/prefix"):
        copy_of(address, tmp_path)


def test_a_bucket_that_is_not_there_is_named(s3: str, bucket: str, tmp_path: Path) -> None:
    root = copy_of("s3://no-such-bucket/leaks", tmp_path)
    with pytest.raises(DatasetError, match=r"s3://no-such-bucket/leaks.*404"):
        refresh(root)


def test_a_record_of_the_origin_that_is_torn_is_told(tmp_path: Path) -> None:
    root = copy_of("s3://bucket/leaks", tmp_path)
    (root / "_cache" / "origin.json").write_text("{")
    with pytest.raises(DatasetError, match="delete that file"):
        origin_of(root)
