"""The detail of a conference: who was there, what it is related to, what was said of agreements and markets."""

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.detail.bodies import ConferenceDetail
from ngkt_tui.query.detail.mentions import mentioned
from ngkt_tui.query.detail.shares import article_shares
from ngkt_tui.query.detail.ties import DetailLoader, both, listed
from ngkt_tui.query.detail.values import Participant

_OWN = "SELECT kind, date, time_of_day_vi, time_of_day_en, format, place_vi, place_en FROM conference WHERE id = :id"
_PARTICIPANTS = (
    "SELECT coalesce(official, organisation), who_vi, who_en, roles, point_vi, point_en, said_vi, said_en"
    " FROM participant WHERE conference = :id ORDER BY ordinal"
)
_DOCUMENTS = (
    "SELECT link.target FROM directive JOIN link ON link.record = directive.id AND link.relation = 'document'"
    " WHERE directive.conference = :id"
)


def conference_body(reading: DetailLoader) -> ConferenceDetail:
    """Return what is told of the conference that is read."""
    kind, date, time_vi, time_en, form, place_vi, place_en = reading.row(_OWN)
    related = dict.fromkeys(
        (*reading.targets("related"), *reading.backlink_list("related", RecordKind.CONFERENCE).first)
    )
    return ConferenceDetail(
        kind=kind,
        date=date,
        time_of_day=both(time_vi, time_en),
        format=form,
        place=both(place_vi, place_en),
        participants=_participants(reading),
        related=tuple(related),
        points=reading.targets("point"),
        families=reading.in_table("family").first,
        agreements=mentioned(reading, "observation", "agreement"),
        markets=mentioned(reading, "market_mention", "market"),
        companies=mentioned(reading, "company_mention", "company"),
        figures=reading.in_table("figure"),
        results=reading.in_table("result"),
        directives=reading.in_table("directive"),
        documents=reading.subset(_DOCUMENTS),
        articles=article_shares(reading),
    )


def _participants(reading: DetailLoader) -> tuple[Participant, ...]:
    rows = reading.rows(_PARTICIPANTS)
    reading.load_refs(row[0] for row in rows)
    return tuple(
        Participant(
            reading.ref(record),
            both(who_vi, who_en),
            listed(roles),
            point=both(point_vi, point_en),
            said=both(said_vi, said_en),
        )
        for record, who_vi, who_en, roles, point_vi, point_en, said_vi, said_en in rows
    )
