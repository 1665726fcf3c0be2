"""Where the program keeps its files when nobody says otherwise: `None` for a user who has no home folder."""

from collections.abc import Callable
from pathlib import Path

APP = "ngkt-tui"
STORE_NAME = "ngkt.sqlite"
CONFIG_NAME = "config.toml"
STATE_NAME = "dashboard.json"


def default_store() -> Path | None:
    """Return the path of the store in the user's data folder."""
    from platformdirs import user_data_path  # half of what `--help` may take, and not needed there

    return _file_in(user_data_path, STORE_NAME)


def config_file() -> Path | None:
    """Return the path of the configuration file in the user's configuration folder."""
    from platformdirs import user_config_path  # as above

    return _file_in(user_config_path, CONFIG_NAME)


def state_file() -> Path | None:
    """Return the path of the file in the user's state folder that keeps what the dashboard looked at last."""
    from platformdirs import user_state_path  # as above

    return _file_in(user_state_path, STATE_NAME)


def _file_in(folder: Callable[..., Path], name: str) -> Path | None:
    try:
        return folder(APP, appauthor=False) / name
    except RuntimeError:  # no HOME, and the system does not know the user
        return None
