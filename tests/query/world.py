# ruff: noqa: E501 (one record a line)
"""A small invented world: three conferences, eleven directives, one recommendation, and what these speak of."""

from ngkt_tui.domain.enums import RecordKind
from tests.query.building import Building


def build_world(building: Building) -> None:
    """Put everything into the store and index it."""
    _names(building)
    _conferences(building)
    _directives(building)
    _others(building)
    building.index()


def _names(b: Building) -> None:
    b.put(RecordKind.ARTICLE, "bao-an-1", "Hội nghị đầu năm", outlet="Báo An", published="2031-03-06")
    b.put(RecordKind.ARTICLE, "bao-bien-2", "Sơ kết sáu tháng", outlet="Báo Biển", published="2031-09-13")
    b.organisation("chinh-phu", "Chính phủ", name_en="Government", kind="government")
    b.organisation(
        "bng",
        "Bộ Ngoại giao",
        name_en="Ministry of Foreign Affairs",
        short_vi="BNG",
        short_en="MOFA",
        parent="chinh-phu",
    )
    b.organisation(
        "bct",
        "Bộ Công Thương",
        name_en="Ministry of Industry and Trade",
        short_vi="BCT",
        short_en="MOIT",
        parent="chinh-phu",
    )
    b.organisation(
        "cqdd",
        "Các cơ quan đại diện",
        name_en="Missions abroad",
        short_vi="CQĐD",
        parent="bng",
        kind="mission",
        aliases='["Đại sứ quán"]',
    )
    b.organisation("hiep-hoi-gao", "Hiệp hội Gạo", name_en="Rice Association", kind="association")
    b.organisation("unesco", "UNESCO", kind="international")
    b.put(RecordKind.THEME, "cd-gao", "Gạo", name_en="Rice")
    b.put(RecordKind.THEME, "cd-so", "Kinh tế số", name_en="Digital economy")
    b.put(RecordKind.THEME, "cd-xanh", "Kinh tế xanh", name_en="Green economy")
    b.put(RecordKind.MARKET, "tt-eu", "Liên minh châu Âu", name_en="European Union", kind="bloc", aliases='["EU"]')
    b.put(RecordKind.MARKET, "tt-tay-phi", "Tây Phi", name_en="West Africa", kind="region")
    b.put(
        RecordKind.DOCUMENT,
        "vb-77",
        "Nghị quyết về xuất khẩu",
        number="77/NQ-CP",
        kind="resolution",
        issuer="chinh-phu",
        issued="2031-01-10",
    )
    b.put(RecordKind.DOCUMENT, "vb-de-an", "Đề án gạo", kind="programme")
    b.link("vb-de-an", "implements", ["vb-77"])


def _conferences(b: Building) -> None:
    b.conference(
        "hn-31-03",
        "2031-03-05",
        "Hội nghị đầu năm",
        title_en="Early conference",
        inferred='{"date": {"vi": "suy ra", "en": "follows"}}',
    )
    b.conference(
        "hn-31-09", "2031-09-12", "Cuộc họp sơ kết", title_en="Review meeting", kind="meeting", format="online"
    )
    b.conference("hn-khong-ngay", None, "Hội nghị không rõ ngày")
    b.put(RecordKind.OFFICIAL, "khoi", "Trần Minh Khôi", aliases='["Minh Khôi"]')
    b.put(RecordKind.OFFICIAL, "ha", "Lê Thu Hà")
    _post(b, "khoi", 0, "Thủ tướng", "Prime Minister", "chinh-phu", '["hn-31-03"]')
    _post(b, "ha", 0, "Thứ trưởng", "Deputy Minister", "bng", '["hn-31-03"]')
    _post(b, "ha", 1, "Bộ trưởng", None, "bng", '["hn-31-09"]')
    _participant(b, "hn-31-03", 0, official="khoi", roles='["chair", "speaker"]')
    _participant(b, "hn-31-03", 1, official="ha", roles='["presenter"]')
    _participant(b, "hn-31-03", 2, organisation="cqdd", roles='["attendee"]')
    _participant(b, "hn-31-09", 0, official="ha", roles='["chair"]')
    _participant(b, "hn-31-09", 1, who_vi="Đại diện địa phương", who_en="Provinces", roles='["attendee"]')
    b.source("hn-31-03", "bao-an-1", [1, 2])
    b.source("hn-31-03", "bao-bien-2", [1], ordinal=1)
    b.source("hn-31-03", "bao-an-1", [3], path="participants/0")
    b.link("hn-31-09", "related", ["hn-31-03"])


