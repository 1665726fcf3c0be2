"""Results and assessments reach lists, the filter, scopes and the summary, each told as what it is."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from ngkt_tui.services.digest_store import import_digest
from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each
from tests.fixtures.stores import SAMPLE, context_of, make_sample_store

EN = {"NGKT_TODAY": "2033-02-01", "NGKT_LANG": "en"}
VI = {**EN, "NGKT_LANG": "vi"}
CONFERENCE = "hn-2033-01-10"
ASSESSED, EXPECTED, DONE = "kq-2033-danh-gia", "kq-2033-du-bao", "kq-2033-ket-qua"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_sample_store(tmp_path_factory.mktemp("results") / "store.sqlite")
    import_digest(context_of(path), SAMPLE.with_name("schema2.yaml"))
    return path


@pytest.fixture(autouse=True)
def store(made: Path, home: Path) -> Path:
    return Path(shutil.copy(made, home / "store.sqlite"))


def ids(ask: Ask, *words: str) -> set[str]:
    answer = ask("list", "results", f"conf:{CONFERENCE}", *words, "--format", "ids", env=EN)
    assert answer.code == 0, answer.err
    return set(answer.out.split())


def test_the_list_of_results_shows_what_each_is(ask: Ask) -> None:
    lines = ask("list", "results", f"conf:{CONFERENCE}", env=VI).out.splitlines()[-3:]  # below the headings
    kinds = ("đánh giá", "dự báo", "kết quả")
    assert [kind for line, kind in zip(lines, kinds, strict=True) if f"  {kind}  " not in line] == []
    (row,) = json.loads(ask("list", "results", f"conf:{CONFERENCE}", "kind:forecast", "--format", "json", env=EN).out)
    assert (row["id"], row["kind"]) == (EXPECTED, "forecast")


@for_each(
    ("typed", "found"),
    [
        ("kind:assessment", {ASSESSED}),
        ('loai:"đánh giá"', {ASSESSED}),
        ("kind:forecast,result", {EXPECTED, DONE}),
        ("-kind:result", {ASSESSED, EXPECTED}),
        ("kind:agreed", set()),
    ],
)
def test_results_are_filtered_by_what_they_are(ask: Ask, typed: str, found: set[str]) -> None:
    assert ids(ask, typed) == found


def test_the_summary_tells_results_and_assessments_apart(ask: Ask) -> None:
    text = ask("export", "--format", "markdown", "--brief", env=VI).out
    done, judged = text.index("Kết quả đã nêu"), text.index("Đánh giá, dự báo, thống nhất")
    assert done < text.index("Đã mở hai bến mới") < judged
    assert judged < text.index("Xuất khẩu phục hồi chưa vững chắc")
    assert judged < text.index("Nhu cầu thế giới sẽ tăng")
    english = ask("export", "--format", "markdown", "--brief", env=EN).out
    assert english.index("Results reported") < english.index("Assessments, forecasts, agreed points")


def test_the_json_of_a_summary_holds_results_with_their_kind_and_what_they_answer(ask: Ask) -> None:
    content = json.loads(ask("export", "--format", "json", env=EN).out)
    lines = {line["id"]: line for line in content["results"]}
    assert lines[ASSESSED]["kind"] == "assessment"
    assert lines["kq-ket-thuc-mercosur"]["answers"] == 2
    assert lines[DONE]["on"] == "2033-01-10"


def test_a_result_of_a_damaged_kind_is_still_told(ask: Ask, store: Path) -> None:
    connection = sqlite3.connect(store)
    connection.execute("UPDATE result SET kind = 'lạ' WHERE id = ?", (DONE,))
    connection.commit()
    connection.close()
    assert "lạ (?)" in ask("export", "--format", "text", "--brief", env=VI).out
    assert DONE in ids(ask)
