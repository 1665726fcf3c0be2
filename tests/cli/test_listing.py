"""`list`: every kind of record, in every form, filtered as in the dashboard."""

import csv
import io
import json
from pathlib import Path

import pytest

from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.report.csv_rows import COLUMNS
from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each

pytestmark = pytest.mark.usefixtures("store")

NUMBERS = {
    "directives": 13,
    "conferences": 3,
    "agreements": 2,
    "markets": 4,
    "officials": 3,
    "documents": 2,
    "figures": 4,
    "results": 2,
}


def ids(ask: Ask, *arguments: str) -> list[str]:
    answer = ask("list", *arguments, "--format", "ids")
    assert answer.code == 0, answer.err
    return answer.out.split()


@pytest.mark.parametrize("kind", [spec.list_name for spec in RECORD_KINDS.values()])
def test_every_kind_is_listed_alike_in_every_form(ask: Ask, kind: str) -> None:
    wanted = ids(ask, kind)
    assert len(wanted) == NUMBERS.get(kind, len(wanted)) > 0
    table = ask("list", kind).out.splitlines()
    rows = list(csv.DictReader(io.StringIO(ask("list", kind, "--format", "csv").out.removeprefix("\ufeff"))))
    values = json.loads(ask("list", kind, "--format", "json").out)
    coded = ask("list", kind, "--format", "csv", "--codes").out.removeprefix("\ufeff")
    assert [line.split()[0] for line in table] == ["ID", *wanted]
    assert [row["id"] for row in rows] == wanted
    assert [value["id"] for value in values] == wanted
    fields = list(csv.DictReader(io.StringIO(coded)).fieldnames or ())
    assert fields == (list(COLUMNS) if kind == "directives" else list(values[0]))
    assert {value["withdrawn"] for value in values} == {False}
    assert not [
        cell for row in rows for cell in row.values() if cell.startswith(("(", "[")) and cell.endswith((")", "]"))
    ]


@pytest.mark.parametrize("kind", [spec.list_name for spec in RECORD_KINDS.values()])
def test_every_column_of_a_csv_has_a_heading_in_either_language(ask: Ask, kind: str) -> None:
    """But the id, which is `id` in English."""
    vietnamese, english = (
        next(csv.reader(io.StringIO(ask("--lang", lang, "list", kind, "--format", "csv").out.removeprefix("\ufeff"))))
        for lang in ("vi", "en")
    )
    assert [word for word in vietnamese if word in english] == []


def test_csv_begins_with_the_mark_that_spreadsheets_look_for(ask: Ask) -> None:
    assert ask("list", "markets", "--format", "csv").out.startswith("\ufeffid,")


def test_truths_are_truths_in_json(ask: Ask) -> None:
    assert '"withdrawn": false' in ask("list", "markets", "--format", "json").out


def test_a_table_shows_glyph_date_agency_and_text(ask: Ask) -> None:
    line = next(each for each in ask("list", "directives").out.splitlines() if each.startswith("hn-2031-03-05-01"))
    assert "☐" in line
    assert "2031-03-05" in line
    assert "MOIT" in line


def test_dates_and_texts_follow_the_language(ask: Ask) -> None:
    line = ask("list", "directives", "conf:hn-2031-03-05", "--lang", "vi").out.splitlines()[1]
    assert "05/03/2031" in line


def test_plain_glyphs_are_given_on_request(ask: Ask) -> None:
    text = ask("list", "directives", "--ascii").out
    assert "[ ]" in text
    assert "☐" not in text


def test_words_filter_and_a_dash_excludes(ask: Ask) -> None:
    every = ids(ask, "directives")
    rice = ids(ask, "directives", "gạo")
    assert 0 < len(rice) < len(every)
    assert ids(ask, "directives", "-gạo") == [each for each in every if each not in rice]
    assert ids(ask, "directives", "--filter", "gạo") == rice
    assert ids(ask, "--filter", "gạo", "directives") == rice
    assert ids(ask, "directives", "is:open", "-tt:done", "gạo", "--filter", "hn:hn-2031-03-05") == [
        each for each in rice if each.startswith("hn-2031-03-05")
    ]


def test_a_wrong_filter_is_told_with_its_column_and_the_nearest_word(ask: Ask) -> None:
    answer = ask("list", "directives", "statsu:done")
    assert answer.code == 2
    assert "status" in answer.err


def test_a_cut_list_says_so_on_the_other_stream(ask: Ask) -> None:
    answer = ask("list", "directives", "--limit", "2")
    assert len(answer.out.splitlines()) == 3
    assert answer.err == "Showing 2 of 13; --limit 0 shows all.\n"


