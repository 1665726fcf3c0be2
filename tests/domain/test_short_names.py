"""Names of agencies are made short by rule, and none becomes that of another."""

import pytest

from ngkt_tui.domain import short_names
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.short_names import abbreviate_agency
from tests.fixtures.examples import for_each


@for_each(
    ("name", "short"),
    [
        ("Đại sứ quán Việt Nam tại Nhật Bản", "ĐSQ Nhật Bản"),
        ("Đại sứ quán Việt Nam tại Hoa Kỳ", "ĐSQ Hoa Kỳ"),
        ("Tổng Lãnh sự quán Việt Nam tại Nam Ninh", "TLSQ Nam Ninh"),
        ("Ủy ban nhân dân tỉnh Lạng Sơn", "UBND Lạng Sơn"),
        ("UBND tỉnh Quảng Ngãi", "UBND Quảng Ngãi"),
        ("Ủy ban nhân dân thành phố Đà Nẵng", "UBND Đà Nẵng"),
        ("UBND các tỉnh, thành phố", "UBND các tỉnh, thành phố"),
        ("Bộ Công Thương", "Bộ CT"),
        ("Bộ Mới lập", "Bộ Mới lập"),
        ("Các bộ, ngành", "Bộ, ngành"),
        ("Tỉnh ủy Lạng Sơn", "Tỉnh ủy Lạng Sơn"),
        ("CQĐD", "CQĐD"),
    ],
)
def test_a_vietnamese_name(name: str, short: str) -> None:
    assert abbreviate_agency(name, Language.VI) == short


@for_each(
    ("name", "short"),
    [
        ("Embassy of Viet Nam in Japan", "Emb. Japan"),
        ("Consulate General of Vietnam in Nanning", "CG Nanning"),
        ("People's Committee of Lang Son province", "PC Lang Son"),
        ("Lang Son provincial People’s Committee", "PC Lang Son"),
        ("Ministry of Industry and Trade", "MOIT"),
        ("Ministry of Something New", "Ministry of Something New"),
        ("The ministries", "Ministries"),
    ],
)
def test_an_english_name(name: str, short: str) -> None:
    assert abbreviate_agency(name, Language.EN) == short


@pytest.mark.parametrize("language", Language)
def test_no_two_ministries_have_the_same_letters(language: Language) -> None:
    shorts = list(short_names._MINISTRIES[language].values())
    assert len(set(shorts)) == len(shorts)
