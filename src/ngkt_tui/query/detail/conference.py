"""The details of conferences, officials and organisations."""

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.stored_values import stored_date
from ngkt_tui.query.detail.bodies import ConferenceDetail, OfficialDetail, OrganisationDetail
from ngkt_tui.query.detail.links import DetailLoader, both, listed
from ngkt_tui.query.detail.mentions import article_remarks, article_shares, article_versions, mentioned
from ngkt_tui.query.detail.other_kinds import items_by_family
from ngkt_tui.query.detail.values import Attendance, Bilingual, FamilyEntry, GroupAsked, HeldPost, ParticipantEntry
from ngkt_tui.query.held_posts import HOLDING, NEWEST, NEWEST_FIRST, PACKED, TitledPost, unpacked
from ngkt_tui.query.responsible import with_groups

_OWN = """
    SELECT kind, date, time_of_day_vi, time_of_day_en, format, place_vi, place_en
    FROM conference
    WHERE id = :id
"""
_PARTICIPANTS = """
    SELECT
        coalesce(official, organisation) AS record,
        who_vi, who_en,
        roles,
        point_vi, point_en,
        said_vi, said_en
    FROM participant
    WHERE conference = :id
    ORDER BY ordinal
"""
_DOCUMENTS = """
    SELECT link.target
    FROM directive JOIN link ON link.record = directive.id AND link.relation = 'document'
    WHERE directive.conference = :id
"""


def conference_body(reading: DetailLoader) -> ConferenceDetail:
    """Return the body of the detail of the conference that is read."""
    own = reading.row(_OWN)
    related = dict.fromkeys(
        (*reading.targets("related"), *reading.backlink_list("related", RecordKind.CONFERENCE).first)
    )
    items = items_by_family(reading, "conference")
    articles = article_shares(reading)
    return ConferenceDetail(
        kind=own["kind"],
        date=stored_date(own["date"]),
        time_of_day=both(own["time_of_day_vi"], own["time_of_day_en"]),
        format=own["format"],
        place=both(own["place_vi"], own["place_en"]),
        participants=_participants(reading),
        related=tuple(related),
        points=reading.targets("point"),
        families=tuple(FamilyEntry(each, items.get(each.id, ())) for each in reading.in_table("family").first),
        agreements=mentioned(reading, "observation", "agreement"),
        markets=mentioned(reading, "market_mention", "market"),
        companies=mentioned(reading, "company_mention", "company"),
        figures=reading.in_table("figure"),
        results=reading.in_table("result"),
        directives=reading.in_table("directive"),
        documents=reading.subset(_DOCUMENTS),
        articles=articles,
        versions=article_versions(reading) if len(articles) > 1 else (),
        remarks=article_remarks(reading) if len(articles) > 1 else (),
    )


def _participants(reading: DetailLoader) -> tuple[ParticipantEntry, ...]:
    rows = reading.rows(_PARTICIPANTS)
    reading.load_refs(row["record"] for row in rows)
    return tuple(
        ParticipantEntry(
            reading.ref(row["record"]),
            both(row["who_vi"], row["who_en"]),
            listed(row["roles"]),
            point=both(row["point_vi"], row["point_en"]),
            said=both(row["said_vi"], row["said_en"]),
        )
        for row in rows
    )


_ATTENDED = """
    SELECT participant.conference AS conference, participant.roles AS roles
    FROM participant LEFT JOIN record ON record.id = participant.conference
    WHERE participant.{who} = :id
    ORDER BY record.position, participant.ordinal
"""
_SAID = "SELECT id FROM figure WHERE said_by = :id UNION ALL SELECT id FROM result WHERE said_by = :id"


def official_body(reading: DetailLoader) -> OfficialDetail:
    """Return the body of the detail of the person who is read."""
    own = reading.row("SELECT aliases, printed_as FROM official WHERE id = :id")
    return OfficialDetail(
        aliases=listed(own["aliases"]),
        printed_as=own["printed_as"],
        posts=_posts(reading, "official"),
        attended=_attended(reading, "official"),
        directives=reading.backlink_list("issuer"),
        said=reading.subset(_SAID),
    )


_PARTS = """
    SELECT it.id
    FROM organisation AS it JOIN record ON record.id = it.id
    WHERE it.parent = :id
    ORDER BY record.position
"""


def organisation_body(reading: DetailLoader) -> OrganisationDetail:
    """Return the body of the detail of the organisation that is read."""
    own = reading.row("SELECT kind, short_vi, short_en, aliases, parent FROM organisation WHERE id = :id")
    return OrganisationDetail(
        kind=own["kind"],
        short=both(own["short_vi"], own["short_en"]),
        aliases=listed(own["aliases"]),
        parent=reading.ref(own["parent"]),
        parts=reading.refs([row["id"] for row in reading.rows(_PARTS)]),
        member_of=reading.targets("member"),
        members=reading.backlink_list("member", RecordKind.ORGANISATION),
        groups=_groups(reading),
        posts=_posts(reading, "organisation"),
        attended=_attended(reading, "organisation"),
        lead=reading.assigned("lead"),
        coordinating=reading.assigned("coordinating"),
        addressed=reading.backlink_list("addressee"),
        issued=reading.backlink_list("issuer"),
        documents=reading.subset("SELECT id FROM document WHERE issuer = :id"),
        results=reading.backlink_list("actor", RecordKind.RESULT),
        said=reading.subset(_SAID),
    )


def _posts(reading: DetailLoader, owner: str) -> tuple[HeldPost, ...]:
    rows = reading.rows(
        f"""
        SELECT
            post.official AS official,
            post.ordinal AS ordinal,
            {PACKED} AS packed,
            post.organisation AS organisation,
            post.conferences AS conferences
        FROM post {HOLDING}
        JOIN record ON record.id = post.official
        WHERE post.{owner} = :id
        ORDER BY {_ORDERS[owner]}
        """
    )
    reading.load_refs(
        record for row in rows for record in (row["official"], row["organisation"], *listed(row["conferences"]))
    )
    held = ((reading.ref(row["official"]), unpacked(row["packed"]), row) for row in rows)
    return tuple(
        HeldPost(
            official,
            _post_text(post),
            reading.ref(row["organisation"]),
            reading.refs(listed(row["conferences"])),
            row["ordinal"],
        )
        for official, post, row in held
        if official and post
    )


_ORDERS = {"official": NEWEST_FIRST, "organisation": f"{NEWEST} DESC NULLS LAST, record.position, post.ordinal"}


def _post_text(held: TitledPost) -> Bilingual:
    return Bilingual(held.format(Language.VI), held.format(Language.EN))


_GROUPS = f"""
    SELECT body.id
    FROM {with_groups("(SELECT :id AS value)")} AS body JOIN record ON record.id = body.id
    WHERE body.id <> :id
    ORDER BY record.position
"""


def _groups(reading: DetailLoader) -> tuple[GroupAsked, ...]:
    ids = [row["id"] for row in reading.rows(_GROUPS)]
    asked = ((group, reading.owed_by(group.id)) for group in reading.refs(ids))
    return tuple(GroupAsked(group, directives) for group, directives in asked if directives.total)


def _attended(reading: DetailLoader, who: str) -> tuple[Attendance, ...]:
    rows = reading.rows(_ATTENDED.format(who=who))
    reading.load_refs(row["conference"] for row in rows)
    attended = ((reading.ref(row["conference"]), listed(row["roles"])) for row in rows)
    return tuple(Attendance(conference, roles) for conference, roles in attended if conference)
