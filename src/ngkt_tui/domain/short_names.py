"""Short forms of agencies' names and of titles of conferences, made by rule: what tells one from another stays.

A body of a known kind is named by the usual letters of that kind and by its place: "Đại sứ quán Việt Nam tại Nhật Bản"
is "ĐSQ Nhật Bản". A ministry has its usual letters; one that is not known keeps its name, for its initials could be
those of another. Titles of conferences begin alike: with somebody, on carrying out economic diplomacy.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ngkt_tui.domain.enums import Language

_BODIES: Mapping[Language, Sequence[tuple[str, str]]] = {
    Language.VI: (
        (r"Đại sứ quán (?:nước )?(?:CHXHCN )?Việt Nam (?:tại|ở) (?:nước )?(.+)", r"ĐSQ \1"),
        (r"Tổng Lãnh sự quán Việt Nam (?:tại|ở) (.+)", r"TLSQ \1"),
        (r"Lãnh sự quán Việt Nam (?:tại|ở) (.+)", r"LSQ \1"),
        (r"Phái đoàn(?: Thường trực)? Việt Nam (?:tại|bên cạnh) (.+)", r"Phái đoàn \1"),
        (r"Thương vụ(?: Đại sứ quán)? Việt Nam tại (.+)", r"Thương vụ \1"),
        (r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND) (?:tỉnh|thành phố|TP\.?) (.+)", r"UBND \1"),
        (r"(?:Hội đồng nhân dân|HĐND) (?:tỉnh|thành phố|TP\.?) (.+)", r"HĐND \1"),
        (r"Ủy ban Mặt trận Tổ quốc (?:Việt Nam )?(?:tỉnh|thành phố) (.+)", r"MTTQ \1"),
        (r"Đại sứ quán (.+)", r"ĐSQ \1"),
        (r"Tổng Lãnh sự quán (.+)", r"TLSQ \1"),
        (r"(?:Ủy ban nhân dân|Uỷ ban nhân dân) (.+)", r"UBND \1"),
        (r"Sở (?:.+ )?Ngoại vụ (?:tỉnh|thành phố) (.+)", r"SNgV \1"),
    ),
    Language.EN: (
        (r"(?:the )?Embassy of Viet ?Nam (?:in|to) (?:the )?(.+)", r"Emb. \1"),
        (r"(?:the )?Consulate[ -]General of Viet ?Nam (?:in|at) (.+)", r"CG \1"),
        (r"(?:the )?(?:Permanent )?Mission of Viet ?Nam to (?:the )?(.+)", r"Mission \1"),
        (r"(?:the )?(?:Viet ?Nam )?Trade Office (?:of Viet ?Nam )?in (?:the )?(.+)", r"Trade Off. \1"),
        (r"(?:the )?People['’]s Committee of (.+?)(?: province| city)?", r"PC \1"),
        (r"(.+?) (?:provincial |city |municipal )?People['’]s Committee", r"PC \1"),
        (r"(.+?) (?:provincial |city |municipal )?People['’]s Council", r"Council \1"),
        (r"(?:the )?Embassy of (?:the )?(.+)", r"Emb. \1"),
    ),
}
"""The kinds of bodies by their usual names, from the most particular on, each with its short form."""

_MINISTRIES: Mapping[Language, Mapping[str, str]] = {
    Language.VI: {
        "Bộ Công an": "Bộ CA",
        "Bộ Công Thương": "Bộ CT",
        "Bộ Dân tộc và Tôn giáo": "Bộ DTTG",
        "Bộ Giáo dục và Đào tạo": "Bộ GDĐT",
        "Bộ Giao thông vận tải": "Bộ GTVT",
        "Bộ Kế hoạch và Đầu tư": "Bộ KHĐT",
        "Bộ Khoa học và Công nghệ": "Bộ KHCN",
        "Bộ Lao động - Thương binh và Xã hội": "Bộ LĐTBXH",
        "Bộ Ngoại giao": "Bộ NG",
        "Bộ Nội vụ": "Bộ NV",
        "Bộ Nông nghiệp và Môi trường": "Bộ NNMT",
        "Bộ Nông nghiệp và Phát triển nông thôn": "Bộ NNPTNT",
        "Bộ Quốc phòng": "Bộ QP",
        "Bộ Tài chính": "Bộ TC",
        "Bộ Tài nguyên và Môi trường": "Bộ TNMT",
        "Bộ Thông tin và Truyền thông": "Bộ TTTT",
        "Bộ Tư pháp": "Bộ TP",
        "Bộ Văn hóa, Thể thao và Du lịch": "Bộ VHTTDL",
        "Bộ Xây dựng": "Bộ XD",
        "Bộ Y tế": "Bộ YT",
        "Ngân hàng Nhà nước Việt Nam": "NHNN",
    },
    Language.EN: {
        "Ministry of Agriculture and Environment": "MAE",
        "Ministry of Agriculture and Rural Development": "MARD",
        "Ministry of Construction": "MOC",
        "Ministry of Culture, Sports and Tourism": "MOCST",
        "Ministry of Education and Training": "MOET",
        "Ministry of Finance": "MOF",
        "Ministry of Foreign Affairs": "MOFA",
        "Ministry of Health": "MOH",
        "Ministry of Home Affairs": "MOHA",
        "Ministry of Industry and Trade": "MOIT",
        "Ministry of Justice": "MOJ",
        "Ministry of National Defence": "MND",
        "Ministry of Natural Resources and Environment": "MONRE",
        "Ministry of Planning and Investment": "MPI",
        "Ministry of Public Security": "MPS",
        "Ministry of Science and Technology": "MOST",
        "Ministry of Transport": "MOT",
        "State Bank of Viet Nam": "SBV",
    },
}

_PLURALS = {Language.VI: ("Các ", "Những "), Language.EN: ("The ", "the ")}
"""What begins the names of many bodies, and tells none from another."""


@lru_cache(maxsize=1024)  # a table draws the same few names again and again
def abbreviate_agency(name: str, language: Language) -> str:
    """Return the short form of an agency's name; a name of no known kind only without what begins any of them.

    What has no name in another language is shown with its Vietnamese one, and is made short as that is.
    """
    for spoken in dict.fromkeys((language, Language.VI)):
        bare = next((name.removeprefix(plural) for plural in _PLURALS[spoken] if name.startswith(plural)), name)
        if short := _MINISTRIES[spoken].get(bare):
            return short
        matching = ((re.fullmatch(pattern, bare, re.IGNORECASE), form) for pattern, form in _BODIES[spoken])
        if short := next((found.expand(form) for found, form in matching if found), None):
            return short
        if bare != name:
            return bare[:1].upper() + bare[1:]
    return name


MIN_SUBJECT = 6
"""A shorter rest of a title tells nothing: then the whole title stands."""

_OPENINGS = {
    Language.VI: (r"^.*?\bngoại giao kinh tế,?\s+(.+)$", r"^(?:hội nghị|cuộc|phiên|buổi).*? (?:về|với các) (.+)$"),
    Language.EN: (
        r"^.*?\beconomic diplomacy,?\s+(.+)$",
        r"^.*?\b(?:conference|meeting|session)\b.*? (?:on|with) (.+)$",
    ),
}
"""What stands before the subject of a title, the most telling first."""
_LINKING = {
    Language.VI: r"^(?:năm \d{4} )?(?:phục vụ|nhằm|để) ",
    Language.EN: r"^(?:in \d{4} )?(?:in the service of|in order to|to|for) ",
}


def conference_subject(title: str, language: Language) -> str:
    """Return what a title in `language` says that other titles do not, the whole title where that is nothing."""
    for opening in _OPENINGS[language]:
        if found := re.match(opening, title, re.IGNORECASE):
            subject = re.sub(_LINKING[language], "", found[1], count=1, flags=re.IGNORECASE).strip()
            return subject if len(subject) >= MIN_SUBJECT else title
    return title
