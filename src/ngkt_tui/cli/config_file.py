"""The configuration file: a few settings in TOML, each of them also a flag.

An unknown key is a mistake that is told, not passed over: a misspelt setting would never take effect.
"""

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ngkt_tui.domain.errors import ConfigInvalid
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import Saying
from ngkt_tui.services.typed_path import typed_path


class Config(NamedTuple):
    """What the configuration file sets; `None` where it says nothing."""

    db: Path | None = None
    lang: Language | None = None
    by: str | None = None
    ascii: bool | None = None
    readonly: bool | None = None


_TYPES: dict[str, type] = {"db": str, "lang": str, "by": str, "ascii": bool, "readonly": bool}


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
            raise ConfigInvalid(path=path, problem=Saying(f"config.{expected.__name__}", {"key": key}))
    lang, db = settings.get("lang"), settings.get("db")
    if lang is not None and lang not in tuple(Language):
        raise ConfigInvalid(path=path, problem=Saying("config.lang", {"value": lang}))
    return Config(
        db=(path.parent / typed_path(str(db))) if db else None,
        lang=Language(str(lang)) if lang else None,
        by=str(settings["by"]) if "by" in settings else None,
        ascii=bool(settings["ascii"]) if "ascii" in settings else None,
        readonly=bool(settings["readonly"]) if "readonly" in settings else None,
    )
