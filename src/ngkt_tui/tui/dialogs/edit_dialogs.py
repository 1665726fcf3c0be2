"""Editing with forms: what users own of directives, the stage of agreements, how markets are seen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ngkt_tui.domain.enums import WITH_REASON, RecordKind, Stage, Status
from ngkt_tui.domain.stored_values import stored_date, undamaged
from ngkt_tui.domain.user_fields import USER_FIELDS, FieldType, FieldUpdates, UserField
from ngkt_tui.domain.words import format_date, localized
from ngkt_tui.query.detail.bodies import AgreementDetail
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.detail.values import Bilingual
from ngkt_tui.query.names import RecordRef
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.tui.dashboard.selection import EditTarget
from ngkt_tui.tui.dialogs.form_dialog import FormDialog, Refuse
from ngkt_tui.tui.dialogs.form_fields import FormField, ListFormField, ListUpdate, PickerFormField, Read, TextFormField
from ngkt_tui.tui.dialogs.name_fields import names_field
from ngkt_tui.tui.dialogs.openers import DialogHost, edit_target
from ngkt_tui.tui.dialogs.validators import agencies, day_gone, due_day, line, words
from ngkt_tui.tui.widgets.inputs import RadioOption

_WITH_WHY = frozenset(status.value for status in WITH_REASON)
"""Statuses of which the reason can be written anew."""
_AGENCIES = (RecordKind.ORGANISATION,)
_SAME = "same"
"""The option that leaves what several records have as it is."""
_NONE = "none"
"""The option that takes a value away."""


async def edit_directives(host: DialogHost, target: EditTarget) -> None:
    """Ask for due date, agencies, importance, day of completion, evidence and reason, and do what was answered."""
    body = await _only_body(host, target)
    directive = body if isinstance(body, DirectiveDetail) else None
    have_why = all(seen.get("status") in _WITH_WHY for seen in target.seen.values())
    why_alone = _not_why_alone(host, can_have_why=have_why)
    has_due = any(seen.get("due") for seen in target.seen.values())

    def refuse(values: Mapping[str, object]) -> str:
        lacks_why = has_due and "due" in values and not {"why", "fills"} & set(values)
        return host.translate("dialog.edit.due-why") if lacks_why else why_alone(values)

    def fields() -> Sequence[FormField]:
        return _directive_fields(host, target, directive)

    await _ask(host, target, "dialog.edit.title", fields, refuse, _updates)


async def move_stage(host: DialogHost, target: EditTarget) -> None:
    """Ask for a stage, its day and the next step, and date it."""
    body = await _only_body(host, target)
    present = undamaged(body.standing.stage) if isinstance(body, AgreementDetail) else None
    options = [RadioOption(stage.value, host.translate(f"stage.{stage}")) for stage in Stage]
    if present is None:
        options = [RadioOption(_SAME, host.translate("dialog.stage.choose")), *options]
    today = host.translate("dialog.stage.today", date=format_date(host.context.today(), host.context.language))

    def fields() -> Sequence[FormField]:
        return (
            _picked(host, "stage", "dialog.stage.stage", options, present or _SAME),
            _typed(host, "stage_on", "dialog.stage.on", day_gone(host), hint=today),
            TextFormField("next_step", host.translate("dialog.stage.next"), words),
            TextFormField("note", host.translate("dialog.stage.note"), words),
        )

    def refuse(values: Mapping[str, object]) -> str:
        is_stage_wanted = bool(set(values) - {"note"})
        return host.translate("dialog.stage.missing") if is_stage_wanted and not values.get("stage", present) else ""

    def updates_of(values: Mapping[str, object]) -> FieldUpdates:
        stage = values.get("stage", present) if set(values) - {"note"} else None
        plain = {name: value for name, value in values.items() if name != "stage"}
        return FieldUpdates(stage=Stage(str(stage)) if stage else None, **plain)  # type: ignore[arg-type]

    await _ask(host, target, "dialog.stage.title", fields, refuse, updates_of)


async def assess(host: DialogHost, target: EditTarget) -> None:
    """Ask how markets are seen, and keep it."""

    def fields() -> Sequence[FormField]:
        return (
            *(_field(host, field, target, None) for field in _asked(RecordKind.MARKET)),
            TextFormField("why", host.translate("dialog.edit.why"), words),
        )

    await _ask(host, target, "dialog.assess.title", fields, _not_why_alone(host), _updates)


async def _only_body(host: DialogHost, target: EditTarget) -> object:
    """Return all that is known of the one record of a target; `None` for several."""
    if len(target.ids) > 1:
        return None
    detail = await host.workers.read(lambda reader: reader.detail(target.ids[0]))
    return detail.body


async def _ask(
    host: DialogHost,
    target: EditTarget,
    title: str,
    fields: Callable[[], Sequence[FormField]],
    refuse: Refuse,
    updates_of: Callable[[Mapping[str, object]], FieldUpdates],
) -> None:
    def make() -> FormDialog:
        return FormDialog(
            host.context.language, title=host.translate(title), subject=target.subject, fields=fields(), refuse=refuse
        )

    await host.edits.ask_and_update(target, DraftKind.EDIT, make, updates_of)


def _not_why_alone(host: DialogHost, *, can_have_why: bool = False) -> Refuse:
    """Return what refuses a reason for which nothing is changed, unless the reason itself can be kept."""
    return lambda values: (
        host.translate("dialog.edit.why-alone") if set(values) - {"fills"} == {"why"} and not can_have_why else ""
    )


def _directive_fields(host: DialogHost, target: EditTarget, body: DirectiveDetail | None) -> list[FormField]:
    """Return what is typed, what is picked, then what goes with what is done."""
    asked = sorted(_asked(RecordKind.DIRECTIVE), key=lambda field: (field.has_entries, field.type is FieldType.CHOICE))
    columns = [_field(host, field, target, body) for field in asked if not field.has_entries]
    if all(seen.get("status") == Status.DONE for seen in target.seen.values()):
        on, same = _day(host, target.common("done_on")), "" if body else host.translate("dialog.form.same")
        columns.append(_typed(host, "on", "dialog.edit.on", day_gone(host), text=on, hint=same))
    if len(target.ids) > 1:
        options = [RadioOption(each, host.translate(f"dialog.edit.manner.{each}")) for each in ("over", "fill")]
        columns.append(_picked(host, "fills", "dialog.edit.manner", options, "over"))
    return [
        *columns,
        *(_entries(host, field, body) for field in asked if field.has_entries),
        TextFormField("why", host.translate("dialog.edit.why"), words, hint=host.translate("dialog.edit.why.hint")),
    ]


def _asked(kind: RecordKind) -> Iterator[UserField]:
    return (field for field in USER_FIELDS.values() if field.is_asked and field.kind is kind)


def _field(host: DialogHost, field: UserField, target: EditTarget, body: DirectiveDetail | None) -> FormField:
    """Return what a column is typed into or picked with; `body` is that of the one record, `None` for several."""
    match field.type:
        case FieldType.AGENCIES:
            return _agencies(host, field.name, target, body)
        case FieldType.CHOICE:
            return _choice(host, field, target)
    label, same = f"dialog.edit.{field.name}", "" if body else host.translate("dialog.form.same")
    hint = same or host.translate(f"{label}.hint")
    if field.type is FieldType.DATE:
        return _typed(host, field.name, label, due_day(host), text=_day(host, target.common(field.name)), hint=hint)
    text, remark = target.common(field.name) or "", ""
    if field.is_override and body is not None:
        digest: Bilingual | None = getattr(body, f"digest_{field.name}" if text else field.name)
        remark = _remark(host, localized(host.context.language, *digest) if digest else "")
    return _typed(host, field.name, label, line(host, field.is_override), text=text, hint=hint, remark=remark)


def _entries(host: DialogHost, field: UserField, body: DirectiveDetail | None) -> FormField:
    label = f"dialog.edit.{field.name}"
    return ListFormField(
        field.name,
        host.translate(label),
        [each.text for each in getattr(body, field.name)] if body else [],
        hint=host.translate(f"{label}.hint"),
        words=(host.translate(f"{label}.new"), host.translate(f"{label}.gone")),
    )


def _agencies(host: DialogHost, name: str, target: EditTarget, body: DirectiveDetail | None) -> FormField:
    """Return the field of agencies: a user's own are its text, the digest's stand beside it."""
    label, read = f"dialog.edit.{name}", agencies(host, is_override=USER_FIELDS[name].is_override)
    if body is None:
        same = host.translate("dialog.form.same")
        return names_field(host, name, host.translate(label), read, _AGENCIES, hint=same)
    if not USER_FIELDS[name].is_override:
        text = "; ".join(
            each.short(host.context.language) for each in (body.confirming if name == "confirms" else body.transferring)
        )
        hint = host.translate(f"{label}.hint")
        return names_field(host, name, host.translate(label), read, _AGENCIES, text=text, hint=hint)
    given: tuple[RecordRef, ...] = getattr(body, name)
    digest: tuple[RecordRef, ...] = getattr(body, f"digest_{name}")
    is_own = bool(digest) or target.common(name) is not None
    names = "; ".join(each.short(host.context.language) for each in (digest if is_own else given))
    remark = _remark(host, names)
    text = "; ".join(each.short(host.context.language) for each in given) if is_own else ""
    hint = host.translate("dialog.edit.agencies.hint")
    return names_field(host, name, host.translate(label), read, _AGENCIES, text=text, hint=hint, remark=remark)


def _remark(host: DialogHost, names: str) -> str:
    """Return what stands beside a value that a user may give in place of the digest's."""
    return host.translate("dialog.edit.digest", value=names) if names else host.translate("dialog.edit.digest-silent")


