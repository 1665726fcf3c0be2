"""`brief`: what was asked before a conference, thread by thread, as it stood then."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ask


@pytest.fixture
def db(seeded: Path, tmp_path: Path) -> tuple[str, str]:
    return ("--db", str(shutil.copy(seeded, tmp_path / "brief.sqlite")))


def brief_of(ask: Ask, *arguments: str) -> dict[str, Any]:
    answer = ask("brief", "--format", "json", *arguments)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)  # type: ignore[no-any-return]


def asks(brief: dict[str, Any]) -> list[dict[str, str]]:
    return [ask for part in ("threads", "single") for thread in brief[part] for ask in thread["asks"]]


def test_threads_are_those_that_each_of_their_asks_has(ask: Ask, db: tuple[str, str]) -> None:
    brief = brief_of(ask, "--for", "2030-01-01", *db)
    longest = brief["threads"][0]
    whole = json.loads(ask("thread", longest["asks"][0]["id"], "--format", "json", *db).out)
    spirit = set(ask("list", "directives", "nature:spirit", "--format", "ids", *db).out.split())
    assert [each["id"] for each in whole["asks"] if each["id"] not in spirit] == [
        each["id"] for each in longest["asks"]
    ]
    assert longest["days"] == 668
    ids = [each["id"] for each in asks(brief)]
    followed = ask("list", "directives", "-nature:spirit", "-kind:recommendation", "--format", "ids", *db).out.split()
    assert sorted(ids) == sorted(followed)


def test_before_a_conference_only_what_was_asked_by_then_counts(ask: Ask, db: tuple[str, str]) -> None:
    brief = brief_of(ask, "--for", "hn-2024-07-18", *db)
    assert brief["until"] == "2024-07-17"
    assert {each["conference"] for each in asks(brief)} == {"hn-2022-09-19", "hn-2024-02-22", "hn-2024-04-02"}


def test_what_is_done_once_is_counted_and_not_told(ask: Ask, db: tuple[str, str]) -> None:
    before = brief_of(ask, "--for", "2040-01-01", *db)
    done = before["single"][0]["asks"][0]["id"]
    ask("set", done, "--status", "done", *db)
    after = brief_of(ask, "--for", "2040-01-01", *db)
    assert (len(after["single"]), after["closed"]) == (len(before["single"]) - 1, 1)


@pytest.mark.parametrize(
    ("form", "language"),
    [
        *(("text", "vi"), ("markdown", "en"), ("html", "vi"), ("json", "en")),
        *(
            pytest.param(form, language, marks=pytest.mark.soak)
            for form, language in (("text", "en"), ("markdown", "vi"), ("html", "en"), ("json", "vi"))
        ),
    ],
)
def test_the_same_store_gives_the_same_bytes(
    ask: Ask, db: tuple[str, str], tmp_path: Path, form: str, language: str
) -> None:
    written = tmp_path / "brief"
    first = ask("brief", "--for", "hn-2024-07-18", "--format", form, "--lang", language, *db)
    assert first.code == 0, first.err
    ask("brief", "--for", "hn-2024-07-18", "--format", form, "--lang", language, "-o", str(written), *db)
    assert written.read_text("utf-8") == first.out
    assert ("668" in first.out) is False  # July is not asked yet


def test_a_filter_narrows_it_and_is_told(ask: Ask, db: tuple[str, str]) -> None:
    request = ("export", "--report", "brief", "--for", "2030-01-01", "--filter", "agency:bng", "--lang", "en", *db)
    brief = json.loads(ask(*request, "--format", "json").out)
    asked = ask("list", "directives", "agency:bng", "-nature:spirit", "-kind:recommendation", "--format", "ids", *db)
    assert sorted(each["id"] for each in asks(brief)) == sorted(asked.out.split())
    assert brief["filter_sentence"] in " ".join(ask(*request).out.split())
    assert brief_of(ask, "--for", "2030-01-01", *db)["filter_sentence"] is None


def test_the_ending_of_the_file_chooses_the_format(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    begins = {"docx": b"PK", "html": b"<!DOCTYPE html>", "md": b"# ", "json": b"{"}
    for ending, first in begins.items():
        written = tmp_path / f"brief.{ending}"
        assert ask("brief", "--for", "hn-2024-07-18", "-o", str(written), *db).code == 0
        assert written.read_bytes().startswith(first)
    assert ask("brief", "--for", "hn-2024-07-18", "-o", str(tmp_path / "brief.pages"), *db).code == 2


@pytest.mark.parametrize("what", ["bng", "hn-khung"])
def test_what_is_no_conference_is_refused(ask: Ask, db: tuple[str, str], what: str) -> None:
    assert ask("brief", "--for", what, *db).code == 2
    assert ask("brief", "--for", "hn-2024-07-18", "--format", "svg", *db).code == 2


def test_a_mistake_in_a_date_is_told_as_one(ask: Ask, db: tuple[str, str]) -> None:
    answer = ask("brief", "--for", "2204-01-01", *db)
    assert answer.code == 2
    assert "--for" in answer.err
    assert "2100" in answer.err


def test_plain_signs_where_asked_for(ask: Ask, db: tuple[str, str]) -> None:
    text = ask("brief", "--for", "2024-07-17", "--ascii", "--lang", "en", *db).out
    assert "[ ] " in text
    assert not set("☐═─┄") & set(text)
