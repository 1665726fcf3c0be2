"""`set`, `note`, `undo`, `redo`, `history`, `show`: what one command does, the others show."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ask

pytestmark = pytest.mark.usefixtures("store")

FIRST, SECOND = "hn-2031-03-05-01", "hn-2031-03-05-02"


def test_a_status_is_set_shown_and_in_the_history_with_who_and_when(ask: Ask) -> None:
    answer = ask("set", FIRST, "--status", "done", "--on", "28/02/2032")
    assert (answer.code, answer.out) == (0, f"{FIRST}: not yet rated → done\n")
    assert "`ngkt-tui undo` undoes it" in answer.err
    assert "✓ done" in ask("show", FIRST).out
    history = ask("history", FIRST).out
    assert "lan" in history
    assert "2032-03-01" in history
    assert "status: not yet rated → done" in history
    assert "done on: – → 2032-02-28" in history


def test_undo_and_redo_survive_from_one_command_to_the_next(ask: Ask) -> None:
    ask("set", FIRST, SECOND, FIRST, "--status", "doing")
    assert ask("undo").code == 0
    assert ask("list", "directives", "status:doing", "--format", "ids").out == ""
    assert ask("redo").code == 0
    assert ask("list", "directives", "status:doing", "--format", "ids").out.split() == [FIRST, SECOND]


def test_only_ones_own_change_is_undone_without_a_number(ask: Ask) -> None:
    ask("set", FIRST, "--status", "doing", "--by", "an")
    answer = ask("undo")
    assert answer.code == 1
    assert "nothing of yours to undo" in answer.err
    ask("set", FIRST, "--status", "reported", "--by", "minh")
    stale = ask("undo", "2")
    assert f"`ngkt-tui history {FIRST}` shows who changed it" in stale.err
    ask("undo", "--by", "minh")
    assert ask("undo", "2").code == 0
    undo, _, _, edit, *_ = ask("history", "--no-header").out.splitlines()
    assert "undo of 2  " in undo
    assert "edit (undone)" in edit


def test_blocked_and_dropped_want_a_reason(ask: Ask) -> None:
    answer = ask("set", FIRST, "--status", "blocked")
    assert answer.code == 2
    assert "--why" in answer.err
    assert ask("set", FIRST, "--status", "blocked", "--why", "chờ Bộ").code == 0
    assert "chờ Bộ" in ask("show", FIRST).out


def test_a_note_may_begin_with_a_dash_and_hold_markup(ask: Ask) -> None:
    assert ask("note", FIRST, "- [/x] [red] [@click=app.bell]x \x1b[31m").code == 0
    text = ask("show", FIRST).out
    assert "- [/x] [red] [@click=app.bell]x �[31m" in text
    assert "\x1b" not in text


def test_a_note_of_several_lines_keeps_them(ask: Ask) -> None:
    ask("note", FIRST, "first line\nsecond line")
    shown = [line.strip() for line in ask("show", FIRST).out.splitlines()]
    assert shown.index("second line") == shown.index("first line") + 1


def test_an_unknown_id_is_told_with_the_nearest_one(ask: Ask) -> None:
    for arguments in (("show", "hn-2031-03-05-1"), ("set", "hn-2031-03-05-1", "--status", "done"), ("history", "x1")):
        answer = ask(*arguments)
        assert answer.code == 2
        assert "No record has the id" in answer.err
    assert "Did you mean “hn-2031-03-05-01”?" in ask("note", "hn-2031-03-05-1", "x").err
    assert "Did you mean “fta-mercosur”?" in ask("show", "mercosur").err
    assert "Did you mean “tt-bac-au”?" in ask("show", "Bắc Âu").err
    assert "See" not in ask("show", "Không có ai").err
    assert not any("Did you mean" in ask("show", typed).err for typed in ("_", "__", "%", "!"))


def test_what_an_edit_cannot_do_is_told_in_the_help_of_its_command(ask: Ask) -> None:
    assert "`ngkt-tui confirm --help`" in ask("confirm", FIRST).err


def test_nothing_is_written_where_writing_is_forbidden(ask: Ask, store: Path) -> None:
    before = store.read_bytes()
    for arguments in (("set", FIRST, "--status", "done"), ("note", FIRST, "x"), ("undo",), ("redo",)):
        assert ask(*arguments, "--readonly").code == 4
    assert store.read_bytes() == before
    assert ask("show", FIRST, "--readonly").code == 0


@pytest.mark.parametrize("record", [FIRST, "hn-2031-03-05", "fta-mercosur", "tran-minh-khoi", "bng", "vb-nq-77"])
def test_a_record_is_shown_as_text_and_as_json(ask: Ask, record: str) -> None:
    answer = ask("show", record)
    assert answer.code == 0
    assert answer.out.splitlines()[0].startswith(record)
    values = json.loads(ask("show", record, "--format", "json").out)
    assert values["id"] == record
    assert values["name"]["vi"] in ask("show", record, "--lang", "vi").out


def test_the_history_as_json_tells_every_group(ask: Ask) -> None:
    ask("set", FIRST, "--status", "doing")
    ask("undo")
    groups = json.loads(ask("history", "--format", "json").out)
    assert [group["kind"] for group in groups] == ["undo", "edit", "import"]
    assert groups[0]["undoes"] == groups[1]["id"]
    assert groups[1]["changes"][0]["after"] == "doing"


def test_a_long_history_is_cut_and_says_so(ask: Ask) -> None:
    for number in range(3):
        ask("note", FIRST, f"note {number}")
    answer = ask("history", "--limit", "2")
    assert len(answer.out.splitlines()) == 1 + 2
    assert answer.err == "Showing the newest 2; --limit 0 shows all.\n"
    assert len(ask("history", "--limit", "0").out.splitlines()) == 1 + 4


def test_the_history_has_headings_in_a_pipe_too(ask: Ask) -> None:
    ask("set", FIRST, "--status", "done")
    heading, first, *_ = ask("history").out.splitlines()
    assert heading.split() == ["NO", "WHEN", "WHO", "ACT", "ID", "WHAT"]
    assert heading.index("ID") == first.index(FIRST)
    assert heading.index("WHAT") == first.index("status: ")
    assert ask("history", env={"NGKT_LANG": "vi"}).out.splitlines()[0].split()[-2:] == ["THAY", "ĐỔI"]
    assert ask("history", "--no-header").out.splitlines()[0].split() == first.split()
    assert ask("history", "--no-header", "--format", "json").code == 2
    assert ask("history", "hn-2031-03-05").out == ""


def test_an_edit_that_changes_nothing_says_so(ask: Ask) -> None:
    answer = ask("set", FIRST, "--status", "unrated")
    assert (answer.code, answer.out) == (0, "Nothing to change: it is so already.\n")
    assert "edit" not in ask("history").out


def test_a_note_is_taken_away_by_its_text_and_brought_back(ask: Ask) -> None:
    ask("note", FIRST, "Letter sent")
    answer = ask("note", FIRST, "Letter sent", "--remove")
    assert (answer.code, answer.out) == (0, f"{FIRST}: note removed: Letter sent\n")
    assert "Letter sent" not in ask("show", FIRST, "--format", "text").out.partition("History")[0]
    assert ask("note", FIRST, "Letter sent", "--remove").code == 1
    removed, added = ask("history", FIRST, "--no-header").out.splitlines()
    assert removed.endswith("  note removed: Letter sent")
    assert added.endswith("  note added: Letter sent")
    assert "    note added: Letter sent\n" in ask("show", FIRST, "--format", "text").out
    ask("undo")
    assert "Letter sent" in ask("show", FIRST, "--format", "text").out.partition("History")[0]


@pytest.mark.parametrize("command", ["history", "show"])
def test_every_change_is_told_with_its_reason_and_the_names_of_agencies(ask: Ask, command: str) -> None:
    ask("set", FIRST, "--due", "2032-03-31", "--why", "theo công văn")
    ask("set", FIRST, "--lead", "bct")
    text = ask(command, FIRST).out
    assert "2032-03-31 (theo công văn)" in text
    assert "→ MOIT" in text


def test_a_due_date_that_moves_asks_why(ask: Ask) -> None:
    asked = "no reason was given"
    assert asked not in ask("set", FIRST, "--due", "2032-03-31").err
    assert asked not in ask("set", FIRST, "--due", "2032-04-30", "--why", "chờ Bộ").err
    assert asked in ask("set", FIRST, "--due", "2032-05-31").err
    assert asked not in ask("set", FIRST, "--due", "2032-05-31").err  # nothing moved


@pytest.mark.parametrize("command", ["history", "show"])
def test_a_reason_that_is_a_change_itself_is_told_once(ask: Ask, command: str) -> None:
    ask("set", FIRST, "--status", "blocked", "--why", "chờ kinh phí")
    lines = [line for line in ask(command, FIRST).out.splitlines() if "→" in line]
    assert [line.count("chờ kinh phí") for line in lines if "chờ kinh phí" in line] == [1]


def test_a_note_is_read_from_the_standard_input(ask: Ask) -> None:
    assert ask("note", FIRST, "-", stdin="\ufeffĐã gửi công văn\nlần hai\n".encode()).code == 0
    shown = ask("show", FIRST).out
    assert "Đã gửi công văn" in shown
    assert "lần hai" in shown


def test_ids_are_read_from_the_standard_input(ask: Ask) -> None:
    ids = ask("list", "directives", "gạo", "--format", "ids").out
    answer = ask("set", "-", "--status", "doing", stdin=ids.encode())
    assert answer.code == 0, answer.err
    assert ask("list", "directives", "status:doing", "--format", "ids").out == ids


def test_an_input_that_is_empty_closed_or_endless_is_refused(ask: Ask) -> None:
    assert ask("set", "-", "--status", "doing", stdin=b"\n").err.splitlines()[1:] == [
        "  No id came on the standard input.",
        "  See `ngkt-tui set --help`.",
    ]
    assert "The standard input is closed" in ask("note", FIRST, "-").err
    assert "More than 16 MB" in ask("note", FIRST, "-", stdin=b"x" * (16 << 20 | 1)).err
    assert "The text is missing" in ask("note", FIRST, "-", stdin=b" \n").err


def test_an_id_is_known_by_a_unique_beginning(ask: Ask) -> None:
    assert ask("show", "fta-mer").out == ask("show", "fta-mercosur").out != ""
    assert ask("show", "FTA-Mercosur").out == ask("show", "fta-mercosur").out
    assert ask("set", "fta-mer", "--stage", "signed", "--on", "2031-12-01").code == 0
    assert ask("note", "fta-mer", "a word").out == "Note added to fta-mercosur.\n"
    assert ask("history", "fta-mer").out == ask("history", "fta-mercosur").out != ""
    assert ask("view", "save", "m", "is:open", "--scope", "fta-mer").code == 0
    assert "fta-mercosur" in ask("view", "list").out


def test_a_beginning_of_several_ids_names_them(ask: Ask) -> None:
    for arguments in (
        ["show", "fta-"],
        ["set", "fta-", "--stage", "signed"],
        ["note", "fta-", "x"],
        ["history", "fta-"],
    ):
        answer = ask(*arguments)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.splitlines()[:2] == [
            "ngkt-tui: Several ids begin with “fta-”.",
            "  fta-doi-tac-so, fta-mercosur",
        ]
