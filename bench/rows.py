"""The benches that `report.py` runs: each a command, and the rows of the table that its result comes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

#: What benches read, made by another script from the path and these options.
INPUTS = {
    "pages.warc.gz": ("corpus.py", "1500"),
    "datatrove/bin/python": ("datatrove_setup.py",),
    "noise": ("tables.py", "30000", "--noise", "60000"),
    "1k": ("tables.py", "1000", "--commits", "5", "--small"),
    "10k": ("tables.py", "10000", "--commits", "5", "--small"),
    "100k": ("tables.py", "100000", "--commits", "5", "--small"),
    "1M": ("tables.py", "1000000", "--commits", "5", "--small"),
}


class Row(NamedTuple):
    """One line of the table."""

    what: str
    against: str
    measured: str
    aim: str


@dataclass(frozen=True)
class Bench:
    """A script with its options, where the name of an input stands for its path; `rows` takes its result, or all of several."""

    command: Sequence[str]
    rows: Callable[[Any], list[Row]]


def _pipeline(found: Any) -> list[Row]:
    bare = f"bare loop: fastwarc, trafilatura with metadata, Parquet ({found['bare']['cpu_s']:.0f} CPU s)"
    what = (
        f"WARC of {found['documents']:,} pages to a published, validated version, {found['processes']} workers, start-up included"
    )
    rows = [
        Row(f"{what}: CPU time ({found['ours']['cpu_s']:.0f} s)", bare, f"{found['bare_cpu_ratio']:.2f}", "1.00"),
        Row("the same, documents a second", "the same", f"{found['bare_speed_ratio']:.2f}", "0.95"),
    ]
    if "datatrove" in found:
        against = f"datatrove, WARC to Parquet, text only ({found['datatrove']['wall_s']:.0f} s)"
        rows.append(Row("the same, documents a second", against, f"{found['datatrove_speed_ratio']:.2f}", "1.0"))
    return rows


def _workers(found: Any) -> list[Row]:
    one, two = (f"{run['wall_s']:.0f} s" for run in found["runs"])
    return [Row(f"2 workers, documents a second ({two})", f"1 worker ({one})", f"{found['times_faster']:.2f}", "1.8")]


def _dask(found: Any) -> list[Row]:
    local, dask = (f"{run['wall_s']:.0f} s" for run in found["runs"])
    what, against = f"`--engine dask`, 2 workers, documents a second ({dask})", f"`--engine local`, 2 workers ({local})"
    return [Row(what, against, f"{found['times_faster']:.2f}", "0.85")]


def _memory(found: Any) -> list[Row]:
    few, many = found["runs"][0], found["runs"][-1]
    what = f"peak memory of a run over {many['documents']:,} small text files ({many['largest_mb']} MB)"
    return [Row(what, f"over {few['documents']:,} ({few['largest_mb']} MB)", f"{found['ratio']:.2f}", "1.1")]


def _unchanged(found: Any) -> list[Row]:
    first, second, faster = found["first"], found["second"], found["times_faster"]
    what = f"second run over {found['documents']:,} small text files, unchanged: CPU time ({second['cpu_s']:.1f} s)"
    measured = f"1/{faster['cpu_s']:.0f} (wall time 1/{faster['wall_s']:.0f})"
    return [Row(what, f"the first run over them ({first['cpu_s']:.0f} s)", measured, "1/50")]


def _commit(found: Any) -> list[Row]:
    base, last = found[0], found[-1]
    against = f"onto {base['rows']:,} ({base['cpu_s']:.2f} s)"
    rows = [
        Row(
            f"commit of 100 rows onto {each['rows']:,}: CPU time ({each['cpu_s']:.2f} s)",
            against,
            f"{each['cpu_ratio']:.2f} (wall time {each['wall_ratio']:.2f})",
            "1.5",
        )
        for each in found[1:]
    ]
    memory = Row(f"peak memory of that onto {last['rows']:,}", f"onto {base['rows']:,}", f"{last['peak_ratio']:.2f}", "")
    return [*rows, memory]


def _chain(found: Any) -> list[Row]:
    base = found[0]
    return [
        Row(
            f"commit of 100 rows onto {each['commits']:,} commits: CPU time ({each['cpu_s']:.2f} s)",
            f"onto {base['commits']:,} commits ({base['cpu_s']:.2f} s)",
            f"{each['cpu_ratio']:.2f} (wall time {each['wall_ratio']:.2f})",
            "",
        )
        for each in found[1:]
    ]


def _proof(found: Any) -> list[Row]:
    base = found[0]
    return [
        Row(
            f"proof of inclusion among {each['rows']:,} revisions: hashes of its path, and bytes without article and manifest",
            f"among {base['rows']:,}: {base['path']}, {base['bytes']:,}",
            f"{each['path']}, {each['bytes']:,}",
            "log",
        )
        for each in found[1:]
    ] + [
        Row(f"`{command}` of it, CPU time with start-up", f"{base[step]['cpu_s']} s", f"{found[-1][step]['cpu_s']} s", "")
        for command, step in (("check-proof", "check"), ("prove", "prove"))
    ]


def _verify(found: Any) -> list[Row]:
    what = f"`verify --quick` of {found['bytes'] / 1e9:.1f} GB, speed by wall time, start-up included"
    against = f"`sha256sum` of the same files ({found['sha256sum_s']:.1f} s)"
    return [Row(what, against, f"{found['speed_quick_1']} with 1 worker, {found['speed_quick_2']} with 2", "0.7")]


_DIRECT = "--direct --workers"

BENCHES = {
    "pipeline": Bench(("pipeline.py", "pages.warc.gz", "--processes", "2", "--datatrove", "datatrove/bin/python"), _pipeline),
    "workers": Bench(("variants.py", "pages.warc.gz", f"{_DIRECT} 1", f"{_DIRECT} 2"), _workers),
    "dask": Bench(("variants.py", "pages.warc.gz", "--workers 2", "--workers 2 --engine dask"), _dask),
    "unchanged": Bench(("unchanged.py", "--documents", "10000"), _unchanged),
    "memory": Bench(("memory.py", "--documents", "2000", "20000"), _memory),
    "commit": Bench(("commit.py", "--rows", "1000", "10000", "100000", "1000000", "--commits"), _commit),
    "chain": Bench(("commit.py", "--rows", "--commits", "10", "100", "1000"), _chain),
    "proof": Bench(("proof.py", "1k", "10k", "100k", "1M"), _proof),
    "verify": Bench(("verify.py", "noise", "--workers", "1", "2"), _verify),
}
