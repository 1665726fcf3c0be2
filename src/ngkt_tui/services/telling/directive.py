"""Telling a directive: how it stands, who asked whom, until when, what it repeats, what may answer it."""

from collections.abc import Iterable, Iterator

from ngkt_tui.domain.dates import parse_date
from ngkt_tui.domain.kinds import UNJUDGED, DirectiveKind
from ngkt_tui.domain.status import Status
from ngkt_tui.query.detail.bodies import DirectiveBody
from ngkt_tui.query.detail.values import PlaceInFamily, Tie
from ngkt_tui.services.telling.lines import GAP, Entry, Run, line
from ngkt_tui.services.telling.manner import tone_of
from ngkt_tui.services.telling.teller import Lines, Teller
from ngkt_tui.services.web_addresses import web_address


def directive(body: DirectiveBody, teller: Teller) -> Lines:
    """Return what is told of a directive alone."""
    return [
        *_standing(body, teller),
        *teller.fact("how-asked", teller.manner.word("kind", body.kind)),
        *teller.fact("nature", "" if body.nature == UNJUDGED else teller.manner.word("nature", body.nature)),
        *teller.fact("product", teller.manner.pick(body.product)),
        *teller.linked("conference", body.conference),
        *teller.links("issuers", body.issuers),
        *(teller.links("lead", body.lead) or teller.fact("lead", teller.say("not-said"))),
        *teller.links("digest-lead", body.digest_lead),
        *teller.links("coordinating", body.coordinating),
        *teller.links("digest-coordinating", body.digest_coordinating),
        *teller.links(_addressed_as(body), body.addressees),
        *teller.fact("horizon", teller.manner.period(body.horizon)),
        *teller.section("evidence", _evidence(body, teller)),
        *teller.section("repeats", _ties(body.repeats, teller)),
        *teller.section("repeated-by", _ties(body.repeated_by, teller)),
        *teller.section("related-asks", (teller.link(each) for each in body.related)),
        *teller.section("results-answering", (teller.link(result) for result in body.results)),
        *teller.section("families", _places(body.families, teller)),
        *teller.section("about", _subjects(body, teller)),
    ]


def _addressed_as(body: DirectiveBody) -> str:
    """Return the label of those it is addressed to: a directive is assigned, a recommendation is sent."""
    return "sent-to" if body.kind == DirectiveKind.RECOMMENDATION else "addressees"


def _standing(body: DirectiveBody, teller: Teller) -> Lines:
    manner = teller.manner
    word = Run(manner.word("status", body.status), "strong")
    glyph = Run(manner.glyph(body.status), tone_of(body.status))
    return [
        Entry((glyph, GAP, word), label=teller.say("status")),
        *teller.fact("why", body.why),
        *teller.fact("done-on", manner.day(body.done_on)),
        *_due(body, teller),
        *teller.fact("first-due", manner.day(body.first_due)),
        *teller.fact("importance", manner.word("importance", str(body.importance)) if body.importance else ""),
    ]


def _due(body: DirectiveBody, teller: Teller) -> Lines:
    due, manner = parse_date(body.due), teller.manner
    if due is None or body.status in (Status.DONE, Status.DROPPED) or manner.today <= due:
        return teller.fact("due", manner.day(body.due))
    late = teller.say("overdue", days=(manner.today - due).days)
    return [Entry((Run(f"{manner.day(body.due)} · "), Run(late, "alarm")), label=teller.say("due"))]


def _evidence(body: DirectiveBody, teller: Teller) -> Iterator[Entry]:
    for each in body.evidence:
        target = each.record.id if each.record else web_address(each.text)
        made = Run(f"· {teller.manner.moment(each.at)} · {each.actor}", "muted")
        yield Entry((Run(each.text), GAP, made), target=target)
    if body.status == Status.DONE and not body.evidence:
        yield line(teller.say("no-evidence"), "muted")


def _ties(ties: Iterable[Tie], teller: Teller) -> Lines:
    return [teller.link(tie.record, after=teller.manner.word("repetition", tie.how)) for tie in ties]


def _places(families: Iterable[PlaceInFamily], teller: Teller) -> Lines:
    return [teller.link(place.family, after=teller.manner.pick(place.text)) for place in families]


def _subjects(body: DirectiveBody, teller: Teller) -> Lines:
    return [
        *teller.links("themes", body.themes),
        *teller.links("markets", body.markets),
        *teller.links("agreements", body.agreements),
        *teller.links("documents", body.documents),
        *teller.links("figures", body.figures),
    ]
