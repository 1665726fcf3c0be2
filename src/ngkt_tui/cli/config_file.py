"""The configuration file: a few settings in TOML, each of them also a flag, and a table with the user's own keys.

An unknown key is a mistake that is told, not passed over: a misspelt setting would never take effect.
"""

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from ngkt_tui.domain.errors import ConfigInvalid
from ngkt_tui.domain.language import Language
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
    keyboard: "Keyboard | None" = None


_TYPES: dict[str, type] = {"db": str, "lang": str, "by": str, "ascii": bool, "readonly": bool, "keys": dict}
_WANTED = {str: "config.str", bool: "config.bool", dict: "config.table"}


def read_config(path: Path) -> Config:
    """Return the settings of `path`, an empty `Config` where there is no such file; raises `ConfigInvalid`."""
    try:
        if path.exists() and not path.is_file():  # a pipe would keep its reader waiting
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        text = path.read_text(encoding="utf-8")
        import tomllib  # only where there is a file to read

        settings = tomllib.loads(text)
    except FileNotFoundError:
        return Config()
    except (OSError, ValueError) as error:
        raise ConfigInvalid(path=path, problem=Saying("config.unreadable", {"detail": error})) from error
    return _checked(path, settings)


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
    return Config(
        db=(path.parent / typed_path(str(db))) if db else None,
        lang=Language(str(lang)) if lang else None,
        by=str(settings["by"]) if "by" in settings else None,
        ascii=bool(settings["ascii"]) if "ascii" in settings else None,
        readonly=bool(settings["readonly"]) if "readonly" in settings else None,
        keyboard=_keyboard(path, cast(Mapping[str, object], settings["keys"])) if "keys" in settings else None,
    )


def _keyboard(path: Path, table: Mapping[str, object]) -> "Keyboard":
    from ngkt_tui.tui.keyboard import KeysRefused, remapped  # only where somebody has keys of their own

    try:
        return remapped({id: _written(id, value) for id, value in table.items()})
    except KeysRefused as refused:
        raise ConfigInvalid(path=path, problem=refused.saying) from refused


def _written(id: str, value: object) -> list[str]:
    """Return the keys of a line of the table: one, several with commas between them, or a list of them."""
    from ngkt_tui.tui.keyboard import KeysRefused  # as above

    if isinstance(value, str):
        return value.split(",") if value.strip(", ") else [value.strip()] if value.strip() else []
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    raise KeysRefused(Saying("config.keys.value", {"id": id}))
