"""Taking in a register of signed commitments: each row that the store lacks becomes an agreement of one's own.

Where and what is signed is what the record begins with: the day as its stage, the plan as a next step of each agency in
the lead until the time of the row, difficulties, proposals and confidence as the line of the present review. Of an
agreement that is there already a row brings this line up to date: a register comes again each month.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ngkt_tui.domain.enums import AgreementKind, Confidence, Language, RecordKind, Stage
from ngkt_tui.domain.field_values import check_field_value, dump_entry
from ngkt_tui.domain.stored_values import StageChange
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.typed_dates import Aim, day_complaint
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.domain.words import LazyText, translate
from ngkt_tui.query.review_lines import is_closed, review_lines
from ngkt_tui.services.agencies import partners_called
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.review import ReviewRefusedError, present_period
from ngkt_tui.services.sheet_import import SheetReader, SheetReport, folded, import_sheet
from ngkt_tui.services.task_sheet import REGISTER_HEADINGS, Sheet, SheetColumn, TaskRow, fold_heading

if TYPE_CHECKING:
    from ngkt_tui.store.unit_of_work import FieldEdit

_KNOWN = """
    SELECT
        json_extract(contribution.body, '$.name.vi'),
        (
            SELECT coalesce(group_concat(partner.value, ' '), '')
            FROM json_each(coalesce(json_extract(contribution.body, '$.partners'), '[]')) AS partner
        ),
        contribution.record
    FROM contribution JOIN digest ON digest.id = contribution.digest
    WHERE digest.own = 1 AND contribution.kind = 'agreement'
