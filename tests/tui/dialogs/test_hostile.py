"""What digests and users wrote is shown letter for letter in every dialog, and obeyed in none."""

import sqlite3
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.tui.dialogs.detail_dialog import show_record
from ngkt_tui.tui.dialogs.form_dialog import NoteDialog
from ngkt_tui.tui.dialogs.status_dialog import StatusDialog
from tests.tui.dialogs.samples import CONTROLS, MARKUP, UNSAFE
from tests.tui.dialogs.waiting import is_left, opens, shows_record
from tests.tui.running import dashboard

HOSTILE = f"{MARKUP} {CONTROLS} [k=v] :bell: "
TABLES = ("participant", "post", "family_item", "observation", "company_mention", "record", "source")
HOSTILE_COLUMNS = {"title", "outlet", "author", "url", "name", "number", "printed_as"}


@pytest.fixture
def hostile(store: Path) -> Path:
    """The sample with hostile text before every text that a person wrote."""
    connection = sqlite3.connect(store)
    for table in (
        *RecordKind,
        "participant",
        "post",
        "family_item",
        "observation",
        "company_mention",
        "record",
        "source",
    ):
        for _, column, type_, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
            if type_ == "TEXT" and (column.endswith(("_vi", "_en")) or column in HOSTILE_COLUMNS):
                connection.execute(f"UPDATE {table} SET {column} = ? || {column}", (HOSTILE,))
    connection.execute("UPDATE directive SET why = ?, status = 'blocked'", (HOSTILE,))
    connection.execute("UPDATE source SET terms = json_array(?)", (HOSTILE,))
    ids = [row[0] for row in connection.execute("SELECT id FROM record")]
    connection.executemany(
        "INSERT INTO note (record, at, actor, text) VALUES (?, '2032-01-01T00:00:00Z', ?, ?)",
        [(record, HOSTILE, f"{HOSTILE}\n{HOSTILE}") for record in ids],
    )
    connection.execute(
        "INSERT INTO change_group VALUES (900, '2032-01-01T00:00:00Z', ?, 'edit', NULL, NULL)", (HOSTILE,)
    )
    connection.executemany(
        "INSERT INTO change (change_group, record, field, before, after, why) VALUES (900, ?, ?, ?, ?, ?)",
        [(record, HOSTILE, HOSTILE, HOSTILE, HOSTILE) for record in ids],
    )
    connection.commit()
    connection.close()
    return store


async def test_a_record_of_each_kind_is_shown_letter_for_letter(hostile: Path) -> None:
    connection = sqlite3.connect(hostile)
    records = connection.execute("SELECT id, kind FROM record GROUP BY kind HAVING min(position)").fetchall()
    connection.close()
    assert {kind for _, kind in records} == set(RecordKind)
    async with dashboard(hostile, (160, 45)) as running:
        for record, kind in records:
            running.app.dashboard.host.workers.begin(show_record(running.app.dashboard.host, record))
            await shows_record(running, record)
            seen = running.text
            for _ in range(5):
                await running.press("pagedown")
                seen += running.text
            assert seen.count(MARKUP) > 10, kind
            assert not {char for char in UNSAFE if char != "\n"} & set(seen), kind
            assert "\x1b" not in running.app.export_screenshot(), kind
            await running.press("escape")
            await is_left(running)


@pytest.mark.parametrize("dialog", [StatusDialog, NoteDialog])
async def test_the_dialogs_name_the_record_letter_for_letter(hostile: Path, dialog: type[object]) -> None:
    async with dashboard(hostile) as running:
        await running.press("s" if dialog is StatusDialog else "n")
        await opens(running, dialog)
        assert MARKUP in running.text
        assert not {char for char in UNSAFE if char != "\n"} & set(running.text)
        await running.press("escape")
        await is_left(running)
