"""The built wheel holds code, flows, contracts and registry, and works without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

SCRIPT = """
import provenance, provenance.read.dataset, sys
assert "wheelhouse" in provenance.__file__, provenance.__file__
(article,) = provenance.extract("Ferry line closed\\n\\nAbout 400 passengers were stranded on Friday, the port said.\\n")
assert article.title == "Ferry line closed"
assert [str(figure.value) for figure in article.figures] == ["400"]
from provenance.contracts.odcs import load_contracts
from provenance.fields.registry import load_registry
assert len(load_contracts()) == 4 and load_registry().outlets
import importlib.util
assert importlib.util.find_spec("provenance.flows.publish")
print("ok")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    tracked = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, tracked):
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    build = "from setuptools.build_meta import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=source, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_everything(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    packages = {path.relative_to(ROOT / "src").parent.as_posix() for path in (ROOT / "src").rglob("__init__.py")}
    assert {f"{package}/__init__.py" for package in packages} <= names
    assert "provenance/flows/publish.py" in names
    assert {f"provenance/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.yaml")} <= names
    registry = {path.relative_to(ROOT / "data" / "registry").as_posix() for path in (ROOT / "data" / "registry").rglob("*.toml")}
    assert {f"provenance/registry/{name}" for name in registry} <= names
    assert not [name for name in names if "inbox" in name or "tests" in name]


def test_it_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "wheelhouse"
    zipfile.ZipFile(wheel).extractall(site)
    without_checkout = "sys.meta_path[:] = [finder for finder in sys.meta_path if 'editable' not in repr(finder)]"
    script = f"import sys; sys.path.insert(0, {str(site)!r}); {without_checkout}\n"
    done = subprocess.run([sys.executable, "-c", script + SCRIPT], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "ok\n", done.stderr
