"""A line in which records are named: what begins so is offered below it, and what is not there yet can be added."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.services.agencies import lacks_usual_bodies, records_beginning
from ngkt_tui.services.detail_lines.lines import DetailLine, TextRun
from ngkt_tui.tui.dialogs.form_fields import FieldInput, Read, TextFormField
from ngkt_tui.tui.dialogs.openers import DialogHost, load
from ngkt_tui.tui.widgets.rich_list import RichList

OFFERED = 3
"""Records that are offered for what has been typed."""
_ADD = "+"
"""Begins the target of the line that adds a record; no id does."""


_USUAL = "++"
"""The target of the line that takes in the usual bodies."""


class NamesFormField(TextFormField):
    """A line of names. What `offer` returns for a text that names nobody stands below it; `take` does what is chosen.

    `has_many` where several names stand in it, apart by semicolons.
    """

    def __init__(
        self,
        name: str,
        label: str,
        read: Read,
        *,
        offer: Callable[[str], Awaitable[Sequence[DetailLine]]],
        take: Callable[["NamesFormField", str], None],
        has_many: bool,
        text: str = "",
        hint: str = "",
        remark: str = "",
    ) -> None:
        super().__init__(name, label, read, text=text, hint=hint, remark=remark)
        self._offer, self._take, self._has_many = offer, take, has_many
        self.sheet = RichList(marks_stops=False)
        self.sheet.display = False

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self.sheet

    @property
    def last_name(self) -> str:
        return self.line.value.rpartition(";")[2].strip() if self._has_many else self.line.value.strip()

    def put(self, name: str) -> None:
        """Put a name in the place of the one that was being typed."""
        before = self.line.value.rpartition(";")[0].strip() if self._has_many else ""
        self.line.retype(f"{before}; {name}" if before else name)
        self.line.focus()
        self.run_worker(self._show_reading(), exclusive=True)  # a name there may have come to be known

    async def _show_reading(self) -> FieldInput:
        reading = await super()._show_reading()
        offered = await self._offer(self.last_name) if reading.is_wrong and self.last_name else ()
        if not offered and self.sheet.has_focus:
            self.line.focus()
        self.sheet.display = bool(offered)
        self.sheet.show(offered)
        return reading

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        event.stop()
        self._take(self, event.target)


def names_field(
    host: DialogHost,
    name: str,
    label: str,
    read: Read,
    kinds: Sequence[RecordKind],
    *,
    has_many: bool = True,
    text: str = "",
    hint: str = "",
    remark: str = "",
) -> NamesFormField:
    """Return a line that names records of `kinds`, in which an agency that is not there yet can be added."""

    def take(field: NamesFormField, target: str) -> None:
        host.workers.begin(_take(host, field, target), opens=target.startswith(_ADD))

    return NamesFormField(
        name,
        label,
        read,
        offer=partial(_offered, host, kinds),
        take=take,
        has_many=has_many,
        text=text,
        hint=hint,
        remark=remark,
    )


async def _offered(host: DialogHost, kinds: Sequence[RecordKind], typed: str) -> Sequence[DetailLine]:
    language = host.context.language
    near = (await host.workers.read(lambda reader: records_beginning(reader, typed, OFFERED, kinds)))[:OFFERED]
    lines = [
        DetailLine((TextRun(each.name(language)), TextRun(f"  {each.id}", "muted")), target=each.id) for each in near
    ]
    if RecordKind.ORGANISATION in kinds and host.context.may_edit:
        words = host.translate("form.add-agency", name=typed)
        lines.append(DetailLine((TextRun(f"+ {words}", "key"),), target=f"{_ADD}{typed}"))
        if await host.workers.read(lacks_usual_bodies):
            lines.append(DetailLine((TextRun(f"+ {host.translate('form.usual-bodies')}", "key"),), target=_USUAL))
    return lines


async def _take(host: DialogHost, field: NamesFormField, target: str) -> None:
    if target == _USUAL:
        await load("record_dialogs:import_usual_bodies")(host)
        field.put(field.last_name)
        return
    record: str | None = target
    if target.startswith(_ADD):
        record = await load("record_dialogs:add_record")(host, RecordKind.ORGANISATION, target.removeprefix(_ADD))
    from ngkt_tui.services.record_lines import name_to_type  # loads Pydantic, which opening a form does not need

    if record is not None and field.is_attached:
        field.put(await host.workers.read(partial(name_to_type, record=record)))
