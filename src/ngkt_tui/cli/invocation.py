"""One call of the command line: the flags given, the surroundings they make, and where to write.

Order: flag, environment, configuration file, default.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ngkt_tui.cli.arguments import decode_argument, usage_error
from ngkt_tui.cli.config import Config, config_file, default_store, read_config, state_file
from ngkt_tui.cli.streams import Output
from ngkt_tui.domain.enums import GLYPHS, Language
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.place import Place, ServerAddress
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import translate
from ngkt_tui.services.context import Clock, Context, place_of, utc_now

if TYPE_CHECKING:
    from ngkt_tui.services.reader import Reader
    from ngkt_tui.services.views import NamedView

_SILENT_LOCALES = ("c", "posix")


class Terminal(NamedTuple):
    """What the program reads from and writes to. `has_keys` is whether a person types on the input."""

    out: Output
    err: Output
    has_keys: bool
    input: BinaryIO | None = None


TEMPLATES = "templates"
"""The folder of an office's own templates, beside the configuration file."""


@dataclass
class Flags:
    """The global flags, as given before or after the command; `None` where not given."""

    db: Place | None = None
    lang: Language | None = None
    by: str | None = None
    unit: str | None = None
    readonly: bool | None = None
    ascii: bool | None = None
    filter: str | None = None
    view: str | None = None
    fresh: bool | None = None
    debug: bool | None = None
    new_store: bool | None = None


