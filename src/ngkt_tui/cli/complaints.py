"""Telling what went wrong: title, cause and next step, on the stream for messages."""

from ngkt_tui.cli.call import Call
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
