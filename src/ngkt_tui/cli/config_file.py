"""The configuration file: a few settings in TOML, each of them also a flag, and a table with the user's own keys.

An unknown key is a mistake that is told, not passed over: a misspelt setting would never take effect.
"""

import errno
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.errors import ConfigInvalid
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.system_errors import system_problem
from ngkt_tui.domain.words import Saying
from ngkt_tui.services.typed_path import typed_path

if TYPE_CHECKING:
    from ngkt_tui.tui.keyboard import Keyboard


class Config(NamedTuple):
    """What the configuration file sets; `None` where it says nothing."""

    db: Path | None = None
    lang: Language | None = None
    by: str | None = None
    ascii: bool | None = None
    readonly: bool | None = None
    keys: "OwnKeys | None" = None

    def keyboard(self) -> "Keyboard":
        """Return the keyboard of the dashboard; raises `ConfigInvalid` for keys that cannot be bound."""
        from ngkt_tui.tui.keyboard import STANDARD  # only the dashboard and the help on keys need it

        return _keyboard(self.keys) if self.keys else STANDARD


class OwnKeys(NamedTuple):
    """The table `[keys]` as it stands in the file `path`: what it says counts where keys are needed."""

    path: Path
    table: object


_TYPES: dict[str, type] = {"db": str, "lang": str, "by": str, "ascii": bool, "readonly": bool, "keys": object}
_WANTED = {str: "config.str", bool: "config.bool"}
_TOML_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_config(path: Path) -> Config:
    """Return the settings of `path`, an empty `Config` where there is no such file; raises `ConfigInvalid`."""
    try:
        if path.exists() and not path.is_file():  # a pipe would keep its reader waiting
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        text = path.read_text(encoding="utf-8-sig")
        import tomllib  # only where there is a file to read

        settings = tomllib.loads(text)
    except FileNotFoundError:
        return Config()
    except RecursionError as error:
        raise ConfigInvalid(path=path, problem=Saying("config.deep")) from error
    except (OSError, ValueError) as error:
        problem = _syntax_problem(error) or Saying("config.unreadable", {"detail": system_problem(error)})
        raise ConfigInvalid(path=path, problem=problem) from error
    return _checked(path, settings)


def _syntax_problem(error: Exception) -> Saying | None:
    """Return where a file is no TOML, `None` where something else is wrong.

    Before Python 3.14 the position stands in the message alone, which is English.
    """
    place = _TOML_PLACE.search(str(error))
    if place is None:
        return None
    line, column = place.groups()
    return Saying("config.syntax", {"line": line, "column": column}) if line else Saying("config.syntax-end")


def _checked(path: Path, settings: Mapping[str, object]) -> Config:
    for key, value in settings.items():
        expected = _TYPES.get(key)
        if expected is None:
            raise ConfigInvalid(path=path, problem=Saying("config.unknown", {"key": key}))
        if not isinstance(value, expected):
            raise ConfigInvalid(path=path, problem=Saying(_WANTED[expected], {"key": key}))
    lang, db = settings.get("lang"), settings.get("db")
    if lang is not None and lang not in tuple(Language):
        raise ConfigInvalid(path=path, problem=Saying("config.lang", {"value": lang}))
    if db is not None and "\0" in str(db):
        raise ConfigInvalid(path=path, problem=Saying("config.path", {"key": "db"}))
    return Config(
        db=(path.parent / typed_path(str(db))) if db else None,
        lang=Language(str(lang)) if lang else None,
        by=str(settings["by"]) if "by" in settings else None,
        ascii=bool(settings["ascii"]) if "ascii" in settings else None,
        readonly=bool(settings["readonly"]) if "readonly" in settings else None,
        keys=OwnKeys(path, settings["keys"]) if "keys" in settings else None,
    )


def _keyboard(keys: OwnKeys) -> "Keyboard":
    from ngkt_tui.tui.keyboard import KeysRefused, remapped  # only where somebody has keys of their own

    if not isinstance(keys.table, dict):
        raise ConfigInvalid(path=keys.path, problem=Saying("config.table", {"key": "keys"}))
    try:
        return remapped({id: _written(id, value) for id, value in keys.table.items()})
    except KeysRefused as refused:
        raise ConfigInvalid(path=keys.path, problem=refused.saying) from refused


def _written(id: str, value: object) -> list[str]:
    """Return the keys of a line of the table: one, several with commas between them, or a list of them."""
    from ngkt_tui.tui.keyboard import KeysRefused  # as above

    if isinstance(value, str):
        return value.split(",") if value.strip(", ") else [value.strip()] if value.strip() else []
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    raise KeysRefused(Saying("config.keys.value", {"id": id}))