@dataclass
class Invocation:
    """What a command is given: its surroundings, made when first asked for, and the two streams."""

    environ: Mapping[str, str]
    terminal: Terminal
    clock: Clock = utc_now
    flags: Flags = field(default_factory=Flags)
    command_path: str = "ngkt-tui"
    """The program's name with that of the command, as in `ngkt-tui review start`."""

    @cached_property
    def config(self) -> Config:
        """Return the configuration file's settings."""
        path = self.config_path
        return Config() if path is None else read_config(path)

    @property
    def config_path(self) -> Path | None:
        """Return the path of the configuration file; `None` for a user without a home folder."""
        return config_file()

    @property
    def state_path(self) -> Path | None:
        """Return the path of the file that keeps what the dashboard looked at last; `None` as for `config_path`."""
        return state_file(self.flags.by or "")

    @property
    def names_language(self) -> bool:
        """Return whether flag, environment or configuration file name a language."""
        return bool(self.flags.lang or self.environ.get("NGKT_LANG", "").strip() or self.config.lang)

    @cached_property
    def context(self) -> Context:
        """Return the surroundings of the services."""
        store, actor = self.store, self._named_actor()
        if isinstance(store, ServerAddress):
            store = replace(store, actor=actor)  # without a name, the server tells it
        return Context(
            store=store,
            actor=actor if isinstance(store, ServerAddress) else self._actor(),
            language=self._chosen_language(),
            clock=self.clock,
            fixed_today=self._fixed_today(),
            readonly=bool(self.flags.readonly if self.flags.readonly is not None else self.config.readonly),
            ascii=self._is_ascii(),
            unit=(self.config.unit or "") if self.flags.unit is None else self.flags.unit,
            last_seen=self._last_seen,
            templates=self.config_path.parent / TEMPLATES if self.config_path else None,
        )

    @property
    def store(self) -> Place:
        """Return where the store is. Raises `UsageError` where none is named and the user has no home folder."""
        named = self.environ.get("NGKT_DB", "").strip()
        place = self.flags.db or (place_of(named) if named else None) or self.config.db or default_store()
        if place is None:
            raise usage_error("no-home")
        return place

    @property
    def today(self) -> date:
        """Return the day it is, whatever the flags are that are still to be read."""
        return self._fixed_today() or self.clock().astimezone().date()

    @property
    def language(self) -> Language:
        """Return the language to speak, whatever is wrong with the settings."""
        try:
            return self._chosen_language()
        except UsageError:
            return locale_language(self.environ)

    def ready(self) -> Context:
        """Return the surroundings once there is a store; prints where one had to be made or migrated."""
        # These open SQLite, which help does not need.
        from ngkt_tui.services.first_run import StoreState, ensure_store, with_access

        readiness = ensure_store(self.context, anew=bool(self.flags.new_store))
        if readiness is not StoreState.READY:
            is_kept_there = readiness is StoreState.MIGRATED and not isinstance(self.store, Path)
            place = "-on-server" if is_kept_there else ""
            self.print_message(f"first-run.{readiness.name.lower()}{place}", path=self.store)
        self.context = with_access(self.context)
        return self.context

    def reader(self) -> "Reader":
        """Return a reader of the store, which is made where it is missing."""
        from ngkt_tui.services.reader import Reader  # as above

        return Reader(self.ready())

    def view(self) -> "NamedView":
        """Return what `--view` and `--filter` leave together; raises `UnknownViewError`."""
        from ngkt_tui.services.views import NamedView, find_view  # as above

        text = self.flags.filter or ""
        if self.flags.view is None:
            return NamedView("", text)
        with self.reader() as reader:
            view = find_view(reader, self.flags.view, self.context.language)
        return view._replace(filter=f"{view.filter} {text}".strip())

    def translate(self, key: str, /, **values: object) -> str:
        return translate(self.language, key, **values)

    def print(self, line: str) -> None:
        self.terminal.out.write(line + "\n")

    def print_message(self, key: str, /, **values: object) -> None:
        """Write a message, cleaned of what a terminal would obey."""
        self.print_message_line(self.translate(key, **values))

    def print_message_line(self, text: str) -> None:
        """Write a line of messages as it is, cleaned of what a terminal would obey."""
        self.terminal.err.write(sanitize_line(text, limit=4000) + "\n")

    def print_message_indented(self, text: str) -> None:
        self.terminal.err.write(f"  {sanitize_line(text, limit=4000)}\n")

    def _chosen_language(self) -> Language:
        named = self.environ.get("NGKT_LANG", "").strip().lower()
        if self.flags.lang is None and named and named not in tuple(Language):
            raise usage_error("not-one-of", option="NGKT_LANG", word=named, words=", ".join(Language))
        return (
            self.flags.lang or (Language(named) if named else None) or self.config.lang or locale_language(self.environ)
        )

    def _is_ascii(self) -> bool:
        named = self.flags.ascii if self.flags.ascii is not None else self.config.ascii
        return named if named is not None else not self.terminal.out.can_show("".join(GLYPHS.values()))

    def _fixed_today(self) -> date | None:
        named = self.environ.get("NGKT_TODAY", "").strip()
        if not named:
            return None
        from ngkt_tui.domain.typed_dates import DateParseError, fixed_period  # where nothing is fixed, nothing is read

        try:
            period = fixed_period(named)
        except DateParseError as unclear:
            raise usage_error("bad-value", name="NGKT_TODAY", detail=unclear.message) from unclear
        if period is None or period.first != period.last:
            raise usage_error("no-date", option="NGKT_TODAY", word=named)
        return period.first

    def _last_seen(self) -> int | None:
        from ngkt_tui.services.session_state import load_session  # few filters ask for it

        return None if self.state_path is None else load_session(self.state_path, self.store).seen

    def _named_actor(self) -> str:
        return self.flags.by or decode_argument(self.environ.get("NGKT_BY", "")) or self.config.by or ""

    def _actor(self) -> str:
        actor = sanitize_line(self._named_actor() or _login_name(), limit=80)
        if not actor:
            raise usage_error("no-name", option="--by")
        return actor


def locale_language(environ: Mapping[str, str]) -> Language:
    """Return the language of the locale: Vietnamese where it says so or says nothing, else English."""
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    tongue = named.partition(".")[0].lower()
    return Language.VI if not tongue or tongue in _SILENT_LOCALES or tongue.startswith("vi") else Language.EN


def _login_name() -> str:
    import getpass  # only where nobody says who acts

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # each has a number of their own, and with it edits to undo
        return f"uid-{os.getuid()}" if hasattr(os, "getuid") else "?"
