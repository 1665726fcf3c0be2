"""Telling the faults of a digest: `file:line:column: what is wrong`, and below it the line of the file."""

from collections.abc import Iterable

from ngkt_tui.cli.call import Invocation
from ngkt_tui.digest.fault import Diagnostic
from ngkt_tui.domain.errors import InvalidDigestError
from ngkt_tui.domain.language import Language


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
