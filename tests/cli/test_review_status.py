"""`review set --status`: the status of a directive goes with its line of the review, in one act."""

import json

from tests.cli.conftest import Ask
from tests.cli.test_review import AGREEMENT, did, directive, lines

__all__ = ["directive"]  # a fixture


def test_a_status_is_set_with_the_line_in_one_act(ask: Ask, directive: str) -> None:
    did(
        ask, "review", "set", directive, "--progress", "chưa có vốn", "--difficulty", "thiếu vốn", "--status", "blocked"
    )
    line = lines(ask, "2032-02")[directive]
    assert (line["standing"], line["difficulty"]) == ("blocked", "thiếu vốn")
    (group, *_) = json.loads(ask("history", directive, "--format", "json").out)
    assert {each["field"] for each in group["changes"]} == {"review", "status", "why"}
    did(ask, "undo")
    line = lines(ask, "2032-02")[directive]
    assert (line["standing"], line["progress"]) == ("unrated", None)
    did(ask, "redo")
    assert ask("review", "set", directive, "--difficulty", "none", "--status", "dropped").code == 1
    assert ask("review", "set", AGREEMENT, "--period", "2032-02", "--status", "done").code == 1
    did(ask, "review", "close", "2032-02")
    refused = ask("review", "set", directive, "--period", "2032-02", "--status", "done")
    assert (refused.code, "closed period keeps" in refused.err) == (1, True), refused.err


def test_the_beginning_and_the_end_of_a_review_are_no_news_of_a_record(ask: Ask, directive: str) -> None:
    """They are written to every record at once; only of what somebody said a word of was something told."""
    silent = ("list", "directives", "is:silent", "--format", "ids", "--limit", "0")
    reviewed = lines(ask, "2032-02")
    did(ask, "undo")
    before = set(ask(*silent).out.split())
    quiet = min(before.intersection(reviewed))
    did(ask, "review", "start", "2032-02")
    assert set(ask(*silent).out.split()) == before
    did(ask, "review", "close", "2032-02")
    assert set(ask(*silent).out.split()) == before
    content = json.loads(ask("export", "--format", "json").out)["conferences"]
    waiting = {each["id"]: each["waiting_days"] for part in content for each in part["directives"]}
    assert waiting[quiet] > 30
    did(ask, "review", "set", quiet, "--period", "2032-02", "--progress", "đã trình, chờ ký")
    assert set(ask(*silent).out.split()) == before - {quiet}
    did(ask, "review", "start", "2032-03")
    noisy = min(before.intersection(reviewed) - {quiet})
    did(ask, "review", "set", noisy, "--progress", "đã ký")
    assert set(ask(*silent).out.split()) == before - {quiet, noisy}
    assert set(ask("list", "directives", "changed:2032", "--format", "ids").out.split()) == {quiet, noisy}
