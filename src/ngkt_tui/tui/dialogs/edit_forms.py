"""Editing with forms: what users own of directives, the stage of agreements, how markets are seen."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from ngkt_tui.domain.dates import format_date, parse_date
from ngkt_tui.domain.enums import Assessment, RecordKind, Stage, Status
from ngkt_tui.domain.user_fields import UNSET, FieldUpdates
from ngkt_tui.query.detail.bodies import AgreementDetail, DirectiveDetail
from ngkt_tui.query.names import RecordRef
from ngkt_tui.services.drafts import DraftKind
from ngkt_tui.tui.dialog_host import DialogHost
from ngkt_tui.tui.dialogs.actions import ask_and_grant
from ngkt_tui.tui.dialogs.form import FormDialog, Refuse
from ngkt_tui.tui.dialogs.form_fields import FormField, ListFormField, ListUpdate, PickerFormField, Read, TextFormField
from ngkt_tui.tui.dialogs.validators import agencies, day_gone, due_day, words
from ngkt_tui.tui.selection import EditTarget
from ngkt_tui.tui.widgets.picker import RadioOption

_IMPORTANCES = ("none", "1", "2", "3")
_WITH_WHY = frozenset(status.value for status in Status if status.requires_reason)
"""Statuses of which the reason can be written anew."""
_SAME = "same"
"""The option that leaves what several records have as it is."""


async def edit_directives(desk: DialogHost, target: EditTarget) -> None:
    """Ask for due date, agencies, importance, day of completion, evidence and reason, and do what was answered."""
    body = await _only_body(desk, target)
    directive = body if isinstance(body, DirectiveDetail) else None
    have_why = all(seen.get("status") in _WITH_WHY for seen in target.seen.values())
    refuse = _not_why_alone(desk, can_have_why=have_why)

    def fields() -> Sequence[FormField]:
        return _directive_fields(desk, target, directive)

    await _ask(desk, target, "dialog.edit.title", fields, refuse, _directive_wishes)


async def move_stage(desk: DialogHost, target: EditTarget) -> None:
    """Ask for a stage, its day and the next step, and date it."""
    body = await _only_body(desk, target)
    present = body.standing.stage if isinstance(body, AgreementDetail) and body.standing.stage in set(Stage) else None
    options = [RadioOption(stage.value, desk.translate(f"stage.{stage}")) for stage in Stage]
    if present is None:
        options = [RadioOption(_SAME, desk.translate("dialog.stage.choose")), *options]
    today = desk.translate("dialog.stage.today", date=format_date(desk.context.today(), desk.language))

    def fields() -> Sequence[FormField]:
        return (
            _picked(desk, "stage", "dialog.stage.stage", options, present or _SAME),
            _typed(desk, "stage_on", "dialog.stage.on", day_gone(desk), hint=today),
            TextFormField("next_step", desk.translate("dialog.stage.next"), words),
            TextFormField("note", desk.translate("dialog.stage.note"), words),
        )

    def refuse(values: Mapping[str, object]) -> str:
        is_stage_wanted = bool(set(values) - {"note"})
        return desk.translate("dialog.stage.missing") if is_stage_wanted and not values.get("stage", present) else ""

    def wishes_of(values: Mapping[str, object]) -> FieldUpdates:
        stage = values.get("stage", present) if set(values) - {"note"} else None
        plain = {name: value for name, value in values.items() if name != "stage"}
        return FieldUpdates(stage=Stage(str(stage)) if stage else None, **plain)  # type: ignore[arg-type]

    await _ask(desk, target, "dialog.stage.title", fields, refuse, wishes_of)


async def assess(desk: DialogHost, target: EditTarget) -> None:
    """Ask how markets are seen, and keep it."""
    present = target.common("assessment") or "none"
    options = [RadioOption(each, desk.translate(f"assessment.{each}")) for each in ("none", *Assessment)]

    def fields() -> Sequence[FormField]:
        return (
            _picked(desk, "assessment", "dialog.assess.assessment", options, present),
            TextFormField("why", desk.translate("dialog.edit.why"), words),
        )

    await _ask(desk, target, "dialog.assess.title", fields, _not_why_alone(desk), _assessment_wishes)


def _assessment_wishes(values: Mapping[str, object]) -> FieldUpdates:
    picked = str(values["assessment"])
    assessment = None if picked == "none" else Assessment(picked)
    return FieldUpdates(assessment=assessment, why=cast("str | None", values.get("why")))


async def _only_body(desk: DialogHost, target: EditTarget) -> object:
    """Return all that is known of the one record of a target; `None` for several."""
    if len(target.ids) > 1:
        return None
    detail = await desk.read(lambda reader: reader.detail(target.ids[0]))
    return detail.body


async def _ask(
    desk: DialogHost,
    target: EditTarget,
    title: str,
    fields: Callable[[], Sequence[FormField]],
    refuse: Refuse,
    wishes_of: Callable[[Mapping[str, object]], FieldUpdates],
) -> None:
    def make() -> FormDialog:
        return FormDialog(
            desk.language, title=desk.translate(title), subject=target.subject, fields=fields(), refuse=refuse
        )

    await ask_and_grant(desk, target, DraftKind.EDIT, make, wishes_of)


def _not_why_alone(desk: DialogHost, *, can_have_why: bool = False) -> Refuse:
    """Return what refuses a reason for which nothing is changed, unless the reason itself can be kept."""
    return lambda values: desk.translate("dialog.edit.why-alone") if set(values) == {"why"} and not can_have_why else ""


def _directive_fields(desk: DialogHost, target: EditTarget, body: DirectiveDetail | None) -> list[FormField]:
    is_many = body is None
    due = target.common("due")
    same = desk.translate("dialog.form.same") if is_many else ""
    fields: list[FormField] = [
        _typed(
            desk,
            "due",
            "dialog.edit.due",
            due_day(desk),
            text=_day(desk, due),
            hint=same or desk.translate("dialog.edit.due.hint"),
        ),
        _agencies(desk, "lead", target, body),
        _agencies(desk, "coordinating", target, body),
        _importance(desk, target),
    ]
    if all(seen.get("status") == Status.DONE for seen in target.seen.values()):
        on = _day(desk, target.common("done_on"))
        fields.append(_typed(desk, "on", "dialog.edit.on", day_gone(desk), text=on, hint=same))
    present = [each.text for each in body.evidence] if body else []
    fields.append(
        ListFormField(
            "evidence",
            desk.translate("dialog.edit.evidence"),
            present,
            hint=desk.translate("dialog.edit.evidence.hint"),
            words=(desk.translate("dialog.edit.evidence.new"), desk.translate("dialog.edit.evidence.gone")),
        )
    )
    return [
        *fields,
        TextFormField("why", desk.translate("dialog.edit.why"), words, hint=desk.translate("dialog.edit.why.hint")),
    ]


def _agencies(desk: DialogHost, name: str, target: EditTarget, body: DirectiveDetail | None) -> FormField:
    """Return the field of agencies: a user's own are its text, the digest's stand beside it."""
    label, read = f"dialog.edit.{name}", agencies(desk)
    if body is None:
        return _typed(desk, name, label, read, hint=desk.translate("dialog.form.same"))
    given: tuple[RecordRef, ...] = getattr(body, name)
    digest: tuple[RecordRef, ...] = getattr(body, f"digest_{name}")
    is_own = bool(digest) or target.common(name) is not None
    said = "; ".join(each.short(desk.language) for each in (digest if is_own else given))
    remark = (
        desk.translate("dialog.edit.digest", agencies=said) if said else desk.translate("dialog.edit.digest-silent")
    )
    text = "; ".join(each.short(desk.language) for each in given) if is_own else ""
    return _typed(desk, name, label, read, text=text, hint=desk.translate("dialog.edit.agencies.hint"), remark=remark)


def _importance(desk: DialogHost, target: EditTarget) -> FormField:
    options = [RadioOption(each, desk.translate(f"importance.{each}")) for each in _IMPORTANCES]
    found = {seen.get("importance") or "none" for seen in target.seen.values()}
    picked = found.pop() if len(found) == 1 else _SAME
    if picked == _SAME:
        options = [RadioOption(_SAME, desk.translate("dialog.edit.as-is")), *options]
    return _picked(desk, "importance", "dialog.edit.importance", options, picked)


def _directive_wishes(values: Mapping[str, object]) -> FieldUpdates:
    evidence = cast(ListUpdate, values.get("evidence", ListUpdate((), ())))
    importance = values.get("importance", UNSET)
    plain = {name: value for name, value in values.items() if name not in ("importance", "evidence")}
    if importance is not UNSET:
        plain["importance"] = None if importance == "none" else int(str(importance))
    return FieldUpdates(evidence=evidence.added, evidence_removed=evidence.removed, **plain)  # type: ignore[arg-type]


def _typed(
    desk: DialogHost, name: str, label: str, read: Read, *, text: str = "", hint: str = "", remark: str = ""
) -> FormField:
    return TextFormField(name, desk.translate(label), read, text=text, hint=hint, remark=remark)


def _picked(desk: DialogHost, name: str, label: str, options: Sequence[RadioOption], picked: str) -> FormField:
    return PickerFormField(name, desk.translate(label), options, picked, is_plain=desk.context.ascii)


def _day(desk: DialogHost, text: str | None) -> str:
    return format_date(parse_date(text), desk.language) or ""


FORMS = {
    RecordKind.DIRECTIVE: edit_directives,
    RecordKind.AGREEMENT: move_stage,
    RecordKind.MARKET: assess,
}
"""The form that each kind of record is edited with."""
