"""The history: one row for each field changed, one group for each action of a user or import. Only ever added to."""

from sqlmodel import Field, Index, SQLModel


class ChangeGroupRow(SQLModel, table=True):
    """One action. `undoes` names the group that an undo or a redo takes back."""

    __tablename__ = "change_group"
    __table_args__ = (Index("change_group_undoes", "undoes"),)

    id: int | None = Field(default=None, primary_key=True)
    at: str
    actor: str
    kind: str
    undoes: int | None = Field(default=None, foreign_key="change_group.id")
    title: str | None = None


class Change(SQLModel, table=True):
    """One field of one record changed, from `before` to `after`; `None` where there is no value."""

    __table_args__ = (Index("change_record", "record", "field", "id"), Index("change_by_group", "change_group"))

    id: int | None = Field(default=None, primary_key=True)
    change_group: int = Field(foreign_key="change_group.id")
    record: str
    field: str
    before: str | None
    after: str | None
    why: str | None
