"""Taking in a sheet of tasks: each row that the store does not have yet becomes a directive of one's own."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ngkt_tui.domain.enums import Nature, RecordKind
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_entry import document_numbered
from ngkt_tui.services.sheet_import import Record, SheetReader, SheetReport, folded, import_sheet
from ngkt_tui.services.task_sheet import TASK_HEADINGS, Sheet, SheetColumn, TaskRow, is_ongoing

_KNOWN = """
    SELECT
        json_extract(contribution.body, '$.text.vi'),
        coalesce(json_extract(contribution.body, '$.sources[0].document'), ''),
        contribution.record
    FROM contribution JOIN digest ON digest.id = contribution.digest
    WHERE digest.own = 1 AND contribution.kind = 'directive'
"""


def import_tasks(
    context: Context,
    path: Path,
    mapping: Mapping[str, SheetColumn] = {},
    *,
    document: str = "",
    issued: str = "",
    dry_run: bool = False,
) -> SheetReport:
    """Take in the tasks of a sheet; see `import_sheet`.

    They rest on the document of their row, else on `document`, of the day `issued`; else they are one's own.
    """
    return import_sheet(context, path, mapping, partial(_TaskReader, document=document, issued=issued), dry_run=dry_run)


class _TaskReader(SheetReader):
    """Reads rows as directives: each document is looked up once."""

    kind = RecordKind.DIRECTIVE
    headings = TASK_HEADINGS

    def __init__(self, reader: Reader, sheet: Sheet, document: str, issued: str) -> None:
        super().__init__(reader, sheet)
        self._document = document
        self._issued = issued
        self._documents: dict[str, dict[str, Any]] = {}

    def known_rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield the texts of own directives, each with its document and its id."""
        with self.reader.connection() as connection:
            yield from ((folded(text or ""), number, record) for text, number, record in connection.execute(_KNOWN))

    def basis(self, row: TaskRow) -> str:
        """Return the id of the document of a row."""
        return str(self._document_of(row).get("id", ""))

    def records_beneath(self) -> list[Record]:
        """Return the documents that are to be made."""
        return [(RecordKind.DOCUMENT, each) for each in self._documents.values() if "kind" in each]

    def _document_of(self, row: TaskRow) -> dict[str, Any]:
        number = row.text(SheetColumn.DOCUMENT) or self._document
        if not number:
            return {}
        if number not in self._documents:
            values = {"issued": self._issued} if self._issued else {}
            found = document_numbered(self.reader, number, values)
            self._documents[number] = found | {"id": self.free_id(found["id"]) if "kind" in found else found["id"]}
        return self._documents[number]

    def read_row(self, row: TaskRow, record: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """Return the directive of a row, with its due date and note."""
        document = self._document_of(row)
        values: dict[str, Any] = {
            "id": record,
            "kind": "task",
            "text": {"vi": row.text(SheetColumn.TEXT)},
            "issued": document.get("issued") or self._issued or self.today.isoformat(),
        }
        for column in (SheetColumn.LEAD, SheetColumn.COORDINATING):
            if named := self.agencies(row, column):
                values[column.value] = list(named)
        if product := row.text(SheetColumn.PRODUCT):
            values |= {"product": {"vi": product}, "nature": Nature.DELIVERABLE.value}
        if is_ongoing(row.cells.get(SheetColumn.DUE)):
            values["nature"] = Nature.ONGOING.value
        if document:
            point = row.text(SheetColumn.NUMBER)[:100]
            values["documents"] = [document["id"]]
            values["sources"] = [{"document": document["id"], **({"point": point} if point else {})}]
        due = self.day(row, SheetColumn.DUE)
        remarks = list(filter(None, (row.text(SheetColumn.RESULT), row.text(SheetColumn.NOTE))))
        given = [("due", due.isoformat())] if due else []
        return values, [*given, *([("note", "\n".join(remarks))] if remarks else [])]
