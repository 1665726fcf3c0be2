"""JSON for programs: summary, views, paths, doctor, check, as docs/exports.md describes it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each

SAMPLE = Path(__file__).parents[1] / "fixtures" / "sample.yaml"
pytestmark = pytest.mark.usefixtures("store")


def test_the_summary_is_the_exported_one(ask: Ask) -> None:
    answer = ask("summary", "--format", "json", "--brief", "--filter", "gạo")
    assert answer.out == ask("export", "--format", "json", "--brief", "--filter", "gạo").out
    assert json.loads(answer.out)["brief"] is True


def test_views_tell_filter_scope_and_problem(ask: Ask) -> None:
    ask("view", "save", "v", "is:open", "--scope", "hn-2031-03-05")
    views = {each["name"]: each for each in json.loads(ask("view", "list", "--format", "json").out)}
    assert views["v"] == {
        "name": "v",
        "kind": "directives",
        "filter": "is:open",
        "scope": [{"kind": "conference", "id": "hn-2031-03-05"}],
        "built_in": False,
        "problem": None,
    }
    assert any(each["built_in"] for each in views.values())
    assert ask("view", "delete", "v", "--format", "json").code == 2


def test_paths_tell_what_is_there(ask: Ask, store: Path) -> None:
    paths = json.loads(ask("paths", "--format", "json").out)
    assert paths["store"] == {"path": str(store), "exists": True}
    assert set(paths) == {"store", "config", "state", "co-quan"}
    assert paths["config"]["exists"] is False


def test_the_doctor_tells_each_finding(ask: Ask, store: Path) -> None:
    answer = ask("doctor", "--format", "json")
    health = json.loads(answer.out)
    assert (answer.code, answer.err, health["sound"]) == (0, "", True)
    assert {"integrity", "references", "index", "history"} <= {each["check"] for each in health["findings"]}
    assert health["totals"]["directives"] == 13
    store.chmod(0o644)
    answer = ask("doctor", "--format", "json")
    broken = [each for each in json.loads(answer.out)["findings"] if not each["sound"]]
    assert answer.code == 1
    assert broken[0]["check"] == "private"
    assert broken[0]["problems"]


def test_check_tells_every_fault_with_its_place(ask: Ask, home: Path) -> None:
    sound = json.loads(ask("check", str(SAMPLE), "--format", "json").out)
    assert (sound["valid"], sound["faults"], sound["records"]["conference"]) == (True, [], 3)
    faulty = home / "faulty.yaml"
    faulty.write_text("digest: {id: x, schema: 2, title: {vi: X}}\nthemes:\n- {id: cd-a, nme: {vi: A}}\n")
    answer = ask("check", str(faulty), "--format", "json")
    assert (answer.code, answer.err) == (3, "")
    fault, *_ = json.loads(answer.out)["faults"]
    assert (fault["file"], fault["line"]) == (str(faulty), 3)
    assert fault["message"]
    assert ask("check", str(SAMPLE), "--format", "json", "--coverage").code == 2


@for_each(
    ("arguments", "expected", "not_expected"),
    [
        (["restore", "absent"], ["Nothing can be restored from absent.", "No such file", "backups"], "--db"),
        (["restore", "."], ["Nothing can be restored from .", "backups"], "--db"),
        (["undo", "999"], ["change 999 cannot be undone.", "`ngkt-tui history` lists"], "set --help"),
        (["import", "absent.yaml"], ["The digest absent.yaml cannot be read.", "no such file"], "Correct them"),
        (["check", "absent.yaml"], ["The digest absent.yaml cannot be read.", "no such file"], "Correct them"),
        (["set", "fta-mercosur", "--status", "done"], ["`ngkt-tui set --help`"], "ngkt-tui history"),
    ],
)
def test_the_next_step_is_the_right_one(ask: Ask, arguments: list[str], expected: list[str], not_expected: str) -> None:
    answer = ask(*arguments)
    assert answer.code != 0
    assert [each for each in expected if each not in answer.err] == []
    assert not_expected not in answer.err
