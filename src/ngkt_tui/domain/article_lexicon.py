"""The words by which an article is read: how things are asked, reported and dated, and how bodies are called in short.

Plain data, in lower case, for Vietnamese news and its English editions. Patterns are regular expressions over words in
lower case.
"""

import re

from ngkt_tui.domain.enums import DirectiveKind


def _joined(text: str) -> str:
    """Return a pattern that is written over several lines."""
    return re.sub(r"\n\s*", "", text)


ABBREVIATIONS = frozenset(
    ["tp", "tr", "ts", "th.s", "ths", "gs", "pgs", "bs", "ks", "ls", "q", "p", "h", "đ/c", "st", "vs", "mr", "ms"]
)
"""What a full stop may follow within a sentence, beside single capitals and numbers."""

NEXT_ITEM = _joined(
    r"""
    (?:thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là)\b
    |\(?(?:\d{1,2}|[a-hđ])\)
    """
)
"""What an item of an enumeration within a sentence begins with."""

ASKING: tuple[tuple[tuple[DirectiveKind, str], ...], ...] = (
    (
        (DirectiveKind.RECOMMENDATION, "kiến nghị|recommended"),
        (
            DirectiveKind.TASK,
            _joined(
                r"""
                (?<!ngoại )(?<!bàn )(?<!được )(?<!chuyển )giao
                (?! (?:lưu|thông|dịch|thương|hữu|tiếp|ban|nhận|hàng|thoa|đất))|phân công
                |(?<!đã )(?<!do )(?<!đồng )(?<!, )chủ trì(?:,? cùng(?: với)?)?
                (?! (?:hội|phiên|cuộc|buổi|họp|tổ chức|tọa|lễ|điểm|tại|làm việc|diễn|của))
                |assigned(?! major)|tasked|entrusted
                """
            ),
        ),
        (
            DirectiveKind.INSTRUCTION,
            _joined(
                r"""
                (?<!theo )(?<!sát )(?<!các )(?<!những )(?<!ứng )(?<!với )(?<!mọi )(?<!nhấn mạnh )yêu cầu
                (?! (?:phát triển|này|của))
                |(?<!ban )(?<!các )(?<!những )(?<!sự )(?<!văn bản )(?<!trực tiếp )(?<!, )chỉ đạo
                (?! (?:của|này|điều hành))|chỉ thị(?! số)|đòi hỏi|quyết định(?! (?:số|của))
                |(?:(?:is|are|was|were)(?: also)? )?(?:asked|required|ordered|instructed|directed)
                """
            ),
        ),
        (DirectiveKind.REQUEST, r"đề nghị|mong muốn|(?:(?:is|are|was|were)(?: also)? )?(?:requested|suggested)"),
        (DirectiveKind.SOLUTION, r"(?<!được )(?<!nhiều )(?<!các )(?<!những )đề xuất"),
        (
            DirectiveKind.EXHORTATION,
            "lưu ý|kêu gọi|nhắc nhở|động viên|urged|called (?:on|upon|for)|encouraged|reminded",
        ),
    ),
    (
        (DirectiveKind.ORIENTATION, "định hướng|nhiệm vụ trọng tâm|trọng tâm (?:là|được nêu)|phương hướng"),
        (DirectiveKind.SOLUTION, "giải pháp"),
        (DirectiveKind.TARGET, "mục tiêu(?= (?:năm|là|tăng|đạt|đến|xuất|cả|giai|thu))|phấn đấu"),
    ),
    ((DirectiveKind.INSTRUCTION, "phải|cần|không được|must|should|(?<!the )needs? to|ha(?:s|ve) to"),),
    (
        (
            DirectiveKind.ORIENTATION,
            "nhấn mạnh|nêu rõ|chỉ rõ|stressed|underlined|underscored|emphasi[sz]ed|highlighted",
        ),
        (DirectiveKind.EXHORTATION, "tinh thần là|quán triệt"),
    ),
)
"""How something is asked: verbs before nouns, then what asks where nothing else does, then what only stresses.

Of the phrases of the first group that has any in a clause, the one that stands first counts.
"""

ASKED_BEFORE = "phải|cần|không được|chủ trì.*|must|should|needs? to|ha(?:s|ve) to|(?:is|are|was|were) .+"
"""What asks, with the one who is asked before it."""

JOINED_BY = "phối hợp|chủ trì,? cùng"
"""What stands between who is put in charge and those who join in."""

SPEAKERS = _joined(
    """
    (?:(?:cũng )?tại [^,]{3,40}, |theo )?(?:thứ trưởng|phó thủ tướng|bộ trưởng|phó chủ tịch|chủ tịch|phó bí thư|bí thư
    |tổng giám đốc|giám đốc|phó thống đốc|thống đốc|deputy|vice|minister|chairman|governor)
    """
)
"""What a sentence begins with that tells who speaks: somebody else than before, also where nobody knows them."""

ASKED_BY_NOUNS = frozenset({DirectiveKind.ORIENTATION, DirectiveKind.SOLUTION, DirectiveKind.TARGET})

