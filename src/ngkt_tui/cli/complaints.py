"""Telling what went wrong: title, cause and next step, on the stream for messages; click's own mistakes translated."""

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.values import wrong
from ngkt_tui.domain.errors import DigestInvalid, NgktError


def complain(call: Call, error: NgktError) -> int:
    """Tell a user of `error` and return the exit code."""
    if isinstance(error, DigestInvalid):
        from ngkt_tui.cli.faults import tell_faults  # few calls meet an invalid digest

        tell_faults(call, error)
    title, cause, step = error.explain(call.language)
    call.tell_line(f"ngkt-tui: {title}")
    for line in (*cause.splitlines(), *step.splitlines()):
        call.tell_indented(line)
    return error.exit_code


def translated(error: click.UsageError) -> NgktError:
    """Return click's mistake as one of ours."""
    if isinstance(error, click.NoSuchOption):
        near = error.possibilities or []
        problem = "no-option-near" if near else "no-option"
        return wrong(problem, word=error.option_name, nearest=", ".join(near))
    if isinstance(error, click.MissingParameter):
        return wrong("missing", name=_shown_name(error))
    if isinstance(error, click.BadOptionUsage):
        return wrong(_option_problem(error), word=error.option_name)
    if isinstance(error, click.BadParameter):
        return wrong("bad-value", name=_shown_name(error), detail=error.message)
    return wrong("other", detail=error.format_message())


def _option_problem(error: click.BadOptionUsage) -> str:
    # Nothing but the message tells the two apart; click has no translations of its own.
    return "takes-no-value" if "does not take a value" in error.message else "needs-value"


def _shown_name(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    return error.param.opts[-1] if isinstance(error.param, click.Option) else error.param.make_metavar(_context(error))


def _context(error: click.UsageError) -> click.Context:
    return error.ctx or click.Context(click.Command("ngkt-tui"))
