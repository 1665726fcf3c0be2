"""Directives: the digest's columns, and those that belong to users."""

from sqlmodel import Field, Index, SQLModel, text

from ngkt_tui.domain.kinds import UNJUDGED
from ngkt_tui.domain.status import Status

USER_OWNED = ("status", "done_on", "due", "why", "first_due", "importance", "lead", "coordinating")
"""The columns that taking in a digest never writes."""


class Directive(SQLModel, table=True):
    """A directive. `position` equals the record's, `paragraph` is the first that reports it.

    `lead` and `coordinating` are JSON lists of organisations that a user gave in place of the digest's.
    """

    __table_args__ = (
        Index("directive_conference", "conference", "position"),
        Index("directive_status", "status", "due", "done_on", "kind", "nature"),
        Index("directive_lead", "id", sqlite_where=text("lead IS NOT NULL")),
        Index("directive_coordinating", "id", sqlite_where=text("coordinating IS NOT NULL")),
    )

    position: int = Field(primary_key=True)
    id: str = Field(unique=True)
    conference: str
    kind: str
    paragraph: int
    text_vi: str
    text_en: str | None
    horizon_vi: str | None
    horizon_en: str | None
    horizon_start: str | None
    horizon_end: str | None
    status: str = Status.UNRATED.value
    done_on: str | None = None
    due: str | None = None
    why: str | None = None
    first_due: str | None = None
    importance: int | None = None
    lead: str | None = None
    coordinating: str | None = None
    nature: str = UNJUDGED
    product_vi: str | None
    product_en: str | None
