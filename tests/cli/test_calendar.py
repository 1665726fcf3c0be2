"""`export --format ics`: the days to come, as calendars take them; and CSV, one of directives and as an office asks."""

import csv
import io
import re
from pathlib import Path

from tests.cli.conftest import Ask

ONE, TWO = "hn-2031-03-05-01", "hn-2031-03-05-02"
LONG = "một bước rất dài, có dấu phẩy; dấu chấm phẩy và \\ gạch ngược " * 4


def events(text: str) -> list[dict[str, str]]:
    """Return the events of a calendar, lines unfolded, by the names of their properties."""
    unfolded = text.replace("\r\n ", "")
    found = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", unfolded, flags=re.S)
    return [dict(line.split(":", 1) for line in each.splitlines()) for each in found]


def test_due_dates_answers_steps_and_watched_days_are_events_of_whole_days(ask: Ask, store: Path) -> None:
    ask("set", ONE, "--due", "2032-04-01")
    ask("set", TWO, "--due", "2032-04-02", "--status", "done")
    ask("remind", ONE, "--to", "bct", "--reply-by", "2032-03-10")
    ask("step", ONE, LONG, "--by", "2032-03-20")
    ask("watch", "add", "--market", "tt-bac-au", "--product", "gạo", "--measure", "điều tra", "--next", "2032-05-01")
    answer = ask("export", "--format", "ics")
    assert answer.code == 0, answer.err
    found = events(answer.out)
    days = {each["UID"]: each["DTSTART;VALUE=DATE"] for each in found}
    assert days == {
        "reply-hn-2031-03-05-01-1@ngkt-tui": "20320310",
        "step-hn-2031-03-05-01-1@ngkt-tui": "20320320",
        "due-hn-2031-03-05-01@ngkt-tui": "20320401",
        "watch-1@ngkt-tui": "20320501",
    }
    assert {each["DTSTAMP"] for each in found} == {"20320301T000000Z"}
    step = next(each for each in found if each["UID"].startswith("step"))
    assert "dài\\, có dấu phẩy\\; dấu chấm phẩy và \\\\ gạch" in step["SUMMARY"]
    assert all(len(line.encode()) <= 75 for line in answer.out.split("\r\n"))
    assert "\n" not in answer.out.replace("\r\n", "")
    assert ask("export", "--format", "ics").out == answer.out
    of_agency = ask("export", "--format", "ics", "--for", "bct")
    assert "due-hn-2031-03-05-01@ngkt-tui" in {each["UID"] for each in events(of_agency.out)}, of_agency.err
    assert ask("export", "--format", "ics", "--for", "tt-bac-au").code == 2


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


def test_directives_have_one_csv_whichever_command_writes_it(ask: Ask, store: Path) -> None:
    ask("set", ONE, "--due", "2032-04-01", "--status", "blocked", "--why", "a;b")
    for more in ((), ("--codes",), ("--delimiter", ";"), ("--lang", "vi"), ("--filter", "is:open sort:due")):
        exported = ask("export", "--format", "csv", *more).out
        assert exported == ask("list", "directives", "--format", "csv", *more).out
    assert rows(ask("export", "--format", "csv", "--delimiter", ";").out, ";")[0][:2] == ["id", "conference"]
    assert "\t" in ask("list", "markets", "--format", "csv", "--delimiter", "tab").out
    assert ask("list", "markets", "--delimiter", ";").code == 2
