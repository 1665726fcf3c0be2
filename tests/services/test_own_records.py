"""Records that users make, from the service on: what is told of them, what is read of them, what a file may not be."""

from pathlib import Path

import pytest

from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.domain.enums import OWN_DIGEST, Language, RecordKind
from ngkt_tui.domain.errors import EditRefusedError, InvalidDigestError
from ngkt_tui.domain.words import translate
from ngkt_tui.query.totals import DashboardTotals
from ngkt_tui.services.change_text import MAX_TOLD
from ngkt_tui.services.context import Context
from ngkt_tui.services.detail_lines import build_detail, formatter_of, load_detail
from ngkt_tui.services.digest_store import digest_text, import_digest, remove_digest
from ngkt_tui.services.edit import EditMessage, create_record, create_records, delete_record, redo, undo
from ngkt_tui.services.overview import count_directives
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import SAMPLE

OWN = "viec-1"
VALUES = {
    "id": OWN,
    "conference": "hn-2031-03-05",
    "kind": "task",
    "issuers": ["tran-minh-khoi"],
    "text": {"vi": "Lập danh mục kho lạnh", "en": "List the cold stores"},
}


def sentence(edited: EditMessage, language: Language = Language.EN) -> str:
    return translate(language, edited.sentence, **edited.values)


def made(context: Context) -> EditMessage:
    return create_record(context, RecordKind.DIRECTIVE, VALUES)


def test_making_deleting_undo_and_redo_say_what_they_did(context: Context) -> None:
    edited = made(context)
    assert edited.records == (OWN,)
    assert sentence(edited) == f"{OWN}: record added: List the cold stores"
    assert sentence(edited, Language.VI) == f"{OWN}: thêm mục: Lập danh mục kho lạnh"
    assert "record removed: List the cold stores" in sentence(delete_record(context, OWN))
    assert "record added: List the cold stores" in sentence(undo(context))
    assert "record removed: List the cold stores" in sentence(redo(context))


def test_a_record_is_read_like_any_other_and_says_who_made_it(context: Context) -> None:
    made(context)
    with Reader(context) as reader:
        texts = build_detail(load_detail(reader, OWN), formatter_of(context))
        (group,) = reader.history(OWN)
    lines = [line.text for line in texts]
    assert any("List the cold stores" in line or "Lập danh mục" in line for line in lines)
    assert any(translate(context.language, "digest.own") in line for line in lines)
    assert (group.kind, [change.field for change in group.changes]) == ("edit", ["record"])


def test_what_users_made_is_counted_apart(context: Context) -> None:
    before = counted(context)
    made(context)
    assert (before.own, counted(context).own) == (0, 1)
    assert counted(context).form.total == before.form.total + 1
    delete_record(context, OWN)
    assert counted(context).own == 0


def counted(context: Context) -> DashboardTotals:
    with Reader(context) as reader:
        return count_directives(reader).whole


def test_what_is_refused_is_told_in_words(context: Context) -> None:
    with pytest.raises(EditRefusedError) as refused:
        create_record(context, RecordKind.DIRECTIVE, {**VALUES, "conference": "hn-2031-03-06"})
    assert "hn-2031-03-06" in str(refused.value)
    with pytest.raises(EditRefusedError) as refused:
        delete_record(context, "hn-2031-03-05-01")
    assert "can be deleted" in str(refused.value)


def test_a_file_with_the_reserved_id_is_refused_with_its_line(context: Context, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(SAMPLE.read_text("utf-8").replace("id: mau-2031", "id: own", 1), "utf-8")
    with pytest.raises(InvalidDigestError) as refused:
        import_digest(context, path)
    (fault,) = refused.value.faults
    assert isinstance(fault, Diagnostic)
    assert "own.yaml:3:7: The id “own” is kept for what the users of a store make." in fault.render(Language.EN)


def test_what_users_made_is_written_as_a_digest_and_not_removed_as_one(context: Context) -> None:
    made(context)
    text = "".join(digest_text(context, OWN_DIGEST))
    assert "Lập danh mục kho lạnh" in text
    with pytest.raises(InvalidDigestError):
        remove_digest(context, OWN_DIGEST)
    with Reader(context) as reader:
        assert reader.detail(OWN).digests == (OWN_DIGEST,)


def test_of_many_records_the_first_are_told_and_the_others_counted(context: Context) -> None:
    many = [(RecordKind.THEME, {"id": f"cd-{number}", "name": {"vi": f"Việc {number}"}}) for number in range(100)]
    edited = create_records(context, many)
    assert sentence(edited).count("record added") == MAX_TOLD
    assert sentence(undo(context)).count("record removed") == MAX_TOLD
    assert f"{100 - MAX_TOLD} more" in sentence(edited)
