"""`review`: each open directive and agreement once a month, with what was foreseen the month before beside it."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.services.edit import create_records
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.review import compare_lines, read_review, set_review_line, start_review
from tests.cli.conftest import Ask
from tests.fixtures.stores import context_of, sqlite_of

AGREEMENT = "fta-mercosur"


def shown(ask: Ask, period: str) -> dict[str, Any]:
    answer = ask("review", "show", period, "--format", "json")
    assert answer.code == 0, answer.err
    return dict(json.loads(answer.out))


def lines(ask: Ask, period: str) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in shown(ask, period)["lines"]}


def did(ask: Ask, *arguments: str) -> None:
    answer = ask(*arguments)
    assert answer.code == 0, (arguments, answer.err)


@pytest.fixture
def directive(ask: Ask, store: Path) -> str:
    did(ask, "review", "start", "2032-02")
    return next(iter(lines(ask, "2032-02")))


def test_each_open_record_has_one_line_a_period_and_coverage_counts_those_with_a_word(
    ask: Ask, store: Path, directive: str
) -> None:
    meant = "is:open -nature:spirit -kind:recommendation"
    listed = ask("list", "directives", meant, "--format", "ids", "--limit", "0").out.split()
    begun = shown(ask, "2032-02")
    assert begun["coverage"] == {"reviewed": 0, "of": len(begun["lines"])}
    assert {each["id"] for each in begun["lines"] if each["kind"] == "directive"} == set(listed)
    assert "Nothing to change" in ask("review", "start", "2/2032").out + ask("review", "start", "2/2032").err
    did(ask, "review", "set", directive, "--progress", "đã trình", "--milestone", "ký")
    did(ask, "review", "set", AGREEMENT, "--period", "2032-02", "--confidence", "delayed", "--why", "chờ đối tác")
    assert shown(ask, "2032-02")["coverage"]["reviewed"] == 2
    assert lines(ask, "2032-02")[directive]["progress"] == "đã trình"
    text = ask("review", "show", "2032-02").out
    assert f"2/{len(begun['lines'])} reviewed" in text
    assert "delayed: chờ đối tác" in text
    did(ask, "undo")
    assert shown(ask, "2032-02")["coverage"]["reviewed"] == 1
    did(ask, "redo")
    assert shown(ask, "2032-02")["coverage"]["reviewed"] == 2
    did(ask, "review", "set", directive, "--progress", "none")
    assert lines(ask, "2032-02")[directive]["progress"] is None


def test_the_milestone_of_the_last_period_stands_beside_this_one(ask: Ask, directive: str) -> None:
    did(ask, "review", "set", directive, "--milestone", "trình trước tháng 4")
    did(ask, "review", "close", "2032-02")
    did(ask, "review", "start", "2032-03")
    line = lines(ask, "2032-03")[directive]
    assert (line["forecast"], line["forecast_period"], line["milestone"]) == ("trình trước tháng 4", "2032-02", None)
    assert "trình trước tháng 4" in ask("review", "show", "2032-03").out


def test_two_periods_differ_by_the_edits_between_alone(ask: Ask, directive: str) -> None:
    did(ask, "review", "close", "2032-02")
    did(ask, "review", "start", "2032-03")
    first = lines(ask, "2032-02")
    did(ask, "set", directive, "--status", "blocked", "--why", "thiếu vốn", "--due", "2032-12-31", "--lead", "bng")
    did(ask, "review", "set", AGREEMENT, "--proposal", "giao chủ trì")
    assert lines(ask, "2032-02") == first
    second = lines(ask, "2032-03")
    assert second.keys() == first.keys()
    beside = {"forecast", "forecast_period"}
    changed = {
        (record, name, line[name])
        for record, line in second.items()
        for name in line.keys() - beside
        if line[name] != first[record][name] and name != "agencies"
    }
    assert changed == {
        (directive, "standing", "blocked"),
        (directive, "due", "2032-12-31"),
        (directive, "started_on", "2032-03-01"),
        (AGREEMENT, "proposal", "giao chủ trì"),
    }
    assert second[directive]["agencies"] == ["bng"]


def test_what_is_new_done_carried_over_or_foreseen_otherwise_is_told_of_two_periods(
    ask: Ask, store: Path, directive: str
) -> None:
    first = shown(ask, "2032-02")["lines"]
    done, gone, carried = (each["id"] for each in first[:3])
    for record in (done, gone, carried):
        did(ask, "review", "set", record, "--milestone", "quý I")
    did(ask, "set", first[3]["id"], "--status", "done")
    did(ask, "review", "close", "2032-02")
    did(ask, "set", gone, "--status", "dropped", "--why", "x")
    did(ask, "set", first[3]["id"], "--status", "done", "--on", "2032-02-01")
    did(ask, "add", "agreement", "--name", "Thỏa thuận mới", "--kind", "other", "--id", "tt-moi")
    did(ask, "review", "start", "2032-03")
    did(ask, "set", done, "--status", "done")
    did(ask, "review", "set", carried, "--milestone", "quý II", "--confidence", "delayed", "--why", "chờ vốn")
    with Reader(context_of(store)) as reader:
        before, now = (read_review(reader, period).lines for period in ("2032-02", "2032-03"))
    compared = compare_lines(before, now)
    assert [each.record for each in compared.new] == ["tt-moi"]
    assert {each.record for each in compared.done} == {done, gone}
    assert len(compared.carried) == len(first) - 3
    assert [(old.milestone, line.milestone) for old, line in compared.changed] == [("quý I", "quý II")]
    page = ask("export", "--report", "period", "--from", "2032-03-01", "--format", "markdown").out
    counts = (
        f"Beside 2032-02: 1 new, 2 no longer open, {len(first) - 3} carried over, 1 of these with another forecast."
    )
    assert counts in page
    assert "| quý I | quý II | delayed: chờ vốn |" in page
    indicators = next(each for each in shown(ask, "2032-03")["agencies"] if each["agency"] == "bng")
    cells = (
        (indicators["reviewed"], indicators["records"]),
        (indicators["planned"], indicators["records"]),
        (indicators["started"], indicators["to_start"]),
    )
    assert "| Ministry of Foreign Affairs | " + " | ".join(f"{part}/{whole}" for part, whole in cells) in page
    assert "### Agreements by partner" in page
    assert "Review of" not in ask("export", "--report", "period", "--from", "2031-03-01", "--format", "markdown").out


def test_a_closed_period_takes_a_correction_that_is_told_as_one(ask: Ask, directive: str) -> None:
    did(ask, "review", "close", "2032-02")
    frozen = shown(ask, "2032-02")
    assert frozen["closed_on"] == "2032-03-01"
    did(ask, "set", directive, "--status", "done")
    assert shown(ask, "2032-02") == frozen
    did(ask, "review", "set", directive, "--period", "2032-02", "--difficulty", "thiếu vốn")
    line = lines(ask, "2032-02")[directive]
    assert (line["difficulty"], line["corrected_on"]) == ("thiếu vốn", "2032-03-01")
    assert line["standing"] != "done"
    assert "corrected on 2032-03-01" in ask("history", directive).out
    did(ask, "undo")
    assert shown(ask, "2032-02") == frozen


def test_indicators_add_up_and_name_what_they_are_a_share_of(ask: Ask, directive: str) -> None:
    did(ask, "set", directive, "--status", "blocked", "--why", "x", "--due", "2032-01-31", "--lead", "bng")
    did(ask, "review", "set", directive, "--progress", "đã họp")
    content = shown(ask, "2032-02")
    of_it = [each for each in content["lines"] if "bng" in each["agencies"]]
    indicators = next(each for each in content["agencies"] if each["agency"] == "bng")
    assert indicators == {
        "agency": "bng",
        "records": len(of_it),
        "reviewed": 1,
        "planned": 0,
        "to_start": sum(each["asked_on"] <= "2031-12-01" for each in of_it),
        "started": 0,
        "due": sum(each["due"] is not None for each in of_it),
        "on_time": sum((each["due"] or "") >= "2032-02-29" for each in of_it),
        "blocked": sum(each["standing"] == "blocked" for each in of_it),
        "silent": len(of_it) - 1,
    }
    of_none = next(each for each in content["agencies"] if each["agency"] is None)
    assert of_none["records"] == sum(not each["agencies"] for each in content["lines"])


def test_partners_have_indicators_too_and_what_they_count_by_is_frozen(ask: Ask, directive: str) -> None:
    early = next(record for record, line in lines(ask, "2032-02").items() if line["asked_on"] == "2031-03-05")
    for text, on in (("họp lần một", "2031-03-10"), ("họp lần hai", "2032-02-01")):
        did(ask, "progress", early, text, "--on", on)
    did(ask, "set", AGREEMENT, "--stage", "signed", "--on", "2031-06-01")
    did(ask, "step", AGREEMENT, "rà soát lời văn", "--who", "bct")
    line = lines(ask, "2032-02")[AGREEMENT]
    assert (line["agencies"], line["plan"], line["asked_on"]) == (["bct"], "rà soát lời văn", "2031-06-01")
    partners = {each["partner"]: each for each in shown(ask, "2032-02")["partners"]}
    agreements = [each for each in shown(ask, "2032-02")["lines"] if each["kind"] == "agreement"]
    assert partners.keys() == {each for line in agreements for each in line["partners"] or [None]}
    of_it = partners[line["partners"][0]]
    assert (of_it["records"], of_it["planned"], of_it["to_start"], of_it["started"]) == (1, 1, 1, 0)
    led = [each for each in shown(ask, "2032-02")["lines"] if each["started_on"]]
    assert [(each["id"], each["started_on"]) for each in led] == [(early, "2031-03-10")]
    assert sum(each["started"] for each in shown(ask, "2032-02")["agencies"]) == len(led[0]["agencies"] or [None])
    text = ask("review", "show", "2032-02").out
    assert "1/1 with a plan · 0/1 asked or signed 90 days ago or more started within 90 days" in text
    did(ask, "review", "close", "2032-02")
    frozen = shown(ask, "2032-02")
    did(ask, "step", "--done", "1")
    did(ask, "progress", AGREEMENT, "đã bắt đầu", "--on", "2031-07-01")
    assert shown(ask, "2032-02") == frozen


def test_what_reviews_say_of_a_record_stands_in_its_detail(ask: Ask, directive: str) -> None:
    did(ask, "review", "set", directive, "--milestone", "ký trong tháng 4", "--confidence", "on-track")
    did(ask, "review", "close", "2032-02")
    did(ask, "review", "start", "2032-03")
    did(ask, "review", "set", directive, "--difficulty", "thiếu vốn")
    page = ask("show", directive).out
    assert page.index("Monthly reviews") < page.index("Forecast (2032-02)") < page.index("Difficulty: thiếu vốn")
    assert page.count("Forecast (2032-02): ký trong tháng 4") == 1
    reviews = json.loads(ask("show", directive, "--format", "json").out)["reviews"]
    assert [(each["period"], each["difficulty"]) for each in reviews] == [("2032-03", "thiếu vốn"), ("2032-02", None)]


def test_what_cannot_be_is_refused_and_changes_nothing(ask: Ask, directive: str) -> None:
    before = shown(ask, "2032-02")
    for arguments, code in (
        (("show", "2032-01"), 1),
        (("show", "hôm qua"), 2),
        (("close", "2032-01"), 1),
        (("start",), 2),
        (("start", "2032-03", "--progress", "x"), 2),
        (("set", directive), 2),
        (("set", "--progress", "x"), 2),
        (("set", directive, "--confidence", "at-risk"), 1),
        (("set", directive, "--confidence", "perhaps"), 2),
        (("set", "bct", "--progress", "x"), 1),
        (("set", directive, "--period", "2032-01", "--progress", "x"), 1),
    ):
        assert ask("review", *arguments).code == code, arguments
    assert shown(ask, "2032-02") == before
    did(ask, "review", "close", "2032-02")
    refused = ask("review", "close", "2032-02")
    assert refused.code == 1
    assert "review set --period 2032-02" in refused.err
    assert "ngkt-tui set --help" not in refused.err
    assert ask("review", "start", "2032-02").code == 1


def test_a_line_that_somebody_else_changed_is_not_written_over(directive: str, store: Path) -> None:
    from ngkt_tui.domain.errors import EditConflictError

    context = context_of(store)
    with Reader(context) as reader:
        seen = next(each for each in read_review(reader, "2032-02").lines if each.record == directive)
    set_review_line(context, directive, "2032-02", {"progress": "đã họp"}, seen.entry())
    with pytest.raises(EditConflictError):
        set_review_line(context, directive, "2032-02", {"progress": "chưa họp"}, seen.entry())


def test_damaged_values_are_told_as_they_stand(ask: Ask, store: Path, directive: str) -> None:
    did(ask, "review", "close", "2032-02")
    did(ask, "review", "start", "2032-03")
    connection = sqlite3.connect(store)
    connection.execute(
        "UPDATE review_line SET confidence = 'cf', standing = 'st', due = 'd', agencies = 'ai-do', closed_on = 'c' "
        "WHERE period = '2032-02'"
    )
    connection.execute(
        "UPDATE review_line SET period = '9999-99' WHERE period = '2032-03' AND record = ?", (directive,)
    )
    connection.commit()
    connection.close()
    text = ask("review", "show", "2032-02")
    assert text.code == 0
    assert "  st  " in text.out
    assert "ai-do: " in text.out
    assert {each["agency"] for each in shown(ask, "2032-02")["agencies"]} == {"ai-do"}
    did(ask, "review", "set", AGREEMENT, "--milestone", "ký")
    assert lines(ask, "2032-03")[AGREEMENT]["milestone"] == "ký"


def test_a_thousand_agreements_are_shown_by_as_many_statements_as_a_few(directive: str, store: Path) -> None:
    context = context_of(store)

    def statements() -> list[str]:
        lines: list[str] = []
        with Reader(context) as reader:
            with reader.connection() as connection:
                sqlite_of(connection).set_trace_callback(lines.append)
            read_review(reader, "2032-02")
            with reader.connection() as connection:
                sqlite_of(connection).set_trace_callback(None)
        return lines

    few = len(statements())
    names = [{"id": f"tt-{number}", "name": {"vi": f"Thỏa thuận {number}"}, "kind": "other"} for number in range(1000)]
    create_records(context, [(RecordKind.AGREEMENT, each) for each in names])
    made = start_review(context, "2032-02")
    assert len(made.records) == 1000
    assert len(statements()) == few
    connection = sqlite3.connect(store)
    assert connection.execute("SELECT count(*) FROM review_line WHERE record LIKE 'tt-%'").fetchone() >= (1000,)
    connection.close()
