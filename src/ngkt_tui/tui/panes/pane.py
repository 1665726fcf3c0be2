"""The one pane of which all four are made: a record list in a frame, with title, counts, and what it says empty.

What a record is called, from its row, is here too. A new pane is one short file with a spec, and a row type.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual import events

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.words import format_date, localized, translate
from ngkt_tui.query.lists.grouping import ListGrouping, RecordGroup
from ngkt_tui.query.lists.rows import AgencyRow, ConferenceRow
from ngkt_tui.tui.keymap import keymap_of
from ngkt_tui.tui.widgets.drawing import ListOptions, Row, Section
from ngkt_tui.tui.widgets.list_lines import EmptyState, Tone
from ngkt_tui.tui.widgets.record_cache import FirstPages, RowIndex
from ngkt_tui.tui.widgets.record_list import RecordList
from ngkt_tui.tui.widgets.section_lines import HeadIndex


def names_of(row: Row) -> tuple[str, str | None]:
    """Return what a row's record says, or what it is called in full, in Vietnamese and in English; else its id."""
    for field in ("text", "title", "name"):
        if vi := getattr(row, f"{field}_vi", None):
            return vi, getattr(row, f"{field}_en", None)
    return getattr(row, "name", row.id), None


def label_of(row: Row) -> tuple[str, str | None]:
    """Return the short name of a row's record in Vietnamese and in English."""
    match row:
        case ConferenceRow(date=date() as day):
            return format_date(day, Language.VI), format_date(day, Language.EN)
        case AgencyRow():
            return row.short_vi or row.name_vi, row.short_en or row.name_en
        case _:
            return names_of(row)


def text_of(row: Row, language: Language) -> str:
    """Return what a row's record says, or what it is called in full."""
    return localized(language, *names_of(row))


FRAME_CELLS = 8
"""Cells of the lower edge of a frame that its words leave free."""


class PaneSpec(NamedTuple):
    """A pane. Its words are `pane.<id>` (title), `pane.<id>.short` (narrow bar) and `pane.<id>.empty` (what to do)."""

    id: str
    sections: tuple[Section, ...]
    groupings: tuple[ListGrouping, ...] = (ListGrouping.NONE,)
    """What its rows can be grouped by, first what they are from the start."""
    parts: tuple[str, ...] = ()
    """The lists of which one is shown at a time; their words are `part.<list>`. None: all are shown."""
    told_parts: tuple[str, ...] = ()
    """Those of its parts that say in words of their own that they are empty, `part.<list>.empty`."""
    legend: "Callable[[Pane], str] | None" = None
    """What the lower edge of the frame shows beside the counts, where there is room."""
    folded: tuple[str, ...] = ()
    """The keys of the groups that are folded from the start, where nothing is looked for."""
    has_work: Callable[[Row], bool] | None = None
    """Whether a row is something to do: the pane begins with the first, and what is finished of its groups folded."""

    @property
    def shows_progress(self) -> bool:
        return any(section.shows_progress for section in self.sections)


