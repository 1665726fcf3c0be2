"""What users did to the world: agencies in place of the digest's, evidence, importance, stages, an assessment."""

import sqlite3

from tests.query.building import Building


def follow_up(connection: sqlite3.Connection) -> None:
    """Write what users own into the world, and index it anew."""
    b = Building.__new__(Building)
    b.connection = connection
    for record, field, value in (
        ("d-1", "lead", '["bng","cqdd"]'),
        ("s-1", "lead", '["bct"]'),
        ("d-3", "coordinating", '["unesco"]'),
        ("s-3", "coordinating", '["hiep-hoi-gao"]'),
        ("d-1", "product", "Báo cáo đàm phán"),
        ("s-1", "product", "Đề án gạo"),
        ("d-2", "nature", "spirit"),
        ("d-4", "nature", "deliverable"),
        ("d-4", "confirms", '["bng"]'),
        ("d-2", "transfer", '["bct"]'),
        ("d-1", "importance", 3),
        ("d-2", "importance", 1),
        ("d-3", "first_due", "2031-04-01"),
    ):
        connection.execute(f"UPDATE directive SET {field} = ? WHERE id = ?", (value, record))
    connection.execute("UPDATE market SET assessment = 'opening' WHERE id = 'tt-eu'")
    for record, text in (("d-1", "bao-an-1 ¶ 5"), ("d-1", "77/BC-BCT"), ("d-5", "https://example.org"), ("r-1", "x")):
        b.insert("evidence", record=record, at="2031-07-01T00:00:00Z", actor="lan", text=text)
    for stage, day, step in (("signed", "2031-09-20", None), ("study", "2030-01-01", "Xem lại")):
        b.insert(
            "stage_move",
            record="fta-eu", at="2031-09-21T00:00:00Z", actor="lan", stage=stage, moved_on=day, next_step=step,
        )  # fmt: skip
    connection.execute("DELETE FROM search")
    connection.execute("DELETE FROM search_word")
    b.index()
