"""The worked example of the guide is sound, proven, and can be taken in."""

import io
import re
from pathlib import Path

from ngkt_tui.cli.invocation import Terminal
from ngkt_tui.cli.main import answer
from ngkt_tui.cli.streams import Output
from ngkt_tui.digest.load import load
from ngkt_tui.digest.proof import ArticleFolder, verify_digest
from tests.digest.reading import check_file

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLE = DOCS / "example" / "mau.yaml"


def test_the_example_stands_in_the_guide_letter_for_letter() -> None:
    shown = re.search(r"<!-- example -->\n```yaml\n(.*?)```", (DOCS / "digest.md").read_text("utf-8"), re.DOTALL)
    assert shown is not None
    assert shown[1] == EXAMPLE.read_text("utf-8")


def test_the_example_has_no_fault_and_only_the_warnings_that_the_guide_explains() -> None:
    examination = check_file(EXAMPLE, strict=True)
    assert examination.faults == ()
    assert {fault.key for fault in examination.advice} == {"no-lead"}  # of the other directive the addressee is named


def test_every_term_of_the_example_stands_in_its_paragraph() -> None:
    proof = verify_digest(load(EXAMPLE).draft.entries(), ArticleFolder(DOCS / "example"))
    assert proof.complete
    assert proof.terms.denominator > 10


def printed(folder: Path, *arguments: str) -> str:
    """Return what a command prints that works on a store in `folder`, which has the packaged digest first."""
    out, err = io.StringIO(), io.StringIO()
    environ = {"NGKT_DB": str(folder / "store.sqlite"), "NGKT_LANG": "en", "NGKT_BY": "lan"}
    assert answer(arguments, environ, Terminal(Output(out), Output(err), has_keys=False)) == 0, err.getvalue()
    return out.getvalue()


def test_the_example_can_be_taken_in_after_a_rehearsal(tmp_path: Path) -> None:
    for arguments in (["import", str(EXAMPLE), "--dry-run"], ["import", str(EXAMPLE)]):
        printed(tmp_path, *arguments)
    assert "Draft a scheme for exporting rice to North Africa" in printed(tmp_path, "show", "hn-2030-03-05-01")


def test_an_agency_that_no_article_names_can_be_put_in_charge_as_the_guide_says(tmp_path: Path) -> None:
    guide = (DOCS / "digest.md").read_text("utf-8")
    shown = re.search(r"## An agency that no article names.*?```yaml\n(.*?)```", guide, re.DOTALL)
    assert shown is not None
    digest = tmp_path / "co-quan.yaml"
    digest.write_text(shown[1], encoding="utf-8")
    printed(tmp_path, "import", str(digest))
    printed(tmp_path, "set", "hn-2024-07-18-07", "--lead", "bct")
    assert "hn-2024-07-18-07" in printed(tmp_path, "list", "directives", "lead:bct")


def test_the_seed_points_editors_to_the_schema() -> None:
    first = (DOCS.parent / "data" / "seed.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../docs/digest-schema.json"


def test_the_packaged_digest_has_only_the_warnings_that_the_guide_gives_with_their_numbers() -> None:
    advice = check_file(DOCS.parent / "data" / "seed.yaml", strict=True).advice
    counts = {fault.key: fault.values["count"] for fault in advice}
    assert set(counts) == {"no-addressee", "no-lead"}
    guide = (DOCS / "digest.md").read_text("utf-8")
    assert f"{counts['no-addressee']} name nobody and {counts['no-lead']} no lead agency" in guide