"""
_REVIEW = USER_FIELDS["review"]
_REVIEWED = {
    SheetColumn.RESULT: "progress",
    SheetColumn.DIFFICULTY: "difficulty",
    SheetColumn.PROPOSAL: "proposal",
    SheetColumn.WHY: "why",
}
"""What the columns of a sheet are in the line of a review."""
_ALSO = {
    "dung han": Confidence.ON_TRACK,
    "on time": Confidence.ON_TRACK,
    "rui ro": Confidence.AT_RISK,
    "co nguy co": Confidence.AT_RISK,
    "nguy co cham": Confidence.AT_RISK,
    "co nguy co cham": Confidence.AT_RISK,
    "cham tien do": Confidence.DELAYED,
    "late": Confidence.DELAYED,
}
"""Other words for a confidence than those of the program."""
_NOTED = (SheetColumn.PLACE, SheetColumn.PRODUCT)


def import_register(
    context: Context, path: Path, mapping: Mapping[str, SheetColumn] = {}, *, dry_run: bool = False
) -> SheetReport:
    """Take in the agreements of a sheet; see `import_sheet`."""
    return import_sheet(context, path, mapping, _RegisterReader, dry_run=dry_run)


class _RegisterReader(SheetReader):
    """Reads rows as agreements."""

    kind = RecordKind.AGREEMENT
    headings = REGISTER_HEADINGS

    def __init__(self, reader: Reader, sheet: Sheet) -> None:
        super().__init__(reader, sheet)
        self._language = reader.context.language
        self._period = present_period(reader)
        with reader.connection() as connection:
            self._is_closed = is_closed(connection, self._period)
            self._lines = {each.record: each for each in review_lines(connection, self._period)}

    def known_rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield the names of own agreements, each with its partners and its id."""
        with self.reader.connection() as connection:
            yield from ((folded(name or ""), partners, record) for name, partners, record in connection.execute(_KNOWN))

    def basis(self, row: TaskRow) -> str:
        """Return the ids of the partners of a row."""
        return " ".join(self._partners(row))

    def _partners(self, row: TaskRow) -> tuple[str, ...]:
        return self.named(row, SheetColumn.PARTNER, partners_called)

    def read_row(self, row: TaskRow, record: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """Return the agreement of a row, with what users give to it."""
        values: dict[str, Any] = {
            "id": record,
            "kind": AgreementKind.OTHER.value,
            "name": {"vi": row.text(SheetColumn.TEXT)},
        }
        if partners := self._partners(row):
            values["partners"] = list(partners)
        review = [("review", dump_entry(_REVIEW, line)) for line in self._review(row)]
        return values, [*self._stage(row), *self._steps(row), *review, *self._note(row)]

    def edits_of(self, row: TaskRow, record: str) -> "list[FieldEdit]":
        """Return the edit that brings the line of the present review up to date; a cell left empty changes nothing."""
        from ngkt_tui.store.unit_of_work import FieldEdit  # loads SQLModel, which a row that is new does not need

        values, line = next(self._review(row), None), self._lines.get(record)
        if values is None:
            return []
        if line is None:
            return [FieldEdit(record, "review", dump_entry(_REVIEW, values))]
        wanted = line.entry(values)
        return [FieldEdit(record, "review", wanted, line.entry(), entry=line.number)] if wanted != line.entry() else []

    def _stage(self, row: TaskRow) -> Iterator[tuple[str, str]]:
        """Yield the day of signing."""
        day = self.day(row, SheetColumn.SIGNED, Aim.PAST)
        if day is None:
            return
        issue = day_complaint(day, self.today)
        if issue is not None:
            self.wrong(row, SheetColumn.SIGNED, "sheet-cell", detail=issue)
        else:
            yield "stage", StageChange(Stage.SIGNED, day).text

    def _steps(self, row: TaskRow) -> Iterator[tuple[str, str]]:
        """Yield the plan as a step of each agency in the lead."""
        leads = self.agencies(row, SheetColumn.LEAD)
        due, plan = self.day(row, SheetColumn.DUE), row.text(SheetColumn.PLAN)
        if not (leads or due or plan):
            return
        text = plan or row.text(SheetColumn.PRODUCT) or translate(self._language, "sheet.step")
        until = due.isoformat() if due else None
        for who in leads or (None,):
            yield "step", dump_entry(USER_FIELDS["step"], {"text": text, "who": who, "due": until})

    def _review(self, row: TaskRow) -> Iterator[dict[str, str]]:
        """Yield what the sheet says of how it goes, as the line of the present review."""
        line = {name: row.text(column) for column, name in _REVIEWED.items() if row.text(column)}
        if confidence := self._confidence(row):
            line["confidence"] = confidence
            if confidence != Confidence.ON_TRACK and not line.get("why"):
                if "difficulty" in line:
                    line["why"] = line["difficulty"]
                else:
                    self.wrong(row, SheetColumn.CONFIDENCE, "sheet-why")
        if not line:
            return
        if self._is_closed:
            raise ReviewRefusedError(id=self._period, detail=LazyText("review.closed", {"period": self._period}))
        for column, name in _REVIEWED.items():
            issue = check_field_value(_REVIEW, dump_entry(_REVIEW, {"period": self._period, name: line.get(name)}))
            if issue is not None:
                self.wrong(row, column, "sheet-cell", detail=issue)
        yield {"period": self._period, **line}

    def _confidence(self, row: TaskRow) -> str | None:
        typed = row.text(SheetColumn.CONFIDENCE)
        if not typed:
            return None
        found = _confidences().get(fold_heading(typed))
        if found is None:
            words = ", ".join(translate(self._language, f"confidence.{each}") for each in Confidence)
            self.wrong(row, SheetColumn.CONFIDENCE, "sheet-confidence", word=typed, words=words)
        return found

    def _note(self, row: TaskRow) -> Iterator[tuple[str, str]]:
        """Yield what has no field of its own, under its heading."""
        lines = [
            f"{translate(self._language, f'sheet.column.{column}')}: {text}"
            for column in _NOTED
            if (text := row.text(column))
        ]
        if remark := row.text(SheetColumn.NOTE):
            lines.append(remark)
        if lines:
            yield "note", "\n".join(lines)


def _confidences() -> Mapping[str, str]:
    """Return each confidence by its code and its words in both languages."""
    words = {strip_diacritics(translate(lang, f"confidence.{each}")): each for each in Confidence for lang in Language}
    return {**words, **{each.value.replace("-", " "): each for each in Confidence}, **_ALSO}
