"""`ngkt-tui review`: the monthly review of what is open, record by record and period by period, as text and JSON."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import click

from ngkt_tui.cli.arguments import argument_name, usage_error
from ngkt_tui.cli.click_types import DetailFormat, EnumChoice
from ngkt_tui.cli.completions import RecordIdType
from ngkt_tui.cli.error_stream import print_edit
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.domain.enums import Confidence, Language, Status
from ngkt_tui.domain.text import dumps_escaped, sanitize_line, strip_diacritics
from ngkt_tui.domain.words import format_month, translate
from ngkt_tui.query.review_lines import SAID
from ngkt_tui.services.review import Indicators, Review
from ngkt_tui.services.review_text import day_of, render_words, review_line_text, standing_words

_NOTHING = frozenset({"none", "khong"})
_TEXTS = ("progress", "difficulty", "proposal", "milestone", "why")


class ReviewAct(StrEnum):
    """What can be done with a review."""

    START = "start"
    SHOW = "show"
    SET = "set"
    CLOSE = "close"


def _review(
    call: Invocation,
    act: ReviewAct,
    words: Sequence[str],
    form: DetailFormat,
    period: str | None,
    status: Status | None,
    **typed: str | None,
) -> None:
    from ngkt_tui.services.review import close_review, parse_period, start_review  # reads the store

    if act is ReviewAct.SET:
        _set(call, words, period, status, typed)
        return
    if any(each is not None for each in (period, status, *typed.values())):
        raise usage_error("review-set-alone")
    if len(words) != 1:
        raise usage_error("missing", name="YYYY-MM")
    meant = parse_period(words[0])
    if act is ReviewAct.SHOW:
        _show(call, meant, form)
    else:
        print_edit(call, (start_review if act is ReviewAct.START else close_review)(call.ready(), meant))


def _set(
    call: Invocation, words: Sequence[str], period: str | None, status: Status | None, typed: dict[str, str | None]
) -> None:
    from ngkt_tui.services.reader import Reader, full_ids  # as above
    from ngkt_tui.services.review import StatusUpdate, parse_period, present_period, set_review_line

    values = {name: _text(text) for name, text in typed.items() if text is not None}
    if len(words) != 1:
        raise usage_error("missing", name=argument_name("ID"))
    if not (values or status):
        raise usage_error("nothing-to-set")
    context = call.ready()
    record = full_ids(context, words)[0]
    if period is None:
        with Reader(context) as reader:
            period = present_period(reader)
    move = StatusUpdate(status) if status else None
    print_edit(call, set_review_line(context, record, parse_period(period), values, status=move))


def _text(typed: str) -> str | None:
    return None if strip_diacritics(typed.strip()) in _NOTHING else typed.strip() or None


def _show(call: Invocation, period: str, form: DetailFormat) -> None:
    from ngkt_tui.cli.commands.review import review_json, review_text  # as above
    from ngkt_tui.services.review import read_review

    with call.reader() as reader:
        review = read_review(reader, period)
    if form is DetailFormat.JSON:
        call.terminal.out.write_utf8(dumps_escaped(review_json(review, call.language), indent=1) + "\n")
        return
    for line in review_text(review, call.language):
        call.print(line)


REVIEW_COMMAND = LocalizedCommand(
    "review",
    _review,
    [
        click.Argument(["act"], type=EnumChoice(ReviewAct), metavar="start|show|set|close"),
        click.Argument(["words"], nargs=-1, type=RecordIdType(), metavar="YYYY-MM|ID"),
        text_or_json(),
        LocalizedOption("--period", metavar="YYYY-MM", words="review-period"),
        *(LocalizedOption(f"--{name}", metavar="TEXT", words=f"review-{name}") for name in _TEXTS[:4]),
        LocalizedOption("--status", type=EnumChoice(Status, "status"), words="review-status"),
        LocalizedOption("--confidence", type=EnumChoice(Confidence, "confidence"), words="review-confidence"),
        LocalizedOption("--why", metavar="TEXT", words="review-why"),
    ],
)


_MAX_NAME = 100


def review_text(review: Review, language: Language) -> Iterator[str]:
    """Yield the lines of text: coverage, each record with what is said of it, the indicators of each agency."""
    state = render_words(
        language, "review.closed-on" if review.closed_on else "review.open", on=day_of(review.closed_on)
    )
    month = format_month(review.period, language)
    yield render_words(
        language, "review.heading", period=month, state=state, reviewed=review.reviewed, all=len(review.lines)
    )
    for line in review.lines:
        name = sanitize_line(line.name.name(language) if line.name else line.record, _MAX_NAME)
        yield f"{line.record}  {sanitize_line(standing_words(line, language))}  {name}"
        yield from (f"    {each}" for each in review_line_text(line, language))
    for title, indicators in (("review.indicators", review.by_agency), ("review.partners", review.by_partner)):
        if indicators:
            yield render_words(language, title)
            yield from (f"  {_indicator_text(each, language)}" for each in indicators)


def _indicator_text(each: Indicators, language: Language) -> str:
    name = each.subject.name(language) if each.subject else each.subject_id or translate(language, "review.no-subject")
    return render_words(language, "review.shares", **each._asdict() | {"subject": sanitize_line(name)})


def review_json(review: Review, language: Language) -> Mapping[str, Any]:
    """Return the review as `--format json` writes it: codes and ISO days, counts beside what they are a share of."""
    return {
        "period": review.period,
        "closed_on": review.closed_on,
        "coverage": {"reviewed": review.reviewed, "of": len(review.lines)},
        "lines": [
            {
                "id": line.record,
                "kind": line.kind,
                "name": line.name.name(language) if line.name else None,
                "standing": line.standing,
                "due": line.due,
                "done_on": line.done_on,
                "agencies": list(line.agency_ids),
                "partners": list(line.partner_ids),
                "plan": line.plan,
                "asked_on": line.asked_on,
                "started_on": line.started_on,
                "forecast": line.forecast,
                "forecast_period": line.forecast_period,
                **{name: getattr(line, name) for name in SAID},
                "corrected_on": line.corrected_on,
            }
            for line in review.lines
        ],
        "agencies": [_indicator_json("agency", each) for each in review.by_agency],
        "partners": [_indicator_json("partner", each) for each in review.by_partner],
    }


def _indicator_json(name: str, each: Indicators) -> Mapping[str, Any]:
    return {name: each.subject_id or None, **dict(zip(each._fields[2:], each[2:], strict=True))}
