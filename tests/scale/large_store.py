# ruff: noqa: SIM905 (syllables read better as a text)
"""A store of many directives made by plain inserts: agencies, markets, themes in proportion, a few syllables."""

import random
import sqlite3
from pathlib import Path

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import range_start
from ngkt_tui.store.assigned_agencies import ASKING, assigned_columns
from tests.query.building import Building

SYLLABLES = (
    "đẩy mạnh đàm phán hiệp định thương mại tự do mở rộng thị trường xuất khẩu gạo thủy sản nông sản kết nối doanh"
    " nghiệp địa phương nghiên cứu dự báo tham mưu hòa bình đường hàng không du lịch lao động đầu tư công nghệ cao"
    " chuyển đổi số xanh năng lượng chuỗi cung ứng ngoại giao văn hóa quảng bá hình ảnh đất nước con người Việt Nam"
).split()
FOLDED = (
    "day manh dam phan hiep dinh thuong mai tu do mo rong thi truong xuat khau gao thuy san nong san ket noi doanh"
    " nghiep dia phuong nghien cuu du bao tham muu hoa binh duong hang khong du lich lao dong dau tu cong nghe cao"
    " chuyen doi so xanh nang luong chuoi cung ung ngoai giao van hoa quang ba hinh anh dat nuoc con nguoi viet nam"
).split()
STATUSES = ["unrated"] * 6 + ["doing"] * 2 + ["done"] * 2 + ["blocked", "dropped"]
PER_CONFERENCE = 50


def build_large(path: Path, many: int) -> None:
    """Make a store of `many` directives at `path`: the same one for the same number."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    building = Building(connection)
    source = random.Random(many)
    _names(building, many)
    _directives(connection, many, source)
    _search(connection, many, source)
    connection.commit()
    connection.close()


def _names(building: Building, many: int) -> None:
    for number in range(100):
        parent = f"cq-{number // 10}" if number >= 10 else None
        building.organisation(f"cq-{number}", f"Cơ quan {number}", short_vi=f"CQ{number}", parent=parent)
    for number in range(30):
        building.put(RecordKind.THEME, f"cd-{number}", f"Chủ đề {number}")
        building.put(RecordKind.MARKET, f"tt-{number}", f"Thị trường {number}")
        building.put(RecordKind.AGREEMENT, f"fta-{number}", f"Hiệp định {number}")
        building.put(RecordKind.OFFICIAL, f"nguoi-{number}", f"Lãnh đạo {number}")
    building.put(RecordKind.ARTICLE, "bao-1", "Báo")
    for number in range(-(-many // PER_CONFERENCE)):
        building.conference(f"hn-{number}", f"{2000 + number % 30}-{number % 12 + 1:02}-15", f"Hội nghị {number}")
    building.index()


def _directives(connection: sqlite3.Connection, many: int, source: random.Random) -> None:
    first = range_start(RecordKind.DIRECTIVE) + 1
    numbers = range(many)
    connection.executemany(
        "INSERT INTO record (position, id, kind) VALUES (?, ?, 'directive')", ((first + n, f"d-{n}") for n in numbers)
    )
    connection.executemany(
        "INSERT INTO directive (position, id, conference, kind, paragraph, text_vi, status, due)"
        " VALUES (?, ?, ?, 'task', 1, ?, ?, ?)",
        (
            (
                first + n,
                f"d-{n}",
                f"hn-{n // PER_CONFERENCE}",
                " ".join(source.choices(SYLLABLES, k=24)),
                source.choice(STATUSES),
                f"{2020 + n % 20}-06-30" if n % 5 == 0 else None,
            )
            for n in numbers
        ),
    )
    links = [
        (f"d-{n}", relation, 0, f"{target}-{source.randrange(size)}", first + n)
        for n in numbers
        for relation, target, size in (
            ("addressee", "cq", 100),
            ("issuer", "nguoi", 30),
            ("lead", "cq", 100),
            ("market", "tt", 30),
            ("theme", "cd", 30),
        )
    ]
    connection.executemany(
        "INSERT INTO link (record, relation, ordinal, target, position) VALUES (?, ?, ?, ?, ?)", links
    )
    asked: dict[str, dict[str, list[str]]] = {}
    for directive, relation, _, target, _ in links:
        if relation in ASKING:
            asked.setdefault(directive, {})[ASKING[relation]] = [target]
    connection.executemany(
        "UPDATE directive SET assigned = ?, first_agency = ? WHERE id = ?",
        ((*assigned_columns(named), directive) for directive, named in asked.items()),
    )
    connection.executemany(
        "INSERT INTO source (record, path, ordinal, article, paragraphs, terms, fields, digest)"
        " VALUES (?, '', 0, 'bao-1', '[1]', '[]', '[]', 'd')",
        ((f"d-{n}",) for n in numbers),
    )


def _search(connection: sqlite3.Connection, many: int, source: random.Random) -> None:
    first = range_start(RecordKind.DIRECTIVE) + 1
    pairs = list(zip(FOLDED, (word.lower() for word in SYLLABLES), strict=True))

    def texts(number: int) -> tuple[int, str, str]:
        chosen = source.choices(pairs, k=24)
        own = f"d {number} "
        return first + number, own + " ".join(pair[0] for pair in chosen), own + " ".join(pair[1] for pair in chosen)

    connection.executemany(
        "INSERT INTO search (rowid, folded, exact) VALUES (?, ?, ?)", (texts(n) for n in range(many))
    )
    words = [(word,) for word in sorted({pair[1] for pair in pairs})]
    connection.executemany("INSERT OR IGNORE INTO search_word (word) VALUES (?)", words)
