"""What tells one conference from another: the part of its title that others do not share, and how far away it is."""

from datetime import date

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.short_names import conference_subject
from ngkt_tui.tui.panes.conferences_pane import time_between

VI, EN = Language.VI, Language.EN


@pytest.mark.parametrize(
    ("title", "language", "subject"),
    [
        (
            "Hội nghị trực tuyến với các Trưởng Cơ quan đại diện Việt Nam ở nước ngoài về đẩy mạnh triển khai"
            " công tác ngoại giao kinh tế phục vụ phát triển đất nước",
            VI,
            "phát triển đất nước",
        ),
        (
            "Hội nghị triển khai công tác Ngoại giao kinh tế năm 2024 phục vụ phát triển kinh tế - xã hội",
            VI,
            "phát triển kinh tế - xã hội",
        ),
        (
            "Hội nghị với các Trưởng cơ quan đại diện Việt Nam ở nước ngoài về đẩy mạnh công tác ngoại giao"
            " kinh tế phục vụ phát triển đất nước năm 2024",
            VI,
            "phát triển đất nước năm 2024",
        ),
        ("Cuộc làm việc trực tuyến của Thủ tướng Chính phủ với các Tham tán", VI, "Tham tán"),
        ("Hội nghị toàn quốc về ngoại giao kinh tế", VI, "ngoại giao kinh tế"),
        ("Hội nghị Ngoại giao lần thứ 32", VI, "Hội nghị Ngoại giao lần thứ 32"),
        ("Conference on carrying out economic diplomacy to promote growth", EN, "promote growth"),
        ("The Prime Minister’s online working session with trade counsellors", EN, "trade counsellors"),
        ("32nd Diplomatic Conference", EN, "32nd Diplomatic Conference"),
        ("Conference on X", EN, "Conference on X"),
    ],
)
def test_the_subject_of_a_title_is_what_its_common_words_leave(title: str, language: Language, subject: str) -> None:
    assert conference_subject(title, language) == subject


@pytest.mark.parametrize(
    ("days", "vi", "en"),
    [
        (1, "1 ngày", "1 day"),
        (13, "13 ngày", "13 days"),
        (40, "6 tuần", "6 weeks"),
        (521, "17 tháng", "17 months"),
        (4000, "10 năm", "10 years"),
    ],
)
def test_time_is_told_in_the_largest_unit_that_still_counts(days: int, vi: str, en: str) -> None:
    earlier = date(2022, 9, 19)
    later = date.fromordinal(earlier.toordinal() + days)
    assert (time_between(earlier, later, VI), time_between(earlier, later, EN)) == (vi, en)
