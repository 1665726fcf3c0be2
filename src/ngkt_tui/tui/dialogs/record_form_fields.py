"""The fields of the form of a record, built from the fields of its kind: what each is typed into or picked with."""

from collections.abc import Mapping
from functools import partial

from ngkt_tui.domain.enums import DirectiveKind, DocumentKind, RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.services.agencies import body_called
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_entry import called_alike, document_kind, proposed_id
from ngkt_tui.services.record_fields import naming_field, record_called
from ngkt_tui.services.record_form import (
    AskedField,
    asked_fields,
    is_cited,
    is_long,
    label_of,
    look_alikes,
    unproven_term,
)
from ngkt_tui.services.record_lines import PresentFields, kinds_named, meaning_of
from ngkt_tui.tui.dialogs.form_fields import FieldInput, FormField, PageFormField, PickerFormField, Read, TextFormField
from ngkt_tui.tui.dialogs.name_fields import names_field
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.dialogs.record_form_dialog import ID, SOURCE, Proposal
from ngkt_tui.tui.dialogs.validators import agencies, day_gone, due_day, words
from ngkt_tui.tui.widgets.inputs import RadioOption

LABEL_WIDTH = 18
"""Cells of the labels, as the style sheet has them."""
NOTHING = "none"
"""The option of a picker that says nothing."""
SOURCES = {
    "own": (),
    "document": ("of-number", "of-issued", "of-issuer", "of-point"),
    "article": ("of-article", "of-para", "of-terms"),
}
"""What a record can rest on, and the fields that hold it."""


def fields_to_add(host: DialogHost, kind: RecordKind) -> tuple[list[FormField], list[FormField]]:
    """Return what the form of a new record asks for at first, and what more its user may give."""
    asked = asked_fields(kind)
    first = [field_of(host, kind, each) for each in asked if each.is_first]
    first += _source_fields(host) if is_cited(kind) else []
    first.append(TextFormField(ID, host.translate("form.id"), words))
    more = [field_of(host, kind, each) for each in asked if not each.is_first]
    if kind is RecordKind.DIRECTIVE:
        more.insert(1, TextFormField("due", host.translate("dialog.edit.due"), due_day(host)))
    return first, more


def _source_fields(host: DialogHost) -> list[FormField]:
    def line(name: str, read: Read = words) -> TextFormField:
        return TextFormField(
            f"of-{name}", host.translate(f"form.of.{name}"), read, hint=host.translate(f"form.of.{name}.hint")
        )

    options = [RadioOption(each, host.translate(f"form.source.{each}")) for each in SOURCES]
    label = host.translate
    issuer = names_field(
        host, "of-issuer", label("form.of.issuer"), agencies(host), (RecordKind.ORGANISATION,), has_many=False
    )
    cited: dict[str, str] = {}
    article = names_field(
        host, "of-article", label("form.of.article"), _article(host, cited), (RecordKind.ARTICLE,), has_many=False
    )
    return [
        PickerFormField(
            SOURCE, label("form.source"), options, "own", is_plain=host.context.ascii, label_width=LABEL_WIDTH
        ),
        line("number", _number(host)),
        line("issued", day_gone(host)),
        issuer,
        line("point"),
        article,
        line("para", _paragraphs(cited)),
        line("terms", _terms(host, cited)),
    ]


def field_of(host: DialogHost, kind: RecordKind, asked: AskedField, present: PresentFields | None = None) -> FormField:
    """Return what a field is typed into or picked with; `present` is what the record says that is corrected."""
    label = label_of(kind, asked.name, host.context.language)
    if asked.field.choices:
        return _choice(host, kind, asked, label, present)
    text = present.texts[asked.name] if present else ""
    digests = present.of_digests.get(asked.name, "") if present else ""
    remark = host.translate("detail.digest-says", text=digests or "–") if _is_corrected(asked, present) else ""
    read = _read(host, kind, asked, label, "" if remark else digests)
    if kinds := kinds_named(asked.field):
        return names_field(host, asked.name, label, read, kinds, has_many=asked.field.is_many, text=text, remark=remark)
    hint = host.translate("form.several") if asked.field.is_many else ""
    field = PageFormField if is_long(asked) else TextFormField
    return field(asked.name, label, read, text=text, hint=hint, remark=remark)


def _is_corrected(asked: AskedField, present: PresentFields | None) -> bool:
    return present is not None and asked.name in present.corrected


