"""The unit: whose desk this is, and what it was asked, by name or as a member of a group."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Ask

UNIT = "ubnd-quang-ngai"


@pytest.fixture
def db(seeded: Path) -> tuple[str, str]:
    return ("--db", str(seeded))


def ids(ask: Ask, *arguments: str) -> list[str]:
    answer = ask("list", "directives", "--format", "ids", *arguments)
    assert answer.code == 0, answer.err
    return answer.out.split()


@pytest.mark.parametrize("unit", [UNIT, "UBND tỉnh Quảng Ngãi", "ubnd tinh quang ngai"])
def test_what_is_mine_is_what_the_unit_or_its_groups_were_asked(ask: Ask, db: tuple[str, str], unit: str) -> None:
    mine = ids(ask, "is:mine", "--unit", unit, *db)
    assert mine == ids(ask, f"agency:{UNIT}", *db)
    assert set(ids(ask, "agency:cac-dia-phuong", *db)) == set(mine)
    assert len(ids(ask, "-is:mine", "--unit", unit, *db)) + len(mine) == len(ids(ask, *db))
    summary = ask("summary", "--brief", "--filter", "is:mine", "--unit", unit, "--lang", "vi", *db).out
    assert "đích danh hoặc trong nhóm cơ quan" in " ".join(summary.split())


def test_the_configuration_names_the_unit_and_the_flag_comes_first(ask: Ask, home: Path, db: tuple[str, str]) -> None:
    config = home / "config" / "ngkt-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('unit = "bng"\n', "utf-8")
    assert ids(ask, 'la:"của tôi"', *db) == ids(ask, "agency:bng", *db) != []
    assert ids(ask, "is:mine", "--unit", UNIT, *db) == ids(ask, f"agency:{UNIT}", *db)


def test_without_a_unit_nothing_is_mine_and_the_next_step_is_told(ask: Ask, db: tuple[str, str]) -> None:
    answer = ask("list", "directives", "is:mine", *db)
    assert answer.code == 2
    assert "--unit" in answer.err


def test_a_unit_that_the_store_does_not_know_is_told_with_the_nearest(ask: Ask, db: tuple[str, str]) -> None:
    answer = ask("list", "directives", "is:mine", "--unit", "ubnd-quang-xngai", *db)
    assert answer.code == 2
    assert "ubnd-quang-xngai" in answer.err
    assert ask("list", "directives", "is:open", "--unit", "nobody", *db).code == 0


def test_a_horizon_that_is_over_and_has_no_due_date_asks_for_one(ask: Ask, store: Path) -> None:
    ended = ids(ask, "is:horizon-ended")
    later = ask("list", "directives", "is:horizon-ended", "--format", "ids", env={"NGKT_TODAY": "2040-01-01"})
    assert set(ended) < set(later.out.split())
    one = later.out.split()[0]
    last = json.loads(ask("show", one, "--format", "json").out)["body"]["horizon"]["end"]
    next_day = str(date.fromisoformat(last) + timedelta(days=1))
    for day, is_over in ((last, False), (next_day, True)):  # on its last day there is still time
        asked = ask("list", "directives", "is:horizon-ended", "--format", "ids", env={"NGKT_TODAY": day})
        assert (one in asked.out.split()) is is_over
    ask("set", one, "--due", "2041-01-01")
    again = ask("list", "directives", 'la:"hết kỳ"', "--format", "ids", env={"NGKT_TODAY": "2040-01-01"})
    assert set(later.out.split()) - set(again.out.split()) == {one}