def _choice(host: DialogHost, field: UserField, target: EditTarget) -> FormField:
    options = [RadioOption(each, host.translate(f"{field.name}.{each}")) for each in (_NONE, *field.choices)]
    found = {seen.get(field.name) or _NONE for seen in target.seen.values()}
    picked = found.pop() if len(found) == 1 else _SAME
    if picked == _SAME:
        options = [RadioOption(_SAME, host.translate("dialog.edit.as-is")), *options]
    return _picked(host, field.name, f"dialog.edit.{field.name}", options, picked)


def _updates(values: Mapping[str, object]) -> FieldUpdates:
    """Return what a form asks for: of entries what is added and removed, none where that option was picked."""
    updates: dict[str, Any] = {name: None if value == _NONE else value for name, value in values.items()}
    updates["fills"] = "fills" in values
    for name, value in values.items():
        if isinstance(value, ListUpdate):
            updates |= {name: value.added, f"{name}_removed": value.removed}
    return FieldUpdates(**updates)


def _typed(
    host: DialogHost, name: str, label: str, read: Read, *, text: str = "", hint: str = "", remark: str = ""
) -> FormField:
    return TextFormField(name, host.translate(label), read, text=text, hint=hint, remark=remark)


def _picked(host: DialogHost, name: str, label: str, options: Sequence[RadioOption], picked: str) -> FormField:
    return PickerFormField(name, host.translate(label), options, picked, is_plain=host.context.ascii)


def _day(host: DialogHost, text: str | None) -> str:
    return format_date(undamaged(stored_date(text)), host.context.language)


FORMS = {
    RecordKind.DIRECTIVE: edit_directives,
    RecordKind.AGREEMENT: move_stage,
    RecordKind.MARKET: assess,
}
"""The form that each kind of record is edited with."""


async def open_edit(host: DialogHost) -> None:
    """Edit what users own of the record under the cursor, or of all that are marked."""
    if target := await host.edits.current_target():
        await edit_record(host, target)


async def edit_record(host: DialogHost, target: EditTarget) -> None:
    """Edit what users own of a target, with the form of its kind."""
    await FORMS[target.kind](host, target)


async def open_standing(host: DialogHost) -> None:
    """Edit where something stands: the status of directives, the stage of agreements, how markets are seen."""
    target = await host.edits.current_target()
    if target is None:
        return
    if target.kind is RecordKind.DIRECTIVE:
        await edit_target(DraftKind.STATUS, host, target)
    else:
        await edit_record(host, target)
