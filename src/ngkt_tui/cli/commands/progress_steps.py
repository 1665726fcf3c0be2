"""The commands `progress`, `step`, `accept`, `decline`: how a record goes on, and what answers it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ngkt_tui.cli.arguments import refuse_options, usage_error
from ngkt_tui.cli.click_types import CountType, DateType, DetailFormat, day_to_come
from ngkt_tui.cli.completions import AgencyName, RecordIdType
from ngkt_tui.cli.error_stream import print_edit
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.cli.standard_input import text_or_input
from ngkt_tui.domain.text import dumps_escaped, sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.query.detail.values import StepEntry

_RECORD = click.Argument(["record"], type=RecordIdType(), metavar="ID")


def _progress(call: Invocation, record: str, text: str | None, on: date | None, form: DetailFormat) -> None:
    from ngkt_tui.services.edit import edit_fields  # reads the store, which help does not need
    from ngkt_tui.services.progress_steps import progress_line
    from ngkt_tui.services.reader import full_ids

    context = call.ready()
    (record,) = full_ids(context, [record])
    if text is None:
        _print_progress(call, record, form)
        return
    print_edit(call, edit_fields(context, [record], progress_line(_typed_text(call, text), on or call.today)))


def _typed_text(call: Invocation, text: str) -> str:
    refuse_options([text])
    text = text_or_input(call, text)
    if not text.strip():
        raise usage_error("no-text")
    return text


def _print_progress(call: Invocation, record: str, form: DetailFormat) -> None:
    from ngkt_tui.cli.render_detail import exact, print_entries  # as above
    from ngkt_tui.query.detail.links import progress_of
    from ngkt_tui.services.detail_lines import formatter_of
    from ngkt_tui.services.detail_lines.lines import line

    with call.reader() as reader, reader.connection() as connection:
        found = progress_of(connection, record)
    if form is DetailFormat.JSON:
        call.terminal.out.write_utf8(dumps_escaped(exact(found), indent=1) + "\n")
        return
    formatter = formatter_of(call.context)
    print_entries(call, "", (line(f"{each.text} · {each.actor}", label=formatter.day(each.made_on)) for each in found))


PROGRESS_COMMAND = LocalizedCommand(
    "progress",
    _progress,
    [
        _RECORD,
        click.Argument(["text"], required=False, metavar="[TEXT|-]"),
        LocalizedOption("--on", type=DateType(), metavar="DATE", words="on-day"),
        text_or_json(),
    ],
    takes_words=True,
)


def _step(
    call: Invocation,
    record: str | None,
    text: str | None,
    who: str | None,
    due: str | None,
    done: int | None,
    remove: int | None,
    on: date | None,
    form: DetailFormat,
    **listing: bool,
) -> None:
    if done is not None or remove is not None:
        if record is not None or (done is not None and remove is not None):
            raise usage_error("step-number-alone")
        _change(call, done, remove, on)
    elif text is None:
        if who or due or on:
            raise usage_error("no-text")
        _print_steps(call, record, form, with_done=listing["with_done"])
    else:
        _add(call, str(record), text, who, due)


def _add(call: Invocation, record: str, text: str, who: str | None, due: str | None) -> None:
    from ngkt_tui.services.agencies import agencies_called  # as above
    from ngkt_tui.services.edit import edit_fields
    from ngkt_tui.services.progress_steps import next_step

    text, day = _typed_text(call, text), day_to_come(call, "--by", due)
    context = call.ready()
    with call.reader() as reader:
        (record,) = reader.full_ids([record])
        agencies = agencies_called(reader, [sanitize_line(who)]) if who else ()
    if len(agencies) > 1:
        raise usage_error("one-agency", name="--who")
    print_edit(call, edit_fields(context, [record], next_step(text, next(iter(agencies), None), day)))


def _change(call: Invocation, done: int | None, remove: int | None, on: date | None) -> None:
    from ngkt_tui.services.edit import edit_fields  # as above
    from ngkt_tui.services.progress_steps import find_step, step_done, step_removed

    context = call.ready()
    step = find_step(context, int(done or remove or 0))
    updates = step_done(step, on or call.today) if done is not None else step_removed(step)
    print_edit(call, edit_fields(context, [step.record], updates))


def _print_steps(call: Invocation, record: str | None, form: DetailFormat, *, with_done: bool) -> None:
    from ngkt_tui.query.detail.links import open_steps, steps_of  # as above

    with call.reader() as reader:
        wanted = reader.full_ids([record])[0] if record is not None else None
        with reader.connection() as connection:
            steps = open_steps(connection, with_done) if wanted is None else steps_of(connection, wanted)
        names = _names(reader, steps)
    if form is DetailFormat.JSON:
        values = [_exact(step, names) for step in steps]
        call.terminal.out.write_utf8(dumps_escaped(values, indent=1) + "\n")
        return
    from ngkt_tui.cli.render_detail import print_entries  # as above
    from ngkt_tui.services.detail_lines import formatter_of
    from ngkt_tui.services.detail_lines.lines import line
    from ngkt_tui.services.detail_lines.provenance import step_line

    formatter = formatter_of(call.context)
    lines = []
    for step in steps:
        lines.append(step_line(step, formatter)._replace(target=None))
        if wanted is None:
            lines.append(line(names[step.record], "muted", target=step.record)._replace(indent=1))
    print_entries(call, "", lines)


def _names(reader: Any, steps: "Iterable[StepEntry]") -> dict[str, str]:
    from ngkt_tui.query.names import load_refs  # as above

    with reader.connection() as connection:
        found = load_refs(connection, sorted({step.record for step in steps}))
    return {each.id: each.name(reader.context.language) for each in found.values()}


def _exact(step: "StepEntry", names: dict[str, str]) -> dict[str, object]:
    return {
        "number": step.number,
        "id": step.record,
        "name": names[step.record],
        **step.values,
        "at": step.at,
        "actor": step.actor,
    }


STEP_COMMAND = LocalizedCommand(
    "step",
    _step,
    [
        click.Argument(["record"], required=False, type=RecordIdType(), metavar="[ID]"),
        click.Argument(["text"], required=False, metavar="[TEXT|-]"),
        LocalizedOption("--who", type=AgencyName(), metavar="ORG", words="step-who"),
        LocalizedOption("--by", "due", metavar="DATE", words="step-by"),
        LocalizedOption("--done", type=CountType(least=1), metavar="N", words="step-done"),
        LocalizedOption("--remove", type=CountType(least=1), metavar="N", words="step-remove"),
        LocalizedOption("--on", type=DateType(), metavar="DATE", words="on-day"),
        LocalizedOption("--all", "with_done", is_flag=True, words="step-all"),
        text_or_json(),
    ],
    takes_words=True,
)


def _accept(call: Invocation, result: str, directive: str, on: date | None) -> None:
    from ngkt_tui.services.progress_steps import accept_answer  # as above
    from ngkt_tui.services.reader import full_ids

    context = call.ready()
    result, directive = full_ids(context, [result, directive])
    print_edit(call, accept_answer(context, result, directive, on))


_PAIR = [
    click.Argument(["result"], type=RecordIdType(), metavar="RESULT"),
    click.Argument(["directive"], type=RecordIdType(), metavar="DIRECTIVE"),
]
ACCEPT_COMMAND = LocalizedCommand(
    "accept", _accept, [*_PAIR, LocalizedOption("--on", type=DateType(), metavar="DATE", words="accept-on")]
)


def _decline(call: Invocation, result: str, directive: str, why: str) -> None:
    from ngkt_tui.services.progress_steps import decline_answer  # as above
    from ngkt_tui.services.reader import full_ids

    if not why.strip():
        raise usage_error("no-text")
    context = call.ready()
    result, directive = full_ids(context, [result, directive])
    print_edit(call, decline_answer(context, result, directive, why))


DECLINE_COMMAND = LocalizedCommand(
    "decline", _decline, [*_PAIR, LocalizedOption("--why", required=True, metavar="TEXT", words="decline-why")]
)
