"""A key acts where it fits what lies under the cursor, and nowhere else."""

from pathlib import Path

import pytest

from ngkt_tui.tui.keymap import KEYS, Owner, key_of
from tests.tui.running import Running, dashboard


def is_alone(running: Running) -> bool:
    return running.app.screen is running.app.dashboard


async def test_help_opens_where_there_is_no_record(empty_store: Path) -> None:
    async with dashboard(empty_store) as running:
        await running.press("question_mark")
        assert not is_alone(running)


@pytest.mark.parametrize("key", ["o", "n", "s", "space", "H"])
async def test_a_key_for_records_does_nothing_where_there_is_none(empty_store: Path, key: str) -> None:
    async with dashboard(empty_store) as running:
        await running.press(key)
        assert is_alone(running)


@pytest.mark.parametrize("pane", ["1", "4"])
async def test_a_conference_and_a_leader_have_no_status(store: Path, pane: str) -> None:
    async with dashboard(store) as running:
        await running.press(pane, "s")
        assert is_alone(running)


@pytest.mark.parametrize("key", [key for key in KEYS if key.owner is Owner.DASHBOARD], ids=lambda key: key.id)
def test_every_row_is_found_by_its_action(key: object) -> None:
    from textual.actions import parse

    _, name, parameters = parse(key.action)  # type: ignore[attr-defined]
    assert key_of(name, parameters) == key
