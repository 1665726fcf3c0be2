"""The configuration file (TOML) and the default paths of store, configuration and session state.

An unknown key is an error: a misspelt setting would never take effect.
"""

import errno
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import ConfigError, system_problem
from ngkt_tui.domain.place import Place
from ngkt_tui.domain.words import LazyText
from ngkt_tui.services.context import place_of

if TYPE_CHECKING:
    from ngkt_tui.tui.keymap import Keymap


class Config(NamedTuple):
    """What the configuration file sets; `None` where it says nothing."""

    db: Place | None = None
    lang: Language | None = None
    by: str | None = None
    unit: str | None = None
    ascii: bool | None = None
    readonly: bool | None = None
    first_screen: str | None = None
    """One of `FIRST_SCREENS`."""
    theme: "OwnTheme | None" = None
    keys: "OwnKeys | None" = None
    columns: tuple[str, ...] = ()
    """Of the table of directives; none where the width alone decides."""

    def keymap(self) -> "Keymap":
        """Return the keyboard of the dashboard; raises `ConfigError` for keys that cannot be bound."""
        from ngkt_tui.tui.keymap import STANDARD  # only the dashboard and the help on keys need it

        return _keymap(self.keys) if self.keys else STANDARD


FIRST_SCREENS = ("today", "panes")
"""What a dashboard begins with where something is due: what needs somebody, or always the panes."""


class OwnTheme(NamedTuple):
    """The name of a theme as it stands in the file `path`: whether there is one counts where something is drawn."""

    path: Path
    name: str

    def checked(self) -> str:
        """Return the name; raises `ConfigError` where there is no such theme."""
        from ngkt_tui.tui.themes import OFFERED_THEMES  # loaded with the dashboard

        if self.name not in OFFERED_THEMES:
            names = ", ".join(OFFERED_THEMES)
            raise ConfigError(path=self.path, problem=LazyText("config.theme", {"value": self.name, "names": names}))
        return self.name


class OwnKeys(NamedTuple):
    """The table `[keys]` as it stands in the file `path`: what it says counts where keys are needed."""

    path: Path
    table: object


_TYPES: dict[str, type] = {
    "db": str,
    "lang": str,
    "by": str,
    "unit": str,
    "ascii": bool,
    "readonly": bool,
    "first_screen": str,
    "theme": str,
    "keys": object,
    "columns": object,
}
_WANTED = {str: "config.str", bool: "config.bool"}
_TOML_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_config(path: Path) -> Config:
    """Return the settings of `path`, an empty `Config` where there is no such file; raises `ConfigError`."""
    try:
        if path.exists() and not path.is_file():  # a pipe would keep its reader waiting
            number = errno.EISDIR if path.is_dir() else errno.EINVAL
            raise OSError(number, os.strerror(number), str(path))
        text = path.read_text(encoding="utf-8-sig")
        import tomllib  # only where there is a file to read

        settings = tomllib.loads(text)
    except FileNotFoundError:
        return Config()
    except RecursionError as error:
        raise ConfigError(path=path, problem=LazyText("config.deep")) from error
    except (OSError, ValueError) as error:
        problem = _syntax_problem(error) or LazyText("config.unreadable", {"detail": system_problem(error)})
        raise ConfigError(path=path, problem=problem) from error
    return _checked(path, settings)


def _syntax_problem(error: Exception) -> LazyText | None:
    """Return where a file is no TOML, `None` where something else is wrong.

    Before Python 3.14 the position stands in the message alone, which is English.
    """
    place = _TOML_PLACE.search(str(error))
    if place is None:
        return None
    line, column = place.groups()
    return LazyText("config.syntax", {"line": line, "column": column}) if line else LazyText("config.syntax-end")


def _checked(path: Path, settings: Mapping[str, object]) -> Config:
    for key, value in settings.items():
        expected = _TYPES.get(key)
        if expected is None:
            raise ConfigError(path=path, problem=LazyText("config.unknown", {"key": key}))
        if not isinstance(value, expected):
            raise ConfigError(path=path, problem=LazyText(_WANTED[expected], {"key": key}))
    lang, db = settings.get("lang"), settings.get("db")
    if lang is not None and lang not in tuple(Language):
        raise ConfigError(path=path, problem=LazyText("config.lang", {"value": lang}))
    screen = settings.get("first_screen")
    if screen is not None and screen not in FIRST_SCREENS:
        raise ConfigError(path=path, problem=LazyText("config.first-screen", {"value": screen}))
    if db is not None and "\0" in str(db):
        raise ConfigError(path=path, problem=LazyText("config.path", {"key": "db"}))
    return Config(
        db=_place(path, str(db)) if db else None,
        lang=Language(str(lang)) if lang else None,
        by=str(settings["by"]) if "by" in settings else None,
        unit=str(settings["unit"]) if "unit" in settings else None,
        ascii=bool(settings["ascii"]) if "ascii" in settings else None,
        readonly=bool(settings["readonly"]) if "readonly" in settings else None,
        first_screen=str(screen) if screen else None,
        theme=OwnTheme(path, str(settings["theme"])) if "theme" in settings else None,
        columns=_columns(path, settings["columns"]) if "columns" in settings else (),
        keys=OwnKeys(path, settings["keys"]) if "keys" in settings else None,
    )


def _place(path: Path, named: str) -> Place:
    """Return where the store is that the configuration file `path` names, a relative path from its folder."""
    place = place_of(named)
    return path.parent / place if isinstance(place, Path) else place


def _columns(path: Path, written: object) -> tuple[str, ...]:
    from ngkt_tui.domain.table_columns import ColumnsError, read_columns  # only where somebody has columns of their own

    try:
        return read_columns(written)
    except ColumnsError as refused:
        raise ConfigError(path=path, problem=refused.message) from refused


def _keymap(keys: OwnKeys) -> "Keymap":
    from ngkt_tui.tui.keymap import KeymapError, with_overrides  # only where somebody has keys of their own

    if not isinstance(keys.table, dict):
        raise ConfigError(path=keys.path, problem=LazyText("config.table", {"key": "keys"}))
    try:
        return with_overrides({id: _written(id, value) for id, value in keys.table.items()})
    except KeymapError as refused:
        raise ConfigError(path=keys.path, problem=refused.message) from refused


def _written(id: str, value: object) -> list[str]:
    """Return the keys of a line of the table: one, several with commas between them, or a list of them."""
    from ngkt_tui.tui.keymap import KeymapError  # as above

    if isinstance(value, str):
        return value.split(",") if value.strip(", ") else [value.strip()] if value.strip() else []
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    raise KeymapError(LazyText("config.keys.value", {"id": id}))


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


def state_file(actor: str = "") -> Path | None:
    """Return the path of the file in the user's state folder that keeps what the dashboard looked at last.

    Everyone who is named as `actor` has one of their own.
    """
    from platformdirs import user_state_path  # as above

    if not actor:
        return _file_in(user_state_path, STATE_NAME)
    from zlib import crc32  # only where somebody is named

    readable = "".join(letter for letter in actor if letter.isalnum())[:40]
    stem, _, ending = STATE_NAME.rpartition(".")
    return _file_in(user_state_path, f"{stem}-{readable}-{crc32(actor.encode()):08x}.{ending}")


def _file_in(folder: Callable[..., Path], name: str) -> Path | None:
    try:
        return folder(APP, appauthor=False) / name
    except RuntimeError:  # no HOME, and the system does not know the user
        return None
