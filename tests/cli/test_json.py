"""JSON for programs: summary, views, paths, doctor, check, as docs/exports.md describes it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each

SAMPLE = Path(__file__).parents[1] / "fixtures" / "sample.yaml"
pytestmark = pytest.mark.usefixtures("store")


def test_the_summary_is_the_exported_one(ask: Ask) -> None:
    told = ask("summary", "--format", "json", "--brief", "--filter", "gạo")
    assert told.out == ask("export", "--format", "json", "--brief", "--filter", "gạo").out
    assert json.loads(told.out)["brief"] is True


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
    told = ask("doctor", "--format", "json")
    health = json.loads(told.out)
    assert (told.code, told.err, health["sound"]) == (0, "", True)
    assert {"integrity", "references", "index", "history"} <= {each["check"] for each in health["findings"]}
    assert health["totals"]["directives"] == 13
    store.chmod(0o644)
    told = ask("doctor", "--format", "json")
    broken = [each for each in json.loads(told.out)["findings"] if not each["sound"]]
    assert told.code == 1
    assert broken[0]["check"] == "private"
    assert broken[0]["problems"]


def test_check_tells_every_fault_with_its_place(ask: Ask, home: Path) -> None:
    sound = json.loads(ask("check", str(SAMPLE), "--format", "json").out)
    assert (sound["valid"], sound["faults"], sound["records"]["conference"]) == (True, [], 3)
    faulty = home / "faulty.yaml"
    faulty.write_text("digest: {id: x, schema: 2, title: {vi: X}}\nthemes:\n- {id: cd-a, nme: {vi: A}}\n")
    told = ask("check", str(faulty), "--format", "json")
    assert (told.code, told.err) == (3, "")
    fault, *_ = json.loads(told.out)["faults"]
    assert (fault["file"], fault["line"]) == (str(faulty), 3)
    assert fault["message"]
    assert ask("check", str(SAMPLE), "--format", "json", "--coverage").code == 2


@for_each(
    ("arguments", "said", "not_said"),
    [
        (["restore", "absent"], ["Nothing can be restored from absent.", "No such file", "backups"], "--db"),
        (["restore", "."], ["Nothing can be restored from .", "backups"], "--db"),
        (["undo", "999"], ["change 999 cannot be undone.", "`ngkt-tui history` lists"], "set --help"),
        (["import", "absent.yaml"], ["The digest absent.yaml cannot be read.", "no such file"], "Correct them"),
        (["check", "absent.yaml"], ["The digest absent.yaml cannot be read.", "no such file"], "Correct them"),
        (["set", "fta-mercosur", "--status", "done"], ["`ngkt-tui set --help`"], "ngkt-tui history"),
    ],
)
def test_the_next_step_is_the_right_one(ask: Ask, arguments: list[str], said: list[str], not_said: str) -> None:
    told = ask(*arguments)
    assert told.code != 0
    assert [each for each in said if each not in told.err] == []
    assert not_said not in told.err
