"""Reading arguments with click, and telling its own mistakes as ours."""

from collections.abc import Sequence

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.complaints import print_error
from ngkt_tui.cli.program import APP
from ngkt_tui.cli.typed import usage_error
from ngkt_tui.domain.errors import NgktError


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
        near = error.possibilities or []
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


def _shown_name(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    return error.param.opts[-1] if isinstance(error.param, click.Option) else error.param.make_metavar(_context(error))


def _context(error: click.UsageError) -> click.Context:
    return error.ctx or click.Context(click.Command("ngkt-tui"))
