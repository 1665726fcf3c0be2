"""The parameter types of the commands: enums, dates, counts, paths and output formats.

A value is parsed once, here; a mistake is a usage error in the user's language.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

import click
from click.shell_completion import CompletionItem

from ngkt_tui.cli.arguments import argument_name, usage_error
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.place import ServerAddress, is_server_address
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.typed_dates import Aim, DateParseError, parse_typed_date, past_day, read_period
from ngkt_tui.domain.words import LazyText, translate
from ngkt_tui.services.context import expand_path


class OutputFormat(StrEnum):
    """How a list is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    IDS = "ids"


class DetailFormat(StrEnum):
    """How a single record is written."""

    TEXT = "text"
    JSON = "json"


class TableFormat(StrEnum):
    """How the history is written."""

    TABLE = "table"
    JSON = "json"


T = TypeVar("T")
Member = TypeVar("Member", bound=StrEnum)


class WordChoice(click.ParamType[T], Generic[T]):
    """One of some words, typed with or without accents, each of which stands for a value."""

    name = "word"

    def __init__(self, values: Mapping[str, T]) -> None:
        self.values = values

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "|".join(self.values)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> T:
        for word, meant in self.values.items():
            if strip_diacritics(value) in self._names(word):
                return meant
        raise usage_error("not-one-of", option=_name_of(param), word=value, words=", ".join(self.values))

    def _names(self, word: str) -> Iterable[str]:
        yield word

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self.values if word.startswith(incomplete)]


class EnumChoice(WordChoice[Member]):
    """A member of an enum: its code, or its label in either language."""

    def __init__(self, vocabulary: type[Member], labels: str | None = None) -> None:
        super().__init__({member.value: member for member in vocabulary})
        self.labels = labels

    def _names(self, word: str) -> Iterable[str]:
        yield word
        if self.labels:
            yield from (strip_diacritics(translate(language, f"{self.labels}.{word}")) for language in Language)


def kind_choice(kinds: Iterable[RecordKind]) -> WordChoice[RecordKind]:
    """Return the choice among kinds of records by the names under which they are listed."""
    return WordChoice({RECORD_KINDS[kind].list_name: kind for kind in kinds})


class DateType(click.ParamType[date]):
    """A day that has been, as `domain.parse_typed_date` reads it; without a year the last such day.

    `may_come` takes days to come too, and so does `is_start`, for which a period stands for its first day.
    """

    name = "date"

    def __init__(self, *, may_come: bool = False, is_start: bool = False) -> None:
        self.may_come = may_come
        self.is_start = is_start

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day that `value` means, and say which one where it is not written out."""
        call = ctx.find_object(Invocation) if ctx else None
        if call is None or isinstance(value, date):
            raise RuntimeError("a day is read for a call, from a text")
        try:
            may_come = self.may_come or self.is_start
            period = read_period(value, call.today, Aim.PAST) if may_come else None
            day = past_day(value, call.today) if period is None else period[not self.is_start]
        except DateParseError as unclear:
            raise usage_error("bad-value", name=_name_of(param), detail=unclear.message) from unclear
        print_day(call, _name_of(param), value, day)
        return day


def day_to_come(call: Invocation, option: str, typed: str | None) -> date | None:
    """Return the day that was typed for `option`, past or to come, and say which one where it is not written out.

    Nothing typed, or a word for none, is `None`.
    """
    if typed is None:
        return None
    try:
        day = parse_typed_date(typed, call.today)
    except DateParseError as unclear:
        raise usage_error("bad-value", name=option, detail=unclear.message) from unclear
    if day is not None:
        print_day(call, option, typed, day)
    return day


def print_day(call: Invocation, name: LazyText | str, typed: str, day: date) -> None:
    """Print which day was understood, unless it is written out."""
    if str(day.year) not in typed or str(day.day) not in typed:
        call.print_message("day.understood", name=name, typed=typed.strip(), date=day)


class CountType(click.ParamType[int]):
    """A whole number from `least` upwards; `most` is taken for more."""

    name = "number"

    def __init__(self, least: int = 0, most: int = 10**15) -> None:
        self.least = least
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) < 16) or int(text) < self.least:
            raise usage_error("no-number", option=_name_of(param), word=value, least=self.least)
        return min(int(text), self.most)


class FilePathType(click.ParamType[Path]):
    """A path, with `~` for the home folder."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not value.strip() or "\0" in value:
            raise usage_error("no-path", option=_name_of(param))
        return expand_path(as_path_text(value))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(incomplete, type="file")]


class PlaceType(FilePathType):
    """Where a store is: a path, or the address of a database on a server."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if is_server_address(value) and "\0" not in value:
            return ServerAddress(value)
        return super().convert(value, param, ctx)


def as_path_text(argument: str) -> str:
    """Return the text of `argument` in the form that the file system of this locale takes."""
    return os.fsdecode(argument.encode("utf-8", errors="surrogateescape"))


def _name_of(param: click.Parameter | None) -> LazyText | str:
    if param is None:
        return ""
    return param.opts[-1] if isinstance(param, click.Option) else argument_name(param.metavar or param.name or "")
