"""The digests of a store: listing them, writing one as YAML, removing one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ngkt_tui.domain.errors import DigestInUseError
from ngkt_tui.domain.store_errors import StoreReadOnlyError
from ngkt_tui.query.stored_digests import StoredDigest, contribution_bodies, stored_digest, stored_digests
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader

if TYPE_CHECKING:
    from ngkt_tui.store.importing import IntakeReport


def all_digests(context: Context) -> list[StoredDigest]:
    """Return the digests of the store, in the order in which they were first taken in."""
    with Reader(context) as reader, reader.connection() as connection:
        return stored_digests(connection)


def digest_text(context: Context, digest: str) -> Iterator[str]:
    """Yield a digest as YAML, piece by piece; raises `UnknownDigestError` at the first one."""
    from ngkt_tui.digest.yaml_writer import digest_yaml  # loads Pydantic and PyYAML

    with Reader(context) as reader, reader.connection() as connection:
        stored = stored_digest(connection, digest)
        title = {"vi": stored.title_vi, "en": stored.title_en} if stored.title_en else {"vi": stored.title_vi}
        heading = {"id": stored.id, "title": title, "uses": list(stored.uses)}
        yield from digest_yaml(heading, contribution_bodies(connection, digest))


def remove_digest(context: Context, digest: str, *, dry_run: bool = False) -> "IntakeReport":
    """Remove a digest in one transaction, after a backup; with `dry_run` only tell what that would do.

    What only this digest says leaves the store; a record that a user has edited, or that others refer to, stays and is
    marked as withdrawn.

    Raises `UnknownDigestError`, `DigestInUseError` where another digest uses it, and the errors of the store.
    """
    if context.readonly:
        raise StoreReadOnlyError(path=context.store)
    with Reader(context) as reader, reader.connection() as connection:
        stored_digest(connection, digest)
        others = [each.id for each in stored_digests(connection) if digest in each.uses]
    if others:
        raise DigestInUseError(id=digest, others=", ".join(others))
    from ngkt_tui.store.backups import back_up  # these load SQLModel, which a wrong name does not need
    from ngkt_tui.store.importing import remove_digest as remove
    from ngkt_tui.store.unit_of_work import UnitOfWork

    with UnitOfWork(context.store, report=context.report) as unit:
        report = remove(unit, digest, at=context.now(), actor=context.actor, dry_run=dry_run)
        if not dry_run:
            back_up(context.store, context.clock)  # what stands there until the commit
            unit.commit()
    return report
