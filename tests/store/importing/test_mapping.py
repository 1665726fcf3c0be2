"""Every column that belongs to digests is written, and none that belongs to users."""

from ngkt_tui.digest.model.whole_digest import MODELS
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.user_fields import column_names
from ngkt_tui.store.importing.mapping import MAPPINGS
from ngkt_tui.store.importing.writer import upserting
from tests.fixtures.examples import for_each

COMMON = {"corrects", "id", "notes", "inferred", "was", "sources"}
ORDERING = {"position", "paragraph"}


def _written(kind: RecordKind) -> set[str]:
    return {name for columns in MAPPINGS[kind].columns for name in columns.names}


@for_each("kind", RecordKind)
def test_the_columns_of_a_kind_are_those_written_those_of_users_and_those_of_the_order(kind: RecordKind) -> None:
    table = MAPPINGS[kind].table
    owned = set(column_names(kind))
    assert _written(kind).isdisjoint(owned)
    columns = {column.name for column in table.__table__.columns}  # type: ignore[attr-defined]
    assert columns - owned - ORDERING == _written(kind) | {"id"}


@for_each("kind", RecordKind)
def test_the_columns_of_lists_are_all_written(kind: RecordKind) -> None:
    for entries in MAPPINGS[kind].entries:
        columns = {column.name for column in entries.table.__table__.columns}  # type: ignore[attr-defined]
        written = {name for each in entries.columns for name in each.names}
        split = {entries.into, "item"} if entries.split else set()
        assert columns == written | split | {entries.owner, "ordinal", "digest"}


@for_each("model", MODELS.values())
def test_every_field_of_a_digest_has_its_place(model: type) -> None:
    form = MAPPINGS[model.kind_of_record]  # type: ignore[attr-defined]
    taken = {entries.field for entries in form.entries} | {links.field for links in form.links}
    written = {name for columns in form.columns for name in columns.names}
    for name in set(model.model_fields) - COMMON - taken:  # type: ignore[attr-defined]
        assert written & {name, f"{name}_vi", f"digest_{name}"}, name


def test_an_update_leaves_the_position_alone() -> None:
    table = MAPPINGS[RecordKind.DIRECTIVE].table
    statement = upserting(table, ("id", "position", "kind"))
    assert statement.endswith("ON CONFLICT (id) DO UPDATE SET kind = excluded.kind")
