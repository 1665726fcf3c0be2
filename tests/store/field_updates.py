"""What two actors may change of records, for random sequences of edits."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from ngkt_tui.domain.enums import Assessment, Stage, Status
from ngkt_tui.domain.user_fields import UNSET, FieldUpdates

DIRECTIVES = ("hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-09-12-01", "hn-2032-02-20-03")
AGREEMENTS = ("fta-mercosur", "fta-doi-tac-so")
MARKETS = ("tt-bac-au", "tt-na-uy")
OTHERS = ("hn-2031-03-05", "le-thu-ha", "nordlys")
ACTORS = st.sampled_from(["lan", "hùng"])
TEXTS = st.sampled_from(["gọi lại", "chờ ý kiến"])
REFERENCES = st.sampled_from(["77/NQ-CP", "https://example.org/1"])
AGENCIES = st.sampled_from([UNSET, None, ("bct",), ("bng", "cqdd")])

ENTRIES = st.sampled_from(
    [
        ("progress", '{"made_on":"2032-08-20","text":"đã họp"}'),
        ("step", '{"text":"gửi dự thảo","who":"bct","due":"2032-09-30"}'),
        ("step", '{"text":"gửi dự thảo"}'),
        ("declined", '{"result":"kq-bao-cao-gao","why":"việc khác"}'),
        ("reminder", '{"sent_on":"2032-08-25","level":"1","agency":"bct","number":"15/CV","reply_by":"2032-08-31"}'),
        ("reply", '{"replied_on":"2032-08-28","text":"sẽ báo cáo","reminder":"1"}'),
        ("agency_report", '{"made_on":"2032-08-28","agency":"bct","aspect":"result","text":"đã trình"}'),
        ("thread_link", '{"directive":"hn-2031-09-12-01","kind":"same"}'),
    ]
)
WATCHED = st.sampled_from(
    [
        ("watch", '{"product":"gạo","measure":"điều tra tự vệ","next_on":"2032-10-01"}'),
        ("watch", '{"product":"cá","measure":"hạn ngạch","directive":"hn-2031-03-05-01"}'),
    ]
)

UPDATES_OF_DIRECTIVES = {
    "status": st.sampled_from([None, None, *Status]),
    "why": TEXTS,
    "due": st.sampled_from([UNSET, None, date(2032, 12, 31), date(2033, 1, 31)]),
    "product": st.sampled_from([UNSET, None, "Đề án", "Kế hoạch"]),
    "importance": st.sampled_from([UNSET, None, 1, 3]),
    "nature": st.sampled_from([UNSET, None, "ongoing", "spirit"]),
    "confirms": AGENCIES,
    "transfer": AGENCIES,
    "entries": st.lists(ENTRIES, max_size=2).map(tuple),
    **dict.fromkeys(("lead", "coordinating"), AGENCIES),
    "evidence": st.lists(REFERENCES, max_size=2).map(tuple),
    "note": st.none() | TEXTS,
}
UPDATES_OF_AGREEMENTS = {
    "stage": st.none() | st.sampled_from(Stage),
    "stage_on": st.sampled_from([None, date(2032, 2, 29)]),
    "next_step": st.none() | TEXTS,
    "note": st.none() | TEXTS,
}
UPDATES_OF_MARKETS = {
    "assessment": st.sampled_from([UNSET, None, *Assessment]),
    "entries": st.lists(WATCHED, max_size=2).map(tuple),
    "note": st.none() | TEXTS,
}


def updates_for(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[FieldUpdates]:
    return st.fixed_dictionaries(fields).map(lambda chosen: FieldUpdates(**chosen))


def some(ids: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), min_size=1, max_size=len(ids), unique=True)
