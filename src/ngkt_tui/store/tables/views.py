"""The views that users saved."""

from sqlmodel import Field, SQLModel


class SavedView(SQLModel, table=True):
    """A filter and a scope under a name. `scope` is a JSON list of pairs of kind and id."""

    __tablename__ = "saved_view"

    name: str = Field(primary_key=True)
    kind: str
    filter: str
    scope: str = "[]"
    position: int
    at: str
    actor: str