IMPERATIVES = frozenset(
    _joined(
        """
        bám sát|bảo đảm|bảo vệ|chú trọng|chủ động|cung cấp|củng cố|cùng|cảnh báo|duy trì|giữ vững|hoàn thiện|hỗ trợ
        |huy động|kết nối|khai thác|khẩn trương|khuyến khích|kiên định|làm|lấy|mở rộng|nắm|nâng cao|nâng cấp|nghiên cứu
        |phát huy|phát triển|phối hợp|quảng bá|quyết liệt|rà soát|sớm|tăng cường|tạo|tận dụng|tập trung|tham mưu
        |theo dõi|thúc đẩy|thu hút|thực hiện|tích cực|tiếp tục|tiếp thu|tìm|tổ chức|tranh thủ|triển khai|truyền tải
        |vận động|xây dựng|xử lý|đa dạng hóa|đàm phán|đào tạo|đẩy mạnh|đẩy nhanh|đổi mới|đôn đốc|đưa|ưu tiên
        |có tiếng nói|chuyển tải|góp phần|chuẩn bị|đầu tư|lập|trình|gửi|nộp|công bố
        """
    ).split("|")
)
"""What a clause without a subject begins with that goes on with what was asked before it."""

ADDRESSED = (
    r"(?:các|những|mọi|từng|toàn) .{3,60}?(?:tiếp tục|chủ động|tích cực|khẩn trương|tập trung|đẩy mạnh|tăng cường)"
)
"""What a sentence begins with that asks something of others than the one before it, in the same speech."""

PURPOSE = "(?:để|nhằm|về|trên cơ sở|trước|với) [^,:;]{3,140},"
"""What may stand before a sentence and tells what for; what asks stands behind it."""

CONTINUATIONS = _joined(
    r"""
    (?:đồng thời|cùng với đó|bên cạnh đó|ngoài ra|trong đó|từ đó|đặc biệt|nhất là|qua đó|do đó|vì vậy|theo đó|hơn nữa
    |other tasks include|in addition|besides|at the same time|accordingly|thời gian tới|trước mắt|về \w+(?: \w+){0,6},)
    """
)
"""What a sentence that goes on with the one before it begins with."""

REPORTING = _joined(
    r"""
    cho biết|báo cáo (?:về|tại|việc|rằng)|(?<!, )(?<!và )đánh giá|(?<!tin )(?<!, )(?<!và )dự báo|ghi nhận|biểu dương
    |hoan nghênh|cảm ơn|phát biểu (?:chào|khai)|tham dự|(?:dự|cùng dự) (?:hội nghị|họp|có)|dự họp|diễn ra
    |said in|attended|praised|lauded|thanked|attributed|reported|took place|was held|expressed|photo:
    |được tổ chức|đã(?! xác định)|đang|vừa|đạt|tăng \d|ảnh:|theo báo cáo
    """
)
"""What reports something done rather than asked."""

HORIZONS = _joined(
    r"""
    (?:trước|trong|đến(?: hết)?|hết|từ|cho đến|chậm nhất(?: là)?|giai đoạn|cuối|đầu|(?:6|sáu) tháng (?:đầu|cuối))
    (?: ngày| tháng| quý| năm| giai đoạn)* (?:\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{1,2}[/-]\d{4}|\d{1,2}[/-]\d{1,2}
    |\d{4}\s?[-–]\s?\d{4}|\d{4}|(?:i{1,3}|iv)(?:/\d{4})?|\d{1,2}(?![,.]\d|\s?[-–%]))
    (?! (?:thị|doanh|đối|dự|hoạt|cơ|nước|bản|di|thỏa|nghìn|triệu|tỷ|năm|%))
    (?:\s?(?:và|-|–) (?:những )?năm (?:tiếp theo|\d{4}))?
    |trong (?:thời gian|năm|quý|tháng) (?:tới|này|nay|sớm nhất)|thời gian (?:tới|đến|sắp tới)
    |(?:hằng|hàng) (?:năm|quý|tháng|tuần|ngày)|định kỳ|trước mắt|ngay(?: lập tức| từ đầu năm)|sớm nhất
    |trong \d{1,3} (?:ngày|tuần|tháng|năm)
    |(?:by|before|until|within|no later than) (?:the end of )?(?:(?:january|february|march|april|may|june|july|august
    |september|october|november|december)(?: \d{1,2}(?!\d))?(?:,? \d{4})?|q[1-4](?: \d{4})?|\d{4}
    |\d{1,3} (?:days|weeks|months|years)|this year)
    """
)
"""Words for by when, or for how long."""

FIGURES = _joined(
    r"""
    (?:(?:gần|hơn|trên|khoảng|ít nhất|tối thiểu|dưới|từ|hàng) )?\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?
    (?:\s?%|(?: nghìn| triệu| tỷ| ngàn)* (?:usd|đồng|đô la|euro|lượt|dự án|thỏa thuận|doanh nghiệp|nước|đối tác|fta
    |hoạt động|bản ghi nhớ|di sản|cơ quan|nhiệm vụ|mặt hàng|tấn|lao động|người|địa phương|tỉnh|thị trường|đoàn|đơn hàng
    |giải pháp|động lực)\b|\s(?:nghìn|triệu|tỷ|ngàn)\b)|hàng (?:trăm|nghìn|chục) \w+(?: \w+)?
    """
)
"""Numbers that count or measure something."""

