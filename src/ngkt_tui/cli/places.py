"""Where the program keeps its files when nobody says otherwise."""

from pathlib import Path

APP = "ngkt-tui"
STORE_NAME = "ngkt.sqlite"
CONFIG_NAME = "config.toml"
STATE_NAME = "dashboard.json"


def default_store() -> Path:
    """Return the path of the store in the user's data folder."""
    from platformdirs import user_data_path  # half of what `--help` may take, and not needed there

    return user_data_path(APP, appauthor=False) / STORE_NAME


def config_file() -> Path:
    """Return the path of the configuration file in the user's configuration folder."""
    from platformdirs import user_config_path  # as above

    return user_config_path(APP, appauthor=False) / CONFIG_NAME


def state_file() -> Path:
    """Return the path of the file in the user's state folder that keeps what the dashboard looked at last."""
    from platformdirs import user_state_path  # as above

    return user_state_path(APP, appauthor=False) / STATE_NAME
