"""What is marked, so that one edit does it all: records by id, each with what was seen of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.services.edit import seen_in
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.messages import FirstPagesLoaded, PageLoaded, PaneMessage, RowsReloaded
from ngkt_tui.tui.pane_loader import PaneLoader
from ngkt_tui.tui.panes.pane import text_of
from ngkt_tui.tui.view_state import SharedContext
from ngkt_tui.tui.widgets.drawing import Row
from ngkt_tui.tui.workers import WorkerHost

if TYPE_CHECKING:  # details are loaded when first opened
    from ngkt_tui.query.detail import RecordDetail
    from ngkt_tui.services.detail_lines import Formatter

ExpectedFields = Mapping[str, str | None]
"""What a user saw in the fields of one record, as the history writes it."""


class EditTarget(NamedTuple):
    """What an edit is made of: one record, or all that are marked of its kind. `subject` says it in words."""

    kind: RecordKind
    seen: Mapping[str, ExpectedFields]
    subject: str
    is_marked: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self.seen)

    def common(self, field: str) -> str | None:
        """Return what all records have in a field; `None` where they differ, or nothing stands there."""
        values = {fields.get(field) for fields in self.seen.values()}
        return values.pop() if len(values) == 1 else None


def target_of(details: "Sequence[RecordDetail]", formatter: "Formatter") -> EditTarget:
    """Return what an edit of records that were read in full is made of: one, or several of one kind."""
    first = details[0]
    is_one = len(details) == 1
    subject = (
        formatter.localized(first.name) if is_one else formatter.translate(f"marks.of.{first.kind}", count=len(details))
    )
    return EditTarget(first.kind, {detail.id: seen_in(detail.body) for detail in details}, subject)


class Selection:
    """The marked records of each kind, in the order in which they were marked. No widget, no I/O."""

    def __init__(self) -> None:
        self.by_kind: dict[RecordKind, dict[str, ExpectedFields]] = {}
        """The marked records, each with what was seen of it."""
        self.last: str | None = None
        """The record that was marked last, from which a run of marks begins."""

    def __contains__(self, record: object) -> bool:
        return any(record in marked for marked in self.by_kind.values())

    def __len__(self) -> int:
        return sum(len(marked) for marked in self.by_kind.values())

    def of(self, kind: RecordKind) -> Mapping[str, ExpectedFields]:
        """Return the marked records of a kind, with what was seen of each."""
        return self.by_kind.get(kind, {})

    def counts(self) -> tuple[tuple[RecordKind, int], ...]:
        return tuple((kind, len(marked)) for kind, marked in self.by_kind.items() if marked)

    def toggle(self, kind: RecordKind, row: Row) -> None:
        """Mark a record, or take its mark away."""
        if row.id in self.of(kind):
            del self.by_kind[kind][row.id]
            self.last = None
        else:
            self.add(kind, [row])
            self.last = row.id

    def add(self, kind: RecordKind, rows: Iterable[Row]) -> None:
        """Mark records; those that are marked already stay where they are."""
        marked = self.by_kind.setdefault(kind, {})
        marked.update((row.id, seen_in(row)) for row in rows)

    def drop(self, kind: RecordKind, records: Iterable[str]) -> None:
        """Take marks away."""
        marked = self.by_kind.get(kind, {})
        for record in records:
            marked.pop(record, None)

    def refresh(self, rows: Iterable[Row]) -> None:
        """Take note of rows that are shown anew: from here on an edit is of what they show."""
        for row in rows:
            for marked in self.by_kind.values():
                if row.id in marked:
                    marked[row.id] = seen_in(row)

    def clear(self) -> None:
        """Take all marks away."""
        self.by_kind.clear()
        self.last = None


class MarkController:
    """Marks records of the panes, and says what an edit is made of. `on_change` is called after each change."""

    def __init__(
        self,
        shared: SharedContext,
        workers: WorkerHost,
        loader: PaneLoader,
        panes: PaneController,
        on_change: Callable[[], object],
    ) -> None:
        self._shared, self._workers, self._loader = shared, workers, loader
        self._panes, self._on_change = panes, on_change
        self.selection = Selection()
        for pane in panes:
            pane.marked = self.selection.by_kind

    @property
    def kind(self) -> RecordKind | None:
        """Return the kind of the record under the cursor; on an empty pane, a kind of its that has marks."""
        if (record := self._panes.record) is not None:
            return record.kind
        sections = self._panes.focused.spec.sections
        return next((section.kind for section in sections if self.selection.of(section.kind)), None)

    def target(self) -> EditTarget | None:
        """Return what an edit is made of: what is marked of the kind under the cursor, else the record there."""
        kind, record = self.kind, self._panes.record
        if kind is not None and (marked := dict(self.selection.of(kind))):
            subject = self._shared.present.translate(f"marks.of.{kind}", count=len(marked))
            return EditTarget(kind, marked, subject, is_marked=True)
        if record is None:
            return None
        return EditTarget(
            record.kind, {record.id: seen_in(record.row)}, text_of(record.row, self._shared.present.language)
        )

    def out_of_sight(self, target: EditTarget) -> int:
        """Return how many of the records that an edit is made of are not on the screen."""
        return len(set(target.ids) - self._panes.focused.records_in_sight()) if target.is_marked else 0

    def words(self) -> str:
        """Return how many records are marked, empty for none."""
        counts = self.selection.counts()
        glyph = "*" if self._shared.present.ascii else "◆"
        words = [self._shared.present.translate(f"marks.of.{kind}", count=count) for kind, count in counts]
        return f"{glyph} {' · '.join(words)}" if words else ""

    def mark(self, what: str) -> None:
        """Mark the record under the cursor, all from the last mark to it (`run`), or all that are `shown`."""
        if what == "run":
            self._workers.begin(self._mark_run())
        elif what == "shown":
            self._workers.begin(self._mark_shown())
        elif (record := self._panes.record) is not None:
            self.selection.toggle(record.kind, record.row)
            self._show()

    def unmark(self, target: EditTarget) -> None:
        """Take away the marks of what has been edited."""
        if target.is_marked:
            self.selection.drop(target.kind, target.ids)
            self._show()

    def clear(self) -> None:
        """Take all marks away."""
        self.selection.clear()
        self._show()

    async def _mark_run(self) -> None:
        """Mark from the record that was marked last to the one under the cursor."""
        index, number, last = self._panes.focused.place, self._panes.number, self.selection.last
        if index is None:
            return
        for section, row in await self._workers.read(lambda _reader: self._loader.rows_between(number, last, index)):
            self.selection.add(self._panes[number].spec.sections[section].kind, [row])
        self._show()

    async def _mark_shown(self) -> None:
        """Mark all records of the section under the cursor; where all are, take the marks away."""
        kind, number, index = self.kind, self._panes.number, self._panes.focused.place
        if kind is None:
            return
        of_kind = [place for place, each in enumerate(self._panes.focused.spec.sections) if each.kind is kind]
        sections = of_kind if index is None else [index.section]
        rows = await self._workers.read(lambda _reader: self._loader.all_rows(number, sections))
        marked = self.selection.of(kind)
        if all(row.id in marked for row in rows):
            self.selection.drop(kind, [row.id for row in rows])
        else:
            self.selection.add(kind, rows)
        self._show()

    def refresh(self, message: PaneMessage) -> None:
        """Take note of the marked rows that are shown anew."""
        if not self.selection:
            return
        match message:
            case FirstPagesLoaded():
                rows = [row for opening in message.openings if opening for _, page in opening.pages for row in page]
                self.selection.refresh(rows)
            case PageLoaded() | RowsReloaded():
                self.selection.refresh(message.rows)

    def _show(self) -> None:
        self._panes.redraw()
        self._on_change()
