"""What differs between recipes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.dataset.layout import recipe_path
from provenance.errors import DatasetError
from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import hash_bytes
from provenance.read.recipes import Difference, differences, read_recipe
from tests.samples import RECIPE

recipes = st.dictionaries(
    st.sampled_from(["steps", "packages", "settings"]),
    st.dictionaries(st.sampled_from(["dates", "lxml"]), st.integers(0, 2) | st.sampled_from(["6.1.2", "6.1.3"]), min_size=1),
)


def test_entries_that_changed_came_or_went() -> None:
    before = canonical_bytes({"steps": {"dates": 1, "figures": 1}, "libxml2": "2.14.6"})
    after = canonical_bytes({"steps": {"dates": 2, "quotes": 1}, "libxml2": "2.14.6"})
    assert differences(before, after) == [
        Difference("steps.dates", 1, 2),
        Difference("steps.figures", 1, None),
        Difference("steps.quotes", None, 1),
    ]


@given(recipes, recipes)
def test_there_is_a_difference_if_and_only_if_the_hashes_differ(before: dict[str, object], after: dict[str, object]) -> None:
    one, other = canonical_bytes(before), canonical_bytes(after)
    assert bool(differences(one, other)) == (hash_bytes(one) != hash_bytes(other))
    swapped = [Difference(each.entry, each.after, each.before) for each in differences(other, one)]
    assert swapped == differences(one, other)


def test_a_recipe_is_checked_against_its_hash(story: Path, tmp_path: Path) -> None:
    digest = hash_bytes(RECIPE)
    assert read_recipe(story, digest) == RECIPE
    with pytest.raises(DatasetError, match="restore it"):
        read_recipe(tmp_path, digest)
    path = tmp_path / recipe_path(digest)
    path.parent.mkdir(parents=True)
    path.write_bytes(RECIPE + b" ")
    with pytest.raises(DatasetError, match="hash to"):
        read_recipe(tmp_path, digest)
