"""Rates are over what can be followed and say so; spirit is told beside them; nature and product are columns."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.services import edit
from ngkt_tui.services.digest_store import import_digest
from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each
from tests.fixtures.stores import SAMPLE, context_of, make_sample_store

CONFERENCE = "hn-2033-01-10"
DONE, SPIRIT = f"{CONFERENCE}-01", f"{CONFERENCE}-03"
EN = {"NGKT_TODAY": "2033-02-01", "NGKT_LANG": "en"}
VI = {**EN, "NGKT_LANG": "vi"}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with a directive of each nature, to be copied; the deliverable and the one of spirit are done."""
    path = make_sample_store(tmp_path_factory.mktemp("judged") / "store.sqlite")
    import_digest(context_of(path), SAMPLE.with_name("schema2.yaml"))
    edit.set_status(context_of(path), [DONE, SPIRIT], Status.DONE)
    return path


@pytest.fixture(autouse=True)
def store(judged: Path, home: Path) -> Path:
    return Path(shutil.copy(judged, home / "store.sqlite"))


def exported(ask: Ask) -> dict[str, Any]:
    answer = ask("export", "--format", "json", env=EN)
    assert answer.code == 0, answer.err
    return dict(json.loads(answer.out))


def test_the_summary_says_what_its_rates_are_shares_of_and_what_they_leave_out(ask: Ask) -> None:
    answer = ask("export", "--format", "text", "--brief", env=VI)
    assert "Hoàn thành 1/14 chỉ đạo theo dõi được (đạt 7%); không tính 1 tinh thần" in answer.out
    assert "% trên 14 chỉ đạo theo dõi được" in answer.out
    assert "không tính vào tỷ lệ" in answer.out
    assert "1/2 hoàn thành; không tính 1 tinh thần" in answer.out  # of the one conference
    english = ask("export", "--format", "text", "--brief", env=EN).out
    assert "Directives done: 1 of 14 that can be followed (7%); 1 of spirit not counted" in english
    assert "1/2 done; 1 of spirit not counted" in english


@pytest.mark.parametrize("form", ["markdown", "html", "svg"])
def test_every_format_tells_it(ask: Ask, form: str) -> None:
    answer = ask("export", "--format", form, env=EN).out.replace("&#160;", " ")
    assert "1 of 14 that can be followed" in " ".join(answer.split())


def test_the_summary_in_the_terminal_tells_it(ask: Ask) -> None:
    assert "1 of spirit not counted" in " ".join(ask("summary", "--brief", env=EN).out.split())


def test_the_cells_add_up_to_all_directives_with_spirit_among_them(ask: Ask) -> None:
    form = exported(ask)["counting_form"]
    assert (form["spirit"], form["followed"], form["total"]) == (1, 14, 15)
    cells = {name: count for name, count in form.items() if name not in ("total", "followed")}
    assert sum(cells.values()) == form["total"]


def test_spirit_never_asks_for_a_decision(ask: Ask) -> None:
    assert ask("set", SPIRIT, "--status", "blocked", "--why", "x", env=EN).code == 0
    assert SPIRIT not in json.dumps(exported(ask)["attention"])


def test_exports_have_nature_and_product(ask: Ask) -> None:
    table = csv.DictReader(io.StringIO(ask("export", "--format", "csv", env=EN).out.removeprefix("\ufeff")))
    natures = {row["id"]: (row["nature"], row["product"]) for row in table}
    assert natures[DONE] == ("deliverable", "a container terminal plan")
    assert natures[SPIRIT] == ("spirit", "")
    assert natures["hn-2031-03-05-01"] == ("nature not judged", "")
    lines = {line["id"]: line for each in exported(ask)["conferences"] for line in each["directives"]}
    assert lines[DONE]["product"] == "a container terminal plan"


def test_lists_have_nature_and_product(ask: Ask) -> None:
    answer = ask("list", "directives", "nature:deliverable", "--format", "json", env=EN)
    (row,) = json.loads(answer.out)
    assert (row["id"], row["nature"], row["product_vi"]) == (DONE, "deliverable", "quy hoạch bến container")


@for_each(
    ("typed", "count"),
    [
        ("nature:spirit", 1),
        ('tinhchat:"tinh thần"', 1),
        ("tinhchat:tinh", 1),
        ('nature:"thường xuyên",deliverable', 2),
        ("nature:unjudged", 13),
        ("-nature:unjudged", 3),
        ("cell:spirit", 1),
    ],
)
def test_nature_is_a_field_of_the_filter_in_both_languages(ask: Ask, typed: str, count: int) -> None:
    answer = ask("list", "directives", typed, "--format", "ids", env=EN)
    assert len(answer.out.split()) == count, answer.err


def test_agencies_and_conferences_tell_spirit_beside_what_is_open(ask: Ask) -> None:
    agencies = {row["id"]: row for row in json.loads(ask("list", "agencies", "--format", "json", env=EN).out)}
    assert agencies["cac-tinh"]["spirit"] == 0
    assert "spirit" in ask("list", "agencies", "--format", "csv", env=EN).out.splitlines()[0]
    (conference,) = json.loads(ask("list", "conferences", f"conf:{CONFERENCE}", "--format", "json", env=EN).out)
    assert (conference["directives"], conference["spirit"], conference["done"]) == (3, 1, 1)
    assert "1/2 +1 spirit" in ask("list", "conferences", f"conf:{CONFERENCE}", env=EN).out
    assert "1/2 +1 tinh thần" in ask("list", "conferences", f"conf:{CONFERENCE}", env=VI).out


