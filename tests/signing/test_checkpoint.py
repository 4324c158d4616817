"""Checkpoints: the standard's own example, and what is none."""

import base64

import pytest

from provenance.errors import ProofError
from provenance.signing.checkpoint import Checkpoint

EXAMPLE = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_the_example_of_the_standard() -> None:
    checkpoint = Checkpoint.parse(EXAMPLE)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.root == base64.b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    assert checkpoint.to_text() == EXAMPLE


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE.rstrip("\n"),
        EXAMPLE + "extension\n",
        EXAMPLE.replace("20852163", "020852163"),
        EXAMPLE.replace("20852163", "-1"),
        EXAMPLE.replace("20852163", "²"),
        EXAMPLE.replace("CsUY", "Cs"),
        EXAMPLE.replace("q2I=", "q2J="),
        EXAMPLE.replace("example.com/behind-the-sofa", ""),
        "",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ProofError, match="not a checkpoint"):
        Checkpoint.parse(text)
