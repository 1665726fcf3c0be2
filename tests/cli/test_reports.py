"""`export --report`: what each report tells, counted anew from what `list` and `history` tell."""

import csv
import io
import itertools
import json
import re
import shutil
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from python_calamine import load_workbook

from ngkt_tui.domain.report_items import ReportKind, Span
from ngkt_tui.query.report_parts.other_reports import span_before
from tests.cli.conftest import Ask, asking, environ_of, move_home
from tests.fixtures.examples import for_each

pytestmark = pytest.mark.usefixtures("store")
CONFERENCE = "hn-2031-09-12"
AGENCY = "bct"
NEEDED: dict[ReportKind, tuple[str, ...]] = {
    ReportKind.AGENCY: ("--for", AGENCY),
    ReportKind.CONFERENCE: ("--for", CONFERENCE),
    ReportKind.BRIEF: ("--for", CONFERENCE),
}


def listed(ask: Ask, *words: str) -> list[dict[str, Any]]:
    return json.loads(ask("list", "directives", *words, "--format", "json").out)  # type: ignore[no-any-return]


def report_text(ask: Ask, report: str, *more: str, form: str = "markdown") -> str:
    answer = ask("export", "--report", report, "--format", form, *more)
    assert answer.code == 0, answer.err
    return answer.out.replace("\\", "")


class Worked(NamedTuple):
    store: Path
    ids: list[str]


