"""`ngkt-tui help`: the pages that no single command has, and the help of any command."""

from collections.abc import Iterator
from enum import StrEnum

import click

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import kind_choice
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.query.filter.filter_help import FieldGuide, guide
from ngkt_tui.report.text_layout import pad, width_of, wrap

WIDTH = 100
INDENT = 22
MIN_TEXT = 30


def filter_page(call: Invocation, kind: RecordKind | None) -> Iterator[str]:
    """Yield the lines that explain the filter language, for records of one kind or of all."""
    yield call.translate("help.filter")
    yield ""
    for line in call.translate("help.filter.grammar").splitlines():
        yield from _entry(call, *line.partition("  ")[::2])
    yield ""
    yield call.translate("help.filter.fields" if kind is None else "help.filter.fields-of", kind=_plural(call, kind))
    for field in guide(call.language, kind):
        yield ""
        yield from _field(call, field, kind)
    yield ""
    yield call.translate("help.filter.more")


def field_lines(call: Invocation) -> list[tuple[str, str]]:
    """Return each field by both its names, with what it is; for a list of options."""
    return [(_names(field), call.translate(f"filter.field.{field.name}")) for field in guide(call.language)]


def keys_page(call: Invocation) -> Iterator[str]:
    """Yield the keys of the dashboard as they are bound, by group."""
    from ngkt_tui.domain.key_names import key_names  # plain tables: no screen is loaded
    from ngkt_tui.tui.keymap import KeyGroup

    keymap = call.config.keymap()
    yield call.translate("help.keys")
    for group in KeyGroup:
        yield ""
        yield call.translate(f"key-group.{group}")
        for row in (row for row in keymap.rows if row.group is group):
            yield from _entry(call, f"  {' '.join(key_names(row.keys))}", call.translate(f"key.{row.id}.help"))
    yield ""
    yield call.translate("help.keys.more", path=call.config_path)


def _field(call: Invocation, field: FieldGuide, kind: RecordKind | None) -> Iterator[str]:
    yield from _entry(call, _names(field), call.translate(f"filter.field.{field.name}"))
    if field.targets:
        targets = ", ".join(call.translate(f"record.{target}") for target in field.targets)
        yield from _entry(call, "", call.translate("help.filter.reference", kinds=targets))
    elif field.values:
        values = ", ".join(_value(choice.value, choice.label) for choice in field.values)
        yield from _entry(call, "", call.translate("help.filter.values", values=values))
    if kind is None:
        yield from _entry(call, "", call.translate("help.filter.kinds", kinds=_kinds(call, field)))
    if field.example and kind in (None, field.example_kind):
        listed = RECORD_KINDS[field.example_kind].list_name
        example = f"ngkt-tui list {listed} '{field.typed(call.language)}{field.example}'"
        yield from _entry(call, "", example)


def _names(field: FieldGuide) -> str:
    return f"{field.name}: {field.vietnamese}:"


def _value(value: str, label: str) -> str:
    return value if value == label else f"{value} ({label})"


def _kinds(call: Invocation, field: FieldGuide) -> str:
    listed = [spec.list_name for kind, spec in RECORD_KINDS.items() if kind in field.kinds]
    return call.translate("help.filter.all") if len(listed) == len(RECORD_KINDS) else ", ".join(listed)


def _plural(call: Invocation, kind: RecordKind | None) -> str:
    return "" if kind is None else RECORD_KINDS[kind].list_name


def _entry(call: Invocation, label: str, text: str) -> Iterator[str]:
    """Yield a label and beside it a text, wrapped to the terminal; a label that is too long stands alone."""
    out = call.terminal.out
    width = min(out.columns, WIDTH) if out.isatty() else WIDTH
    lines = wrap(text, max(MIN_TEXT, width - INDENT - 2))
    if width_of(label) > INDENT - 2:
        yield label
    else:
        yield f"{pad(label, INDENT)}{lines[0]}".rstrip()
        lines = lines[1:]
    yield from (" " * INDENT + line for line in lines)


class Topic(StrEnum):
    """A page of its own."""

    FILTER = "filter"
    KEYS = "keys"


def _help(call: Invocation, topic: str | None, kind: RecordKind | None) -> None:
    if kind is not None and topic != Topic.FILTER:
        raise usage_error("too-many", words=RECORD_KINDS[kind].list_name)
    if topic is None:
        _print_topics(call)
    elif topic in tuple(Topic):
        _print_page(call, Topic(topic), kind)
    else:
        _print_command(call, topic)


def _print_topics(call: Invocation) -> None:
    call.print(call.translate("help.topics"))
    for topic in Topic:
        call.print(f"  ngkt-tui help {topic:<10}{call.translate(f'help.{topic}')}")
    call.print(f"  ngkt-tui help {'COMMAND':<10}{call.translate('help.command')}")
    call.print("")
    _print_command(call, None)


def _print_page(call: Invocation, topic: Topic, kind: RecordKind | None) -> None:

    lines = keys_page(call) if topic is Topic.KEYS else filter_page(call, kind)
    for line in lines:
        call.print(line)


def _print_command(call: Invocation, name: str | None) -> None:
    """Print the help of a command, of the program where `name` is `None`; raises `UsageError` with the nearest one."""
    root = click.get_current_context().find_root()
    program = root.command
    if name is None or not isinstance(program, click.Group):
        call.print(root.get_help())
        return
    _, command, _ = program.resolve_command(root, [name])
    if command is not None:
        with click.Context(command, info_name=name, parent=root) as context:
            call.print(context.get_help())


HELP_COMMAND = LocalizedCommand(
    "help",
    _help,
    [
        click.Argument(["topic"], required=False, metavar="[filter|keys|COMMAND]"),
        click.Argument(["kind"], required=False, type=kind_choice(RECORD_KINDS), metavar="[KIND]"),
    ],
)
