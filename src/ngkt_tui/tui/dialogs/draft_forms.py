"""The questions of the drafting screen: fields of a clause and of the conference, a reason, a place to cut, the end."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from ngkt_tui.domain.clauses import MAX_TERM
from ngkt_tui.domain.enums import ConferenceFormat, DirectiveKind, RecordKind, ResultKind
from ngkt_tui.domain.errors import NgktError, UsageError
from ngkt_tui.domain.words import LazyText, format_date
from ngkt_tui.services.article_draft import ArticleDraft, Values
from ngkt_tui.services.draft_digest import day_of, draft_yaml, import_draft, with_conference
from ngkt_tui.services.draft_files import forget_draft
from ngkt_tui.services.draft_lines import ClausePage
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.form_fields import FieldInput, FormField, PickerFormField, Read, TextFormField
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.dialogs.validators import day_gone, words
from ngkt_tui.tui.widgets.inputs import RadioOption

Change = Callable[[ArticleDraft], ArticleDraft]
_ORGANISATIONS, _SPEAKERS = (RecordKind.ORGANISATION,), (RecordKind.OFFICIAL, RecordKind.ORGANISATION)
_NAMED: dict[str, tuple[RecordKind, ...]] = {
    "issuers": _SPEAKERS,
    "addressees": _ORGANISATIONS,
    "lead": _ORGANISATIONS,
    "coordinating": _ORGANISATIONS,
    "actors": _ORGANISATIONS,
    "themes": (RecordKind.THEME,),
    "markets": (RecordKind.MARKET,),
    "agreements": (RecordKind.AGREEMENT,),
}
_FIELDS = {
    RecordKind.DIRECTIVE: (
        "issuers",
        "addressees",
        "lead",
        "coordinating",
        "themes",
        "markets",
        "agreements",
    ),
    RecordKind.RESULT: ("actors", "themes"),
}


async def ask_entry(host: DialogHost, draft: ArticleDraft, *, number: int, page: ClausePage) -> Change | None:
    """Ask for the fields of a clause's record; `None` where nothing was changed."""
    entry = draft.entries[number]
    paragraph = draft.paragraphs[entry.clause.paragraph - 1]
    text, horizon = entry.values.get("text", {}), entry.values.get("horizon", {}).get("text", {})
    is_directive = entry.kind is RecordKind.DIRECTIVE
    prefix = "kind" if is_directive else "result-kind"
    options = [
        RadioOption(each, host.translate(f"{prefix}.{each}"))
        for each in (DirectiveKind if is_directive else ResultKind)
    ]
    picked = str(entry.values.get("kind") or options[0].id)
    fields: list[FormField] = [
        TextFormField("text", host.translate("drafting.text"), words, text=str(text.get("vi", ""))),
        TextFormField("text_en", host.translate("drafting.text-en"), _line, text=str(text.get("en", ""))),
        PickerFormField("kind", host.translate("drafting.kind"), options, picked, is_plain=host.context.ascii),
    ]
    for name in _FIELDS[entry.kind]:
        shown = "; ".join(page.names.get(id, id) for id in entry.values.get(name, ()))
        label = host.translate("drafting.actors" if name == "actors" else f"detail.{name}")
        fields.append(TextFormField(name, label, _names(host, _NAMED[name]), text=shown))
    if is_directive:
        fields.append(
            TextFormField("horizon", host.translate("detail.horizon"), _line, text=str(horizon.get("vi", "")))
        )
    terms = TextFormField(
        "terms", host.translate("drafting.terms"), _terms(host, paragraph), text="; ".join(entry.terms)
    )
    answer = await _ask(host, "drafting.edit.title", entry.clause.text, [*fields, terms])
    if not answer:
        return None
    return lambda draft: draft.written(number, _fields_of(answer, text), answer.get("terms", entry.terms))


async def _line(text: str) -> FieldInput:
    """Read a text that may be taken away."""
    return FieldInput(text)


def _fields_of(answer: Mapping[str, Any], text: Mapping[str, str]) -> Values:
    """Return what was typed as fields of a record."""
    values: dict[str, Any] = {name: list(answer[name]) for name in _NAMED if name in answer}
    values |= {"kind": answer["kind"]} if "kind" in answer else {}
    if "horizon" in answer:
        values["horizon"] = {"text": {"vi": answer["horizon"]}} if answer["horizon"] else None
    typed = {"vi": answer.get("text", text.get("vi")), "en": answer.get("text_en", text.get("en"))}
    return {**values, "text": {language: words for language, words in typed.items() if words}}


def _names(host: DialogHost, kinds: Sequence[RecordKind]) -> Read:
    """Return what reads the names of records, one behind the other with semicolons."""

    async def read(text: str) -> FieldInput:
        from ngkt_tui.services.record_fields import record_called  # loads Pydantic

        typed = [each.strip() for each in text.split(";") if each.strip()]
        try:
            ids = await host.workers.read(lambda reader: [record_called(reader, kinds, each, "") for each in typed])
        except UsageError as error:
            detail = error.values["detail"]
            problem = detail.render(host.context.language) if isinstance(detail, LazyText) else str(detail)
            return FieldInput(remark=problem, is_wrong=True)
        return FieldInput(tuple(dict.fromkeys(ids)), "; ".join(ids))

    return read


def _terms(host: DialogHost, paragraph: str) -> Read:
    """Return what reads terms, each proven by the paragraph as it is typed."""

    async def read(text: str) -> FieldInput:
        from ngkt_tui.digest.proof import stands_in  # loads Pydantic

        terms = tuple(each.strip() for each in text.split(";") if each.strip())
        wrong = next((each for each in terms if len(each) > MAX_TERM or not stands_in(each, paragraph)), "")
        if wrong or not 1 <= len(terms) <= 4:
            return FieldInput(remark=host.translate("drafting.no-term", term=wrong or text), is_wrong=True)
        return FieldInput(terms, host.translate("drafting.terms-stand", count=len(terms)))

    return read


