"""Loading a digest: from a file or a stream to a validated `Digest`, or all that is wrong with it.

Every failure, whatever the bytes, is a `DigestInvalid` whose faults name file, line and column. Cross
references are not looked at here; that is `digest.check`.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ngkt_tui.digest.draft import Draft, read
from ngkt_tui.digest.fault import Complaint, Fault, Unreadable, invalid
from ngkt_tui.digest.model.digest import Digest
from ngkt_tui.digest.source import FileSource, MemorySource, Source


@dataclass(frozen=True)
class LoadedDigest:
    """A digest with the draft it was read as, so that later complaints can name line and column."""

    digest: Digest
    draft: Draft

    def faults(self, complaints: Iterable[Complaint]) -> tuple[Fault, ...]:
        """Return complaints about this digest with their places, in file order."""
        return self.draft.faults(complaints)


def source_of(path: str | Path, stdin: BinaryIO | None = None) -> Source:
    """Return the source that `path` names; `-` means `stdin`, by default the process's own, read to its end.

    Raises `DigestInvalid` where standard input cannot be read.
    """
    if str(path) != "-":
        return FileSource(Path(path))
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    try:
        return MemorySource.drain(stream) if stream else MemorySource(b"")
    except Unreadable as error:
        raise invalid("-", (Fault("-", None, None, error.key, error.values),)) from None


def load(path: str | Path, stdin: BinaryIO | None = None) -> LoadedDigest:
    """Load the digest of the file `path`, or of standard input for `-`.

    Raises `DigestInvalid` with all faults of the file.
    """
    return finish(read(source_of(path, stdin)))


def load_text(text: str, name: str = "-") -> LoadedDigest:
    """Load the digest that stands in `text`; raises `DigestInvalid`."""
    return finish(read(MemorySource(text.encode("utf-8", "surrogatepass"), name)))


def finish(draft: Draft) -> LoadedDigest:
    """Return the digest of a draft without complaints; raises `DigestInvalid` for one that has some."""
    if draft.complaints or draft.heading is None:
        raise invalid(draft.source.name, draft.faults(draft.complaints))
    lists: dict[str, Any] = {key: tuple(records) for key, records in draft.lists.items() if records}
    return LoadedDigest(Digest.model_construct({"digest", *lists}, digest=draft.heading, **lists), draft)
