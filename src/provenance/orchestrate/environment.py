"""The environment that Prefect starts in. To be prepared before prefect is imported, since the import reads it.

Whatever the user has set stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

#: Any of these says that the user has a Prefect of their own.
OWN_PREFECT = ("PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH")

_QUIET = {
    # The embedded server takes 25 s on a slow machine, and Prefect gives it 20.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "False",
    "RAY_USAGE_STATS_ENABLED": "0",
}
# What Prefect logs goes to its API as ever; on the terminal our own lines say it, and a failed run is one line, not a traceback.
_CONSOLE = "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"


def variables(environ: Mapping[str, str], home: Path, own_profiles: bool) -> dict[str, str]:
    """What has to be added to an environment; `home` is where Prefect may keep its files if the user has no Prefect.

    `own_profiles` tells whether the user has a `~/.prefect/profiles.toml`.
    """
    added = {name: value for name, value in _QUIET.items() if name not in environ}
    if "PREFECT_LOGGING_LEVEL" not in environ and _CONSOLE not in environ:
        added[_CONSOLE] = "CRITICAL"
    if not own_profiles and not any(name in environ for name in OWN_PREFECT):
        added["PREFECT_HOME"] = str(home)
    return added


def prepare(dataset: Path, prefect_home: Path | None = None) -> Path:
    """Prepare this process and its children; gives the folder that Prefect keeps its files in.

    That is `prefect_home`, by default `.prefect` beside the dataset, so that nothing is left in the user's home; but a user
    with a Prefect of their own keeps it: its home, its profile, its API.
    """
    home = (prefect_home or dataset.parent / ".prefect").absolute()
    user_home = Path("~/.prefect").expanduser()
    added = variables(os.environ, home, own_profiles=(user_home / "profiles.toml").is_file())
    if "PREFECT_HOME" in added:
        # Prefect makes the folder itself, but not those above it.
        home.parent.mkdir(parents=True, exist_ok=True)
    os.environ.update(added)
    return Path(os.environ.get("PREFECT_HOME", user_home)).expanduser()
