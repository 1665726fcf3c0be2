"""The root command and its dispatch: which commands there are, and the dashboard where none is named.

A command's module is imported when the command runs. Mistakes that click finds are translated into this program's
errors.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from ngkt_tui.cli.arguments import argument_name, usage_error
from ngkt_tui.cli.error_stream import print_error
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import (
    LocalizedOption,
    global_options,
    invocation_of,
    nearest_options,
    option_items,
    write_help,
)
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.words import LazyText


def run_arguments(call: Invocation, typed: Sequence[str]) -> object:
    """Do what the arguments ask for; return the exit code, or anything else for a success."""
    try:
        return APP.main(typed, prog_name="ngkt-tui", standalone_mode=False, obj=call)
    except click.UsageError as error:
        return print_error(call, translate_click_error(error))
    except click.Abort as error:
        raise KeyboardInterrupt from error


def translate_click_error(error: click.UsageError) -> NgktError:
    """Return click's mistake as one of ours."""
    if isinstance(error, click.NoSuchOption):
        near = nearest_options(_context(error).command, error.option_name)
        problem = "no-option-near" if near else "no-option"
        return usage_error(problem, word=error.option_name, nearest=", ".join(near))
    if isinstance(error, click.MissingParameter):
        return usage_error("missing", name=_shown_name(error))
    if isinstance(error, click.BadOptionUsage):
        return usage_error(_option_problem(error), word=error.option_name)
    if isinstance(error, click.BadParameter):
        return usage_error("unfit-value", name=_shown_name(error))
    return usage_error("other")


def _option_problem(error: click.BadOptionUsage) -> str:
    # Nothing but the message tells the two apart; click has no translations of its own.
    return "takes-no-value" if "does not take a value" in error.message else "needs-value"


def _shown_name(error: click.BadParameter) -> LazyText | str:
    if error.param is None:
        return ""
    if isinstance(error.param, click.Option):
        return error.param.opts[-1]
    return argument_name(error.param.make_metavar(_context(error)))


def _context(error: click.UsageError) -> click.Context:
    return error.ctx or click.Context(click.Command("ngkt-tui"))


COMMANDS = {
    "today": "follow_up",
    "overview": "follow_up",
    "thread": "follow_up",
    "brief": "follow_up",
    "follow-up": "export",
    "summary": "read",
    "export": "export",
    "template": "export",
    "list": "read",
    "show": "read",
    "history": "read",
    "set": "edit",
    "note": "edit",
    "remind": "agency_reports",
    "answer": "agency_reports",
    "confirm": "agency_reports",
    "watch": "watch",
    "review": "review",
    "progress": "progress_steps",
    "step": "progress_steps",
    "accept": "progress_steps",
    "decline": "progress_steps",
    "view": "views",
    "add": "record_entry",
    "correct": "record_entry",
    "remove": "record_entry",
    "undo": "edit",
    "redo": "edit",
    "import": "digest_files",
    "check": "digest_files",
    "verify": "digest_files",
    "schema": "digest_files",
    "digest": "digest_store",
    "paths": "read",
    "doctor": "maintenance",
    "backup": "maintenance",
    "restore": "maintenance",
    "copy": "maintenance",
    "grant": "maintenance",
    "revoke": "maintenance",
    "who": "maintenance",
    "serve": "serve",
    "completion": "maintenance",
    "help": "help",
}
"""Every command with its module in `cli.commands`, in the order of the help text."""


class App(click.Group):
    """`ngkt-tui` itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load and return one command, `None` where there is none of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        loaded = import_module(f"ngkt_tui.cli.commands.{module}")
        command: click.Command = getattr(loaded, f"{cmd_name.upper().replace('-', '_')}_COMMAND")
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
        translate = invocation_of(ctx).translate
        names = [
            CompletionItem(name, help=translate(f"command.{name}")) for name in COMMANDS if name.startswith(incomplete)
        ]
        return [*names, *option_items(self, ctx, incomplete)]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is for, its commands and the global flags."""
        write_help(self, ctx, formatter, "command")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        translate = invocation_of(ctx).translate
        with formatter.section(translate("help.commands")):
            formatter.write_dl([(name, translate(f"command.{name}")) for name in COMMANDS])


def _show_version(ctx: click.Context, option: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        from ngkt_tui import __version__  # read only where it is asked for

        invocation_of(ctx).print(f"ngkt-tui {__version__}")
        ctx.exit()


def _begin_fresh(ctx: click.Context, option: click.Parameter, value: object) -> None:
    invocation_of(ctx).flags.fresh = bool(value)


def _open(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        from ngkt_tui.cli.dashboard_start import (
            open_dashboard,  # the one command without a name, loaded like the others
        )

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
