"""Posts as they are told: a provincial one names its province."""

from ngkt_tui.domain.enums import Language
from ngkt_tui.query.held_posts import TitledPost, format_posts
from tests.fixtures.examples import for_each

QUANG_NGAI = ("UBND tỉnh Quảng Ngãi", "Quảng Ngãi Provincial People’s Committee")
TITLE = ("Phó Chủ tịch UBND tỉnh", "Vice Chair of the Provincial People’s Committee")


@for_each(
    ("post", "vi", "en"),
    [
        (
            TitledPost(*TITLE, *QUANG_NGAI),
            "Phó Chủ tịch UBND tỉnh Quảng Ngãi",
            "Vice Chair of the Quảng Ngãi Provincial People’s Committee",
        ),
        (
            TitledPost(TITLE[0], None, *QUANG_NGAI),
            "Phó Chủ tịch UBND tỉnh Quảng Ngãi",
            "Phó Chủ tịch UBND tỉnh Quảng Ngãi",
        ),
        (
            TitledPost("Tỉnh ủy viên", "Member of the Provincial Party Committee", "Tỉnh ủy Quảng Ngãi", None),
            "Tỉnh ủy viên Quảng Ngãi",
            "Member of the Quảng Ngãi Provincial Party Committee",
        ),
        (
            TitledPost("Chủ tịch UBND thành phố Đà Nẵng", None, "UBND thành phố Đà Nẵng", None),
            "Chủ tịch UBND thành phố Đà Nẵng",
            "Chủ tịch UBND thành phố Đà Nẵng",
        ),
        (
            TitledPost("Phó Chủ tịch", "Vice Chair", *QUANG_NGAI),
            "Phó Chủ tịch, UBND tỉnh Quảng Ngãi",
            "Vice Chair, Quảng Ngãi Provincial People’s Committee",
        ),
        (
            TitledPost("Ủy viên Trung ương Đảng", None, "Đảng Cộng sản Việt Nam", None),
            "Ủy viên Trung ương Đảng",
            "Ủy viên Trung ương Đảng",
        ),
        (TitledPost("Đại sứ", "Ambassador", None, None), "Đại sứ", "Ambassador"),
    ],
)
def test_a_provincial_post_names_its_province(post: TitledPost, vi: str, en: str) -> None:
    assert (post.format(Language.VI), post.format(Language.EN)) == (vi, en)


def test_several_posts_are_told_in_their_order_each_once() -> None:
    post = TitledPost(*TITLE, *QUANG_NGAI)
    assert format_posts((TitledPost("Đại sứ", None, None, None), post, post), Language.VI) == (
        "Đại sứ; Phó Chủ tịch UBND tỉnh Quảng Ngãi"
    )
