"""Editing with forms: what users own of directives, the stage of agreements, how markets are seen."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from ngkt_tui.domain.dates import parse_date, show_date
from ngkt_tui.domain.kinds import Assessment, RecordKind, Stage
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.wishes import KEEP, Wishes
from ngkt_tui.query.detail.bodies import AgreementBody, DirectiveBody
from ngkt_tui.query.names import Named
from ngkt_tui.services.drafts import Act
from ngkt_tui.tui.desk import Desk
from ngkt_tui.tui.dialogs.acting import ask_and_grant
from ngkt_tui.tui.dialogs.fields import EntriesField, EntriesWish, Field, PickedField, Read, TypedField
from ngkt_tui.tui.dialogs.form import FormDialog, Refuse
from ngkt_tui.tui.dialogs.picker import Option
from ngkt_tui.tui.dialogs.readings import agencies, day_gone, due_day, words
from ngkt_tui.tui.marks import Target

_IMPORTANCES = ("none", "1", "2", "3")
_WITH_WHY = frozenset(status.value for status in Status if status.asks_why)
"""Statuses of which the reason can be written anew."""
_SAME = "same"
"""The option that leaves what several records have as it is."""


async def edit_directives(desk: Desk, target: Target) -> None:
    """Ask for due date, agencies, importance, day of completion, evidence and reason, and do what was answered."""
    body = await _only_body(desk, target)
    directive = body if isinstance(body, DirectiveBody) else None
    have_why = all(seen.get("status") in _WITH_WHY for seen in target.seen.values())
    refuse = _not_why_alone(desk, can_have_why=have_why)

    def fields() -> Sequence[Field]:
        return _directive_fields(desk, target, directive)

    await _ask(desk, target, "dialog.edit.title", fields, refuse, _directive_wishes)


async def move_stage(desk: Desk, target: Target) -> None:
    """Ask for a stage, its day and the next step, and date it."""
    body = await _only_body(desk, target)
    present = body.standing.stage if isinstance(body, AgreementBody) and body.standing.stage in set(Stage) else None
    options = [Option(stage.value, desk.say(f"stage.{stage}")) for stage in Stage]
    if present is None:
        options = [Option(_SAME, desk.say("dialog.stage.choose")), *options]
    today = desk.say("dialog.stage.today", date=show_date(desk.context.today(), desk.language))

    def fields() -> Sequence[Field]:
        return (
            _picked(desk, "stage", "dialog.stage.stage", options, present or _SAME),
            _typed(desk, "stage_on", "dialog.stage.on", day_gone(desk), hint=today),
            TypedField("next_step", desk.say("dialog.stage.next"), words),
            TypedField("note", desk.say("dialog.stage.note"), words),
        )

    def refuse(values: Mapping[str, object]) -> str:
        is_stage_wanted = bool(set(values) - {"note"})
        return desk.say("dialog.stage.missing") if is_stage_wanted and not values.get("stage", present) else ""

    def wishes_of(values: Mapping[str, object]) -> Wishes:
        stage = values.get("stage", present) if set(values) - {"note"} else None
        plain = {name: value for name, value in values.items() if name != "stage"}
        return Wishes(stage=Stage(str(stage)) if stage else None, **plain)  # type: ignore[arg-type]

    await _ask(desk, target, "dialog.stage.title", fields, refuse, wishes_of)


async def assess(desk: Desk, target: Target) -> None:
    """Ask how markets are seen, and keep it."""
    present = target.common("assessment") or "none"
    options = [Option(each, desk.say(f"assessment.{each}")) for each in ("none", *Assessment)]

    def fields() -> Sequence[Field]:
        return (
            _picked(desk, "assessment", "dialog.assess.assessment", options, present),
            TypedField("why", desk.say("dialog.edit.why"), words),
        )

    await _ask(desk, target, "dialog.assess.title", fields, _not_why_alone(desk), _assessment_wishes)


def _assessment_wishes(values: Mapping[str, object]) -> Wishes:
    picked = str(values["assessment"])
    assessment = None if picked == "none" else Assessment(picked)
    return Wishes(assessment=assessment, why=cast("str | None", values.get("why")))


async def _only_body(desk: Desk, target: Target) -> object:
    """Return all that is known of the one record of a target; `None` for several."""
    if len(target.ids) > 1:
        return None
    detail = await desk.read(lambda reader: reader.detail(target.ids[0]))
    return detail.body


async def _ask(
    desk: Desk,
    target: Target,
    title: str,
    fields: Callable[[], Sequence[Field]],
    refuse: Refuse,
    wishes_of: Callable[[Mapping[str, object]], Wishes],
) -> None:
    def make() -> FormDialog:
        return FormDialog(desk.language, title=desk.say(title), subject=target.subject, fields=fields(), refuse=refuse)

    await ask_and_grant(desk, target, Act.EDIT, make, wishes_of)


def _not_why_alone(desk: Desk, *, can_have_why: bool = False) -> Refuse:
    """Return what refuses a reason for which nothing is changed, unless the reason itself can be kept."""
    return lambda values: desk.say("dialog.edit.why-alone") if set(values) == {"why"} and not can_have_why else ""


def _directive_fields(desk: Desk, target: Target, body: DirectiveBody | None) -> list[Field]:
    is_many = body is None
    due = target.common("due")
    same = desk.say("dialog.form.same") if is_many else ""
    fields: list[Field] = [
        _typed(
            desk,
            "due",
            "dialog.edit.due",
            due_day(desk),
            text=_day(desk, due),
            hint=same or desk.say("dialog.edit.due.hint"),
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
        EntriesField(
            "evidence",
            desk.say("dialog.edit.evidence"),
            present,
            hint=desk.say("dialog.edit.evidence.hint"),
            words=(desk.say("dialog.edit.evidence.new"), desk.say("dialog.edit.evidence.gone")),
        )
    )
    return [*fields, TypedField("why", desk.say("dialog.edit.why"), words, hint=desk.say("dialog.edit.why.hint"))]


def _agencies(desk: Desk, name: str, target: Target, body: DirectiveBody | None) -> Field:
    """Return the field of agencies: a user's own are its text, the digest's stand beside it."""
    label, read = f"dialog.edit.{name}", agencies(desk)
    if body is None:
        return _typed(desk, name, label, read, hint=desk.say("dialog.form.same"))
    given: tuple[Named, ...] = getattr(body, name)
    digest: tuple[Named, ...] = getattr(body, f"digest_{name}")
    is_own = bool(digest) or target.common(name) is not None
    said = "; ".join(each.short(desk.language) for each in (digest if is_own else given))
    remark = desk.say("dialog.edit.digest", agencies=said) if said else desk.say("dialog.edit.digest-silent")
    text = "; ".join(each.short(desk.language) for each in given) if is_own else ""
    return _typed(desk, name, label, read, text=text, hint=desk.say("dialog.edit.agencies.hint"), remark=remark)


def _importance(desk: Desk, target: Target) -> Field:
    options = [Option(each, desk.say(f"importance.{each}")) for each in _IMPORTANCES]
    found = {seen.get("importance") or "none" for seen in target.seen.values()}
    picked = found.pop() if len(found) == 1 else _SAME
    if picked == _SAME:
        options = [Option(_SAME, desk.say("dialog.edit.as-is")), *options]
    return _picked(desk, "importance", "dialog.edit.importance", options, picked)


def _directive_wishes(values: Mapping[str, object]) -> Wishes:
    evidence = cast(EntriesWish, values.get("evidence", EntriesWish((), ())))
    importance = values.get("importance", KEEP)
    plain = {name: value for name, value in values.items() if name not in ("importance", "evidence")}
    if importance is not KEEP:
        plain["importance"] = None if importance == "none" else int(str(importance))
    return Wishes(evidence=evidence.added, evidence_removed=evidence.removed, **plain)  # type: ignore[arg-type]


def _typed(desk: Desk, name: str, label: str, read: Read, *, text: str = "", hint: str = "", remark: str = "") -> Field:
    return TypedField(name, desk.say(label), read, text=text, hint=hint, remark=remark)


def _picked(desk: Desk, name: str, label: str, options: Sequence[Option], picked: str) -> Field:
    return PickedField(name, desk.say(label), options, picked, is_plain=desk.context.ascii)


def _day(desk: Desk, text: str | None) -> str:
    return show_date(parse_date(text), desk.language) or ""


FORMS = {
    RecordKind.DIRECTIVE: edit_directives,
    RecordKind.AGREEMENT: move_stage,
    RecordKind.MARKET: assess,
}
"""The form that each kind of record is edited with."""
