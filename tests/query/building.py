"""Building a small store by plain inserts, so that what a query reads is all said in its test."""

import json
import sqlite3
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import kind_of_position, range_start
from ngkt_tui.domain.text import strip_diacritics, tokenize
from ngkt_tui.store.assigned_agencies import ASKING, assigned_columns
from ngkt_tui.store.search_texts import EVERY_RECORD, TEXT_QUERIES

MIGRATIONS = Path(__file__).parents[2] / "src" / "ngkt_tui" / "store" / "sqlite" / "steps"

DEFAULTS: dict[RecordKind, dict[str, object]] = {
    RecordKind.ARTICLE: {"language": "vi", "complete": 1, "paragraphs": 9, "sha256": "0" * 64},
    RecordKind.DOCUMENT: {"kind": "other"},
    RecordKind.ORGANISATION: {"kind": "ministry"},
    RecordKind.CONFERENCE: {"kind": "conference"},
    RecordKind.DIRECTIVE: {"kind": "task", "paragraph": 1},
    RecordKind.AGREEMENT: {"kind": "fta"},
    RecordKind.MARKET: {"kind": "country"},
    RecordKind.FIGURE: {"kind": "reported"},
}
NAMED_BY = {
    RecordKind.ARTICLE: "title",
    RecordKind.DOCUMENT: "title_vi",
    RecordKind.CONFERENCE: "title_vi",
    RecordKind.OFFICIAL: "name",
    RecordKind.COMPANY: "name",
    RecordKind.DIRECTIVE: "text_vi",
    RecordKind.RESULT: "text_vi",
    RecordKind.FIGURE: "label_vi",
}


@cache
def _empty_store() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for step in sorted(MIGRATIONS.glob("*.sql")):
        connection.executescript(step.read_text(encoding="utf-8"))
    return connection


class Building:
    """A store in the making: every record gets the next position of its kind."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        _empty_store().backup(connection)
        self.insert(
            "digest", id="d", ordinal=1, title_vi="Mẫu", uses="[]", sha256="0", taken_in_at="2031-01-01T00:00:00Z"
        )
        self._next: dict[tuple[RecordKind, bool], int] = {}

    def insert(self, table: str, **values: object) -> None:
        columns = ", ".join(values)
        slots = ", ".join(f":{column}" for column in values)
        self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({slots})", values)

    def put(self, kind: RecordKind, record: str, name: str = "", /, **values: object) -> str:
        own = {NAMED_BY.get(kind, "name_vi"): name or record, **DEFAULTS.get(kind, {}), **values}
        of_record = {key: own.pop(key) for key in ("notes_vi", "notes_en", "inferred", "withdrawn") if key in own}
        is_recommendation = kind is RecordKind.DIRECTIVE and own["kind"] == "recommendation"
        series = (kind, is_recommendation)
        position = self._next.get(series, range_start(kind, recommendation=is_recommendation)) + 1
        self._next[series] = position
        self.insert("record", position=position, id=record, kind=kind.value, **of_record)
        if kind is RecordKind.DIRECTIVE:
            own["position"] = position
        self.insert(kind.value, id=record, **own)
        return record

    def conference(self, record: str, date: str | None = None, title: str = "", **values: object) -> str:
        return self.put(RecordKind.CONFERENCE, record, title, date=date, **values)

    def organisation(self, record: str, name: str = "", **values: object) -> str:
        return self.put(RecordKind.ORGANISATION, record, name, **values)

    def directive(self, record: str, conference: str, text: str = "", **values: object) -> str:
        """Put a directive; values that are lists are links by that name."""
        links = {key: values.pop(key) for key in list(values) if isinstance(values[key], list)}
        self.put(RecordKind.DIRECTIVE, record, text, conference=conference, **values)
        for relation, targets in links.items():
            self.link(record, relation, targets)  # type: ignore[arg-type]
        return record

    def link(self, record: str, relation: str, targets: Iterable[str], how: str | None = None) -> None:
        for ordinal, target in enumerate(targets):
            values = {"record": record, "relation": relation, "ordinal": ordinal, "target": target, "how": how}
            self.insert("link", **values, position=self.position_of(record))
        if relation in ASKING:
            self._assign(record)

    def _assign(self, record: str) -> None:
        linked = "SELECT target FROM link WHERE record = ? AND relation = ? ORDER BY ordinal"
        values = {field: [t for (t,) in self.connection.execute(linked, (record, by))] for by, field in ASKING.items()}
        self.connection.execute(
            "UPDATE directive SET assigned = ?, first_agency = ? WHERE id = ?", (*assigned_columns(values), record)
        )

    def position_of(self, record: str) -> int:
        """Return where a record stands; 0 where it is none."""
        found = self.connection.execute("SELECT position FROM record WHERE id = ?", (record,)).fetchone()
        return int(found[0]) if found else 0

    def source(
        self, record: str, article: str, paragraphs: Iterable[int] = (1,), path: str = "", ordinal: int = 0
    ) -> None:
        self.insert(
            "source",
            record=record, path=path, ordinal=ordinal, article=article, paragraphs=json.dumps(list(paragraphs)),
            terms='["từ khóa"]', fields="[]", digest="d",
        )  # fmt: skip

    def group(self, at: str, actor: str = "lan", kind: str = "edit", undoes: int | None = None) -> int:
        self.insert("change_group", at=at, actor=actor, kind=kind, undoes=undoes)
        return self._last()

    def change(
        self,
        record: str,
        field: str,
        before: str | None,
        after: str | None,
        at: str,
        *,
        actor: str = "lan",
        kind: str = "edit",
    ) -> int:
        """Change a directive as an edit of its own does, history and all."""
        number = self.group(at, actor, kind)
        self.insert("change", change_group=number, record=record, field=field, before=before, after=after)
        if field not in ("note", "evidence", "stage", "assessment"):
            self.connection.execute(f"UPDATE directive SET {field} = ? WHERE id = ?", (after, record))
        return number

    def note(self, record: str, text: str, at: str = "2031-04-01T00:00:00Z") -> None:
        self.insert("note", record=record, at=at, actor="lan", text=text)

    def index(self) -> None:
        """Put every record into the search index."""
        positions = [row[0] for row in self.connection.execute("SELECT position FROM record ORDER BY position")]
        met: set[str] = set()
        for kind, of_kind in groupby(positions, kind_of_position):
            for position, texts in self._texts(kind, list(of_kind)).items():
                exact = " ".join(" ".join(tokenize(text)) for text in texts)
                met.update(exact.split())
                self.insert("search", rowid=position, folded=strip_diacritics(exact), exact=exact)
        self.connection.executemany("INSERT INTO search_word (word) VALUES (?)", [(word,) for word in sorted(met)])
        self.connection.commit()

    def texts(self, position: int) -> list[str]:
        return self._texts(kind_of_position(position), [position])[position]

    def _texts(self, kind: RecordKind, positions: list[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {position: [] for position in positions}
        for sql in (*EVERY_RECORD, *TEXT_QUERIES[kind]):
            for position, *texts in self.connection.execute(sql, {"positions": json.dumps(positions)}):
                found[position] += [str(text) for text in texts if text]
        return found

    def _last(self) -> int:
        return int(self.connection.execute("SELECT last_insert_rowid()").fetchone()[0])
