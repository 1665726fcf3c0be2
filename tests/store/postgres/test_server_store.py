"""A store on a server: its first run, what is refused, and what its layout has."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from sqlalchemy.dialects import postgresql
from sqlmodel import SQLModel

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.place import Place, ServerAddress
from ngkt_tui.domain.store_errors import (
    DatabaseMissingError,
    DatabaseReadOnlyError,
    ForeignDatabaseError,
    ServerBackupsError,
    StoreBusyError,
    StoreError,
    StoreNewerError,
    StoreSignInError,
    StoreUnreachableError,
    UnsuitableDatabaseError,
)
from ngkt_tui.services import edit, maintenance
from ngkt_tui.services.first_run import StoreState, ensure_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.store import tables
from ngkt_tui.store.schema import SCHEMA_VERSION
from tests.fixtures.postgres import Cluster
from tests.fixtures.stores import SAMPLE, context_of

for module in iter_modules(tables.__path__):
    import_module(f"{tables.__name__}.{module.name}")

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
TYPES = {"VARCHAR": "text", "BIGINT": "bigint", "INTEGER": "bigint", "FLOAT": "double precision"}
RECORD = "hn-2031-03-05-01"


def refusal(place: Place) -> StoreError:
    with pytest.raises(StoreError) as refused:
        ensure_store(context_of(place), seed=SAMPLE)
    return refused.value


def test_a_first_run_makes_a_store_once(database: ServerAddress) -> None:
    context = context_of(database)
    assert [ensure_store(context, seed=SAMPLE) for _ in range(2)] == [StoreState.MADE, StoreState.READY]
    assert ensure_store(context_of(ServerAddress(f"{database.address}&connect_timeout=3"))) is StoreState.READY


@pytest.mark.parametrize("is_environment", [False, True])
def test_of_several_hosts_the_one_that_accepts_writes_is_read_too(
    server_store: ServerAddress, is_environment: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = server_store.address.rpartition("host=")[2]
    several = server_store.address.replace(f"host={folder}", f"host=/nowhere,{folder}")
    if is_environment:
        monkeypatch.setenv("PGTARGETSESSIONATTRS", "read-write")
    context = context_of(ServerAddress(several if is_environment else f"{several}&target_session_attrs=read-write"))
    edit.add_note(context, RECORD, "Ghi chú")
    with Reader(context) as reader:
        assert len(reader.history()) == 2


def test_the_planner_knows_what_a_new_store_holds(database: ServerAddress, cluster: Cluster) -> None:
    ensure_store(context_of(database), seed=SAMPLE)
    (directives,), *_ = cluster.run("SELECT count(*) FROM main.directive", database.name)
    known = "SELECT reltuples FROM pg_class WHERE oid = 'main.directive'::regclass"
    assert cluster.run(known, database.name) == [(directives,)]


def test_a_first_run_that_fails_leaves_nothing(
    database: ServerAddress, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("ngkt_tui.store.importing.import_digest", fail)
        with pytest.raises(KeyboardInterrupt):
            ensure_store(context_of(database), seed=SAMPLE)
    assert cluster.run("SELECT to_regnamespace('main')", database.name) == [(None,)]
    assert ensure_store(context_of(database), seed=SAMPLE) is StoreState.MADE


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    text = refusal(ServerAddress(f"postgresql://lan:bi-mat@/ngkt?host={tmp_path}"))
    assert isinstance(text, StoreUnreachableError)
    assert "bi-mat" not in str(text)
    assert text.exit_code == 4


def test_a_user_whom_the_server_does_not_know_is_told(cluster: Cluster) -> None:
    assert isinstance(refusal(cluster.address("empty", user="nobody")), StoreSignInError)


def test_a_database_that_is_missing_is_told_with_the_command_that_makes_it(cluster: Cluster) -> None:
    text = refusal(cluster.address("ngkt-moi"))
    assert isinstance(text, DatabaseMissingError)
    assert "createdb --template=template0 --locale=C --encoding=UTF8 ngkt-moi" in text.explain(Language.VI).next_step


def test_a_database_of_another_program_is_left_as_it_is(database: ServerAddress, cluster: Cluster) -> None:
    cluster.run("CREATE SCHEMA main; CREATE TABLE main.invoice (id int)", database.name)
    assert isinstance(refusal(database), ForeignDatabaseError)
    assert cluster.run("SELECT relname FROM pg_class WHERE relnamespace = 'main'::regnamespace", database.name) == [
        ("invoice",)
    ]


def test_a_store_of_a_later_version_is_refused(server_store: ServerAddress, cluster: Cluster) -> None:
    cluster.run(f"UPDATE main.store SET version = {SCHEMA_VERSION + 1}", server_store.name)
    assert isinstance(refusal(server_store), StoreNewerError)


def test_a_database_that_sorts_by_a_language_is_refused(cluster: Cluster) -> None:
    cluster.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'SQL_ASCII'")
    assert isinstance(refusal(cluster.address("latin")), UnsuitableDatabaseError)


def test_whoever_may_only_read_is_told_so_at_an_edit(server_store: ServerAddress, cluster: Cluster) -> None:
    cluster.run("DROP ROLE IF EXISTS minh; CREATE ROLE minh LOGIN", server_store.name)
    cluster.run(
        "GRANT USAGE ON SCHEMA main TO minh; GRANT SELECT ON ALL TABLES IN SCHEMA main TO minh", server_store.name
    )
    context = context_of(cluster.address(server_store.name, user="minh"))
    with Reader(context) as reader:
        assert reader.find(RECORD).kind is RecordKind.DIRECTIVE
    with pytest.raises(DatabaseReadOnlyError):
        edit.add_note(context, RECORD, "Ghi chú")


def test_an_edit_waits_for_another_one_and_gives_up_in_the_end(
    server_store: ServerAddress, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    monkeypatch.setattr("ngkt_tui.store.postgres.server_connection._SETTINGS", "-c search_path=main -c lock_timeout=50")
    with psycopg.connect(server_store.address) as holder:
        holder.execute("SELECT pg_advisory_xact_lock(1313295188)")
        with pytest.raises(StoreBusyError):
            edit.add_note(context_of(server_store), RECORD, "Ghi chú")


def test_the_history_can_only_grow(server_store: ServerAddress, cluster: Cluster) -> None:
    import psycopg

    for act in ("UPDATE main.change_group SET actor = 'x'", "DELETE FROM main.change", "TRUNCATE main.change CASCADE"):
        with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
            cluster.run(act, server_store.name)


def test_backups_are_left_to_the_tools_of_the_server(server_store: ServerAddress, tmp_path: Path) -> None:
    address = ServerAddress(server_store.address.replace("postgres@", "postgres:bi-mat@"))
    with pytest.raises(ServerBackupsError) as raised:
        maintenance.back_up_to(context_of(address), tmp_path / "ngkt.dump")
    step = raised.value.explain(Language.EN).next_step
    assert step.startswith("pg_dump --format=custom --schema=main")
    assert "bi-mat" not in step
    with pytest.raises(ServerBackupsError, match="pg_restore"):
        maintenance.restore(context_of(address), tmp_path / "ngkt.dump")


def test_a_store_is_found_well(server_store: ServerAddress) -> None:
    health = maintenance.check_store(context_of(server_store))
    assert [finding.check for finding in health.findings if not finding.is_ok] == []
    assert health.server


def test_a_wrong_index_is_found_and_mended(server_store: ServerAddress, cluster: Cluster) -> None:
    cluster.run("DELETE FROM main.search WHERE rowid = (SELECT max(rowid) FROM main.search)", server_store.name)
    assert maintenance.check_store(context_of(server_store)).problems == 1
    assert maintenance.check_store(context_of(server_store), repair=True).problems == 0


def test_the_layout_is_that_of_the_tables(server_store: ServerAddress, cluster: Cluster) -> None:
    """A step of a file needs one here too: `store/postgres/steps`, with the same number."""
    columns = """
        SELECT table_name, column_name, data_type, is_nullable = 'NO'
        FROM information_schema.columns
        WHERE table_schema = 'main' AND table_name NOT IN ('store', 'search')
        ORDER BY table_name, ordinal_position
    """
    indexes = """
        SELECT tablename, indexname
        FROM pg_indexes
        WHERE schemaname = 'main' AND tablename NOT IN ('store', 'search') AND indexname !~ '_(pkey|key)$'
        ORDER BY 1, 2
    """
    modelled = sorted(SQLModel.metadata.tables.items())
    wanted = [
        (name, column.name, TYPES[str(column.type.compile(DIALECT))], not column.nullable)
        for name, table in modelled
        for column in table.columns
    ]
    assert cluster.run(columns, server_store.name) == wanted
    assert cluster.run(indexes, server_store.name) == sorted(
        (name, str(index.name)) for name, table in modelled for index in table.indexes
    )
    assert cluster.run("SELECT version FROM main.store", server_store.name) == [(SCHEMA_VERSION,)]