def _post(
    b: Building, official: str, ordinal: int, vi: str, en: str | None, organisation: str, conferences: str
) -> None:
    b.insert(
        "post",
        official=official,
        ordinal=ordinal,
        title_vi=vi,
        title_en=en,
        organisation=organisation,
        conferences=conferences,
        digest="d",
    )


def _participant(b: Building, conference: str, ordinal: int, **values: str) -> None:
    b.insert("participant", conference=conference, ordinal=ordinal, digest="d", **values)


def _directives(b: Building) -> None:
    b.directive("s-1", "hn-31-09", "Đẩy nhanh đàm phán với châu Âu", text_en="Speed up talks with Europe", kind="request",
                issuer=["ha"], addressee=["bng"], theme=["cd-so"], market=["tt-eu"], agreement=["fta-eu"])  # fmt: skip
    b.directive(
        "s-2",
        "hn-31-09",
        "Mở đường bay mới",
        kind="exhortation",
        issuer=["ha"],
        addressee=["cqdd"],
        status="blocked",
        why="thiếu máy bay",
    )
    b.directive(
        "s-3",
        "hn-31-09",
        "Báo cáo hằng quý",
        issuer=["ha"],
        lead=["bng"],
        coordinating=["bct"],
        due="2031-12-31",
        status="doing",
    )
    b.directive("d-1", "hn-31-03", "Kết thúc đàm phán FTA với châu Âu trong năm 2031", text_en="Conclude the FTA talks with Europe", kind="instruction", product_vi="Văn kiện",
                issuer=["khoi"], addressee=["bct", "bng"], lead=["bct"], coordinating=["bng"], theme=["cd-so"], market=["tt-eu"],
                agreement=["fta-eu"], status="done", done_on="2031-06-30", due="2031-06-01")  # fmt: skip
    b.directive("d-2", "hn-31-03", "Tìm hiểu nhu cầu gạo của Tây Phi", text_en="Find out what rice West Africa needs", issuer=["khoi"],
                addressee=["cqdd"], theme=["cd-gao"], market=["tt-tay-phi"], document=["vb-de-an"], notes_vi="Xem thêm phụ lục")  # fmt: skip
    b.directive(
        "d-3",
        "hn-31-03",
        "Xây dựng đề án gạo",
        product_vi="Đề án phát triển gạo",
        product_en="Rice scheme",
        issuer=["khoi"],
        lead=["bct"],
        theme=["cd-gao"],
        document=["vb-77"],
        figure=["so-1"],
        due="2031-05-01",
    )
    b.directive(
        "d-4",
        "hn-31-03",
        "Nâng chất lượng dự báo",
        issuer=["hn-31-03"],
        theme=["cd-so", "cd-xanh"],
        status="dropped",
        why="trùng",
    )
    b.directive("d-5", "hn-31-03", "Hòa giải tranh chấp", issuer=["khoi"], addressee=["unesco"], status="done")
    b.directive(
        "d-6", "hn-31-03", "Trường học ở nước ngoài", issuer=["khoi"], addressee=["cqdd"], due="2031-10-05", withdrawn=1
    )
    b.directive("k-1", "hn-khong-ngay", "Giữ môi trường hòa bình", kind="orientation")
    b.directive("k-2", "hn-khong-ngay", "Thuê đường dây nóng", kind="solution", due="2031-10-20", status="unrated")
    b.directive(
        "r-1",
        "hn-31-03",
        "Hỗ trợ giải quyết tranh chấp gạo",
        kind="recommendation",
        issuer=["hiep-hoi-gao"],
        addressee=["bng"],
        theme=["cd-gao"],
    )
    b.link("s-1", "repeats", ["d-1"], how="narrower")
    b.link("s-3", "repeats", ["d-4"], how="raised")
    for number, record in enumerate(["d-1", "d-2", "d-3", "d-4", "d-5", "d-6", "r-1"], 1):
        b.source(record, "bao-an-1", [number, number + 1])
    b.source("s-1", "bao-bien-2", [2])
    b.source("d-1", "bao-bien-2", [4], ordinal=1)
    b.note("d-2", "Đã gọi điện cho sứ quán")


