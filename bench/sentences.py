"""Sentences of several languages, with the dates, figures and quotations that news has (`sentences.toml`)."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Language:
    """Words and patterns of one language."""

    code: str
    skip: str
    more: str
    day: str
    months: str
    words: str
    names: str
    titles: list[str]
    sentences: list[str]
    plain: list[str]

    def word(self, chance: random.Random) -> str:
        """A word."""
        return chance.choice(self.words.split())

    def author(self, chance: random.Random) -> str:
        """A name."""
        return f"{chance.choice(self.names.split())} {self.word(chance).capitalize()}"

    def date(self, at: datetime) -> str:
        """A day as it is printed."""
        return self.day.format(d=at.day, m=self.months.split()[at.month - 1], y=at.year)

    def sentence(self, chance: random.Random) -> str:
        """A sentence; one in six holds a date, a figure or a quotation."""
        return self._filled(chance.choice(self.sentences if chance.random() < 1 / 6 else self.plain), chance)

    def title(self, chance: random.Random) -> str:
        """A headline."""
        return self._filled(chance.choice(self.titles), chance)

    def _filled(self, pattern: str, chance: random.Random) -> str:
        return pattern.format(
            n=chance.randint(2, 980),
            d=chance.randint(1, 28),
            m=chance.choice(self.months.split()),
            w=self.word(chance),
            v=self.word(chance),
            a=self.author(chance),
        )


with Path(__file__).with_suffix(".toml").open("rb") as file:
    LANGUAGES = [Language(code, **values) for code, values in tomllib.load(file).items()]
