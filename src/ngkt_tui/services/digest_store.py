"""The digests of a store: listing them, checking and taking one in, writing one, removing one."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ngkt_tui.digest.check import check
from ngkt_tui.digest.checks import Index
from ngkt_tui.digest.faults import Diagnostic, Issue, invalid
from ngkt_tui.digest.load import LoadedDigest, ParsedDigest, build_digest, read, source_of
from ngkt_tui.domain.enums import OWN_DIGEST, StoreRole
from ngkt_tui.domain.errors import DigestInUseError, InvalidDigestError
from ngkt_tui.domain.progress import Phase
from ngkt_tui.query.record_heads import (
    StoredDigest,
    contribution_bodies,
    holders_of,
    store_sign,
    stored_digest,
    stored_digests,
)
from ngkt_tui.services.context import Context, require_role
from ngkt_tui.services.digest_check import stored_elsewhere, stored_outside
from ngkt_tui.services.reader import Reader
from ngkt_tui.store import engine_of

if TYPE_CHECKING:
    from ngkt_tui.store.importing import ImportReport
    from ngkt_tui.store.unit_of_work import UnitOfWork


def all_digests(context: Context) -> list[StoredDigest]:
    """Return the digests of the store, in the order in which they were first taken in."""
    with Reader(context) as reader, reader.connection() as connection:
        return stored_digests(connection)


def digest_text(context: Context, digest: str, *, corrections_only: bool = False) -> Iterator[str]:
    """Yield a digest as YAML, piece by piece; raises `UnknownDigestError` at the first one.

    With `corrections_only` it holds what users corrected, for those who write the digests that it corrects.

    The store's own digest, whose id no file can have, gets one of this store, and uses those that it refers to.
    """
    from ngkt_tui.digest.yaml_writer import digest_yaml, ids_in  # loads Pydantic and PyYAML

    with Reader(context) as reader, reader.connection() as connection:
        stored = stored_digest(connection, digest)
        title = {"vi": stored.title_vi, "en": stored.title_en} if stored.title_en else {"vi": stored.title_vi}
        whole = contribution_bodies(connection, digest)
        bodies = [(kind, body) for kind, body in whole if "corrects" in body or not corrections_only]
        record, uses = stored.id, stored.uses
        if digest == OWN_DIGEST:
            record = f"{OWN_DIGEST}-{store_sign(connection)}"
            uses = holders_of(connection, ids_in(bodies), digest)
            title = {each: f"{title.get(each, title['vi'])} ({context.actor})" for each in title}
        heading = {"id": record, "title": title, "uses": list(uses), "own": stored.is_own}
        yield from digest_yaml(heading, bodies)


def remove_digest(context: Context, digest: str, *, dry_run: bool = False) -> "ImportReport":
    """Remove a digest in one transaction, after a backup; with `dry_run` only report what that would do.

    What only this digest says leaves the store; a record that a user has edited, or that others refer to, stays and is
    marked as withdrawn.

    Raises `UnknownDigestError`, `DigestInUseError` where another digest uses it, and the errors of the store.
    """
    require_role(context, StoreRole.KEEPER)
    with Reader(context) as reader, reader.connection() as connection:
        stored_digest(connection, digest)
        others = [each.id for each in stored_digests(connection) if digest in each.uses]
    if others:
        raise DigestInUseError(id=digest, others=", ".join(others))
    from ngkt_tui.store.importing import (
        remove_digest as remove,  # these load SQLModel, which a wrong name does not need
    )
    from ngkt_tui.store.unit_of_work import run_unit

    def act(unit: "UnitOfWork") -> "ImportReport":
        report = remove(unit, digest, at=context.now(), actor=context.actor, dry_run=dry_run)
        if not dry_run:
            engine_of(context.store).back_up(context.clock)  # what stands there until the commit
        return report

    return run_unit(context.store, act, report=context.report)


def import_digest(
    context: Context, path: str | Path, *, dry_run: bool = False, stdin: BinaryIO | None = None
) -> "ImportReport":
    """Take in the digest `path` (`-` for `stdin`) in one transaction; with `dry_run` only report what that would do.

    Where it says something new, the store is backed up first.

    Raises `InvalidDigestError` with all faults, and the errors of the store; nothing is changed then.
    """
    require_role(context, StoreRole.KEEPER)
    loaded = load_for(context, path, stdin)
    from ngkt_tui.store.importing import (
        import_digest as write,  # these load SQLModel, which a faulty digest does not need
    )
    from ngkt_tui.store.unit_of_work import run_unit

    def act(unit: "UnitOfWork") -> "ImportReport":
        report = write(unit, loaded.digest, at=context.now(), actor=context.actor, dry_run=dry_run)
        if report.group is not None and not dry_run:
            context.report(Phase.BACKUP, 0, 0)
            engine_of(context.store).back_up(context.clock)  # what stands there until the commit
        if not dry_run:
            context.report(Phase.COMMIT, 0, 0)
        return report

    try:
        return run_unit(context.store, act, report=context.report)
    except InvalidDigestError as error:
        raise _named(error, loaded.draft.source.name) from error


def load_for(context: Context, path: str | Path, stdin: BinaryIO | None = None) -> LoadedDigest:
    """Load the digest `path` and check it against the store; raises `InvalidDigestError` with all faults."""
    draft = read(source_of(path, stdin), elsewhere=partial(stored_elsewhere, context), report=context.report)
    context.report(Phase.CHECKING, 0, 0)
    with Reader(context) as reader, reader.connection() as connection:
        outside = stored_outside(connection, draft.heading.id if draft.heading else None)
        issues = (*check(Index(draft, outside)), *_missing(draft, outside.digests))
    if issues:
        raise invalid(draft.source.name, draft.faults(issues))
    return build_digest(draft)


def _missing(draft: ParsedDigest, digests: frozenset[str]) -> tuple[Issue, ...]:
    """Return complaints about digests that are used and not in the store."""
    return tuple(
        Issue(("digest", "uses", number), "uses-unknown", {"digest": used})
        for number, used in enumerate(draft.uses)
        if used not in digests and not (draft.heading and draft.heading.id == used)
    )


def _named(error: InvalidDigestError, name: str) -> InvalidDigestError:
    """Return what the store found wrong as faults of the file: the store does not know its name."""
    return invalid(name, tuple(replace(fault, path=name) for fault in error.faults if isinstance(fault, Diagnostic)))
