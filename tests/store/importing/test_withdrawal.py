"""Records that no digest holds any more: marked where somebody would miss them, else removed."""

from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.errors import InvalidDigestError
from ngkt_tui.store import edits, undo
from ngkt_tui.store.importing import ImportReport, Outcome
from tests.store.stores import LAN, SECOND, TODAY, digest_of, done, everything, found, rows, sample, standing, taken_in

LAST = "hn-2032-02-20-03"
REPEATED = "hn-2032-02-20-02"


def _without(path: Path, key: str, *ids: str, **options: Any) -> ImportReport:
    values = sample()
    values[key] = [each for each in values[key] if each["id"] not in ids]
    return taken_in(path, digest_of(values), **options)


def _withdrawn(path: Path) -> list[str]:
    return [record for (record,) in rows(path, "SELECT id FROM record WHERE withdrawn = 1 ORDER BY id")]


def test_a_record_that_nobody_touched_is_removed(store: Path) -> None:
    report = _without(store, "directives", LAST)
    assert report.ids(Outcome.REMOVED) == (LAST,)
    for table, column in (("record", "id"), ("directive", "id"), ("link", "record"), ("source", "record")):
        assert rows(store, f"SELECT * FROM {table} WHERE {column} = ?", LAST) == []
    assert found(store, "hn 2032 02 20 03") == []
    assert _withdrawn(store) == []


def test_a_record_with_a_users_edit_stays_marked_as_withdrawn(store: Path) -> None:
    done(store, lambda unit: edits.set_status(unit, (LAST,), Status.DONE, LAN, TODAY))
    report = _without(store, "directives", LAST)
    assert report.ids(Outcome.WITHDRAWN) == (LAST,)
    assert _withdrawn(store) == [LAST]
    assert standing(store, LAST)[0] == "done"
    assert found(store, "hn 2032 02 20 03") == [LAST]
    changes = rows(store, "SELECT record, field, before, after FROM change WHERE change_group = ?", report.group)
    assert changes == [(LAST, "withdrawn", "0", "1")]


def test_a_record_with_a_users_note_stays(store: Path) -> None:
    done(store, lambda unit: edits.add_note(unit, "nordlys", "gọi lại", LAN))
    assert _without(store, "companies", "nordlys").ids(Outcome.WITHDRAWN) == ("nordlys",)


def test_a_record_whose_edit_was_undone_stays_with_its_history(store: Path) -> None:
    done(store, lambda unit: edits.set_status(unit, (LAST,), Status.DONE, LAN, TODAY))
    done(store, lambda unit: undo.undo(unit, LAN))
    assert _without(store, "directives", LAST).ids(Outcome.WITHDRAWN) == (LAST,)


def test_a_record_that_another_digest_refers_to_stays(store: Path) -> None:
    taken_in(store, SECOND)
    report = _without(store, "directives", REPEATED)
    assert report.ids(Outcome.WITHDRAWN) == (REPEATED,)
    assert rows(store, "SELECT how FROM link WHERE target = ?", REPEATED) == [("raised",)]


def test_what_a_record_that_stays_refers_to_stays_too(store: Path) -> None:
    done(store, lambda unit: edits.set_status(unit, (LAST,), Status.DONE, LAN, TODAY))
    values = sample()
    values["directives"] = [each for each in values["directives"] if each["id"] != LAST]
    values["figures"] = [each for each in values["figures"] if each["id"] != "so-du-an-2032"]
    values["themes"] = [each for each in values["themes"] if each["id"] != "cd-cong-nghe"]
    report = taken_in(store, digest_of(values))
    assert set(report.ids(Outcome.WITHDRAWN)) == {LAST, "so-du-an-2032", "cd-cong-nghe"}
    assert report.ids(Outcome.REMOVED) == ()


def test_a_whole_conference_with_its_directives_is_removed_where_nobody_touched_it(store: Path) -> None:
    values = sample()
    gone = {"hn-2032-02-20", LAST, REPEATED, "hn-2032-02-20-01", "so-du-an-2032", "kq-ket-thuc-mercosur"}
    for key in ("conferences", "directives", "figures", "results"):
        values[key] = [each for each in values[key] if each["id"] not in gone]
    for official in values["officials"]:
        for post in official["posts"]:
            post["conferences"] = [each for each in post["conferences"] if each != "hn-2032-02-20"]
        official["posts"] = [post for post in official["posts"] if post["conferences"]]
    values["officials"] = [official for official in values["officials"] if official["posts"]]
    for key, entries in (("agreements", "observations"), ("markets", "mentions")):
        for record in values[key]:
            record[entries] = [each for each in record[entries] if each["conference"] != "hn-2032-02-20"]
        values[key] = [record for record in values[key] if record[entries]]
    for directive in values["directives"]:
        directive["markets"] = [each for each in directive.get("markets", ()) if each != "tt-tay-phi"]
    report = taken_in(store, digest_of(values))
    assert gone <= set(report.ids(Outcome.REMOVED))
    assert _withdrawn(store) == []


def test_coming_back_takes_the_mark_away(store: Path) -> None:
    done(store, lambda unit: edits.set_status(unit, (LAST,), Status.DONE, LAN, TODAY))
    before = everything(store, "change", "change_group", "contribution", "digest")
    _without(store, "directives", LAST)
    report = taken_in(store, digest_of(sample()))
    assert report.ids(Outcome.JOINED) == (LAST,)
    assert everything(store, "change", "change_group", "contribution", "digest") == before
    changes = rows(store, "SELECT record, field, before, after FROM change WHERE change_group = ?", report.group)
    assert changes == [(LAST, "withdrawn", "1", "0")]


def test_a_record_that_stayed_for_anothers_sake_goes_with_it(store: Path) -> None:
    taken_in(store, SECOND)
    _without(store, "directives", REPEATED)
    smaller = SECOND.model_copy(update={"directives": SECOND.directives[:1]})
    taken_in(store, smaller)
    assert rows(store, "SELECT id FROM record WHERE id = ?", REPEATED) == []


def test_a_record_that_another_digest_holds_too_only_loses_what_this_one_gave(store: Path) -> None:
    taken_in(store, SECOND)
    smaller = SECOND.model_copy(update={"agreements": (), "officials": ()})
    report = taken_in(store, smaller)
    assert set(report.ids(Outcome.CHANGED)) == {"fta-mercosur", "tran-minh-khoi"}
    assert rows(store, "SELECT count(*) FROM observation WHERE agreement = 'fta-mercosur'") == [(2,)]
    assert _withdrawn(store) == []


def test_a_digest_does_not_take_away_what_another_one_builds_on(store: Path) -> None:
    taken_in(store, SECOND)
    before = everything(store)
    with pytest.raises(InvalidDigestError):
        _without(store, "officials", "tran-minh-khoi")
    assert everything(store) == before


def test_withdrawing_again_changes_nothing(store: Path) -> None:
    done(store, lambda unit: edits.set_status(unit, (LAST,), Status.DONE, LAN, TODAY))
    _without(store, "directives", LAST)
    before = everything(store)
    assert _without(store, "directives", LAST).group is None
    assert everything(store) == before


def test_a_withdrawn_record_can_still_be_edited_and_undone(store: Path) -> None:
    done(store, lambda unit: edits.set_status(unit, (LAST,), Status.DONE, LAN, TODAY))
    _without(store, "directives", LAST)
    done(store, lambda unit: undo.undo(unit, LAN))
    assert standing(store, LAST)[0] == "unrated"
