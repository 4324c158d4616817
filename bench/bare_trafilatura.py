"""A bare loop of trafilatura with metadata over a folder of pages: what the speed of `provenance run` is compared with.

usage: bare_trafilatura.py FOLDER

Prints JSON: pages, seconds of CPU and of wall time, pages per second of wall time, milliseconds of CPU a page. Files are read
and unpacked inside the measured time, as they are by `run`; imports are not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path

from trafilatura import bare_extraction


def pages(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.name.removesuffix(".gz").endswith((".html", ".htm")))


def read(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    found = pages(parser.parse_args().folder)
    if not found:
        parser.error("no .html, .htm, .html.gz or .htm.gz in that folder")
    wall, cpu = time.perf_counter(), time.process_time()
    extracted = sum(bare_extraction(read(path), with_metadata=True) is not None for path in found)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(
        json.dumps(
            {
                "pages": len(found),
                "extracted": extracted,
                "wall_seconds": round(wall, 3),
                "cpu_seconds": round(cpu, 3),
                "pages_per_second": round(len(found) / wall, 2),
                "cpu_ms_per_page": round(1000 * cpu / len(found), 2),
            }
        )
    )


if __name__ == "__main__":
    main()
