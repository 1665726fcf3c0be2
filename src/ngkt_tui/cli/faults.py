"""Telling the faults of a digest: `file:line:column: what is wrong`, and below it the line of the file."""

from ngkt_tui.cli.call import Call
from ngkt_tui.digest.fault import Fault
from ngkt_tui.domain.errors import DigestInvalid


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