async def ask_conference(host: DialogHost, draft: ArticleDraft, *, page: ClausePage) -> Change | None:
    """Ask for the facts of the conference; `None` where nothing was changed."""
    facts = draft.conference
    texts = {name: str(facts.get(name, {}).get("vi", "")) for name in ("time_of_day", "title", "place")}
    chairs = "; ".join(page.names.get(id, id) for id in facts.get("chairs", ()))
    none = RadioOption("", "–")
    formats = [none, *(RadioOption(each, host.translate(f"format.{each}")) for each in ConferenceFormat)]
    kinds = [RadioOption(each, host.translate(f"drafting.conference.{each}")) for each in ("conference", "meeting")]
    label = partial(_label, host)
    plain = host.context.ascii
    fields: list[FormField] = [
        TextFormField("date", label("date"), day_gone(host), text=format_date(day_of(draft), host.context.language)),
        TextFormField("title", label("title"), words, text=texts["title"]),
        PickerFormField("kind", label("kind"), kinds, str(facts.get("kind", "conference")), is_plain=plain),
        PickerFormField("format", label("format"), formats, str(facts.get("format", "")), is_plain=plain),
        TextFormField("place", label("place"), _line, text=texts["place"]),
        TextFormField("time_of_day", label("time_of_day"), _line, text=texts["time_of_day"]),
        TextFormField(
            "chairs",
            label("chairs"),
            _names(host, _SPEAKERS),
            text=chairs,
        ),
    ]
    subject = draft.paragraphs[int(facts.get("paragraph", 1)) - 1]
    answer = await _ask(host, "drafting.conference.title-of-form", subject, fields)
    if not answer:
        return None
    values = {**facts, **{name: answer[name] for name in ("kind", "format") if name in answer}}
    values |= {name: {"vi": str(answer[name])} if answer[name] else {} for name in texts if name in answer}
    values |= {"date": answer["date"].isoformat()} if answer.get("date") else {}
    values |= {"chairs": list(answer["chairs"])} if "chairs" in answer else {}
    whole = await host.workers.read(partial(with_conference, draft=draft, values=values))
    return lambda draft: whole if draft.entries == whole.entries else draft


def _label(host: DialogHost, name: str) -> str:
    return host.translate(f"drafting.conference.{name}")


async def ask_reason(host: DialogHost, clause: str, proposed: str) -> str:
    """Ask why nothing is taken from a clause; empty where its user leaves."""
    field = TextFormField("reason", host.translate("drafting.reason"), words, text=proposed)
    answer = await _ask(host, "drafting.skip.title", clause, [field])
    return "" if answer is None else str(answer.get("reason", proposed))


async def ask_cut(host: DialogHost, clause: str) -> int:
    """Ask where a clause is to be cut in two; 0 where its user leaves."""
    places = [match.end() for match in re.finditer(r"[,;:.…)]\s+|\s+(?=(?:và|để|nhằm|đồng thời)\s)", clause)]
    offers = [(str(place), f"… {clause[:place][-40:]} | {clause[place:][:60]}") for place in places]
    return int(await ask_nearest(host, offers, "drafting.split.title") or 0)


async def ask_nearest(host: DialogHost, found: Sequence[tuple[str, str]], *title: str) -> str | None:
    """Ask for one of several texts and return its id."""
    from ngkt_tui.tui.dialogs.thread_dialog import NearestDialog  # a dialog is loaded when first opened

    return await host.ask(NearestDialog(host, found, *title))


async def _ask(host: DialogHost, title: str, subject: str, fields: Sequence[FormField]) -> Mapping[str, Any] | None:
    return await host.ask(
        FormDialog(
            host.context.language,
            title=host.translate(title),
            subject=subject,
            fields=fields,
            saves_unchanged=True,
        )
    )


async def finish(host: DialogHost, draft: ArticleDraft, output: str) -> bool:
    """Ask where the digest is to be written and whether it is taken in, and do that; return whether it is done."""
    from ngkt_tui.services.file_writing import atomic_write

    offered = ("import", "file") if host.context.may_import else ("file",)
    ways = [RadioOption(each, host.translate(f"drafting.finish.{each}")) for each in offered]
    fields = [
        TextFormField("file", host.translate("drafting.finish.to"), words, text=output),
        PickerFormField("way", host.translate("drafting.finish.way"), ways, offered[0], is_plain=host.context.ascii),
    ]
    subject = host.translate("drafting.finish.subject", decided=draft.decided, all=len(draft.entries))
    answer = await _ask(host, "drafting.finish.title", subject, fields)
    if answer is None:
        return False
    path, way = str(answer.get("file", output)), str(answer.get("way", offered[0]))
    try:
        text = await host.workers.read(partial(draft_yaml, draft=draft)) if path else ""
        if path and host.notifier.is_in_browser:
            host.notifier.download(BytesIO(text.encode()), Path(path).name)
        elif path:
            await host.workers.work(partial(atomic_write, Path(path).expanduser(), [text], may_replace=path == output))
        if way == "import":
            await host.workers.work(partial(import_draft, host.context, draft))
            await host.workers.work(partial(forget_draft, host.context, draft))
    except NgktError as error:
        host.notifier.report(error)
        return False
    host.notifier.warn("drafting.imported" if way == "import" else "drafting.written", path=path or "–")
    return way == "import"
