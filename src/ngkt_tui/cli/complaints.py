"""Telling what went wrong: title, cause and next step, on the stream for messages."""

from ngkt_tui.cli.call import Invocation
from ngkt_tui.domain.errors import InvalidDigestError, NgktError


def print_error(call: Invocation, error: NgktError) -> int:
    """Tell a user of `error` and return the exit code."""
    if isinstance(error, InvalidDigestError):
        from ngkt_tui.cli.faults import print_diagnostics  # few calls meet an invalid digest

        print_diagnostics(call, error)
    title, cause, step = error.explain(call.language)
    call.print_message_line(f"ngkt-tui: {title}")
    for line in (*cause.splitlines(), *step.splitlines()):
        call.print_message_indented(line)
    return error.exit_code