def test_an_empty_list_says_why(ask: Ask) -> None:
    answer = ask("list", "directives", "zzzz")
    assert (answer.code, answer.out) == (0, "")
    assert "zzzz" in answer.err
    assert ask("list", "directives", "zzzz", "--format", "json").out == "[]\n"


def test_control_characters_and_formulas_do_not_get_out(ask: Ask) -> None:
    ask("note", "hn-2031-03-05-01", "x")
    ask("set", "hn-2031-03-05-01", "--status", "blocked", "--why", "=cmd|' /C calc'!A0 \x1b[31m")
    text = ask("list", "directives", "status:blocked", "--format", "csv").out
    assert "\x1b" not in text
    assert "'=cmd" in text


def test_a_damaged_row_is_shown_with_the_others(ask: Ask, store: Path) -> None:
    import sqlite3

    with sqlite3.connect(store) as broken:
        broken.execute("PRAGMA ignore_check_constraints = ON")
        broken.execute("UPDATE directive SET status = 'nonsense', due = 'someday' WHERE id = 'hn-2031-03-05-01'")
    broken.close()
    answer = ask("list", "directives")
    assert len(answer.out.splitlines()) == 1 + 13
    assert "?" in next(each for each in answer.out.splitlines() if each.startswith("hn-2031-03-05-01"))


def test_a_missing_store_is_made_from_the_packaged_digest(ask: Ask, store: Path) -> None:
    store.unlink()
    answer = ask("list", "conferences")
    assert answer.code == 0
    assert "Made a new store from the packaged digest" in answer.err
    assert "hn-2024-07-18" in answer.out


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_table_has_headings_in_a_pipe_too_unless_they_are_not_wanted(ask: Ask) -> None:
    table = ask("list", "agreements").out.splitlines()
    assert table[0].split() == ["ID", "STAGE", "AS", "OF", "DIRECTIVES", "NAME"]
    bare = ask("list", "agreements", "--no-header").out.splitlines()
    assert len(bare) == len(table) - 1
    assert bare[0].split()[0] == "fta-mercosur"
    csv_bare = ask("list", "agreements", "--format", "csv", "--no-header").out
    assert csv_bare.startswith("\ufefffta-mercosur,")


def test_columns_are_chosen_and_ordered(ask: Ask) -> None:
    table = ask("list", "directives", "--columns", "id, done_on,status", "--limit", "1").out.splitlines()
    assert table[0].split() == ["ID", "DONE", "ON", "ST"]
    header, row, *_ = rows_of(ask("list", "directives", "--columns", "status,id", "--format", "csv").out)
    assert header == ["status", "id"]
    assert row == ["not yet rated", "hn-2032-02-20-01"]
    (value, *_) = json.loads(ask("list", "directives", "--columns", "id,text_vi", "--format", "json").out)
    assert list(value) == ["id", "text_vi"]


@for_each(
    ("arguments", "expected"),
    [
        (["--columns", "id,nothing"], "There is no column “nothing”; there are: id, conference, "),
        (["--columns", "nothing", "--format", "json"], "There is no column “nothing”"),
        (["--columns", "id", "--format", "ids"], "do not go with --format ids"),
        (["--no-header", "--format", "json"], "do not go with --format json"),
        (["--codes"], "--codes/--delimiter go only with --format csv"),
    ],
)
def test_columns_that_there_are_not_are_refused(ask: Ask, arguments: list[str], expected: str) -> None:
    answer = ask("list", "directives", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert expected in answer.err


def test_csv_speaks_the_language_asked_for(ask: Ask) -> None:
    header, row, *_ = rows_of(ask("list", "agreements", "--format", "csv", "--lang", "vi").out)
    cells = dict(zip(header, row, strict=True))
    assert cells["giai đoạn"] == "đã kết thúc đàm phán"
    assert cells["các giai đoạn"].endswith("đã kết thúc đàm phán (2032-02-20)")
    assert not [name for name in header if name.isascii() and "_" in name]
    directives = rows_of(ask("list", "directives", "--format", "csv", "--lang", "en").out)
    assert dict(zip(*directives[:2], strict=True))["status"] == "not yet rated"


@for_each("kind", [spec.list_name for spec in RECORD_KINDS.values()])
@for_each("language", ["vi", "en"])
def test_every_column_of_csv_has_a_heading(ask: Ask, kind: str, language: str) -> None:
    header = rows_of(ask("list", kind, "--format", "csv", "--lang", language).out)[0]
    assert [name for name in header if "_" in name] == []
