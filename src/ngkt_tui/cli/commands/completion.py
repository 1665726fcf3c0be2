"""`ngkt-tui completion`: the script that lets a shell complete commands, options and ids."""

from enum import StrEnum

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.spoken import LocalizedCommand
from ngkt_tui.cli.values import EnumChoice

KEEP_COLONS = "COMP_WORDBREAKS=${COMP_WORDBREAKS//:}"
"""bash would cut `status:done` into three words, and none of them be a filter."""


class Shell(StrEnum):
    """A shell that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def _completion(call: Invocation, shell: Shell) -> None:
    from click.shell_completion import get_completion_class  # only here

    from ngkt_tui.cli.program import APP  # the program imports its commands by name, never at its start

    words = get_completion_class(shell)
    if words is None:
        raise NotImplementedError(shell)
    script = words(APP, {}, "ngkt-tui", "_NGKT_TUI_COMPLETE")
    if shell is Shell.BASH:
        call.print(KEEP_COLONS)
    call.print((script.source_template % script.source_vars()).strip())


COMMAND = LocalizedCommand("completion", _completion, [click.Argument(["shell"], type=EnumChoice(Shell))])
