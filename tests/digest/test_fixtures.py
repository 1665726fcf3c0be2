"""The sample digests, on which the other tests build, are valid, complete and proven."""

from pathlib import Path

import pytest

from ngkt_tui.digest.contributions import ExternalRecords
from ngkt_tui.digest.load import load
from ngkt_tui.digest.proof import ArticleFolder, verify_digest
from ngkt_tui.domain.enums import DirectiveKind, RecordKind
from tests.digest.reading import check_file
from tests.digest.writing import ARTICLES, SAMPLE, SCHEMA_TWO, SECOND


def test_the_sample_has_no_fault_and_names_nothing_twice() -> None:
    examined = check_file(SAMPLE)
    assert (examined.faults, examined.unchecked, examined.look_alikes) == ((), (), ())


@pytest.mark.parametrize("path", [SECOND, SCHEMA_TWO])
def test_the_later_samples_have_no_fault_beside_the_first(path: Path) -> None:
    examined = check_file(path, ExternalRecords.of([load(SAMPLE).digest]))
    assert (examined.faults, examined.unchecked, examined.look_alikes) == ((), (), ())


def test_the_sample_holds_every_kind_of_record_and_of_directive() -> None:
    digest = load(SAMPLE).digest
    assert {record.kind_of_record for record in digest.all_records()} == set(RecordKind)
    assert {each.kind for each in digest.directives} == set(DirectiveKind)


@pytest.mark.parametrize("path", [SAMPLE, SECOND, SCHEMA_TWO])
def test_the_samples_are_proven_by_their_articles(path: Path) -> None:
    proof = verify_digest(load(path).draft.entries(), ArticleFolder(ARTICLES))
    assert proof.complete
    assert proof.terms.numerator == proof.terms.denominator > 0


def test_brackets_in_a_text_stay_letter_for_letter() -> None:
    directive = next(each for each in load(SAMPLE).digest.directives if each.id == "hn-2031-09-12-02")
    assert directive.text is not None
    assert directive.text.vi == "Chủ động, không chờ đợi [/x] [red]đỏ[/red] [@click=app.bell]x"