def own_product(ask: Ask, typed: str) -> None:
    answer = ask("set", DONE, "--product", typed, env=EN)
    assert answer.code == 0, answer.err


@pytest.mark.parametrize("none", ["", "none", "không"])
def test_a_product_of_ones_own_counts_until_it_is_taken_away(ask: Ask, none: str) -> None:
    own_product(ask, " Quyết định phê duyệt ")
    (row,) = json.loads(ask("list", "directives", "product:quyet", "--format", "json", env=EN).out)
    assert (row["id"], row["own_product"], row["product_vi"]) == (
        DONE, "Quyết định phê duyệt", "quy hoạch bến container",
    )  # fmt: skip
    lines = {line["id"]: line for each in exported(ask)["conferences"] for line in each["directives"]}
    assert lines[DONE]["product"] == "Quyết định phê duyệt"
    own_product(ask, none)
    lines = {line["id"]: line for each in exported(ask)["conferences"] for line in each["directives"]}
    assert lines[DONE]["product"] == "a container terminal plan"


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv"])
def test_every_summary_has_the_product_of_ones_own(ask: Ask, form: str) -> None:
    own_product(ask, "Quyết định phê duyệt")
    text = ask("export", "--format", form, env=EN).out
    assert "Quyết định phê duyệt" in text
    assert "a container terminal plan" not in text


def test_a_product_of_ones_own_is_marked_in_the_detail_beside_that_of_the_digest(ask: Ask) -> None:
    own_product(ask, "Quyết định phê duyệt")
    lines = [" ".join(line.split()) for line in ask("show", DONE, env=EN).out.splitlines()]
    assert "Product Quyết định phê duyệt · given by a user" in lines
    assert "Product in the source a container terminal plan" in lines
    vi = [" ".join(line.split()) for line in ask("show", DONE, env=VI).out.splitlines()]
    assert "Sản phẩm Quyết định phê duyệt · do người dùng đặt" in vi
    assert "Sản phẩm theo nguồn quy hoạch bến container" in vi
    body = json.loads(ask("show", DONE, "--format", "json", env=EN).out)["body"]
    assert (body["product"]["vi"], body["digest_product"]["en"], body["own_product"]) == (
        "Quyết định phê duyệt", "a container terminal plan", "Quyết định phê duyệt",
    )  # fmt: skip


def test_a_product_of_ones_own_equal_to_the_digests_stands_once(ask: Ask) -> None:
    own_product(ask, "a container terminal plan")
    text = ask("show", DONE, env=EN).out
    assert text.count("a container terminal plan") == 1 + text.count("product: – → a container terminal plan")


def test_a_product_is_told_in_the_history_and_undone(ask: Ask) -> None:
    own_product(ask, "Quyết định phê duyệt")
    assert "product: – → Quyết định phê duyệt" in ask("history", DONE, env=EN).out
    assert "sản phẩm: – → Quyết định phê duyệt" in ask("history", DONE, env=VI).out
    ask("undo", env=EN)
    assert ask("list", "directives", "sanpham:quyet", "--format", "ids", env=EN).out == ""
    ask("redo", env=EN)
    assert ask("list", "directives", "sanpham:quyet", "--format", "ids", env=EN).out.split() == [DONE]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("phê duyệt", True),
        ('product:"quyết định phê"', True),
        ("san-pham:phe", True),
        ("sản-phẩm:QUYẾT", True),
        ("product:quyềt", False),
        ("product:container", False),
        ("-product:none", True),
        ("sanpham:không", False),
        ("product:none", False),
    ],
)
def test_a_product_of_ones_own_is_what_is_found(ask: Ask, typed: str, is_found: bool) -> None:
    own_product(ask, "Quyết định phê duyệt")
    assert (DONE in ask("list", "directives", typed, "--format", "ids", env=EN).out.split()) is is_found


def test_a_filter_by_product_without_letters_is_refused(ask: Ask) -> None:
    answer = ask("list", "directives", "product:--", env=EN)
    assert (answer.code, "no letter or digit" in answer.err) == (2, True)


def test_a_nature_of_ones_own_moves_the_rates_and_is_told_beside_the_digest_s(ask: Ask) -> None:
    answer = ask("set", DONE, SPIRIT, "--nature", "ongoing", "--confirms", "bng", env=EN)
    assert answer.out.startswith("2 records: nature: none → ongoing; who confirms: none → MOFA"), answer.err
    assert exported(ask)["counting_form"]["spirit"] == 0
    rows = json.loads(ask("list", "directives", "nature:ongoing", "-clear:confirms", "--format", "json", env=EN).out)
    assert {row["id"]: (row["own_nature"], row["confirms"]) for row in rows} == dict.fromkeys(
        (DONE, SPIRIT), ("ongoing", ["bng"])
    )
    assert "due" in rows[0]["lacks"]
    assert ask("set", SPIRIT, "--nature", "none", "--confirms", "none", env=EN).code == 0
    assert exported(ask)["counting_form"]["spirit"] == 1
    assert ask("set", SPIRIT, "--nature", "holy", env=EN).code == 2
