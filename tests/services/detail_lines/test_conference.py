"""A conference tells its families with their items, and what articles on it tell differently."""

from pathlib import Path

from ngkt_tui.query.detail.bodies import ConferenceDetail
from ngkt_tui.services.detail_lines import load_detail
from ngkt_tui.services.detail_lines.lines import split_at_headings
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import context_of, make_packaged_store
from tests.services.detail_lines.test_detail import EN, MARCH, below, entries, texts_of


def test_a_conference_tells_its_families_with_their_items(reader: Reader) -> None:
    lines = below(texts_of(reader, MARCH, EN), "Families named")
    assert lines[0] == "Three focal points"
    assert lines[1].startswith("1. ")
    assert {each.target for each in entries(reader, MARCH, EN) if each.text.startswith("1. ")} <= {
        row.id for row in load_detail(reader, MARCH).directives.values()
    }


def test_what_articles_tell_differently_stands_below_each_other_and_leads_on(tmp_path: Path) -> None:
    """Of the packaged digest: two articles on the conference of July 2024."""
    context = context_of(make_packaged_store(tmp_path / "ngkt.sqlite"))
    with Reader(context) as packaged:
        detail = load_detail(packaged, "hn-2024-07-18").detail.body
        lines = entries(packaged, "hn-2024-07-18")
    assert isinstance(detail, ConferenceDetail)
    pairs = {(first.record.id, second.record.id) for first, second in detail.versions}
    assert ("hn-2024-07-18-07", "hn-2024-07-18-20") in pairs
    assert all(first.outlet != second.outlet for first, second in detail.versions)
    assert {each.record.id for each in detail.remarks} == {"hn-2024-07-18", "fta-cam-ket-thoa-thuan"}
    (section,) = (each for each in split_at_headings(lines) if each.title == "Các bài viết khác nhau")
    assert [each.target for each in section.lines[:2]] == [each.record.id for each in detail.versions[0]]
    assert {each.label for each in section.lines} - {None} == {each.outlet for pair in detail.versions for each in pair}
