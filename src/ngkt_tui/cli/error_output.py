"""Printing errors, digest diagnostics and the outcome of an edit on the stream for messages."""

from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from typing import TYPE_CHECKING

from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import EditConflictError, EditRefusedError, InvalidDigestError, NgktError
from ngkt_tui.domain.text import sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.services.edit import EditMessage


MAX_NAME_LENGTH = 60
"""Characters of a text by which its reader knows a record again."""


def print_error(call: Invocation, error: NgktError) -> int:
    """Tell a user of `error` and return the exit code."""
    if isinstance(error, InvalidDigestError):
        print_diagnostics(call, error)
    title, cause, step = _named(call, error).explain(call.language)
    call.print_message_line(f"ngkt-tui: {title}")
    for line in (*cause.splitlines(), *step.splitlines()):
        call.print_message_indented(line)
    return error.exit_code


def _named(call: Invocation, error: NgktError) -> NgktError:
    """Return an error of an edit with what its record says beside the id."""
    record = error.values.get("id")
    if not isinstance(error, (EditRefusedError, EditConflictError)) or not isinstance(record, str):
        return error
    from ngkt_tui.services.change_text import names_of
    from ngkt_tui.services.reader import Reader  # only for a mistake, as is what is asked of it

    name = ""
    with suppress(NgktError), Reader(call.context) as reader:
        name = names_of(reader, [record]).get(record, "")
    if not name:
        return error
    named = copy(error)
    named.values = error.values | {"id": f"{record} (“{sanitize_line(name, limit=MAX_NAME_LENGTH)}”)"}
    return named


def print_edit(call: Invocation, edited: "EditMessage") -> None:
    """Print what was changed and how to take it back."""
    call.print(sanitize_line(call.translate(edited.sentence, **edited.values)))
    if edited.group is not None:
        hint = "edited.group-undone" if edited.sentence == "edited.undone" else "edited.group"
        call.print_message(hint, group=edited.group)


def print_diagnostics(call: Invocation, error: InvalidDigestError) -> None:
    """Write every fault of a digest, in file order."""
    for fault in error.faults:
        if isinstance(fault, Diagnostic):
            print_diagnostic(call, fault)


def print_diagnostic(call: Invocation, fault: Diagnostic) -> None:
    """Write one fault with its place and its line."""
    first, *rest = fault.render(call.language).splitlines()
    call.print_message_line(first)
    for line in rest:
        call.print_message_indented(line.strip())


def in_file_order(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return faults as they follow one another in the file, those without a place at the end."""
    return tuple(sorted(faults, key=lambda each: (each.line is None, each.line or 0, each.column or 0)))


def exact_fault(fault: Diagnostic, language: Language) -> dict[str, object]:
    """Return a fault as what JSON can hold."""
    return {
        "file": fault.path,
        "line": fault.line,
        "column": fault.column,
        "key": fault.key,
        "message": fault.message(language),
        "excerpt": fault.excerpt,
    }
