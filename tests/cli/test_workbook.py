"""`export --format xlsx`: the annex of offices, read back by another program than the one that wrote it."""

import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.domain.words import translate
from ngkt_tui.query.scope import units_of
from ngkt_tui.report.annex import AnnexColumn
from tests.cli.conftest import Ask

ONE = "hn-2031-03-05-01"


def sheet_of(path: Path, place: int = 0) -> list[list[Any]]:
    return load_workbook(str(path)).get_sheet_by_index(place).to_python()


def rows_of(path: Path, language: Language = Language.EN) -> dict[str, dict[AnnexColumn, Any]]:
    headings, *rows = sheet_of(path)
    assert headings == [translate(language, f"annex.{column}") for column in AnnexColumn]
    return {row[-1]: dict(zip(AnnexColumn, row, strict=True)) for row in rows}


def parts_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


@pytest.mark.parametrize("language", list(Language))
def test_the_annex_has_a_row_for_each_directive_in_the_language_asked_for(
    ask: Ask, store: Path, home: Path, language: Language
) -> None:
    ask("set", ONE, "--due", "2032-04-01", "--lead", "bct", "--status", "blocked", "--why", "=1+1")
    ask("add", "directive", "--text", "Việc của đơn vị")
    book = home / "report.xlsx"
    assert ask("export", "-o", str(book), "--lang", language).code == 0
    rows = rows_of(book, language)
    assert set(rows) == set(ask("list", "directives", "--format", "ids").out.split())
    row = rows[ONE]
    assert row[AnnexColumn.DUE] == date(2032, 4, 1)
    assert row[AnnexColumn.STATUS].lower() == translate(language, "status.blocked")
    assert row[AnnexColumn.DIFFICULTY] == "=1+1"
    own = [each for each in rows.values() if each[AnnexColumn.TEXT] == "Việc của đơn vị"]
    assert translate(language, "summary.is-own") in own[0][AnnexColumn.NOTE]
    parts = parts_of(book)
    assert "<f>" not in parts["xl/worksheets/sheet1.xml"]
    for setting in ('orientation="landscape"', 'paperSize="9"', 'state="frozen"', "<autoFilter", "<dataValidation "):
        assert setting in parts["xl/worksheets/sheet1.xml"], setting
    for setting in ("Print_Titles", "Print_Area"):
        assert setting in parts["xl/workbook.xml"]
    assert any(name.startswith("xl/charts/chart") for name in parts)


def test_a_sheet_for_each_kind_has_the_rows_of_its_list(ask: Ask, store: Path, home: Path) -> None:
    book = home / "report.xlsx"
    assert ask("export", "--all", "-o", str(book)).code == 0
    sheets = {name.lower(): len(load_workbook(str(book)).get_sheet_by_name(name).to_python()) - 1
              for name in load_workbook(str(book)).sheet_names}  # fmt: skip
    for kind, spec in RECORD_KINDS.items():
        listed = len(ask("list", spec.list_name, "--format", "ids").out.split())
        name = "directives" if kind == "directive" else translate(Language.EN, f"record.{kind}")
        assert sheets.get(name, 0) == listed, kind


def test_an_agency_gets_what_it_was_asked_with_its_groups_told_apart_and_may_fill_in_four_columns(
    ask: Ask, seeded: Path, home: Path
) -> None:
    env = {"NGKT_DB": str(shutil.copy(seeded, home / "own.sqlite"))}
    book = home / "bng.xlsx"
    with closing(sqlite3.connect(env["NGKT_DB"])) as connection:
        units = ",".join(units_of(connection, "bng"))
    asked, named = (
        ask("list", "directives", words, "-kind:recommendation", "--format", "ids", env=env).out.split()
        for words in ("agency:bng", f"named:{units}")
    )
    ask("note", asked[0], "internal remark", env=env)
    assert ask("export", "--for", "Bộ Ngoại giao", "-o", str(book), env=env).code == 0
    rows = rows_of(book)
    assert set(rows) == set(asked)
    assert {record for record, row in rows.items() if row[AnnexColumn.NOTE]} == set(asked) - set(named) != set()
    text = "".join(parts_of(book).values())
    assert "internal remark" not in text
    assert "<sheetProtection " in text
    assert load_workbook(str(book)).sheet_names[1] == "_ngkt"


def test_bytes_are_not_written_into_a_terminal_nor_options_of_other_formats_taken(ask: Ask) -> None:
    assert ask("export", "--format", "csv", "--all").code == 2
    assert ask("export", "--format", "xlsx", "--for", "nobody").code == 2
    assert ask("export", "--format", "json", "--delimiter", ";").code == 2
