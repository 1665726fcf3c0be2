"""The closed vocabularies: record kinds, statuses, stages, stances, roles and the two languages."""

from enum import StrEnum


class RecordKind(StrEnum):
    """What a record of a digest is. The order is the order in which records are taken in."""

    ARTICLE = "article"
    DOCUMENT = "document"
    ORGANISATION = "organisation"
    THEME = "theme"
    CONFERENCE = "conference"
    OFFICIAL = "official"
    FAMILY = "family"
    DIRECTIVE = "directive"
    AGREEMENT = "agreement"
    MARKET = "market"
    COMPANY = "company"
    FIGURE = "figure"
    RESULT = "result"


class DirectiveKind(StrEnum):
    """How a directive was asked; a recommendation goes upwards or sideways, by those who do not direct."""

    TASK = "task"
    INSTRUCTION = "instruction"
    REQUEST = "request"
    ORIENTATION = "orientation"
    SOLUTION = "solution"
    EXHORTATION = "exhortation"
    TARGET = "target"
    RECOMMENDATION = "recommendation"


class Nature(StrEnum):
    """What following a directive up can find: a product or event, work that goes on, or an attitude without an act."""

    DELIVERABLE = "deliverable"
    ONGOING = "ongoing"
    SPIRIT = "spirit"


class ClearAspect(StrEnum):
    """What must be clear of a directive for it to be followed: six things, each of which may be lacking."""

    LEAD = "lead"
    TEXT = "text"
    DUE = "due"
    COORDINATING = "coordinating"
    PRODUCT = "product"
    CONFIRMS = "confirms"


class StoreRole(StrEnum):
    """What somebody may do in a store, each one what those before it may: read, edit, take in digests and say who may
    do what."""

    READER = "reader"
    EDITOR = "editor"
    KEEPER = "keeper"


class Confidence(StrEnum):
    """Whether the next milestone of a record will be reached in time, as a review says."""

    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    DELAYED = "delayed"


class ReportAspect(StrEnum):
    """What an agency reports of a directive beside its status: the columns of a sheet that it fills in."""

    RESULT = "result"
    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"


REMOVED = "-"
"""Begins the title of the group of changes that took a digest away; no id of a digest begins so."""

OWN_DIGEST = "own"
"""The digest of a store that holds what its users make; no file can have this id."""

UNJUDGED = "unjudged"
"""The nature of a directive of which no digest says it; it is followed up like the others."""


class ConferenceKind(StrEnum):
    """A conference at which directives were given, or a meeting."""

    CONFERENCE = "conference"
    MEETING = "meeting"


class ConferenceFormat(StrEnum):
    """How the participants met."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    HYBRID = "hybrid"


class Role(StrEnum):
    """What a participant did at a conference."""

    CHAIR = "chair"
    CO_CHAIR = "co-chair"
    PRESENTER = "presenter"
    SPEAKER = "speaker"
    ATTENDEE = "attendee"
    HOST = "host"
    ORGANISER = "organiser"


class DocumentKind(StrEnum):
    """What a document is in the hierarchy of party and state documents."""

    DIRECTIVE = "directive"
    RESOLUTION = "resolution"
    PROGRAMME = "programme"
    CONCLUSION = "conclusion"
    NOTICE = "notice"
    OTHER = "other"


class OrganisationKind(StrEnum):
    """What an organisation is."""

    PARTY = "party"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    AGENCY = "agency"
    COMMITTEE = "committee"
    PROVINCE = "province"
    MISSION = "mission"
    ASSOCIATION = "association"
    ENTERPRISE = "enterprise"
    GROUP = "group"
    INTERNATIONAL = "international"
    FOREIGN = "foreign"


class AgreementKind(StrEnum):
    """What is followed through stages."""

    FTA = "fta"
    FRAMEWORK_PILLAR = "framework-pillar"
    TRADE_OTHER = "trade-other"
    NETWORK = "network"
    SET = "set"
    OTHER = "other"


class Stage(StrEnum):
    """Where an agreement stands. Domestic procedures may come before signing, ratification after it."""

    STUDY = "study"
    NEGOTIATING = "negotiating"
    CONCLUDED = "concluded"
    DOMESTIC_PROCEDURES = "domestic-procedures"
    SIGNED = "signed"
    RATIFYING = "ratifying"
    IN_FORCE = "in-force"
    UPGRADING = "upgrading"


class MarketKind(StrEnum):
    """What a market is."""

    COUNTRY = "country"
    BLOC = "bloc"
    REGION = "region"
    PRODUCT = "product"


class Stance(StrEnum):
    """How a conference spoke of a market."""

    TRADITIONAL = "traditional"
    KEY = "key"
    EXPAND = "expand"
    POTENTIAL = "potential"
    PARTNER = "partner"
    ORIGIN = "origin"
    REPORTED = "reported"


class Assessment(StrEnum):
    """A user's view of a market."""

    WATCHING = "watching"
    OPENING = "opening"
    STABLE = "stable"
    AT_RISK = "at-risk"


class Bound(StrEnum):
    """How exact a printed number is."""

    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at-least"
    HUNDREDS = "hundreds"


class FigureKind(StrEnum):
    """Whether a figure was reached, is aimed at, or is expected."""

    REPORTED = "reported"
    TARGET = "target"
    FORECAST = "forecast"


class ResultKind(StrEnum):
    """What a result is: something done, a judgement of how things stand, an expectation, or what was agreed."""

    RESULT = "result"
    ASSESSMENT = "assessment"
    FORECAST = "forecast"
    AGREED = "agreed"


class Repetition(StrEnum):
    """How a directive takes up another one; `RELATED` alone may join two of one conference, and repeats nothing."""

    SAME = "same"
    NARROWER = "narrower"
    BROADER = "broader"
    RAISED = "raised"
    RELATED = "related"


class Language(StrEnum):
    """A language of the interface and of digest texts."""

    VI = "vi"
    EN = "en"


OTHER_LANGUAGE = {Language.VI: Language.EN, Language.EN: Language.VI}
"""The language that stands in where a text is missing in one."""


class Status(StrEnum):
    """What came of a directive. `UNRATED` means that nobody has looked yet, which is not "not done".

    `REPORTED` means that an agency says it is done, which nobody here has found yet: it is still open.
    """

    UNRATED = "unrated"
    DOING = "doing"
    BLOCKED = "blocked"
    REPORTED = "reported"
    DONE = "done"
    DROPPED = "dropped"


WITH_REASON = frozenset((Status.BLOCKED, Status.DROPPED))
"""The statuses to which a reason belongs."""

GLYPHS: dict[Status, str] = {
    Status.UNRATED: "☐",
    Status.DOING: "◐",
    Status.BLOCKED: "▲",
    Status.REPORTED: "◕",
    Status.DONE: "✓",
    Status.DROPPED: "✗",
}

ASCII_GLYPHS: dict[Status, str] = {
    Status.UNRATED: "[ ]",
    Status.DOING: "[~]",
    Status.BLOCKED: "[!]",
    Status.REPORTED: "[=]",
    Status.DONE: "[x]",
    Status.DROPPED: "[-]",
}

UNKNOWN_GLYPH = "?"
"""The glyph of a status that the store holds damaged."""
