"""A drafting command: what it invents is dropped and counted, and whatever else goes wrong with it is a sentence."""

import json
import sys
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.services import drafting_command
from ngkt_tui.services.drafting_command import DraftCommandError, ask_command

PARAGRAPHS = ("Thủ tướng giao Bộ A lập đề án gạo trước ngày 30/6.", "Bộ A cho biết đã họp.")
ANSWER = """
import json, sys
asked = json.load(sys.stdin)
text = asked["paragraphs"][0]["text"]
proposals = [
    {"paragraph": 1, "quote": text[:20], "terms": ["lập đề án gạo"], "kind": "task", "issuers": ["Thủ tướng"],
     "text": "Lập đề án"},
    {"paragraph": 1, "quote": "lập đề án lúa"},
    {"paragraph": 2, "quote": "lập đề án gạo"},
    {"paragraph": 1, "quote": text[:20], "terms": ["lập đề án cà phê"]},
    {"paragraph": 1, "quote": text[:20], "issuers": ["Bộ B"]},
    {"paragraph": 1, "quote": text[:20], "horizon": "trước ngày 1/1"},
    {"paragraph": 9, "quote": text[:20]},
    {"paragraph": "1", "quote": text[:20]},
    "nonsense",
    {"paragraph": 2, "quote": "đã họp", "kind": "poem"},
]
json.dump({"proposals": proposals}, sys.stdout)
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "propose.py"


def command(script: Path, text: str) -> str:
    script.write_text(text, encoding="utf-8")
    return f"{sys.executable} {script}"


def test_only_what_stands_in_the_paragraph_word_for_word_is_kept(script: Path) -> None:
    answer = ask_command(command(script, ANSWER), PARAGRAPHS)
    assert answer.dropped == 8
    first, second = answer.proven
    assert (first.paragraph, first.start, first.end, first.values["text"]) == (1, 0, 20, "Lập đề án")
    assert (first.values["kind"], first.values["issuers"]) == ("task", ["Thủ tướng"])
    assert "kind" not in second.values


def test_it_sees_nothing_but_the_schema_and_the_text(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGKT_DB", "/secret/store.sqlite")
    seen = tmp_path / "seen.json"
    text = f"""
import json, os, sys
asked = json.load(sys.stdin)
json.dump([sorted(asked), asked["paragraphs"], sys.argv, dict(os.environ)], open({str(seen)!r}, "w"))
print('{{"proposals": []}}')
"""
    assert ask_command(command(script, text), PARAGRAPHS).proven == ()
    keys, paragraphs, arguments, environ = json.loads(seen.read_text())
    assert keys == ["paragraphs", "schema"]
    assert [each["text"] for each in paragraphs] == list(PARAGRAPHS)
    assert arguments == [str(script)]
    assert not [name for name in environ if name.startswith("NGKT")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import sys; sys.exit(1)", "exit code 1"),
        ("print('hello')", "no JSON"),
        ("print('[1, 2]')", "no JSON"),
        ("print('{\"proposals\": 3}')", "no JSON"),
        ("import sys\nwhile True: sys.stdout.write('x' * 65536)", "MiB"),
        ("import time; time.sleep(600)", "too long"),
        ("import os, time; os.close(1); time.sleep(600)", "too long"),
    ],
)
def test_every_other_outcome_is_told_in_a_sentence(
    script: Path, text: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DraftCommandError) as caught:
        ask_command(command(script, text), PARAGRAPHS, seconds=1.0 if "sleep" in text else 60.0)
    assert expected in " ".join(caught.value.explain(Language.EN))


def test_a_command_that_does_not_exist_is_told(tmp_path: Path) -> None:
    for each in (str(tmp_path / "none"), "", "'"):
        with pytest.raises(DraftCommandError) as caught:
            ask_command(each, PARAGRAPHS)
        assert "cannot be started" in caught.value.explain(Language.EN).cause
    assert drafting_command.MAX_SECONDS > 0