def _choice(
    host: DialogHost, kind: RecordKind, asked: AskedField, label: str, present: PresentFields | None
) -> FormField:
    usual = DirectiveKind.TASK if (kind, asked.name) == (RecordKind.DIRECTIVE, "kind") and not present else NOTHING
    picked = (present.texts[asked.name] if present else "") or usual
    digests = present.of_digests.get(asked.name) if _is_corrected(asked, present) and present else None
    options = [RadioOption(each, host.translate(f"{asked.choice_words}.{each}")) for each in asked.field.choices]
    options = [
        each._replace(text=f"{each.text} ({host.translate('form.digest')})") if each.id == digests else each
        for each in options
    ]
    if picked == NOTHING:
        words_key = "dialog.stage.choose" if asked.is_required else "detail.none"
        options.insert(0, RadioOption(NOTHING, host.translate(words_key)))
    return PickerFormField(asked.name, label, options, picked, is_plain=host.context.ascii, label_width=LABEL_WIDTH)


def _read(host: DialogHost, kind: RecordKind, asked: AskedField, label: str, digests: str) -> Read:
    """Return what reads a field; of what stands in place of what digests `digests`, that is told too."""
    is_name = asked.name == naming_field(kind)

    async def read(text: str) -> FieldInput:
        if not text:
            return FieldInput("", host.translate("dialog.form.digest-again" if digests else "edit.nothing"))
        try:
            meaning = await host.workers.read(lambda reader: meaning_of(reader, kind, asked.field, text))
        except UsageError as error:
            return FieldInput(remark=_complaint(host, asked, label, error), is_wrong=True)
        remarks = [meaning] if meaning else []
        if digests:
            remarks.append(host.translate("form.instead-of", text=digests))
        elif is_name:
            remarks += await host.workers.read(lambda reader: _alike(reader, kind, text))
        return FieldInput(text, " · ".join(remarks))

    return read


def _complaint(host: DialogHost, asked: AskedField, label: str, error: UsageError) -> str:
    detail = error.values["detail"]
    if not isinstance(detail, LazyText):
        return str(detail)
    word = detail.values.get("word", "")
    if kinds_named(asked.field) and not detail.values.get("candidates"):
        return host.translate("form.unknown-name", name=word)
    return LazyText(detail.key, {**detail.values, "name": label}).render(host.context.language)


def _alike(reader: Reader, kind: RecordKind, text: str) -> list[str]:
    found = look_alikes(reader, kind, text)
    names = "; ".join(f"{each.name(reader.context.language)} ({each.id})" for each in found)
    return [LazyText("form.alike", {"names": names}).render(reader.context.language)] if found else []


def _number(host: DialogHost) -> Read:
    async def read(text: str) -> FieldInput:
        known = await host.workers.read(lambda reader: called_alike(reader, RecordKind.DOCUMENT, [text]))
        name = known.name(host.context.language) if known else host.translate("form.new-document")
        return FieldInput(text, name)

    return read


def _article(host: DialogHost, cited: dict[str, str]) -> Read:
    kinds = (RecordKind.ARTICLE,)

    async def read(text: str) -> FieldInput:
        try:
            found = await host.workers.read(lambda reader: record_called(reader, kinds, text, "article"))
        except UsageError:
            return FieldInput(remark=host.translate("form.unknown-name", name=text), is_wrong=True)
        cited["article"] = found
        return FieldInput(found, found)

    return read


def _paragraphs(cited: dict[str, str]) -> Read:
    async def read(text: str) -> FieldInput:
        cited["para"] = text
        return await words(text)

    return read


def _terms(host: DialogHost, cited: Mapping[str, str]) -> Read:
    """Return what reads terms, each proven by the paragraphs as it is typed, where their text is at hand."""

    async def read(text: str) -> FieldInput:
        terms = [each.strip() for each in text.split(";") if each.strip()]
        numbers = [int(each) for each in cited.get("para", "").split(",") if each.strip().isdecimal()]
        article = cited.get("article", "")
        if not terms or not article or not numbers:
            return await words(text)
        wrong = await host.workers.work(partial(unproven_term, host.context, article, numbers, terms))
        if wrong:
            return FieldInput(remark=host.translate("form.no-term", term=wrong), is_wrong=True)
        key = "form.no-text" if wrong is None else "drafting.terms-stand"
        return FieldInput(text, host.translate(key, count=len(terms)))

    return read


async def propose(host: DialogHost, kind: RecordKind, texts: Mapping[str, str]) -> Proposal:
    """Return what follows from what has been typed of a new record of `kind`."""
    record = await host.workers.read(lambda reader: proposed_id(reader, kind, texts))
    body = body_called(texts.get("name", "")) if kind is RecordKind.ORGANISATION else None
    document = document_kind(texts.get("number", "")) if kind is RecordKind.DOCUMENT else DocumentKind.OTHER
    guess = body or (document if document is not DocumentKind.OTHER else None)
    return Proposal(record, {"kind": guess.value} if guess else {})