DATES = _joined(
    r"""
    (?:ngày )?\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?|ngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?
    |tháng \d{1,2}(?:[/-]\d{4})?|năm \d{4}
    """
)

CUTS = _joined(
    r"""
    [,.](?!\d)|[;:()“”"…]|\b(?:và|để|nhằm|qua đó|từ đó|đồng thời|trong đó|nhất là|đặc biệt(?: là)?
    |với tinh thần|trên cơ sở|cũng như)\b
    """
)
"""Where a clause falls into phrases, of which its terms are picked."""

SKIPPED = _joined(
    """
    và|các|những|mỗi|từng|toàn thể|tất cả|với|cho|cần|phải|là|chủ trì(?:,? cùng(?: với)?)?
    |phối hợp(?: chặt chẽ)?(?: với)?|hết sức|rằng|việc|như|cũng như|nội dung
    |(?:trực thuộc )?trung ương|(?:của )?việt nam (?:ở|tại) nước ngoài|liên quan
    |the|to|that|and|all|each|every|of|need|them|relevant|on
    """
)
"""What may stand between who is asked and what is to be done."""

FORMATS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("hybrid", ("trực tiếp", "trực tuyến")),
    ("online", ("trực tuyến",)),
    ("in-person", ("trực tiếp",)),
)
"""How a conference met, by the words that all stand where it is named."""

TIMES_OF_DAY = ("chiều tối", "sáng", "trưa", "chiều", "tối")

SAME_WORDS: tuple[tuple[str, str], ...] = (
    ("ủy ban nhân dân", "ubnd"),
    ("uỷ ban nhân dân", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("thành phố", "tp"),
    ("doanh nghiệp", "dn"),
    ("cơ quan đại diện", "cqđd"),
    ("đại sứ quán", "đsq"),
    ("trung ương", "tw"),
    ("bộ ban ngành", "bộ ngành"),
    ("ngoại giao kinh tế", "ngkt"),
    ("hiệp định thương mại tự do", "fta"),
)
"""Words that stand for each other in names, the longer form first."""

ALIKE: tuple[tuple[str, str], ...] = (
    *SAME_WORDS,
    ("thị thực", "visa"),
    ("tự do hóa thương mại", "fta"),
    ("trí tuệ nhân tạo", "ai"),
    ("khách quốc tế", "du khách"),
)
"""Words that mean the same, the longer form first."""

COMMON = frozenset(
    _joined(
        """
        và|các|của|cho|trong|với|những|là|để|được|có|đã|tại|về|từ|một|này|khi|đến|theo|ra|như
        """
    ).split("|")
)
"""Words that tell no text apart."""

THEME_STOP = frozenset(
    _joined(
        """
        thị|trường|hỗ|trợ|ở|nước|ngoài|lĩnh|vực|mới|kinh|tế|nghiên|cứu|thực|hiện
        """
    ).split("|")
)
"""Words of the names of themes that tell no theme apart."""

NOT_THE_HOLDER = frozenset({"phó", "nguyên", "cựu", "deputy", "vice", "former"})
"""What stands before a post that is another one, or was given up."""

FORMS_OF_ADDRESS = frozenset({"chí", "ông", "bà", "mr", "ms", "mrs"})
"""What stands before the name of a person, the last word of it ("đồng chí")."""

KINDS_OF_MARKET = ("sản phẩm", "thị trường", "khu vực")
"""What the name of a market begins with that news leaves out or says otherwise: "thị trường Halal"."""

DETERMINERS = frozenset({"các", "những", "mọi"})
QUALIFIERS = (
    "việt nam ở nước ngoài",
    "của việt nam ở nước ngoài",
    "việt nam tại nước ngoài",
    "ở nước ngoài",
    "việt nam",
    "chính phủ",
    "cộng sản việt nam",
)
"""What a name may be printed without at its end."""

GENERIC = frozenset({"cơ quan", "đơn vị", "tổ chức", "tập đoàn", "thị trường", "thỏa thuận"})
"""What names nobody without a determiner."""

OWNERS = ("trong", "thuộc", "của", "tỉnh", "thành phố", "tp")
"""What joins a part to the whole that it belongs to: with the whole named before, the part may stand alone."""

TITLES: tuple[tuple[str, str], ...] = (
    ("thủ tướng chính phủ", "người đứng đầu chính phủ"),
    ("thủ tướng", "người đứng đầu chính phủ"),
    ("thủ tướng chính phủ", "prime minister"),
    ("thủ tướng", "prime minister"),
    ("bộ trưởng bộ ngoại giao", "minister of foreign affairs"),
    ("chủ tịch nước", "người đứng đầu nhà nước"),
)
"""Posts, and how else their holders are called."""
