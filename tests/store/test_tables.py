"""The SQLModel tables mirror the schema that the migrations make."""

import sqlite3
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from sqlalchemy import ColumnDefault, Table
from sqlalchemy.dialects import sqlite
from sqlmodel import SQLModel

from ngkt_tui.domain.user_fields import COLUMN_FIELDS, ENTRY_FIELDS, UserField
from ngkt_tui.store import tables
from ngkt_tui.store.stored_fields import FIELDS, ColumnField, ListField
from tests.fixtures.examples import for_each

for module in iter_modules(tables.__path__):
    import_module(f"{tables.__name__}.{module.name}")

MODELLED = dict(SQLModel.metadata.tables)
NOT_MODELLED = {"search", "search_data", "search_idx", "search_content", "search_docsize", "search_config"}
TYPES = {"VARCHAR": "TEXT", "INTEGER": "INTEGER", "FLOAT": "REAL"}


@pytest.fixture
def schema(empty_store: Path) -> sqlite3.Connection:
    return sqlite3.connect(empty_store)


def _made(schema: sqlite3.Connection, pragma: str) -> list[dict[str, object]]:
    cursor = schema.execute(f"PRAGMA {pragma}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def test_every_table_is_modelled(schema: sqlite3.Connection) -> None:
    made = {str(each["name"]) for each in _made(schema, "table_list") if not str(each["name"]).startswith("sqlite_")}
    assert made - NOT_MODELLED == set(MODELLED)


@for_each("table", MODELLED.values())
def test_the_columns_are_those_of_the_schema(schema: sqlite3.Connection, table: Table) -> None:
    made = [(each["name"], each["type"], bool(each["notnull"])) for each in _made(schema, f"table_info({table})")]
    assert [(c.name, TYPES[c.type.compile(sqlite.dialect())], not c.nullable) for c in table.columns] == made


@for_each("table", MODELLED.values())
def test_the_keys_are_those_of_the_schema(schema: sqlite3.Connection, table: Table) -> None:
    columns = sorted(
        (each for each in _made(schema, f"table_info({table})") if each["pk"]), key=lambda each: int(str(each["pk"]))
    )
    assert {c.name for c in table.primary_key} == {each["name"] for each in columns}
    references = {
        (each["from"], f"{each['table']}.{each['to']}") for each in _made(schema, f"foreign_key_list({table})")
    }
    assert {(each.parent.name, each.target_fullname) for each in table.foreign_keys} == references


@for_each("table", MODELLED.values())
def test_the_indexes_are_those_of_the_schema(schema: sqlite3.Connection, table: Table) -> None:
    made = {
        each["name"]: [column["name"] for column in _made(schema, f"index_info({each['name']})")]
        for each in _made(schema, f"index_list({table})")
        if each["origin"] == "c"
    }
    assert {str(each.name): [column.name for column in each.columns] for each in table.indexes} == made
    unique = {
        column["name"]
        for each in _made(schema, f"index_list({table})")
        if each["origin"] == "u"
        for column in _made(schema, f"index_info({each['name']})")
    }
    assert {c.name for c in table.columns if c.unique} == unique


@for_each("table", MODELLED.values())
def test_the_defaults_are_those_of_the_schema(schema: sqlite3.Connection, table: Table) -> None:
    made = {each["name"]: str(each["dflt_value"]).strip("'") for each in _made(schema, f"table_info({table})")}
    wanted = {name: value for name, value in made.items() if value != "None"}
    modelled = {c.name: str(c.default.arg) for c in table.columns if isinstance(c.default, ColumnDefault)}
    assert modelled == wanted


@for_each("field", [*COLUMN_FIELDS, *ENTRY_FIELDS])
def test_every_field_of_users_is_stored_where_the_registry_says(field: UserField) -> None:
    stored = FIELDS[field.name]
    assert isinstance(stored, ColumnField | ListField)
    assert stored.table.__tablename__ == (field.table or field.kind)
    wanted = set(field.column_names) if field.has_entries else {field.name}
    assert wanted <= set(MODELLED[stored.table.__tablename__].columns.keys())
