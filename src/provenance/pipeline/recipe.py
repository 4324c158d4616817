"""The recipe: what determines the output, and nothing else. Not the Python version, the machine or the number of workers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from lxml import etree

from provenance.contracts.odcs import Contract
from provenance.fields.registry import Registry
from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import hash_bytes, hash_value
from provenance.pipeline.settings import Settings

#: A number per step. Raise a step's number with any change of its code that can change its output: a test holds the sample
#: corpus against the hash that these numbers stand for.
STEPS = {
    "decode": 1,
    "extract-html": 7,
    "extract-plain": 8,
    "normalize": 1,
    "dates": 8,
    "figures": 5,
    "quotes": 6,
    "outlets": 2,
    "agencies": 3,
    "authors": 5,
    "language": 1,
    "times": 2,
    "validate": 1,
}

#: Packages whose behaviour reaches the data.
PACKAGES = (
    "babel",
    "charset-normalizer",
    "courlan",
    "dateparser",
    "great-expectations",
    "htmldate",
    "justext",
    "lxml",
    "num2words",
    "numpy",
    "py3langid",
    "pyahocorasick",
    "python-dateutil",
    "regex",
    "tld",
    "trafilatura",
    "tzdata",
    "unicodedata2",
)


@dataclass(frozen=True)
class Recipe:
    """A recipe: its text (canonical form) and the hash of that."""

    text: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical form."""
        return hash_bytes(self.text)


def make_recipe(settings: Settings, registry: Registry, contracts: Mapping[str, Contract]) -> Recipe:
    """The recipe of this installation with these settings, registry and contracts."""
    value: dict[str, Any] = {
        "steps": STEPS,
        "packages": {name: version(name) for name in PACKAGES},
        "libxml2": ".".join(map(str, etree.LIBXML_VERSION)),
        "settings": asdict(settings),
        "registry": hash_value(registry.as_value()),
        "lexicons": _lexicons(files("provenance.registry").joinpath("lexicons")),
        "contracts": {name: contract.hash for name, contract in contracts.items()},
    }
    return Recipe(canonical_bytes(value))


def _lexicons(folder: Traversable) -> dict[str, str]:
    """Hash of every lexicon, by topic and language."""
    return {
        f"{topic.name}/{entry.name.removesuffix('.toml')}": hash_bytes(entry.read_bytes())
        for topic in sorted(folder.iterdir(), key=lambda topic: topic.name)
        for entry in sorted(topic.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }
