"""datatrove's own pipeline from WARC to Parquet, text only. What a run is compared with.

usage: datatrove_loop.py FOLDER OUT [--processes N]

Runs under the Python of `datatrove_setup.py`. FOLDER holds a .warc.gz for each process, since datatrove divides work by files.
"""

from __future__ import annotations

import argparse

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import WarcReader
from datatrove.pipeline.writers import ParquetWriter


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    steps = [WarcReader(given.folder, glob_pattern="*.warc.gz"), Trafilatura(timeout=10), ParquetWriter(f"{given.out}/pages")]
    LocalPipelineExecutor(steps, tasks=given.processes, workers=given.processes, logging_dir=f"{given.out}/logs").run()


if __name__ == "__main__":
    main()
