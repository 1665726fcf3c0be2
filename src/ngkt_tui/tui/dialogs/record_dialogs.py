"""Adding records, and correcting what they say: one form for every kind, built from the fields of that kind."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.services.agencies import lacks_usual_bodies
from ngkt_tui.services.context import USUAL_BODIES, digest_path
from ngkt_tui.services.correction import correct_fields
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.record_entry import RecordBasis, add_fields, called_alike
from ngkt_tui.services.record_fields import flat_fields, naming_field
from ngkt_tui.services.record_form import asked_fields, label_of
from ngkt_tui.services.record_lines import correctable_fields, present_fields, texts_of
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.tui.dashboard.selection import EditTarget, target_of
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.form_fields import TextFormField
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.dialogs.record_form_dialog import SOURCE, KindDialog, RecordFormDialog
from ngkt_tui.tui.dialogs.record_form_fields import NOTHING, SOURCES, field_of, fields_to_add, propose
from ngkt_tui.tui.dialogs.validators import words

_KINDS = {
    "conferences": (
        RecordKind.CONFERENCE,
        RecordKind.DOCUMENT,
        RecordKind.FIGURE,
        RecordKind.RESULT,
        RecordKind.FAMILY,
    ),
    "directives": (RecordKind.DIRECTIVE,),
    "agreements-and-markets": (RecordKind.AGREEMENT, RecordKind.MARKET, RecordKind.COMPANY),
    "officials-and-agencies": (RecordKind.ORGANISATION, RecordKind.OFFICIAL),
}
"""The kinds of records that belong into each pane, first the one that is added most; themes belong into none."""
Values = Mapping[str, object]


async def open_add(host: DialogHost) -> None:
    """Ask for a kind of record, those of the focused pane first, and add one."""
    fitting = _KINDS[host.panes.focused.spec.id]
    others = [kind for kinds in _KINDS.values() for kind in kinds if kind not in fitting]
    can_import = await host.workers.read(lacks_usual_bodies)
    kind = await host.ask(KindDialog(host.context.language, fitting, (*others, RecordKind.THEME), can_import))
    if kind == USUAL_BODIES:
        await import_usual_bodies(host)
    elif kind is not None:
        await add_record(host, RecordKind(kind))


async def import_usual_bodies(host: DialogHost) -> None:
    """Take in the packaged digest of the bodies that directives usually name."""
    from ngkt_tui.services.digest_store import import_digest  # loads PyYAML, which no other dialog needs

    path = digest_path(Path(USUAL_BODIES))
    report = await host.workers.work(lambda: import_digest(host.context, path))
    host.panes.forget_counts()
    host.panes.open_all(from_top=False)
    host.notifier.show_message(host.translate("import.taken-in", digest=report.digest, group=report.group))


async def add_record(host: DialogHost, kind: RecordKind, name: str = "") -> str | None:
    """Ask for a record of `kind`, called `name` where that has been typed already; return the id of what was made."""
    made: list[str] = []

    async def do(values: Values) -> bool:
        given, basis = _given(kind, values), _basis(values)
        alike = await host.workers.read(lambda reader: called_alike(reader, kind, _names(kind, given)))
        if alike is not None and not await _is_wanted_twice(host, alike.name(host.context.language), alike.id):
            return False

        def job() -> EditMessage:
            record, edited = add_fields(
                host.context,
                kind,
                given,
                basis,
                record=str(values["id"]) if "id" in values else None,
                due=f"{values['due']}" if values.get("due") else None,
                may_be_alike=True,
            )
            made.append(record)
            return edited

        is_made = await host.edits.edit(job)
        if is_made and not name:
            host.navigator.go_to(kind, made[-1])
        return is_made

    def make() -> RecordFormDialog:
        first, more = fields_to_add(host, kind)
        return RecordFormDialog(
            host.context.language,
            title=host.translate("form.add", kind=host.translate(f"record.{kind}")),
            subject=host.translate("form.hint"),
            fields=first,
            more=more,
            refuse=partial(_lacking, host, kind),
            saves_unchanged=True,
            propose=partial(propose, host, kind),
            groups=SOURCES,
        )

    typed = {naming_field(kind): name} if name else _place(host, kind)
    await host.edits.ask_and_do((kind.value,), DraftKind.ADD, make, do, typed)
    return made[-1] if made else None


async def open_correct(host: DialogHost) -> None:
    """Correct what the record under the cursor says."""
    if (record := host.panes.record) is not None:
        await host.edits.edits_rendered()
        detail = await host.workers.read(lambda reader: reader.detail(record.id))
        await correct_record(host, target_of([detail], formatter_of(host.context)))


async def correct_record(host: DialogHost, target: EditTarget) -> None:
    """Ask what a record is to say in place of what digests say, and keep it beside that."""
    (record,) = target.ids
    present = await host.workers.read(lambda reader: present_fields(reader, record))

    async def do(values: Values) -> bool:
        fields = flat_fields(present.kind)
        given = {name: texts_of(fields[name], str(text)) or [""] for name, text in values.items() if name != "why"}
        why = str(values["why"]) if "why" in values else None
        return await host.edits.edit(lambda: correct_fields(host.context, record, given, why))

    def make() -> RecordFormDialog:
        asked = correctable_fields(present)
        why = TextFormField(
            "why", host.translate("dialog.edit.why"), words, hint=host.translate("dialog.edit.why.hint")
        )
        return RecordFormDialog(
            host.context.language,
            title=host.translate("form.correct", kind=host.translate(f"record.{present.kind}")),
            subject=target.subject,
            fields=[*(field_of(host, present.kind, each, present) for each in asked if each.is_first), why],
            more=[field_of(host, present.kind, each, present) for each in asked if not each.is_first],
            refuse=lambda values: host.translate("dialog.edit.why-alone") if set(values) == {"why"} else "",
        )

    await host.edits.ask_and_do(target.ids, DraftKind.CORRECT, make, do)


def _lacking(host: DialogHost, kind: RecordKind, values: Values) -> str:
    """Return what is still to be given, in words; nothing where all is there."""
    names = [each.name for each in asked_fields(kind) if each.is_required]
    labels = [label_of(kind, name, host.context.language) for name in names if values.get(name, NOTHING) == NOTHING]
    source = str(values.get(SOURCE, "own"))
    wanted = {"document": ("of-number",), "article": SOURCES["article"]}.get(source, ())
    labels += [host.translate(f"form.of.{name.removeprefix('of-')}") for name in wanted if name not in values]
    return host.translate("form.lacking", names=", ".join(labels)) if labels else ""


def _given(kind: RecordKind, values: Values) -> dict[str, list[str]]:
    fields = flat_fields(kind)
    fields_given = {name: str(value) for name, value in values.items() if name in fields and value not in ("", NOTHING)}
    return {name: texts_of(fields[name], text) for name, text in fields_given.items()}


def _basis(values: Values) -> RecordBasis:
    given: dict[str, Any] = {name.removeprefix("of-"): value for name, value in values.items() if name[:3] == "of-"}
    if values.get(SOURCE) == "document":
        issued: date | None = given.get("issued")
        issuer: tuple[str, ...] = given.get("issuer") or ("",)
        day = issued.isoformat() if issued else ""
        return RecordBasis(given["number"], given.get("point", ""), issued=day, issuer=issuer[0])
    if values.get(SOURCE) == "article":
        place = f"{given['article']}:{given['para']}"
        terms = (term.strip() for term in given["terms"].split(";"))
        return RecordBasis(sources=tuple(f"{place}:{term}" for term in terms if term))
    return RecordBasis()


def _names(kind: RecordKind, given: Mapping[str, Sequence[str]]) -> list[str]:
    name = naming_field(kind)
    return [text for each in (name, f"{name}-en") for text in given.get(each, ())]


async def _is_wanted_twice(host: DialogHost, name: str, record: str) -> bool:
    question = ChoiceDialog(
        host.context.language,
        title=host.translate("form.twice.title"),
        text=host.translate("form.twice.text", name=name, id=record),
        yes="form.twice.yes",
        no="form.twice.no",
    )
    return await host.ask(question) is True


def _place(host: DialogHost, kind: RecordKind) -> dict[str, str]:
    """Return the conference that is looked at, for what belongs to one."""
    if not any(each.name == "conference" and each.is_first for each in asked_fields(kind)):
        return {}
    record = host.panes.record
    chips = [chip.id for chip in host.panes.view.scope if chip.kind is RecordKind.CONFERENCE]
    ids = [record.id] if record is not None and record.kind is RecordKind.CONFERENCE else chips
    return {"conference": ids[0]} if ids else {}
