"""Figures and results."""

from sqlmodel import Field, SQLModel

from ngkt_tui.domain.kinds import ResultKind


class Figure(SQLModel, table=True):
    """A number with its words as printed."""

    id: str = Field(primary_key=True)
    conference: str
    label_vi: str
    label_en: str | None
    value: float | None
    value_max: float | None
    bound: str | None
    unit_vi: str | None
    unit_en: str | None
    printed_as: str
    kind: str
    period_vi: str | None
    period_en: str | None
    said_by: str | None


class Result(SQLModel, table=True):
    """What was reported as done, judged, expected or agreed."""

    id: str = Field(primary_key=True)
    conference: str
    text_vi: str
    text_en: str | None
    said_by: str | None
    kind: str = ResultKind.RESULT.value
