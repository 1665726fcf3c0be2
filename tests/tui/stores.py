"""Stores for the dashboard's tests: real files with plain rows in them."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.store.schema import SCHEMA_VERSION
from ngkt_tui.store.sqlite.connection import APPLICATION_ID
from tests.query.building import Building

TEXTS = (
    "Mở rộng thị trường Trung Đông, Nam Mỹ và châu Phi",
    "Đàm phán, ký kết hiệp định thương mại với đối tác mới",
    "Hỗ trợ doanh nghiệp ứng phó biện pháp phòng vệ thương mại",
    "Tạo thuận lợi về thị thực cho du khách",
    "Quảng bá hàng hóa chất lượng cao, giá cạnh tranh",
    "Thúc đẩy kinh tế số, kinh tế xanh, kinh tế tuần hoàn",
    "Kết nối địa phương trong nước với địa phương các nước",
    "Giữ gìn truyền thống ngoại giao trong trường học",
)
STATUSES = ("unrated", "doing", "blocked", "unrated", "done", "unrated", "unrated", "dropped")


def make_store(path: Path, fill: Callable[[Building], None]) -> Path:
    """Make a store at `path` that holds what `fill` puts in."""
    connection = sqlite3.connect(path)
    built = Building(connection)
    fill(built)
    built.index()
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()
    connection.close()
    path.chmod(0o600)
    return path


def small(built: Building) -> None:
    """Put in a little of everything: three conferences, fourteen directives, a recommendation, and the rest."""
    _organisations(built)
    _conferences(built)
    _directives(built)
    _agreements(built)
    _markets(built)


def many(built: Building, count: int) -> None:
    """Put in one conference with `count` directives, numbered."""
    built.conference("hn-2031-03-05", "2031-03-05", "Hội nghị lớn")
    for number in range(count):
        built.directive(f"cd-{number:05}", "hn-2031-03-05", f"Chỉ đạo số {number}", text_en=f"Directive {number}")


def _organisations(built: Building) -> None:
    built.organisation("bng", "Bộ Ngoại giao", name_en="Ministry of Foreign Affairs", short_vi="BNG", short_en="MOFA")
    built.organisation(
        "bct", "Bộ Công Thương", name_en="Ministry of Industry and Trade", short_vi="BCT", short_en="MOIT"
    )
    built.put(RecordKind.OFFICIAL, "nguyen-an", "Nguyễn An")
    built.put(RecordKind.OFFICIAL, "tran-binh", "Trần Bình")
    built.insert(
        "post", official="nguyen-an", ordinal=0, title_vi="Thủ tướng", title_en="Prime Minister",
        conferences='["hn-2031-03-05", "hn-2032-02-20"]', digest="d",
    )  # fmt: skip


def _conferences(built: Building) -> None:
    built.put(RecordKind.ARTICLE, "bao-an", "Hội nghị đầu năm")
    for record, day, formatter in (
        ("hn-2031-03-05", "2031-03-05", "online"),
        ("hn-2031-09-12", "2031-09-12", "hybrid"),
        ("hn-2032-02-20", "2032-02-20", "in-person"),
    ):
        built.conference(record, day, f"Hội nghị {day}", title_en=f"Conference {day}", format=formatter)
        built.source(record, "bao-an")
        built.insert("participant", conference=record, ordinal=0, official="nguyen-an", roles='["chair"]', digest="d")


def _directives(built: Building) -> None:
    for number in range(14):
        conference = "hn-2032-02-20" if number < 8 else "hn-2031-03-05"
        text = TEXTS[number % len(TEXTS)]
        built.directive(
            f"{conference}-{number:02}",
            conference,
            text,
            text_en=f"English of {number}",
            status=STATUSES[number % len(STATUSES)],
            due="2032-01-31" if number == 0 else None,
            why="chờ ý kiến" if STATUSES[number % len(STATUSES)] == "blocked" else None,
            issuer=["nguyen-an"],
            lead=["bct"] if number % 2 else [],
            addressee=["bng"],
        )
    built.directive("kn-01", "hn-2032-02-20", "Kiến nghị sửa đổi quy định", kind="recommendation")
    built.link("hn-2032-02-20-01", "repeats", ["hn-2031-03-05-09"], how="same")


def _agreements(built: Building) -> None:
    built.put(RecordKind.AGREEMENT, "fta-a", "Hiệp định A", name_en="Agreement A")
    built.put(RecordKind.AGREEMENT, "fta-b", "Hiệp định B", name_en="Agreement B")
    for ordinal, (conference, stage) in enumerate(
        (("hn-2031-03-05", "negotiating"), ("hn-2031-09-12", "concluded"), ("hn-2032-02-20", "signed"))
    ):
        built.insert(
            "observation", agreement="fta-a", ordinal=ordinal, conference=conference, stage=stage,
            next_step_vi="hoàn tất thủ tục phê chuẩn", digest="d",
        )  # fmt: skip


def _markets(built: Building) -> None:
    built.put(RecordKind.MARKET, "tt-trung-dong", "Trung Đông", name_en="Middle East", kind="region")
    built.put(RecordKind.MARKET, "tt-eu", "EU", kind="bloc")
    for ordinal, (conference, stance) in enumerate((("hn-2031-03-05", "expand"), ("hn-2032-02-20", "key"))):
        built.insert(
            "market_mention", market="tt-trung-dong", ordinal=ordinal, conference=conference, stance=stance, digest="d"
        )