class Pane(RecordList):
    """A pane as its spec describes it. `number` is that of the key that leads to it."""

    def __init__(self, spec: PaneSpec, number: int) -> None:
        super().__init__(spec.sections, id=spec.id)
        self.spec = spec
        self.number = number
        self.options = ListOptions(spec.groupings[0], height=spec.sections[0].height)
        self.part = ""
        """The list that is shown, where the pane has parts."""
        if spec.parts:
            self._hide_all_but(spec.parts[0])
        self.whole: tuple[int, ...] | None = None
        """How many records each section has without the pane's filter; `None` where that has not been counted."""
        self.is_titled = True
        """Whether the frame names the pane; not where the bar of panes does so just above."""
        self.is_filtered = False
        self.folds: dict[str, bool] = {}
        """The groups that a user has folded (true) or unfolded, by their list and key."""
        self._uncounted: set[int] = set()
        """The sections whose finished groups are folded once they have been counted."""
        self.is_awaited = False
        """Whether other records than those shown have been asked for, and are not here yet."""

    @property
    def listings(self) -> tuple[str, ...]:
        """Return the names under which the reader knows the lists of the sections."""
        return tuple(section.listing for section in self.spec.sections)

    @property
    def title_words(self) -> str:
        return translate(self.language, f"part.{self.part}" if self.part else f"pane.{self.spec.id}")

    def set_language(self, language: Language) -> None:
        """Speak `language` from now on."""
        self.language = language
        self.refresh_frame()
        self.redraw()

    def refresh_frame(self) -> None:
        """Write title and counts on the frame."""
        key = keymap_of(self.app).name(f"pane-{self.number}")
        own = f"{key} {self.title_words}" if self.is_titled else self.title_words if self.part else ""
        words = (own, *self._grouped_words(), *self._other_parts())
        self.border_title = Text(" · ".join(each for each in words if each))
        named, legend = self.count_words(are_named=True), self.spec.legend(self) if self.spec.legend else ""
        choices = (f"{legend} · {named}", legend, named) if legend else (named,)
        fitting = (each for each in choices if cell_len(each) + FRAME_CELLS <= self.outer_size.width)
        self.border_subtitle = Text(next(fitting, self.count_words())) if self.records else ""

    @property
    def groups(self) -> Sequence[RecordGroup]:
        """Return the groups of the list that is shown, as far as they have been read."""
        rows = zip(self.spec.sections, self._cache.rows, strict=True)
        return next((each.groups for section, each in rows if section.listing == self.part), ())

    def on_resize(self, event: events.Resize) -> None:
        """Name what is counted where the frame has got room for it."""
        super().on_resize(event)
        event.prevent_default()
        self.refresh_frame()

    def show_part(self, part: str = "") -> None:
        """Show another part of the pane: the one named, or the next. Where all are shown, go to the next."""
        parts = self.spec.parts
        if not parts:
            self.next_section()
            return
        part = part or parts[(parts.index(self.part) + 1) % len(parts)]
        if part in parts and part != self.part:
            self._hide_all_but(part)
            self.cursor_record = None
            self._resettle()
            self.redraw()
            self.action_first()
            self.show_emptiness()
            self.refresh_frame()

    def show_kind(self, kind: RecordKind) -> None:
        """Show the part that has records of a kind, where the pane has parts."""
        if self.spec.parts:
            self.show_part(next(section.listing for section in self.spec.sections if section.kind is kind))

    def show_opening(self, openings: Sequence[FirstPages | None]) -> None:
        """Begin anew with what was first read; go to another part where there is something only in that one."""
        is_new = self._from_top
        super().show_opening(openings)
        for section, rows in zip(self.spec.sections, self._cache.rows, strict=True):
            if is_new and self.spec.parts and rows.count and not self.records:
                self.show_part(section.listing)
        if is_new:
            self._uncounted = {number for number in range(len(self.spec.sections)) if self._fold_groups(number)}
            self._settle_folds()

    def show_groups(self, section: int, groups: tuple[RecordGroup, ...], *, keeps_places: bool = False) -> None:
        """Take in the groups of a section; those that could not be folded before, because nobody had counted them."""
        super().show_groups(section, groups, keeps_places=keeps_places)
        if section in self._uncounted and not keeps_places:
            self._uncounted.discard(section)
            self._fold_groups(section)
            self._settle_folds()

    def fold(self, head: HeadIndex, *, is_folded: bool | None = None) -> None:
        """Fold a group away or unfold it, and remember it where that is not because of a filter."""
        super().fold(head, is_folded=is_folded)
        if not self.is_filtered:
            rows, key = self._cache.rows[head.section], self._cache.group(head).key
            self.folds[self._fold_name(head.section, key)] = key in rows.folded

    def _fold_name(self, section: int, key: str) -> str:
        return f"{self.spec.sections[section].listing} {key}"

    def _fold_groups(self, section: int) -> bool:
        """Fold the groups of a section as from the start; return whether some have not been counted yet."""
        rows = self._cache.rows[section]
        spot = self._cache.find(self.cursor_record) if self.cursor_record and self.generation > 1 else None
        held = self._cache.head_of(spot) if spot and spot.section == section else None
        groups = rows.groups if rows.has_all_groups else ()  # all are folded at once, so that lines move once
        kept = self._cache.group(held).key if held else None
        rows.folded = set() if self.is_filtered else self._folded_at_first(section, groups, kept)
        return bool(self.spec.has_work) and not rows.has_all_groups

    def _folded_at_first(self, section: int, groups: Sequence[RecordGroup], kept: str | None) -> set[str]:
        """Return the keys of the groups that are folded from the start; that of the cursor, `kept`, is no finished one.

        What their user chose goes before; there may be thousands of groups, and few of them were chosen.
        """
        if self.options.grouping is ListGrouping.THREAD:  # each is one line until it is opened
            folded = {group.key for group in groups if group.key}
        else:
            may_fold = self.spec.has_work and not self.is_scoped
            folded = {group.key for group in groups if may_fold and group.done and not group.open}.difference([kept])
            folded.update(self.spec.folded)
        start = self._fold_name(section, "")
        names = (name for name in self.folds if name.startswith(start))
        chosen = {name.removeprefix(start): self.folds[name] for name in names}
        return {key for key in {*folded, *chosen} if chosen.get(key, True)}

    def _settle_folds(self) -> None:
        """Lay the lines out anew; a cursor without a record of its own goes to the first that is something to do."""
        self._resettle()
        held, spot = self._cache.find(self.cursor_record) if self.cursor_record else None, self._cursor_spot()
        if held is not None and self.generation == 1 and self.spec.has_work and not self._has_work(held):
            held = None  # what was finished when the dashboard was left is not where a day begins
        begins_with_work = self.spec.has_work is not None and not self.is_filtered
        if self.options.grouping is ListGrouping.THREAD:
            self.action_first()  # of what is folded now, nothing is left below the place that was in sight
        elif spot is not None and (self._cache.is_folded(spot) or (begins_with_work and held is None)):
            first = self._cache.first_where(self._has_work) or spot
            self._put_cursor(self._cache.ordinal(first))
            self._scroll_to_line(self._cursor_line() - self._is_headed if self.spec.has_work else 0)
            self._reveal_cursor()

    def _has_work(self, spot: RowIndex) -> bool:
        row = self._cache.row(spot)
        return row is not None and (self.spec.has_work is None or self.spec.has_work(row))

    def _hide_all_but(self, part: str) -> None:
        self.part = part
        numbered = enumerate(self.spec.sections)
        self._cache.hidden = frozenset(number for number, each in numbered if each.listing != part)
        self._cache.reindex()

    def _other_parts(self) -> list[str]:
        """Return the word for the part that comes next, with the key that leads there."""
        parts = self.spec.parts
        following = parts[(parts.index(self.part) + 1) % len(parts)] if parts else None
        key = keymap_of(self.app).name("part")
        return [f"{key} {translate(self.language, f'part.{following}')}"] if following else []

    def regroup(self) -> None:
        """Have the rows grouped by the next that they can be grouped by, once they are read anew."""
        choices = self.spec.groupings
        by = choices[(choices.index(self.options.grouping) + 1) % len(choices)]
        self.options = self.options._replace(grouping=by)
        self.refresh_frame()

    def _grouped_words(self) -> list[str]:
        """Return what the rows are grouped by, where that is not what it is from the start."""
        by = self.options.grouping
        is_told = by is not self.spec.groupings[0] and self.part not in self.spec.parts[1:]
        return [] if not is_told else [translate(self.language, f"grouping.{by}")]

    def show_reading(self) -> None:
        """Show, where there are no rows yet, that rows are being read."""
        self.show_notice(EmptyState(translate(self.language, "pane.reading")))

    def show_emptiness(self) -> None:
        """Show, where there are no rows, why that may be and what to do next."""
        words = "empty.filtered" if self.is_filtered else "empty.scoped" if self.is_scoped else None
        none = "pane.none-in-scope" if self.is_scoped else "pane.none"
        prefix = f"part.{self.part}" if self.part in self.spec.told_parts else f"pane.{self.spec.id}"
        title = translate(self.language, none, what=translate(self.language, f"{prefix}.what"))
        self._show_empty(title, words or f"{prefix}.empty")

    def show_refusal(self) -> None:
        """Show, where there are no rows, that nothing was looked for: the filter has a mistake."""
        self._show_empty(translate(self.language, "pane.refused"), "empty.refused")

    def _show_empty(self, title: str, next_step: str) -> None:
        self.is_awaited = False
        keymap = keymap_of(self.app)
        keys = {id: keymap.name(id) for id in ("back", "filter", "watch")}
        self.show_notice(EmptyState(title, (translate(self.language, next_step, **keys),), Tone.EMPTY))

    def show_failure(self, sentences: tuple[str, ...]) -> None:
        """Show that rows could not be read, and what to do next."""
        self.is_awaited = False
        self.show_notice(EmptyState(sentences[0], sentences[1:], Tone.FAILED))

    def count_words(self, *, are_named: bool = False) -> str:
        """Return how many records each section shows, and of how many where a filter leaves some out."""
        whole = self.whole or (None,) * len(self.counts)
        counted = zip(self.spec.sections, self.counts, whole, strict=True)
        known = (each for each in counted if each[0].is_counted and any(each[1]))  # neither read nor counted: nothing
        parts = [(section.listing, _count(*count, full)) for section, count, full in known]
        named = [f"{translate(self.language, f'counted.{listing}')} {count}" for listing, count in parts]
        return " · ".join(named if are_named else (count for _, count in parts))


def _count(count: int, counted: bool, whole: int | None) -> str:
    shown = f"{count}" if counted else f"{count}+"
    return f"{shown}/{whole}" if whole is not None and whole != count else shown
