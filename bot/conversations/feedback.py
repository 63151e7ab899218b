"""Feedback: how many patients found a topic's answer helpful on a day. Counts only: nothing of any conversation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.conversations.store import open_database
from bot.settings import settings

_metadata = sa.MetaData()
_feedback = sa.Table(
    "feedback",
    _metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("topic", sa.String(64), primary_key=True),
    sa.Column("helpful", sa.Boolean, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)


@dataclass(frozen=True)
class Helped:
    """How many said that a topic's answer helped, and how many that it did not."""

    topic: str
    yes: int
    no: int


class Feedback:
    """The counts in the database of the conversations.

    Args:
        url: an SQLAlchemy address; the setting PCNBOT_DATABASE_URL where none is given.

    Raises:
        SQLAlchemyError: the database cannot be reached. So does each method.
    """

    def __init__(self, url: str | None = None) -> None:
        self._engine = open_database(url or settings().database_url)
        _metadata.create_all(self._engine)

    def count(self, topic: str, helpful: bool, day: date | None = None) -> None:
        """Counts one more.

        Args:
            topic: the topic that was answered.
            helpful: what the patient said of the answer.
            day: on which; today where none is given.
        """
        row = {"day": day or date.today(), "topic": topic, "helpful": helpful, "count": 1}
        with self._engine.begin() as connection:
            connection.execute(self._one_more(row))

    def _one_more(self, row: dict[str, Any]) -> Any:
        if self._engine.dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import insert
        else:
            from sqlalchemy.dialects.sqlite import insert
        return (
            insert(_feedback)
            .values(**row)
            .on_conflict_do_update(
                index_elements=["day", "topic", "helpful"], set_={"count": _feedback.c.count + 1}
            )
        )

    def since(self, day: date) -> list[Helped]:
        """The counts from a day on by topic, those that helped least first."""
        yes = sa.func.sum(sa.case((_feedback.c.helpful, _feedback.c.count), else_=0))
        no = sa.func.sum(sa.case((_feedback.c.helpful, 0), else_=_feedback.c.count))
        query = (
            sa.select(_feedback.c.topic, yes, no)
            .where(_feedback.c.day >= day)
            .group_by(_feedback.c.topic)
            .order_by(no.desc(), _feedback.c.topic)
        )
        with self._engine.connect() as connection:
            return [Helped(*row) for row in connection.execute(query)]
