"""The digests themselves: which are in the store, in which order they came, what their headings say."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection

from ngkt_tui.digest.contributions import Contribution
from ngkt_tui.digest.fault import Diagnostic, invalid
from ngkt_tui.digest.model.digest import Heading
from ngkt_tui.store.intake.columns import as_json


class DigestHash:
    """A hash of all that a digest says, taken while its contributions pass by."""

    def __init__(self, said: Iterable[Contribution]) -> None:
        self._said = said
        self._hash = sha256()

    def __iter__(self) -> Iterator[Contribution]:
        for each in self._said:
            self._hash.update(f"{each.record} {each.body}\n".encode())
            yield each

    def hexdigest(self) -> str:
        """Return the hash, once all has passed."""
        return self._hash.hexdigest()


class _Row(NamedTuple):
    title_vi: str
    title_en: str | None
    uses: str
    sha256: str


def require_used(connection: Connection, heading: Heading) -> None:
    """Raise `InvalidDigestError` where the digest uses one that is not in the store."""
    known = set(connection.exec_driver_sql("SELECT id FROM digest").scalars())
    missing = [used for used in heading.uses if used not in known]
    if missing:
        faults = (Diagnostic(heading.id, None, None, "uses-unknown", {"digest": used}) for used in missing)
        raise invalid(heading.id, tuple(faults))


def open_heading(connection: Connection, heading: Heading, at: str) -> None:
    """Make a row for a digest that is new, so that its contributions can refer to it."""
    connection.exec_driver_sql(
        "INSERT INTO digest (id, ordinal, title_vi, uses, sha256, taken_in_at)"
        " SELECT ?, (SELECT coalesce(max(ordinal), 0) + 1 FROM digest), '', '', '', ?"
        " WHERE NOT EXISTS (SELECT 1 FROM digest WHERE id = ?)",
        (heading.id, at, heading.id),
    )


def keep_heading(connection: Connection, heading: Heading, fingerprint: str, at: str) -> bool:
    """Keep what the heading says, and tell whether it or anything of the digest is new."""
    row = _Row(heading.title.vi, heading.title.en, as_json(heading.uses), fingerprint)
    columns = ", ".join(_Row._fields)
    sql = f"SELECT {columns} FROM digest WHERE id = ?"
    if connection.exec_driver_sql(sql, (heading.id,)).one() == row:
        return False
    connection.exec_driver_sql(
        f"UPDATE digest SET ({columns}, taken_in_at) = (?, ?, ?, ?, ?) WHERE id = ?", (*row, at, heading.id)
    )
    return True
