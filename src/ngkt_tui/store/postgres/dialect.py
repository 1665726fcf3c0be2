"""Our SQL as PostgreSQL reads it.

The statements of `query` and `services` are one text for both engines. What PostgreSQL calls otherwise without a change
of meaning is rewritten here, token by token, so that no string and no comment is touched; functions that it lacks are
functions of the store's own schema (`functions`). No value is part of a statement: parameters become psycopg's.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

_TOKEN = re.compile(
    r"""
    (?P<space>\s+ | --[^\n]*)
    | (?P<string>'(?:[^']|'')*' | "(?:[^"]|"")*")
    | (?P<cast>::)
    | (?P<named>:[A-Za-z_]\w*)
    | (?P<word>\w+(?:\.\w+)*)
    | (?P<sign>\|\| | <> | <= | >= | <{2} | >{2} | ->> | -> | .)
    """,
    re.VERBOSE | re.DOTALL,
)
_RENAMED = {"group_concat": "string_agg", "json_array": "jsonb_build_array"}
"""Functions that PostgreSQL has under another name; `json_array` is a word of its grammar from version 16 on."""
_OPERATOR_BEFORE = frozenset(
    {"", "(", ",", "=", "<>", "<", ">", "<=", ">=", "AND", "OR", "NOT", "WHERE", "ON", "WHEN", "THEN", "ELSE", "SELECT"}
)
"""After these a plus is unary: SQLite's planner then leaves the indexes of the column alone; PostgreSQL weighs them."""

_IS_AMONG, _AS_A_SET = ["it.position", "IN"], "TRUE = "
"""With the plus, rows are walked and each looked up in the set: so does PostgreSQL what it cannot make a join of, which
it would sort whole, however few rows are wanted."""

_ENDS_OF_A_JOIN = frozenset({"WHERE", "JOIN", "CROSS", "LEFT", "GROUP", "ORDER", "UNION", ","})


@lru_cache(maxsize=4096)
def translate(statement: str) -> str:
    """Return a statement of ours as psycopg takes it; it must be given parameters, if only an empty mapping."""
    tokens = [(str(found.lastgroup), found[0]) for found in _TOKEN.finditer(statement)]
    written = [text.replace("%", "%%") for _, text in tokens]
    places = [place for place, (kind, _) in enumerate(tokens) if kind != "space"]
    texts = [tokens[place][1] for place in places]
    for order, place in enumerate(places):
        kind, text = tokens[place]
        before, after = texts[order - 1] if order else "", "".join(texts[order + 1 : order + 2])
        if kind == "named":
            written[place] = _parameter(f"%({text[1:]})s", before)
        elif text == "?":
            written[place] = _parameter("%s", before)
        elif text == "WITH" and after != "RECURSIVE":
            written[place] = "WITH RECURSIVE"  # as SQLite reads every WITH
        elif text in _RENAMED and after == "(":
            written[place] = _RENAMED[text]
        elif _is_hint(texts, order):
            written[place] = _AS_A_SET if texts[order + 1 : order + 3] == _IS_AMONG else ""
    return "".join(written)


def _parameter(placeholder: str, before: str) -> str:
    """Return a placeholder; as a limit, the -1 that means none is NULL."""
    return f"nullif({placeholder}, -1)" if before == "LIMIT" else placeholder


def _is_hint(texts: Sequence[str], order: int) -> bool:
    """Return whether a token is a hint to SQLite's planner alone: a unary plus, or CROSS before a join that has ON."""
    if texts[order] == "+":
        return order == 0 or texts[order - 1] in _OPERATOR_BEFORE
    depth = 0
    for text in texts[order + 2 :] if texts[order] == "CROSS" else ():
        depth += {"(": 1, ")": -1}.get(text, 0)
        if depth == 0 and text == "ON":
            return True
        if depth < 0 or (depth == 0 and text in _ENDS_OF_A_JOIN):
            return False
    return False
