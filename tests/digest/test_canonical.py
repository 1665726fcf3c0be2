"""What a digest says of each record, in the form that the store keeps."""

import json

from ngkt_tui.digest.checks.references import targets, uses
from ngkt_tui.digest.contributions import canonical_fields, contributions
from ngkt_tui.digest.load import load
from ngkt_tui.digest.model.whole_digest import LISTS
from tests.digest.writing import HEAD, SAMPLE, loaded


def test_every_record_has_one_contribution_in_file_order() -> None:
    digest = load(SAMPLE).digest
    given = list(contributions(digest))
    assert [each.record for each in given] == [record.id for record in digest.all_records()]
    assert [each.ordinal for each in given] == list(range(len(given)))
    assert [each.kind for each in given] == [record.kind_of_record for record in digest.all_records()]


def test_a_body_holds_only_what_is_given_with_sorted_keys_and_dates_as_text() -> None:
    digest = loaded(HEAD.replace("date: 2032-01-01", "date: null")).digest
    bodies = {each.record: each.body for each in contributions(digest)}
    assert bodies["hn-1"] == (
        '{"date":"2031-01-01","id":"hn-1","kind":"conference",'
        '"sources":[{"article":"a","para":[1],"terms":["x"]}],"title":{"vi":"Một"}}'
    )
    assert "date" not in json.loads(bodies["hn-2"])


def test_the_order_of_keys_in_the_file_changes_no_body() -> None:
    one = loaded(f"{HEAD}themes: [{{id: t, name: {{vi: x, en: y}}, notes: {{vi: z}}}}]")
    other = loaded(f"{HEAD}themes: [{{notes: {{vi: z}}, name: {{en: y, vi: x}}, id: t}}]")
    assert list(contributions(one.digest)) == list(contributions(other.digest))


def test_the_lists_of_a_digest_hold_the_kinds_in_the_order_of_taking_in() -> None:
    digest = load(SAMPLE).digest
    for key, kind in LISTS.items():
        assert digest.records(kind) == getattr(digest, key)


def test_a_body_names_the_same_records_as_its_record() -> None:
    for record in load(SAMPLE).digest.all_records():
        named = [(target, kinds) for _, target, kinds in uses(record, ())]
        assert list(targets(type(record), canonical_fields(record))) == named
