"""What readers, editors and keepers of a store may do in its schema, as statements: what PostgreSQL holds by itself.

An editor makes records of the store's own digest, and so writes to every table. What digests of files say stays as it
is all the same: at the commit a row must be explained by a change that this transaction adds to the history. Nobody
but the owner of the tables adds to the history in another one's name, and nobody takes anything from it.
"""

from collections.abc import Iterator
from hashlib import sha256

from ngkt_tui.domain.enums import RecordKind, StoreRole
from ngkt_tui.domain.user_fields import ENTRY_FIELDS, column_names
from ngkt_tui.store.schema import TABLES

_ENTRIES = {field.table: field.name for field in ENTRY_FIELDS}
_APART = {"change", "change_group", "contribution", "digest", "saved_view", "search", "search_word", *_ENTRIES}
_OF_DIGESTS = [table for table in TABLES if table not in _APART]
"""The tables that hold what digests say, the store's own among them."""
_BY_USERS = {kind.value: column_names(kind) for kind in RecordKind if column_names(kind)}

_FUNCTIONS = """
-- Who may change what digests there are is a keeper, or owns the store.
CREATE OR REPLACE FUNCTION main.may_import() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT has_table_privilege('main.digest', 'UPDATE')
$$;

-- The name in which something is done is that of a person; a group of roles is nobody.
CREATE OR REPLACE FUNCTION main.is_own_name(actor text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT actor = current_user AND EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND rolcanlogin)
$$;

CREATE OR REPLACE FUNCTION main.require_own_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT main.is_own_name(NEW.actor) THEN
        RAISE insufficient_privilege USING MESSAGE = format('%s: not in the name of %L', TG_TABLE_NAME, NEW.actor);
    END IF;
    RETURN NEW;
END $$;

-- A row that is made, changed or deleted is explained by a change of the record in the column `TG_ARGV[0]`, in the
-- field `TG_ARGV[1]` or in any; and it is of the digest of the store itself, where `TG_ARGV[2]` is the column for that.
CREATE OR REPLACE FUNCTION main.require_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version jsonb;
BEGIN
    FOREACH version IN ARRAY ARRAY[to_jsonb(OLD), to_jsonb(NEW)] LOOP
        CONTINUE WHEN version IS NULL;
        IF TG_ARGV[2] <> '' AND version ->> TG_ARGV[2] <> 'own' OR TG_ARGV[0] <> '' AND NOT EXISTS (
            SELECT
            FROM main.change
            WHERE record = version ->> TG_ARGV[0]
                AND (field = TG_ARGV[1] OR TG_ARGV[1] = '')
                AND xmin = pg_current_xact_id()::xid
        ) THEN
            RAISE insufficient_privilege USING MESSAGE = format('%s: the history has no such change', TG_TABLE_NAME);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
"""
_OWN_GROUP = """
    EXISTS (SELECT FROM main.change_group AS own WHERE own.id = change_group AND own.xmin = pg_current_xact_id()::xid)
"""
_OWN_ENTRY = """
    main.may_import() OR main.is_own_name(actor) OR EXISTS (  -- an undo brings back what somebody else wrote
        SELECT
        FROM main.change
        JOIN main.change_group ON change_group.id = change.change_group
        WHERE change.field = '{field}' AND change.entry = {table}.id AND change_group.actor = {table}.actor
    )
"""


def protections() -> Iterator[str]:
    """Yield the statements that make what holds for everybody but the owner; to run them again does no harm."""
    yield _FUNCTIONS
    yield from _row_security("change_group", "main.is_own_name(actor)")
    yield from _row_security("change", _OWN_GROUP)
    for table, field in _ENTRIES.items():
        yield from _row_security(table, _OWN_ENTRY.format(table=table, field=field))
        yield _explained(table, "INSERT OR UPDATE OR DELETE", "record", field)
    for table in _OF_DIGESTS:
        columns = TABLES[table].split()
        given = [each for each in columns if each not in (*_BY_USERS.get(table, ()), "position")]
        record = "id" if "id" in columns else columns[0]
        yield _explained(table, f"INSERT OR DELETE OR UPDATE OF {', '.join(given)}", record, "record")
    for table, names in _BY_USERS.items():
        yield _explained(table, f"UPDATE OF {', '.join(names)}", "id", "", name="users")
    yield _explained("contribution", "INSERT OR UPDATE OR DELETE", "record", "record", "digest")
    yield _explained("digest", "INSERT OR UPDATE OR DELETE", "", "", "id")
    yield """
        DROP TRIGGER IF EXISTS in_ones_own_name ON main.saved_view;
        CREATE TRIGGER in_ones_own_name BEFORE INSERT OR UPDATE OF kind, filter, scope, at, actor ON main.saved_view
        FOR EACH ROW EXECUTE FUNCTION main.require_own_name();
    """


def _row_security(table: str, own: str) -> Iterator[str]:
    yield f"""
        ALTER TABLE main.{table} ENABLE ROW LEVEL SECURITY;
        DROP POLICY IF EXISTS everybody_reads ON main.{table};
        CREATE POLICY everybody_reads ON main.{table} FOR SELECT USING (true);
        DROP POLICY IF EXISTS in_ones_own_name ON main.{table};
        CREATE POLICY in_ones_own_name ON main.{table} FOR INSERT WITH CHECK ({own});
        DROP POLICY IF EXISTS by_the_history ON main.{table};
        CREATE POLICY by_the_history ON main.{table} FOR DELETE USING (true);
    """


def _explained(table: str, acts: str, record: str, field: str, digest: str = "", name: str = "digests") -> str:
    """Return what lets a row be written only together with a change of the history; looked at when all is written."""
    trigger = f"history_of_{name}"
    return f"""
        DROP TRIGGER IF EXISTS {trigger} ON main.{table};
        CREATE CONSTRAINT TRIGGER {trigger} AFTER {acts} ON main.{table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT main.may_import())
        EXECUTE FUNCTION main.require_history('{record}', '{field}', '{digest}');
    """


def grants(groups: dict[StoreRole, str]) -> Iterator[str]:
    """Yield the statements that give the group of each role, quoted for SQL, what it may do."""
    reader, editor, keeper = (groups[role] for role in StoreRole)
    written = ", ".join(f"main.{table}" for table in (*_OF_DIGESTS, "contribution"))
    entries = ", ".join(f"main.{table}" for table in _ENTRIES)
    kept = ", ".join(f"main.{table}" for table in TABLES if table not in ("change", "change_group"))
    yield f"""
        GRANT USAGE ON SCHEMA main TO {reader};
        GRANT SELECT ON ALL TABLES IN SCHEMA main TO {reader};
        GRANT INSERT ON main.change, main.change_group, main.search_word TO {editor};
        GRANT INSERT, DELETE ON main.digest, main.search, {entries} TO {editor};
        GRANT INSERT, UPDATE, DELETE ON main.saved_view, {written} TO {editor};
        GRANT UPDATE (data_version) ON main.store TO {editor};
        GRANT INSERT, UPDATE, DELETE ON {kept} TO {keeper};
    """


def fingerprint() -> str:
    """Return what tells these statements from those of another version of the program."""
    groups = {role: role.value for role in StoreRole}
    return sha256("".join((*protections(), *grants(groups))).encode()).hexdigest()[:16]