@pytest.fixture(scope="session")
def worked(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """Return a store with some work done, blocked, overdue, reported, reminded and answered, and what it is about."""
    home = tmp_path_factory.mktemp("worked")
    environ = environ_of(home)
    store = Path(shutil.copy(sample_template, environ["NGKT_DB"]))
    with pytest.MonkeyPatch.context() as patch:
        move_home(home, patch)
        return Worked(store, _work(asking(environ)))


@pytest.fixture
def work(worked: Worked, store: Path) -> list[str]:
    """Put the store that was worked on in the place of the other; return the ids that the work is about."""
    shutil.copy(worked.store, store)
    return worked.ids


def _work(ask: Ask) -> list[str]:
    ids = [row["id"] for row in listed(ask, "-nature:spirit", "-kind:recommendation")]
    ask("set", *ids[:3], "--status", "done", "--on", "2032-02-10")
    ask("set", ids[0], "--evidence", "https://bao.vn/a_b.html")
    ask("set", ids[3], "--status", "done", "--on", "2032-01-20")
    ask("set", ids[4], "--status", "blocked", "--why", "chờ đối tác")
    ask("set", *ids[4:7], "--due", "2032-02-20")
    ask("set", ids[7], "--status", "reported")
    ask("confirm", ids[7], "--on", "2032-02-12", "--evidence", "x")
    ask("remind", *ids[4:7], "--on", "2032-02-21", "--reply-by", "2032-02-25", "--to", AGENCY)
    ask("remind", ids[8], "--on", "2032-01-05", "--reply-by", "2032-03-30", "--to", AGENCY)
    ask("answer", ids[4], "đang làm", "--on", "2032-02-24")
    return ids


TEXTS = list(itertools.product(ReportKind, ("text", "markdown", "html"), ("vi", "en")))
EACH_TEXT = [pytest.param(*text, marks=() if at % 4 in (0, 3) else pytest.mark.soak) for at, text in enumerate(TEXTS)]
"""Every report in every form, in one language and the next in the other; the long proofs write it in both."""


@pytest.mark.parametrize(("report", "form", "language"), EACH_TEXT)
def test_every_report_is_written_the_same_twice(
    ask: Ask, work: list[str], report: ReportKind, form: str, language: str
) -> None:
    more = (*NEEDED.get(report, ()), "--lang", language)
    first = report_text(ask, report, *more, form=form)
    assert first == report_text(ask, report, *more, form=form)
    assert len(first.splitlines()) > 8


@pytest.mark.parametrize("form", ["text", "markdown", "html", "svg"])
def test_the_first_page_counts_what_list_counts(ask: Ask, work: list[str], form: str) -> None:
    followed = listed(ask, "-nature:spirit", "-kind:recommendation")
    statuses = Counter(row["status"] for row in followed)
    page = re.sub(r"<[^>]+>", " ", report_text(ask, "status", form=form)).replace("•", "")
    page = " ".join(page.split("# Annex")[0].split("ANNEX")[0].split())
    assert f"Directives done: {statuses['done']} of {len(followed)}" in page
    asked = {
        "Decide how to unblock what is blocked": statuses["blocked"],
        "Decide on what is overdue, by a reminder or a new due date": len(listed(ask, "due:overdue", "is:open")),
        "Remind again of what agencies have not answered in time": 2,
        "Have somebody rate what is not yet rated": statuses["unrated"],
    }
    assert [words for words, many in asked.items() if many and f"{words}: {many}." not in page] == []


def test_the_first_page_stays_short_whatever_there_is(ask: Ask, work: list[str]) -> None:
    ask("set", *work, "--status", "blocked", "--why", "vì nhiều lẽ " * 60)
    page = report_text(ask, "status", form="text").split("ANNEX")[0]
    assert len(page.splitlines()) < 50
    assert "…" in page


def test_an_agency_sees_what_its_groups_were_asked_apart(ask: Ask, work: list[str]) -> None:
    page = report_text(ask, "agency", "--for", AGENCY)
    parts = {
        "In the lead": len(listed(ask, f"lead:{AGENCY}", "-kind:recommendation")),
        "Recommendations, not counted as directives": len(listed(ask, f"agency:{AGENCY}", "kind:recommendation")),
    }
    for title, many in parts.items():
        assert (f"### {title} ({many})" if many else f"{title}: none.") in page
    sections = re.findall(r"### .* \((\d+)\)\n", page.split("## Directives")[1])
    assert sum(map(int, sections)) >= len(listed(ask, f"agency:{AGENCY}", "-kind:recommendation"))


def test_a_conference_is_told_alone(ask: Ask, work: list[str]) -> None:
    page = report_text(ask, "conference", "--for", CONFERENCE)
    rows = listed(ask, f"conf:{CONFERENCE}", "-kind:recommendation")
    assert f"Directives: {len(rows)}," in page
    assert "hn-2031-03-05-01" not in page


def test_a_period_counts_what_happened_in_it_beside_the_one_before(ask: Ask, work: list[str]) -> None:
    page = report_text(ask, "period", "--from", "2032-02-01", "--to", "2032-02-29")
    rows = {line.split(" | ")[0].strip("| "): line.split(" | ")[1:3] for line in page.splitlines() if " | " in line}
    followed = listed(ask, "-nature:spirit", "-kind:recommendation")
    done = {row["id"]: row["done_on"] for row in followed if row["status"] == "done"}
    asked = {row["id"]: str(row["conference_date"]) for row in followed}
    february = [each for each in done.values() if each.startswith("2032-02")]
    assert rows["Done"] == [str(len(february)), "1"]
    assert rows["New"][0] == str(sum(day.startswith("2032-02") for day in asked.values()))
    assert rows["Overdue at the end"] == [str(len(listed(ask, "due:overdue", "is:open"))), "0"]
    still_open = [row for row in followed if row["status"] not in ("done", "dropped")]
    assert rows["Carried over and still open"][0] == str(sum(asked[row["id"]] < "2032-02" for row in still_open))
    assert rows["Reminded"] == ["3", "1"]
    assert f"{len(done)} of {len(followed)} that can be followed" in page


@pytest.mark.parametrize(
    ("span", "before"),
    [
        ((date(2024, 7, 1), date(2024, 7, 31)), (date(2024, 6, 1), date(2024, 6, 30))),
        ((date(2024, 1, 1), date(2024, 3, 31)), (date(2023, 10, 1), date(2023, 12, 31))),
        ((date(2024, 3, 11), date(2024, 3, 17)), (date(2024, 3, 4), date(2024, 3, 10))),
    ],
)
def test_the_period_before_is_as_long(span: tuple[date, date], before: tuple[date, date]) -> None:
    assert span_before(Span(*span)) == before


def test_reminders_are_told_by_where_they_stand(ask: Ask, work: list[str]) -> None:
    page = report_text(ask, "follow-up")
    assert "Reminders: 4, about 4 directives; answered: 1, not yet due: 1, overdue: 2." in page
    assert "2032-02-24: đang làm" in page
    february = report_text(ask, "follow-up", "--from", "2032-02-01", "--to", "2032-02-29")
    assert "Reminders: 3, about 3 directives" in february
    for arguments in ((), ("--from", "2032-02-01", "--to", "2032-02-29"), ("--for", "bng"), ("--format", "json")):
        exported = ask("export", "--report", "follow-up", "-o", "-", *arguments)
        assert ask("follow-up", *arguments) == exported
        assert exported.code == 0


def test_the_register_has_every_agreement(ask: Ask) -> None:
    names = [row["name_en"] or row["name_vi"] for row in json.loads(ask("list", "agreements", "--format", "json").out)]
    page = report_text(ask, "register")
    assert [name for name in names if name not in page] == []
    assert f"Agreements: {len(names)}." in page


@pytest.mark.parametrize("report", [ReportKind.BRIEF, ReportKind.PERIOD, ReportKind.FOLLOW_UP, ReportKind.REGISTER])
def test_reports_are_rows_and_values_for_programs_with_the_numbers_of_the_page(
    ask: Ask, work: list[str], report: ReportKind
) -> None:
    more: tuple[str, ...] = ("--for", "2032-03-01") if report is ReportKind.BRIEF else ()
    more = ("--from", "2032-02-01", "--to", "2032-02-29") if report is ReportKind.PERIOD else more
    rows = list(
        csv.DictReader(io.StringIO(report_text(ask, report, "--codes", *more, form="csv").removeprefix("\ufeff")))
    )
    values = json.loads(ask("export", "--report", report, "--format", "json", *more).out)
    page = report_text(ask, report, *more)
    if report is ReportKind.BRIEF:
        asks = [each["id"] for thread in (*values["threads"], *values["single"]) for each in thread["asks"]]
        assert [row["id"] for row in rows] == asks
        assert f"({len(values['threads'])} " in page
    elif report is ReportKind.PERIOD:
        counts = values["now"]["counts"]
        assert Counter(row["part"] for row in rows) == {name: many for name, many in counts.items() if many}
        assert {name: each["total"] for name, each in values["parts"].items()} == counts
        assert f"| Done | {counts['done']} |" in page
    elif report is ReportKind.FOLLOW_UP:
        assert Counter(row["answering"] for row in rows) == {"overdue": 2, "waiting": 1, "answered": 1}
        assert len(values["reminders"]) == len(rows) == 4
    else:
        listed_ids = [row["id"] for row in json.loads(ask("list", "agreements", "--format", "json").out)]
        assert {row["id"] for row in rows} == {each["agreement"]["id"] for each in values["entries"]} == set(listed_ids)
    worded = report_text(ask, report, "--lang", "vi", "--delimiter", ";", *more, form="csv")
    heading = worded.splitlines()[0].removeprefix("\ufeff").split(";")
    assert not set(heading) & {"stage", "part", "answering", "thread"}


@for_each("report", [ReportKind.PERIOD, ReportKind.FOLLOW_UP, ReportKind.REGISTER])
def test_reports_are_workbooks_with_the_rows_of_their_csv_and_days_as_days(
    ask: Ask, work: list[str], tmp_path: Path, report: ReportKind
) -> None:
    more = ("--from", "2032-02-01", "--to", "2032-02-29") if report is ReportKind.PERIOD else ()
    heading, *rows = csv.reader(
        io.StringIO(report_text(ask, report, "--lang", "vi", *more, form="csv").removeprefix("\ufeff"))
    )
    book = tmp_path / f"{report}.xlsx"
    assert ask("export", "--report", report, "--lang", "vi", *more, "-o", str(book)).code == 0
    (sheet,) = load_workbook(str(book)).sheet_names
    first, *lines = load_workbook(str(book)).get_sheet_by_name(sheet).to_python()
    assert [str(each).casefold() for each in first] == [each.casefold() for each in heading]
    assert [line[:2] for line in lines] == [row[:2] for row in rows]
    with zipfile.ZipFile(book) as parts:  # as wide as paper allows, each row as high as its longest text asks for
        laid_out = parts.read("xl/worksheets/sheet1.xml").decode()
    assert max(float(each) for each in re.findall(r'<col [^>]*width="([\d.]+)"', laid_out)) < 28
    longest = [max(len(str(each)) for each in line) for line in lines]
    heights = re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', laid_out)[1:]
    assert [int(row) - 2 for row, _ in heights] == [at for at, most in enumerate(longest) if most > 26]
    dated = [each for line in lines for each in line if isinstance(each, date)]
    assert sorted(map(str, dated)) == sorted(
        each for row in rows for each in row if re.fullmatch(r"\d{4}-\d\d-\d\d", each)
    )


@for_each(
    "wrong",
    [
        ("--report", "agency"),
        ("--report", "agency", "--for", "nobody"),
        ("--report", "conference", "--for", "bct"),
        ("--report", "status", "--for", "bct"),
        ("--report", "register", "--from", "2032-01-01"),
        ("--report", "period", "--from", "2032-02-01", "--to", "2032-01-01"),
        ("--report", "period", "--format", "ics"),
        ("--report", "register", "--format", "xlsx", "--all"),
        ("--report", "nothing"),
    ],
)
def test_what_a_report_does_not_have_is_refused_with_a_sentence(ask: Ask, wrong: tuple[str, ...]) -> None:
    answer = ask("export", *wrong)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.strip()
