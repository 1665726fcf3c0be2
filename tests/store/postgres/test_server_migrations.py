"""Bringing a store on a server to a newer schema: from each step on, whole or not at all."""

from collections.abc import Sequence

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.domain.store_errors import StoreError
from ngkt_tui.services import edit
from ngkt_tui.services.first_run import StoreState, ensure_store
from ngkt_tui.services.reader import Reader
from ngkt_tui.store.postgres import server_layout
from ngkt_tui.store.postgres.functions import FUNCTIONS
from ngkt_tui.store.postgres.word_vectors import SEARCH_TABLES
from ngkt_tui.store.schema import SCHEMA_VERSION
from tests.fixtures.postgres import Cluster
from tests.fixtures.stores import SAMPLE, context_of

RECORD = "hn-2031-03-05-01"
ADDED = (
    "ALTER TABLE main.theme ADD COLUMN tried text NOT NULL DEFAULT 'x'; CREATE INDEX theme_tried ON main.theme (tried)"
)
LAYOUT = """
    SELECT table_name, column_name, data_type, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'main'
    UNION ALL
    SELECT tablename, indexdef, '', '', '' FROM pg_indexes WHERE schemaname = 'main'
    UNION ALL
    SELECT tgrelid::regclass::text, pg_get_triggerdef(oid), '', '', '' FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT conrelid::regclass::text, pg_get_constraintdef(oid), '', '', '' FROM pg_constraint
    WHERE connamespace = 'main'::regnamespace
    ORDER BY 1, 2, 3
"""  # fmt: skip


def use_steps(patch: pytest.MonkeyPatch, steps: Sequence[tuple[int, str]]) -> None:
    """Let the program know these steps, and the schema that the last one leads to."""
    patch.setattr(server_layout, "steps", lambda: steps)
    for module in ("store.postgres.server_layout", "store.postgres.postgres_engine", "services.first_run"):
        patch.setattr(f"ngkt_tui.{module}.SCHEMA_VERSION", steps[-1][0])


def test_a_store_of_an_older_schema_is_brought_to_the_newest_at_a_start(
    server_store: ServerAddress, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = context_of(server_store)
    edit.add_note(context, RECORD, "trước khi nâng cấp")
    use_steps(monkeypatch, [*server_layout.steps(), (SCHEMA_VERSION + 1, ADDED)])
    assert [ensure_store(context, seed=SAMPLE) for _ in range(2)] == [StoreState.MIGRATED, StoreState.READY]
    assert cluster.run("SELECT version FROM main.store", server_store.name) == [(SCHEMA_VERSION + 1,)]
    assert cluster.run("SELECT DISTINCT tried FROM main.theme", server_store.name) == [("x",)]
    edit.undo(context)
    with Reader(context) as reader:
        assert len(reader.history()) == 3


def test_a_step_that_fails_leaves_the_store_as_it_was(
    server_store: ServerAddress, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cluster.run(LAYOUT, server_store.name)
    use_steps(monkeypatch, [*server_layout.steps(), (SCHEMA_VERSION + 1, ADDED), (SCHEMA_VERSION + 2, "SELECT 1 / 0")])
    with pytest.raises(StoreError, match="division by zero") as refused:
        ensure_store(context_of(server_store), seed=SAMPLE)
    for language in Language:
        step = refused.value.explain(language).next_step
        assert "pg_restore" in step
        assert "--db" not in step
    assert cluster.run(LAYOUT, server_store.name) == before
    assert cluster.run("SELECT version FROM main.store", server_store.name) == [(SCHEMA_VERSION,)]


@pytest.mark.parametrize("taken", range(1, len(server_layout.steps()) + 1))
def test_each_older_layout_becomes_the_newest(
    taken: int, database: ServerAddress, server_store: ServerAddress, cluster: Cluster
) -> None:
    numbers, texts = zip(*server_layout.steps()[:taken], strict=True)
    mark = f"INSERT INTO main.store (application, version, identity) VALUES ('ngkt-tui', {numbers[-1]}, 1)"
    cluster.run("; ".join((*texts, SEARCH_TABLES, FUNCTIONS, mark)), database.name)
    is_newest = taken == len(server_layout.steps())
    assert ensure_store(context_of(database)) is (StoreState.READY if is_newest else StoreState.MIGRATED)
    assert cluster.run(LAYOUT, database.name) == cluster.run(LAYOUT, server_store.name)


def test_whom_an_older_store_asks_is_written_as_an_import_writes_it(
    server_store: ServerAddress, cluster: Cluster
) -> None:
    asked = "SELECT id, assigned, first_agency FROM main.directive ORDER BY id"
    imported = cluster.run(asked, server_store.name)
    step = dict(server_layout.steps())[22]
    cluster.run(f"ALTER TABLE main.directive DROP COLUMN assigned, DROP COLUMN first_agency; {step}", server_store.name)
    assert {row[1:] for row in imported} > {(None, None)}
    assert cluster.run(asked, server_store.name) == imported
