"""`add`: ids that are taken, and records of no conference."""

from tests.cli.conftest import Ask
from tests.cli.test_record_entry import BCT, DIRECTIVE, db, require_same_elsewhere, shown

__all__ = ["db"]


def test_an_id_that_is_taken_is_told_with_what_to_do(ask: Ask, db: tuple[str, str]) -> None:
    ask(*BCT, "--id", "bct", *db)
    for taken in ("bct", "bng"):
        again = ask("add", "organisation", "--name", "Bộ Mẫu", "--kind", "ministry", "--id", taken, *db)
        assert (again.code, again.out) == (1, "")
        assert f"ngkt-tui correct {taken}" in again.err
    assert "Ministry of Trade" in ask("show", "bct", *db).out


def test_a_result_a_figure_and_a_family_need_no_conference(ask: Ask, db: tuple[str, str]) -> None:
    made = [
        ("figure", "--label", "Số biên bản ghi nhớ", "--printed-as", "17", "--value", "17", "--kind", "reported"),
        ("result", "--text", "Đã mở một văn phòng", "--answers", DIRECTIVE, "--document", "9/BC-BNG"),
        ("family", "--name", "Hai trọng tâm", "--items", DIRECTIVE, "--items", "giữ ổn định"),
    ]
    ids = []
    for each in made:
        told = ask("add", *each, *db)
        assert told.code == 0, (each, told.err)
        ids += told.out.split()
    for kind, record in zip(("figures", "results", "families"), ids, strict=True):
        assert record in ask("list", kind, "--format", "ids", "--limit", "0", *db).out.split()
        assert shown(ask, db, record)["body"]["conference"] is None
    assert "Đã mở một văn phòng" in ask("show", DIRECTIVE, *db).out
    assert "Số biên bản ghi nhớ" in ask("export", "--format", "markdown", *db).out
    require_same_elsewhere(ask, db, ids)
