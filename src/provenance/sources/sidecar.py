"""Sidecars: `<name>.meta.json` beside a file tells the context that the file itself cannot tell.

An object with any of the keys `uri`, `captured_at` (RFC 3339 with an offset), `media_type` and `charset`.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from provenance.errors import SourceError
from provenance.sources.found import read_bytes

SUFFIX = ".meta.json"


class Sidecar(BaseModel):
    """What a sidecar may say; every member is optional, an unknown one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    uri: str | None = Field(default=None, min_length=1)
    captured_at: AwareDatetime | None = None
    media_type: str | None = Field(default=None, pattern=r"^[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+$")
    charset: str | None = Field(default=None, min_length=1)

    @field_validator("captured_at", mode="before")
    @classmethod
    def _written_out(cls, value: object) -> object:
        if value is not None and not isinstance(value, str):
            raise ValueError("write the time as RFC 3339, such as 2031-03-14T09:30:00Z")
        return value

    @field_validator("captured_at")
    @classmethod
    def _utc(cls, value: datetime | None) -> datetime | None:
        try:
            return value.astimezone(UTC) if value else None
        except OverflowError as error:
            raise ValueError("the time lies outside the years 1 to 9999 in UTC") from error


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar of a file, empty where there is none.

    Raises SourceError naming the sidecar, the member and what to do: its file stays pending until the sidecar is mended,
    since reading it without its context would give it another identity.
    """
    beside = path.with_name(path.name + SUFFIX)
    if not os.path.lexists(beside):
        return Sidecar()
    if beside.is_symlink() or not beside.is_file():
        raise SourceError(f"{beside}: not a regular file; put the sidecar itself there, or remove it")
    try:
        return Sidecar.model_validate(json.loads(read_bytes(beside)))
    except ValidationError as error:
        first = error.errors()[0]
        member = ".".join(map(str, first["loc"])) or "the whole"
        raise SourceError(f"{beside}: {member}: {first['msg']}; mend the sidecar or remove it") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{beside}: not JSON: {error}; mend the sidecar or remove it") from error
