"""The dashboard: what its keys do. Filter and scope change the view, dialogs go to their openers."""

from dataclasses import replace

from textual import events, on

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.services.context import Context
from ngkt_tui.services.pane_lists import NOT_LED, NoLeadRow
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dialog_host import SelectedRecord
from ngkt_tui.tui.keymap import Key, Need, Owner, bindings, key_of
from ngkt_tui.tui.messages import TextCut
from ngkt_tui.tui.panes.abbreviations import label_of, text_of
from ngkt_tui.tui.screens.finding_screen import FindingScreen
from ngkt_tui.tui.screens.layout import Layout
from ngkt_tui.tui.screens.pane_screen import DIRECTIVES_PANE
from ngkt_tui.tui.view_state import LabelledScope, ViewState
from ngkt_tui.tui.widgets.record_table import RecordList

STANDING = (RecordKind.DIRECTIVE, RecordKind.AGREEMENT, RecordKind.MARKET)
"""What has a status, a stage or an assessment."""
OPEN_WORK = "is:open named:{agency}"
"""The filter that leaves what an agency itself, without its parts, has still to do: what its row counts."""
POLL_SECONDS = 1.0
"""How often the store is looked at for what others changed."""


class DashboardScreen(FindingScreen):
    """The main screen."""

    BINDINGS = bindings(Owner.DASHBOARD)
    AUTO_FOCUS = ""

    def __init__(self, context: Context, reader: Reader, filter_text: str = "") -> None:
        super().__init__(context, reader, filter_text)
        self._was_told_of_input_method = False
        self._came_from: tuple[ViewState, int] | None = None
        self._work: ViewState | None = None

    def on_mount(self) -> None:
        """Look for what others change, as long as the screen stands."""
        self.set_interval(POLL_SECONDS, self.loader.check_external_changes)

    # What openers use

    @property
    def pane_filter(self) -> tuple[RecordKind, str]:
        """Return the kind of the focused pane's first section, and the pane's filter."""
        return self.pane.spec.sections[0].kind, self.view.filters[self._pane]

    @property
    def pane_kinds(self) -> tuple[RecordKind, ...]:
        """Return the kinds of records of the focused pane, first that of the record under the cursor."""
        pointed = (self.record[0],) if self.record else ()
        return tuple(dict.fromkeys((*pointed, *(section.kind for section in self.pane.spec.sections))))

    def keep_filter(self) -> None:
        """Remember the focused pane's filter among those that were used."""
        self._remember()

    def chosen(self) -> tuple[SelectedRecord, ...]:
        """Return the record under the cursor; empty where there is none."""
        chosen = self.record
        return (SelectedRecord(chosen[0], chosen[1].id, chosen[1]),) if chosen else ()

    def narrow(self, kind: RecordKind, record: str, label_vi: str, label_en: str | None) -> None:
        """Narrow the whole dashboard to a record."""
        self._look_at(self.view.push_scope(LabelledScope(kind, record, label_vi, label_en)))

    def filter_directives(self, text: str) -> None:
        """Put a filter on the pane of the directives, in the words of the language, and go there."""
        self.view = self.view.with_filter(DIRECTIVES_PANE, self._translate(text))
        self.open_pane(DIRECTIVES_PANE, from_top=True)
        self.seat(DIRECTIVES_PANE)

    # Filter and scope

    @on(RecordList.Activated)
    def open_record(self, message: RecordList.Activated) -> None:
        """Open a directive, or narrow the dashboard to another record; one that it is narrowed to already is opened."""
        if isinstance(message.row, NoLeadRow):
            self.filter_directives(NOT_LED)
        elif message.kind is RecordKind.DIRECTIVE or self.view.has_chip(message.row.id):
            self.action_open("detail")
        else:
            self.narrow(message.kind, message.row.id, *label_of(message.row))

    def action_open_work(self) -> None:
        """Show what an agency has still to do, or what nobody leads; from there, go back to where one was."""
        if self._came_from is not None and self.view == self._work:
            self.view, self._pane = self._came_from
            self._came_from = None
            self.seat(self._pane)
            self._look_at(self.view)
        elif self._is_at_unled:
            self._came_from = self.view, self._pane
            self.filter_directives(f"is:open {NOT_LED}")
            self._work = self.view
        elif (record := self.record) is not None and record[0] is RecordKind.ORGANISATION:
            self._came_from = self.view, self._pane
            chip = LabelledScope(RecordKind.ORGANISATION, record[1].id, *label_of(record[1]))
            text = self._translate(OPEN_WORK.format(agency=chip.id))
            self.look_at(RecordKind.DIRECTIVE, text, self.view.push_scope(chip).scope)
            self._work = self.view

    def _translate(self, text: str) -> str:
        """Return a filter of directives that a key writes, in the words of the language."""
        from ngkt_tui.services.browse import translate_filter  # a start without a filter needs no language of filters

        return translate_filter(text, RecordKind.DIRECTIVE, self.language)

    @property
    def _is_at_unled(self) -> bool:
        """Tell whether the cursor is on the line of what no agency leads."""
        return self.pane.chosen is not None and isinstance(self.pane.chosen[1], NoLeadRow)

    def look_at(self, kind: RecordKind, text: str, scope: tuple[LabelledScope, ...]) -> None:
        """Filter the pane of a kind of record with `text`, and narrow the dashboard to `scope` alone."""
        number = self.pane_of(kind)
        self.seat(number)
        self._look_at(self.view._replace(scope=scope).with_filter(number, text))

    def _look_at(self, view: ViewState) -> None:
        self.view = view
        for pane in self.panes:
            pane.whole = None
        self.open_all(from_top=True)
        self.show_frame()

    def action_back(self) -> None:
        """Close what is offered; else leave the box; else take away the filter, the last chip, all marks."""
        if self.is_typing and self.filter_bar.ways.first is not None:
            self.filter_bar.show_suggestions(())
        elif self.is_typing:
            self.pane.focus()
        elif self.view.filters[self._pane]:
            self.filter_with("")
        elif self.view.scope:
            self._look_at(self.view.pop_scope())
        elif self.marks:
            self.marks.clear()
            self.show_marks()

    def action_open(self, dialog: str) -> None:
        """Open a dialog by the name of its opener."""
        from ngkt_tui.tui.dialogs.registry import OPENERS  # dialogs are loaded when first opened

        self.begin(OPENERS[dialog](self), opens=True)

    def commands(self) -> tuple[Key, ...]:
        """Return the commands that work now, for the palette."""
        return tuple(key for key in self.keymap.rows if key.in_palette and self._fits(key))

    async def perform(self, action: str) -> None:
        """Do what a key with this action does."""
        await self.run_action(action)

    # The frame, the keys, the language

    def show_frame(self) -> None:
        """Show bar, filter, chips and keys as they are now."""
        super().show_frame()
        text = self.view.filters[self._pane]
        self.filter_bar.show_text(text)
        self.filter_bar.input.placeholder = self.translate(f"filter.hint.{self.pane.spec.id}")
        is_known = any(count or counted for count, counted in self.pane.counts)
        left = (
            self.translate("filter.left", counts=self.pane.count_words()) if self.pane.is_filtered and is_known else ""
        )
        chips = tuple(self._chip_words(chip) for chip in self.view.scope)
        self.filter_bar.scope.show(chips, left, self.mark_words())
        self.show_mistake()
        self.show_keys()

    def _chip_words(self, chip: LabelledScope) -> str:
        own, other = chip.label_vi, chip.label_en or chip.label_vi
        return f"{self.translate(f'record.{chip.kind}')} {own if self.language == 'vi' else other}"

    def _fits(self, key: Key) -> bool:
        match key.needs:
            case Need.NOTHING:
                return True
            case Need.RECORD:
                return self.record is not None or (key.id == "open" and self.pane.chosen is not None)
            case Need.TARGET:
                return self.kind_aimed_at() is not None
            case Need.DIRECTIVE:
                return self.kind_aimed_at() is RecordKind.DIRECTIVE
            case Need.AGENCY:
                is_back = self._came_from is not None and self.view == self._work
                return is_back or self._is_at_unled or self.kind_aimed_at() is RecordKind.ORGANISATION
            case Need.STANDING:
                return self.kind_aimed_at() in STANDING
            case Need.LOST_STORE:
                return self.is_lost

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether the key of an action works now: by what lies under the cursor, and by the layout."""
        if action == "zoom":
            return self.arrangement is not Layout.SMALL
        key = key_of(action, parameters)
        return key is None or key.owner is not Owner.DASHBOARD or self._fits(key)

    @on(RecordList.CursorMoved)
    def show_keys(self) -> None:
        """Show the keys that work where the focus is, on the record under the cursor."""
        if self.is_typing:
            rows = [row for row in self.keymap.rows if row.owner is Owner.FILTER or row.id == "back"]
        else:
            rows = [row for row in self.keymap.line() if self._fits(row)]
        words = {"open": self._open_word()} if not self.is_typing else {}
        if words.get("open") == "key.open.narrow":  # then only the key for details opens one: it stands beside Enter
            rows.sort(key=lambda row: row.id not in ("open", "detail"))
        self.key_line.show(tuple(rows), words)

    def _open_word(self) -> str:
        """Return the key of the word for what opening does to the record under the cursor."""
        chosen = self.pane.chosen
        if self._is_at_unled:
            return "key.open.unled"
        is_opened = chosen is None or chosen[0] is RecordKind.DIRECTIVE or self.view.has_chip(chosen[1].id)
        return "key.open" if is_opened else "key.open.narrow"

    def on_key(self, event: events.Key) -> None:
        """Tell once that an input method composes letters where keys are commands."""
        letter = event.character or ""
        if letter.isalpha() and not letter.isascii() and not self._was_told_of_input_method:
            self._was_told_of_input_method = True
            keys = {"letter": letter, "open": self.keymap.name("open")}
            self.show_message(self.translate("screen.input-method", **keys), severity="warning")

    def on_paste(self, event: events.Paste) -> None:
        """Tell where a paste would go, when it was made where nothing can be typed."""
        event.stop()
        keys = {"filter": self.keymap.name("filter"), "note": self.keymap.name("note")}
        self.show_message(self.translate("screen.paste-nowhere", **keys), severity="warning")

    def on_text_cut(self, message: TextCut) -> None:
        """Tell what had no room in the filter."""
        words = self.translate("dialog.text-cut", limit=message.limit, count=message.left_out)
        self.show_message(words, severity="warning")

    def action_copy_record(self) -> None:
        """Copy what the record under the cursor says."""
        if record := self.record:
            self.copy(text_of(record[1], self.language))

    def action_copy_record_id(self) -> None:
        """Copy the id of the record under the cursor."""
        if record := self.record:
            self.copy(record[1].id)

    def action_switch_language(self) -> None:
        """Speak the other language."""
        self.context = replace(self.context, language=self.language.other)
        self.speak()

    def action_switch_theme(self) -> None:
        """Show the other theme."""
        from ngkt_tui.tui.themes import other_theme

        self.app.theme = other_theme(self.app.theme)
