"""An environment of its own for datatrove, which asks for an older trafilatura than ours.

usage: datatrove_setup.py FOLDER/bin/python
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

PACKAGES = ("datatrove[io,processing]==0.10.1", "lxml_html_clean")


def main() -> None:
    python = Path(sys.argv[1])
    folder = python.parents[1]
    venv.create(folder, with_pip=True)
    try:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(folder)
        raise


if __name__ == "__main__":
    main()
