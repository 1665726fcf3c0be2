"""`ngkt-tui help`: the pages that no single command has, and the help of any command."""

from enum import StrEnum

import click

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import kind_choice
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import RECORD_KINDS


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
    from ngkt_tui.cli.help_pages import filter_page, keys_page  # loads the filter language, or the keys

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
