"""Our statements as PostgreSQL reads them: what is rewritten, and what must be left as it is."""

from ngkt_tui.store.postgres.dialect import translate
from tests.fixtures.examples import for_each


@for_each(
    ("ours", "theirs"),
    [
        ("SELECT :id", "SELECT %(id)s"),
        ("WHERE id IN (?, ?)", "WHERE id IN (%s, %s)"),
        ("SELECT ':id', 'a?' -- :id?\n, :id", "SELECT ':id', 'a?' -- :id?\n, %(id)s"),
        ("SELECT 'it''s :x', :x", "SELECT 'it''s :x', %(x)s"),
        ("SELECT a::text, :x::tsquery", "SELECT a::text, %(x)s::tsquery"),
        ("a LIKE :x || '%'", "a LIKE %(x)s || '%%'"),
        ("SELECT 7 -- 5 %\n", "SELECT 7 -- 5 %%\n"),
        ("SELECT 7 % 2", "SELECT 7 %% 2"),
        ("WITH a AS (SELECT 1) SELECT 1", "WITH RECURSIVE a AS (SELECT 1) SELECT 1"),
        ("WITH RECURSIVE a AS (SELECT 1)", "WITH RECURSIVE a AS (SELECT 1)"),
        ("WHERE +it.id IN (1) AND +it.b = 2", "WHERE it.id IN (1) AND it.b = 2"),
        ("WHERE +it.position IN (SELECT 1)", "WHERE TRUE = it.position IN (SELECT 1)"),
        ("WHERE +it.position < 5 AND it.position IN (6)", "WHERE it.position < 5 AND it.position IN (6)"),
        ("SELECT it.a + it.b, (:after + 1), -1", "SELECT it.a + it.b, (%(after)s + 1), -1"),
        ("FROM a CROSS JOIN b ON b.x = a.x", "FROM a  JOIN b ON b.x = a.x"),
        ("FROM a CROSS JOIN b AS c -- why\n ON c.x = 1", "FROM a  JOIN b AS c -- why\n ON c.x = 1"),
        ("FROM a CROSS JOIN (SELECT 1 FROM d JOIN e ON e.x = d.x) AS f", None),
        ("FROM a CROSS JOIN b CROSS JOIN c ON c.x = b.x", "FROM a CROSS JOIN b  JOIN c ON c.x = b.x"),
        ("(SELECT 1 FROM a CROSS JOIN b) AS f JOIN c ON TRUE", None),
        ("SELECT group_concat(a.b, ', ')", "SELECT string_agg(a.b, ', ')"),
        ("SELECT json_array(a, b), a.json_array", "SELECT jsonb_build_array(a, b), a.json_array"),
        ("LIMIT :limit OFFSET :offset", "LIMIT nullif(%(limit)s, -1) OFFSET %(offset)s"),
    ],
)
def test_a_statement_is_rewritten_where_the_engines_differ_and_nowhere_else(ours: str, theirs: str | None) -> None:
    assert translate(ours) == (ours if theirs is None else theirs)


def test_a_statement_that_is_portable_stays_as_it_is() -> None:
    text = """
        SELECT count(*) FILTER (WHERE a.b <> 'x') << 2, a.c ->> '$.d', "of -- it", b.e IS NOT DISTINCT FROM a.f
        FROM main.a JOIN b ON b.id = a.id /* + */
        ORDER BY a.b DESC NULLS LAST
    """
    assert translate(text) == text