def _others(b: Building) -> None:
    b.put(RecordKind.AGREEMENT, "fta-eu", "Hiệp định với châu Âu", name_en="Agreement with Europe", aliases='["EVFTA"]')
    b.put(RecordKind.AGREEMENT, "fta-moi", "Hiệp định mới", kind="set")
    b.link("fta-eu", "partner", ["tt-eu"])
    _observation(b, "fta-eu", 0, "hn-31-09", "concluded", "Rà soát pháp lý", None)
    _observation(b, "fta-eu", 1, "hn-31-03", "negotiating", "Kết thúc đàm phán", "Conclude")
    _observation(b, "fta-eu", 2, "hn-khong-ngay", None, "Chờ", None)
    _mention(b, "tt-eu", 0, "hn-31-09", "key")
    _mention(b, "tt-eu", 1, "hn-31-03", "partner")
    b.put(RecordKind.FAMILY, "nhom-3", "Ba trọng tâm", conference="hn-31-03", printed_count=2)
    b.insert("family_item", family="nhom-3", ordinal=0, text_vi="Gạo", directive="d-2", digest="d")
    b.insert("family_item", family="nhom-3", ordinal=1, item=1, directive="d-3", digest="d")
    b.put(
        RecordKind.FIGURE,
        "so-1",
        "Xuất khẩu gạo",
        conference="hn-31-03",
        printed_as="gần 9 triệu tấn",
        said_by="ha",
        value=9,
        bound="nearly",
    )
    b.put(
        RecordKind.FIGURE,
        "so-2",
        "Mục tiêu",
        conference="hn-31-09",
        printed_as="600 tỷ USD",
        said_by="chinh-phu",
        kind="target",
    )
    b.put(RecordKind.FIGURE, "so-3", "Không ai nói", conference="hn-31-09", printed_as="1")
    b.put(RecordKind.RESULT, "kq-1", "Đã gửi 25 báo cáo về gạo", conference="hn-31-09", said_by="ha")
    b.link("kq-1", "answers", ["d-2"])
    b.link("kq-1", "actor", ["cqdd"])
    b.link("kq-1", "theme", ["cd-gao"])
    b.put(RecordKind.COMPANY, "nordlys", "Nordlys", country="tt-eu")
    b.insert("company_mention", company="nordlys", ordinal=0, conference="hn-31-03", what_vi="Mở nhà máy", digest="d")


def _observation(
    b: Building, agreement: str, ordinal: int, conference: str, stage: str | None, vi: str, en: str | None
) -> None:
    b.insert(
        "observation",
        agreement=agreement,
        ordinal=ordinal,
        conference=conference,
        stage=stage,
        next_step_vi=vi,
        next_step_en=en,
        digest="d",
    )


def _mention(b: Building, market: str, ordinal: int, conference: str, stance: str) -> None:
    b.insert("market_mention", market=market, ordinal=ordinal, conference=conference, stance=stance, digest="d")
