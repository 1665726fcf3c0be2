"""Telling the faults of a digest: `file:line:column: what is wrong`, and below it the line of the file."""

from collections.abc import Iterable

from ngkt_tui.cli.call import Call
from ngkt_tui.digest.fault import Fault
from ngkt_tui.domain.errors import DigestInvalid
from ngkt_tui.domain.language import Language


def tell_faults(call: Call, error: DigestInvalid) -> None:
    """Write every fault of a digest, in file order."""
    for fault in error.faults:
        if isinstance(fault, Fault):
            tell_fault(call, fault)


def tell_fault(call: Call, fault: Fault) -> None:
    """Write one fault with its place and its line."""
    first, *rest = fault.render(call.language).splitlines()
    call.tell_line(first)
    for line in rest:
        call.tell_indented(line.strip())


def in_file_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults as they follow one another in the file, those without a place at the end."""
    return tuple(sorted(faults, key=lambda each: (each.line is None, each.line or 0, each.column or 0)))


def exact_fault(fault: Fault, language: Language) -> dict[str, object]:
    """Return a fault as what JSON can hold."""
    return {
        "file": fault.path,
        "line": fault.line,
        "column": fault.column,
        "key": fault.key,
        "message": fault.message(language),
        "excerpt": fault.excerpt,
    }
