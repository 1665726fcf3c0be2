"""What is told of others' edits, on each engine; `tests/cli/test_on_both_engines` compares the rest."""

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.place import Place
from ngkt_tui.services import edit
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.views import NamedView, save_view
from tests.fixtures.stores import context_of

DIRECTIVES = ("hn-2031-03-05-01", "hn-2031-03-05-02")


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused_on_both(place: Place) -> None:
    context = context_of(place)
    edit.set_status(context, [DIRECTIVES[0]], Status.DOING)
    with pytest.raises(NgktError, match=r"(?i)changed|thay đổi|seen"):
        edit.set_status(context, [DIRECTIVES[0]], Status.DOING, seen={DIRECTIVES[0]: Status.BLOCKED})


def test_others_are_told_of_an_edit_and_not_of_ones_own(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    constant = "ngkt_tui.store.postgres.server_reader.MAX_SILENCE_SECONDS"
    monkeypatch.setattr(constant, 0.0)  # a server tells of it a moment later, and is asked here
    context = context_of(place)
    with Reader(context) as reader:
        assert reader.external_changes() is None
        own = edit.add_note(context, DIRECTIVES[0], "Một").group
        assert own is not None
        assert reader.external_changes([own]) is None
        edit.add_note(context, DIRECTIVES[1], "Hai")
        seen = reader.external_changes()
        assert seen is not None
        assert seen.records == (DIRECTIVES[1],)
        save_view(context, NamedView("Của tôi", "is:open"))
        assert reader.external_changes() is not None  # a view is no part of the history
        assert reader.external_changes() is None
