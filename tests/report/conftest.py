"""A summary with invented content, the same in every test."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ngkt_tui.domain.counting_form import CountingForm
from ngkt_tui.domain.enums import FigureKind, Language, ResultKind, Stage, Stance, Status
from ngkt_tui.domain.summary_items import (
    ActionItems,
    AgreementItem,
    ConferenceReport,
    DirectiveItem,
    FigureItem,
    GroupShare,
    MarketItem,
    OfficialItem,
    Progress,
    ResultLine,
    SourceItem,
    Summary,
)

LINE = DirectiveItem(
    id="hn-2030-03-05-01",
    status=Status.DONE,
    kind="instruction",
    text="Mở rộng thị trường gạo sang Bắc Phi",
    conference="hn-2030-03-05",
    conference_date=date(2030, 3, 5),
    issuers=("Lê Thị Mẫu",),
    lead=("BCT",),
    coordinating=("BNN", "CQĐD"),
    addressees=(),
    themes=("Xuất khẩu",),
    due=date(2030, 6, 30),
    done_on=date(2030, 6, 1),
    why="",
    notes=("05/06/2030 an: đã có báo cáo",),
    evidence=(),
    horizon="trong năm 2030",
    sources=("mau-20300305 ¶ 3, 5",),
    waiting_days=None,
    withdrawn=False,
)


def make_line(**changes: Any) -> DirectiveItem:
    return LINE._replace(**changes)


def make_summary(lines: list[DirectiveItem], language: Language = Language.VI, **changes: Any) -> Summary:
    form = CountingForm(on_time=sum(line.status is Status.DONE for line in lines), unrated=2)
    conference = ConferenceReport(
        id="hn-2030-03-05",
        title="Hội nghị mẫu về xuất khẩu",
        date=date(2030, 3, 5),
        date_inferred=True,
        place="Trụ sở mẫu",
        chairs=("Lê Thị Mẫu",),
        form=form,
        recommendations=0,
        directives=iter(lines),
    )
    blocked = make_line(id="hn-2030-03-05-02", status=Status.BLOCKED, why="chờ ý kiến đối tác", waiting_days=41)
    summary = Summary(
        language=language,
        as_of=date(2030, 7, 1),
        store="kho-mau.db",
        filter_sentence="",
        form=form,
        evidenced=0,
        recommendations=3,
        brief=False,
        conferences=(conference,),
        by_agency=(Progress("bct", "Bộ Công Thương", form),),
        by_theme=(Progress("cd-xuat-khau", "Xuất khẩu", form),),
        attention=ActionItems(blocked=(blocked,), overdue=(), due_soon=(), silent=(blocked,)),
        agreements=(AgreementItem("fta-mau", "FTA mẫu", Stage.SIGNED, date(2030, 3, 5), "phê chuẩn"),),
        markets=(MarketItem("tt-bac-phi", "Bắc Phi", Stance.EXPAND, date(2030, 3, 5)),),
        officials=(OfficialItem("le-thi-mau", "Lê Thị Mẫu", ("Thủ tướng (mẫu)",), 12),),
        figures=(FigureItem("so-mau", "Kim ngạch", "gần 400", FigureKind.REPORTED, "Bộ mẫu"),),
        results=(ResultLine("kq-mau", ResultKind.RESULT, "Đã mở hai bến", date(2030, 3, 5), "Bộ mẫu", 1),),
        sources=(SourceItem("mau-20300305", "Bài mẫu", "Báo mẫu", date(2030, 3, 6)),),
        through_groups=(GroupShare("ubnd-mau", "UBND tỉnh Mẫu", 7),),
    )
    return summary._replace(**changes)


@pytest.fixture
def summary() -> Callable[..., Summary]:
    return make_summary


@pytest.fixture
def line() -> Callable[..., DirectiveItem]:
    return make_line
