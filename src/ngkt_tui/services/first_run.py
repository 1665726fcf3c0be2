"""The first run makes a store and takes in the packaged digest; a later one brings an older store up to date.

The store appears whole or not at all: whoever starts at the same moment, or after a first run that was killed, finds
none and makes it, or finds it complete.
"""

from dataclasses import replace
from enum import Enum, auto
from pathlib import Path

from ngkt_tui.domain.store_errors import StoreError, StoreMissingError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.services.context import Context
from ngkt_tui.store import engine_of
from ngkt_tui.store.engine import Engine
from ngkt_tui.store.schema import SCHEMA_VERSION

MAX_BACKUPS_NAMED = 3


class StoreState(Enum):
    """What had to be done before the store could be used."""

    READY = auto()
    MADE = auto()
    MIGRATED = auto()


def ensure_store(context: Context, seed: Path | None = None, anew: bool = False) -> StoreState:
    """Make sure that there is a store of the present schema.

    A new one holds the digest `seed`, the packaged one where `None`. Raises `StoreMissingError` where there is none but
    backups of one, unless `anew` asks for a new one all the same, `StoreError` where there is none and nothing may
    be written, and what opening it raises for a file that is no store.
    """
    engine = engine_of(context.store)
    with engine.explained():
        version = engine.version(readonly=context.readonly)
    if version is None:
        if isinstance(context.store, Path) and not anew:
            _require_no_backups(context.store)
        return _make(context, engine, seed)
    if version == SCHEMA_VERSION or context.readonly:
        return StoreState.READY
    engine.migrate(context.clock)
    return StoreState.MIGRATED


def with_access(context: Context) -> Context:
    """Return the surroundings of a user whom the store knows, once `ensure_store` has met it."""
    access = engine_of(context.store).access
    return replace(context, role=access.role, actor=access.user or context.actor)


def _require_no_backups(store: Path) -> None:
    from ngkt_tui.domain.store_errors import store_command  # only where there is no store
    from ngkt_tui.store.sqlite.backups import copies_of

    copies = [str(each) for each in copies_of(store)]
    if copies:
        raise StoreMissingError(
            path=store,
            count=len(copies),
            newest="\n".join(copies[:MAX_BACKUPS_NAMED]),
            restore=store_command(store, "restore", copies[0]),
            anew=store_command(store, "--new-store"),
        )


def _make(context: Context, engine: Engine, seed: Path | None) -> StoreState:
    if context.readonly:
        raise StoreError(path=context.store, detail=LazyText("first-run.none-to-read"))
    from ngkt_tui.digest.load import load  # a first run alone reads YAML and writes through SQLModel
    from ngkt_tui.services.context import packaged_digest
    from ngkt_tui.store.importing import import_digest
    from ngkt_tui.store.unit_of_work import UnitOfWork

    loaded = load(seed or packaged_digest())

    def fill(made: Engine) -> None:
        with UnitOfWork(made.place, engine=made) as unit:
            actor = context.actor or made.access.user  # whom a server takes its user for is known by now
            import_digest(unit, loaded.digest, at=context.now(), actor=actor)
            unit.commit()

    return StoreState.MADE if engine.create(fill) else StoreState.READY
