"""`ngkt-tui watch`: add, list and change the trade-defence measures and barriers that are watched."""

from collections.abc import Sequence
from enum import StrEnum

import click

from ngkt_tui.cli.arguments import argument_name, usage_error
from ngkt_tui.cli.click_types import CountType, DetailFormat, EnumChoice, day_to_come
from ngkt_tui.cli.completions import RecordIdType
from ngkt_tui.cli.error_stream import print_edit
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.text import dumps_escaped, sanitize_line, strip_diacritics

MAX_DAYS = 3650
_NOTHING = frozenset({"none", "khong"})
_NEEDED = ("product", "measure")
_TEXTS = ("product", "measure", "stage", "note")


class WatchCommand(StrEnum):
    """What can be done with what is watched."""

    ADD = "add"
    LIST = "list"
    SET = "set"


def _watch(
    call: Invocation,
    act: WatchCommand,
    numbers: Sequence[str],
    form: DetailFormat,
    within: int | None,
    remove: bool,
    market: str | None,
    **typed: str | None,
) -> None:
    if act is WatchCommand.LIST:
        if numbers or market or remove or any(each is not None for each in typed.values()):
            raise usage_error("watch-list-alone")
        _list(call, form, within)
        return
    values = _values(call, **typed)
    if act is WatchCommand.ADD:
        _add(call, market, values)
    else:
        _set(call, numbers, values, remove)


def _add(call: Invocation, market: str | None, values: dict[str, str | None]) -> None:
    from ngkt_tui.services.reader import Reader  # reads the store, which help does not need
    from ngkt_tui.services.record_fields import record_called
    from ngkt_tui.services.watch import add_watch

    lacking = [f"--{name}" for name in _NEEDED if not values.get(name)]
    if not market or lacking:
        raise usage_error("missing", name="--market" if not market else lacking[0])
    context = call.ready()
    with Reader(context) as reader:
        called = record_called(reader, (RecordKind.MARKET,), reader.full_ids([market])[0], "market")
    print_edit(call, add_watch(context, called, values))


def _set(call: Invocation, numbers: Sequence[str], values: dict[str, str | None], remove: bool) -> None:
    from ngkt_tui.services.watch import remove_watch, set_watch  # as above

    if len(numbers) != 1 or not (numbers[0].isascii() and numbers[0].isdigit()) or len(numbers[0]) > 12:
        raise usage_error("missing", name=argument_name("NUMBER"))
    if remove == bool(values):
        raise usage_error("watch-set-what")
    if unnamed := next((name for name in _NEEDED if name in values and values[name] is None), None):
        raise usage_error("watch-needed", name=f"--{unnamed}")
    context, number = call.ready(), int(numbers[0])
    print_edit(call, remove_watch(context, number) if remove else set_watch(context, number, values))


def _values(call: Invocation, **typed: str | None) -> dict[str, str | None]:
    values: dict[str, str | None] = {}
    for name in _TEXTS:
        if (text := typed[name]) is not None:
            values[name] = None if strip_diacritics(text.strip()) in _NOTHING else text.strip() or None
    if (directive := typed["directive"]) is not None:
        values["directive"] = None if strip_diacritics(directive) in _NOTHING else directive
    if (day := typed["next_on"]) is not None:
        coming = day_to_come(call, "--next", day)
        values["next_on"] = str(coming) if coming else None
    return values


def _list(call: Invocation, form: DetailFormat, within: int | None) -> None:
    from ngkt_tui.services.watch import watched  # as above

    with call.reader() as reader:
        items = watched(reader, within)
    if form is DetailFormat.JSON:
        rows = [
            {
                "number": each.number,
                "market": each.market_id,
                "name": {"vi": each.market.vi, "en": each.market.en} if each.market else None,
                **each.values,
                "at": each.at,
                "actor": each.actor,
            }
            for each in items
        ]
        call.terminal.out.write_utf8(dumps_escaped(rows, indent=1) + "\n")
        return
    if not items:
        call.print_message("watch.none")
    for each in items:
        market = each.market.name(call.language) if each.market else each.market_id
        day = call.translate("watch.next", date=each.next_on) if each.next_on else ""
        parts = (market, each.product, each.measure, each.stage, day, each.note, each.directive)
        call.print(sanitize_line(f"{each.number}  {' · '.join(part for part in parts if part)}"))


WATCH_COMMAND = LocalizedCommand(
    "watch",
    _watch,
    [
        click.Argument(["act"], type=EnumChoice(WatchCommand), metavar="add|list|set"),
        click.Argument(["numbers"], nargs=-1, metavar="[NUMBER]"),
        text_or_json(),
        LocalizedOption("--market", type=RecordIdType(), metavar="ID", words="watch-market"),
        LocalizedOption("--product", metavar="TEXT", words="watch-product"),
        LocalizedOption("--measure", metavar="TEXT", words="watch-measure"),
        LocalizedOption("--stage", metavar="TEXT", words="watch-stage"),
        LocalizedOption("--next", "next_on", metavar="DATE", words="watch-next"),
        LocalizedOption("--note", metavar="TEXT", words="watch-note"),
        LocalizedOption("--directive", type=RecordIdType(), metavar="ID", words="watch-directive"),
        LocalizedOption("--within", type=CountType(most=MAX_DAYS), metavar="DAYS", words="watch-within"),
        LocalizedOption("--remove", is_flag=True, words="watch-remove"),
    ],
)
