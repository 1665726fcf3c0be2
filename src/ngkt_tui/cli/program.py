"""The root command: which commands there are, and the dashboard where none is named.

A command's module is loaded when it runs, so that no command pays for another.
"""

from difflib import get_close_matches
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from ngkt_tui.cli.spoken import LocalizedOption, global_options, invocation_of, option_items, write_help
from ngkt_tui.cli.typed import usage_error

COMMANDS = {
    "summary": "summary",
    "export": "export",
    "list": "listing",
    "show": "show",
    "history": "history",
    "set": "set_fields",
    "note": "note",
    "view": "view",
    "undo": "undo",
    "redo": "redo",
    "import": "take_in",
    "check": "check",
    "verify": "verify",
    "schema": "schema",
    "paths": "paths",
    "doctor": "doctor",
    "backup": "backup",
    "restore": "restore",
    "completion": "completion",
    "help": "help",
}
"""Every command with its module in `cli.commands`, in the order of the help text."""


class App(click.Group):
    """`ngkt-tui` itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load and return one command, `None` where there is none of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"ngkt_tui.cli.commands.{module}").COMMAND
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; raises `UsageError` with the nearest name."""
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing:
            nearest = get_close_matches(name, COMMANDS, n=1)
            problem = "no-command-near" if nearest else "no-command"
            raise usage_error(problem, word=name, nearest=nearest[0] if nearest else "")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands with what they do, without loading any, and the options."""
        say = invocation_of(ctx).translate
        names = [CompletionItem(name, help=say(f"command.{name}")) for name in COMMANDS if name.startswith(incomplete)]
        return [*names, *option_items(self, ctx, incomplete)]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is for, its commands and the global flags."""
        write_help(self, ctx, formatter, "command")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with what it does, without loading any."""
        say = invocation_of(ctx).translate
        with formatter.section(say("help.commands")):
            formatter.write_dl([(name, say(f"command.{name}")) for name in COMMANDS])


def _show_version(ctx: click.Context, option: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        from ngkt_tui import __version__  # read only where it is asked for

        invocation_of(ctx).print(f"ngkt-tui {__version__}")
        ctx.exit()


def _begin_fresh(ctx: click.Context, option: click.Parameter, value: object) -> None:
    invocation_of(ctx).flags.fresh = bool(value)


def _open(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        from ngkt_tui.cli.dashboard import open_dashboard  # the one command without a name, loaded like the others

        ctx.exit(open_dashboard(invocation_of(ctx)))


APP = App(
    "ngkt-tui",
    callback=click.pass_context(_open),
    invoke_without_command=True,
    add_help_option=False,
    params=[
        *global_options(),
        LocalizedOption("--fresh", is_flag=True, expose_value=False, callback=_begin_fresh),
        LocalizedOption("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version),
    ],
)
