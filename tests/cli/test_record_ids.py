"""`add` and `correct`: ids that are taken, records of no conference, and what a digest could not say."""

from tests.cli.conftest import Ask
from tests.cli.test_record_entry import BCT, DIRECTIVE, db, require_same_elsewhere, shown

__all__ = ["db"]
HELD = "hn-2024-07-18"
MARKET = ("add", "market", "--name", "Khối Mẫu", "--kind", "bloc", "--stance", "expand")


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
        answer = ask("add", *each, *db)
        assert answer.code == 0, (each, answer.err)
        ids += answer.out.split()
    for kind, record in zip(("figures", "results", "families"), ids, strict=True):
        assert record in ask("list", kind, "--format", "ids", "--limit", "0", *db).out.split()
        assert shown(ask, db, record)["body"]["conference"] is None
    assert "Đã mở một văn phòng" in ask("show", DIRECTIVE, *db).out
    assert "Số biên bản ghi nhớ" in ask("export", "--format", "markdown", *db).out
    require_same_elsewhere(ask, db, ids)


def test_what_an_exported_digest_could_not_say_is_refused(ask: Ask, db: tuple[str, str]) -> None:
    """A digest of what users made that `check` refuses could be taken in nowhere."""
    held = ("--conference", HELD)
    ask("add", "result", "--text", "Đã ký", *held, "--answers", "hn-2024-04-02-01", *db)  # which rests on the day
    cases = {
        "5 items": ("add", "family", "--name", "Hai", "--items", DIRECTIVE, "--printed-count", "5", *held),
        "cannot contain": (*MARKET, "--within", "tt-australia", *held),
        "given later": ("add", "directive", "--text", "Việc", "--conference", "hn-2022-09-19", "--repeats", DIRECTIVE),
        "before the start": (
            "correct",
            "hn-2024-02-22-03",
            "--horizon-start",
            "2025-01-01",
            "--horizon-end",
            "2024-01-01",
        ),
        "“horizon” is missing": ("correct", DIRECTIVE, "--horizon-end", "2024-01-01"),
        "“next-step” is missing": ("correct", "fta-moi", "--next-step-en", "sign"),
        "same conference": ("correct", DIRECTIVE, "--repeats", "hn-2024-07-18-08"),
        "given later (2024-04-02)": ("correct", HELD, "--date", "2023-07-18"),
    }
    for why, arguments in cases.items():
        answer = ask(*arguments, *db)
        assert (answer.code, answer.out, why in answer.err) == (1, "", True), answer.err


def test_corrected_items_are_counted_in_place_of_those_of_the_digest(ask: Ask, db: tuple[str, str]) -> None:
    """The source prints that there are three, and there are three when they are corrected."""
    family = "nhom-3-phat-huy"
    answer = ask("correct", family, *("--items", "một", "--items", "hai", "--items", "ba"), *db)
    assert answer.code == 0, answer.err
    require_same_elsewhere(ask, db, [family])
