"""`watch`: trade-defence measures and barriers that users follow, market by market."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Ask

MARKET = "tt-bac-au"


def listed(ask: Ask, *arguments: str) -> list[dict[str, Any]]:
    answer = ask("watch", "list", "--format", "json", *arguments)
    assert answer.code == 0, answer.err
    return list(json.loads(answer.out))


def test_a_measure_is_added_changed_and_taken_away_and_each_is_undone(ask: Ask, store: Path) -> None:
    added = ask(
        "watch", "add", "--market", MARKET, "--product", "tôm",
        "--measure", "chống bán phá giá", "--next", "06/03/2032",
    )  # fmt: skip
    assert added.code == 0, added.err
    ask("watch", "add", "--market", "bắc âu", "--product", "gạo", "--measure", "hạn ngạch", "--next", "2032-03-25")
    first, second = listed(ask)
    assert (first["market"], first["product"], first["next_on"], first["stage"]) == (MARKET, "tôm", "2032-03-06", None)
    assert [len(listed(ask, "--within", days)) for days in ("4", "7", "30")] == [0, 1, 2]
    assert first["name"]["en"] == "Nordic countries"
    number = str(first["number"])
    for lacking, option in ((("--measure", "none"), "--remove"), (("--product", ""), "--remove"), ((), "--stage")):
        refused = ask("watch", "set", number, *lacking)
        assert (refused.code, option in refused.err) == (2, True)
    assert ask("watch", "set", number, "--stage", "khởi xướng điều tra", "--next", "none").code == 0
    assert [each["number"] for each in listed(ask)] == [second["number"], first["number"]]
    assert listed(ask)[1]["stage"] == "khởi xướng điều tra"
    assert "khởi xướng điều tra" in ask("watch", "list").out
    assert "tôm" in ask("history", MARKET).out
    assert ask("undo").code == 0
    assert listed(ask)[0] == first
    assert ask("redo").code == 0
    assert listed(ask)[1]["stage"] == "khởi xướng điều tra"
    assert ask("watch", "set", number, "--remove").code == 0
    assert [each["number"] for each in listed(ask)] == [second["number"]]
    ask("undo")
    assert len(listed(ask)) == 2


def test_what_lacks_something_or_is_not_there_is_refused(ask: Ask, store: Path) -> None:
    whole = ("--product", "tôm", "--measure", "thuế")
    for arguments, code in (
        (("add", "--market", MARKET, "--product", "tôm"), 2),
        (("add", *whole), 2),
        (("add", "--market", "bct", *whole), 2),
        (("set", "99", "--stage", "x"), 1),
        (("set", "--stage", "x"), 2),
        (("set", "1"), 2),
        (("list", "--market", MARKET), 2),
        (("add", "--market", MARKET, *whole, "--next", "someday"), 2),
    ):
        assert ask("watch", *arguments).code == code, arguments
    assert listed(ask) == []
    assert "Nothing is watched" in ask("watch", "list").err
