"""`make faults`: every call, every mode, every scenario; prints the counts as a table.

usage: python -m tests.faults [--sample N] [SCENARIO ...]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.faults.harness import Faults, plan, serving
from tests.faults.scenarios import SCENARIOS
from tests.faults.shim import AT_ONE_CALL

SEED = 20310314


def table(faults: Faults) -> str:
    """The counts: faults by scenario and mode, and the calls by folder."""
    modes = [mode.name for mode in AT_ONE_CALL]
    by_mode = faults.counts(("scenario", "mode"))
    scenarios = sorted({scenario for scenario, _ in by_mode})
    lines = [f"| scenario | calls | {' | '.join(name.lower().replace('_', ' ') for name in modes)} | faults |"]
    lines.append("|---" * (len(modes) + 3) + "|")
    for scenario in scenarios:
        counts = [by_mode[scenario, mode] for mode in modes]
        lines.append(f"| {scenario} | {len(faults.calls(scenario))} | {' | '.join(map(str, counts))} | {sum(counts)} |")
    by_call = faults.counts(("folder", "call"))
    folders = sorted({folder for folder, _ in by_call})
    names = sorted({name for _, name in by_call})
    lines += ["", f"| faults in | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    lines += [f"| {folder} | {' | '.join(str(by_call[folder, name]) for name in names)} |" for folder in folders]
    return "\n".join(lines)


def main() -> None:
    """Hit every call, and end with 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario", nargs="*", default=list(SCENARIOS), help=", ".join(SCENARIOS))
    parser.add_argument("--sample", type=int, help="so many faults of each scenario, drawn at random with a fixed seed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as faults:
        for scenario in options.scenario:
            every = list(plan(faults, scenario))
            drawn = random.Random(SEED).sample(every, min(options.sample or len(every), len(every)))
            for call, mode in drawn:
                for wrong in faults.hit(scenario, call, mode)["wrong"]:
                    print(f"{scenario}: {mode.name} at call {call.number}, {call.name} {call.path}: {wrong}", flush=True)
        print(table(faults))
        ended = faults.counts(("ended",))
        for (name,), number in sorted(ended.items()):
            print(number, name[:200])
    sys.exit(1 if faults.failures() else 0)


if __name__ == "__main__":
    main()
