"""The same filter leaves the same rows wherever it is used: dashboard, list, export, saved view, and plain Python."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.query.filter import parse
from ngkt_tui.report.formats import Format
from ngkt_tui.services.browse import browse
from ngkt_tui.services.edit import add_note, edit_fields, set_status
from ngkt_tui.services.pane_lists import DIRECTIVES, RECOMMENDATIONS, open_lists
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.summary import exported
from ngkt_tui.services.views import NamedView, find_view, save_view
from tests.fixtures.examples import examples
from tests.fixtures.stores import context_of, make_sample_store, sqlite_of
from tests.query.plain_evaluation import PlainStore

TERMS = (
    "thi truong", "đàm phán", '"thị trường"', "mo rong", "doanh", "bo", "hoà", "is:open", "is:repeated", "is:noted",
    "is:silent", "status:done", "status:unrated,doing", "tt:blocked", "kind:task,target", "loai:recommendation",
    "due:none", "due:overdue", "due:any", "lead:none", "theme:none", "market:none", "hn:2031", "conf:2031-03-05",
    "importance:none", "is:evidenced",
)  # fmt: skip
ORDERS = ("", "sort:due", "sort:-status", "xep:conf", "sort:age")

filters = st.builds(
    lambda terms, order: " ".join([*(sign + term for sign, term in terms), order]).strip(),
    st.lists(st.tuples(st.sampled_from(("", "", "-")), st.sampled_from(TERMS)), max_size=4),
    st.sampled_from(ORDERS),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_sample_store(tmp_path_factory.mktemp("same") / "ngkt.sqlite")
    context = context_of(path)
    with Reader(context) as reader:
        ids = in_list(reader, "")
    for status, record in zip(("done", "doing", "blocked", "dropped"), ids, strict=False):
        set_status(context, [record], Status(status), why="chờ ý kiến")
    add_note(context, ids[1], "đàm phán tiếp")
    edit_fields(context, ids[:2], FieldUpdates(due=date(2024, 1, 31)))
    return path


def in_panes(reader: Reader, text: str) -> list[str]:
    lists = open_lists(reader, (DIRECTIVES, RECOMMENDATIONS), text, ())
    return [row.id for each in lists if each is not None for row in each.between(0, None)]


def in_list(reader: Reader, text: str) -> list[str]:
    return [row.id for row in browse(reader, RecordKind.DIRECTIVE, text, 0).rows]


@given(text=filters)
@settings(
    max_examples=examples(60),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_filter_leaves_the_same_rows_everywhere(store: Path, text: str) -> None:
    context = context_of(store)
    with Reader(context) as reader:
        try:
            reader.compile_filter(RecordKind.DIRECTIVE, parse(text, RecordKind.DIRECTIVE))
        except FilterError:
            return
        save_view(context, NamedView("v", text), may_replace=True)
        shown, listed = in_panes(reader, text), in_list(reader, text)
        viewed = in_list(reader, find_view(reader, "v", Language.VI).filter)
        with reader.connection() as connection:
            plain = PlainStore(sqlite_of(connection), context.today()).left(parse(text, RecordKind.DIRECTIVE))
    report = json.loads("".join(exported(context, Format.JSON, text)))
    written = [each["id"] for held in report["conferences"] for each in held["directives"]]
    assert shown == listed == viewed
    assert sorted(listed) == sorted(plain)
    assert sorted(written) == sorted(listed)
