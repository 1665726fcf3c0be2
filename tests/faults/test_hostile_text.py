"""Hostile text as arguments, settings, notes and names: told in a sentence, never obeyed, never a traceback.

RELIABILITY rows 16, 17, 19, 24 and 26.
"""

import csv
import io
import json
import os
import random
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ngkt_tui.cli.invocation import Terminal
from ngkt_tui.cli.main import answer
from ngkt_tui.cli.streams import Output
from ngkt_tui.domain.text import has_control_chars
from tests.fixtures.stores import context_of, make_sample_store

RECORD = "hn-2031-03-05-01"
MARKUP = "[/x] [red] [@click=app.bell]x :smile:"
CONTROLS = "a\x1b[31mb\x07c\u202ed\x9be\x00f\udcff"
PIECES = [
    MARKUP,
    CONTROLS,
    "đ",
    "\u0301",
    "\u200b",
    "\n",
    "\r",
    "\t",
    '"',
    "'",
    "(",
    ")",
    "-",
    ":",
    "*",
    "%",
    "_",
    "\\",
]
PIECES += [
    " OR ",
    " AND ",
    " NEAR(a b)",
    "status:",
    "due:<",
    "is:",
    "conf:",
    "=1+1",
    "@x",
    "~nobody/x",
    "漢",
    "\ud7ff",
    "9" * 40,
]
WAYS = (
    ["show", "--", "*"],
    ["history", "--", "*"],
    ["note", "--", "*", "x"],
    ["note", "--", RECORD, "*"],
    ["set", RECORD, "--status", "blocked", "--why=*"],
    ["set", RECORD, "--lead=*"],
    ["set", RECORD, "--evidence=*"],
    ["set", "--status", "done", "--", "*"],
    ["list", "directives", "--", "*"],
    ["list", "--", "*"],
    ["summary", "--brief", "--filter=*"],
    ["--by=*", "note", RECORD, "x"],
    ["--db=*", "paths"],
    ["check", "--", "*"],
    ["*"],
)
FORMATS = ("text", "markdown", "html", "svg", "csv", "json")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return make_sample_store(tmp_path / "ngkt.sqlite")


def run_command(store: Path, *arguments: str, **environ: str) -> tuple[int, str]:
    """Run a command in this process; return its exit code and all that it writes."""
    out, err = io.StringIO(), io.StringIO()
    given = {"NGKT_DB": str(store), "NGKT_LANG": "en", "NGKT_BY": "lan", "NGKT_TODAY": "2032-03-01", **environ}
    code = answer(arguments, given, Terminal(Output(out), Output(err), has_keys=False), context_of(store).clock)
    return code, out.getvalue() + err.getvalue()


def try_texts(store: Path, chance: random.Random, count: int) -> None:
    failed = []
    for number in range(count):
        text = "".join(chance.choices(PIECES, k=chance.randint(0, 5)))
        arguments = [each.replace("*", text) for each in WAYS[number % len(WAYS)]]
        code, words = run_command(store, *arguments)
        if code not in range(5) or has_control_chars(words.replace("\ufeff", "")):
            failed.append((code, arguments, words[-200:]))
    print(f"hostile arguments: {count} tried, {len(failed)} failed")
    assert failed == []


def test_any_text_as_an_argument_is_taken_or_refused_in_a_sentence(store: Path) -> None:
    try_texts(store, random.Random(16), 3 * len(WAYS))


@pytest.mark.soak
def test_a_great_many_texts_as_arguments_are_taken_or_refused(store: Path) -> None:
    try_texts(store, random.Random(), 20_000)


@pytest.fixture(scope="module")
def hostile_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = make_sample_store(tmp_path_factory.mktemp("hostile") / "ngkt.sqlite")
    for text in (MARKUP, CONTROLS, f"=1+1 {CONTROLS}"):
        assert run_command(store, "--by", text, "note", RECORD, text)[0] == 0
        assert run_command(store, "--by", text, "set", RECORD, "--status", "blocked", "--why", text)[0] == 0
        assert run_command(store, "--by", text, "set", RECORD, "--evidence", text)[0] == 0
    return store


@pytest.fixture
def hostile(hostile_template: Path, store: Path) -> Path:
    return Path(shutil.copy(hostile_template, store))


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_of_hostile_notes_obeys_nothing_and_parses_back(hostile: Path, form: str) -> None:
    code, words = run_command(hostile, "export", "--format", form)
    assert code == 0
    assert not has_control_chars(words.removeprefix("\ufeff").replace("\r\n", "\n"))
    if form == "json":
        json.loads(words)
    elif form == "svg":
        ElementTree.fromstring(words)
        assert "http" not in words.replace("http://www.w3.org/", "")
    elif form == "html":
        assert "<script" not in words
        assert "src=" not in words
    elif form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(words.removeprefix("\ufeff"))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    "arguments",
    [("show", RECORD, "--format", "json"), ("history", "--format", "json"), ("list", "directives", "--format", "json")],
)
def test_json_escapes_what_a_terminal_would_obey(hostile: Path, arguments: tuple[str, ...]) -> None:
    code, words = run_command(hostile, *arguments)
    assert code == 0
    assert not has_control_chars(words)
    json.loads(words)


@pytest.mark.parametrize(
    "day", ["", " ", "x", "2032-02-29", "2031-02-29", "0001-01-01", "9999-12-31", "0000-00-00", "\x1b"]
)
def test_an_odd_today_is_taken_or_refused(store: Path, day: str) -> None:
    for arguments in (["summary", "--brief"], ["list", "directives"], ["set", RECORD, "--status", "done"]):
        code, words = run_command(store, *arguments, NGKT_TODAY=day)
        assert code in (0, 2)
        assert not has_control_chars(words)


def test_the_home_of_nobody_is_a_plain_name(store: Path) -> None:
    assert run_command(store, "paths", "--db", "~nobody-of-that-name/x")[0] == 0
    assert run_command(store, "paths", NGKT_DB="~nobody-of-that-name/x")[0] == 0


def test_a_pipe_in_place_of_the_settings_is_refused_at_once(store: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "ngkt-tui" / "config.toml"
    settings.parent.mkdir(parents=True)
    os.mkfifo(settings)
    assert run_command(store, "summary")[0] == 2


def test_a_summary_has_a_widest_line(store: Path) -> None:
    code, words = run_command(store, "summary", "--brief", "--width", "1000000000")
    assert code == 0
    assert max(map(len, words.splitlines())) <= 1000
