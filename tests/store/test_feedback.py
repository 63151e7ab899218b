"""Counts of what patients said of answers, in each kind of database, and nothing else."""

from datetime import date, timedelta

import sqlalchemy as sa

from bot.conversations.feedback import Feedback, Helped

TODAY = date(2026, 11, 21)


def test_counts_are_by_topic_those_that_helped_least_first(database: str) -> None:
    feedback = Feedback(database)
    for topic, helpful, days_ago in (
        ("what-is-a-pcn", True, 0),
        ("what-is-a-pcn", True, 0),
        ("what-is-a-pcn", False, 3),
        ("fit-note", False, 1),
        ("fit-note", False, 1),
        ("home-visit", True, 9),
    ):
        feedback.count(topic, helpful, TODAY - timedelta(days=days_ago))
    lately = [Helped("fit-note", 0, 2), Helped("what-is-a-pcn", 2, 1)]
    assert feedback.since(TODAY - timedelta(days=5)) == lately
    assert feedback.since(TODAY - timedelta(days=9)) == [*lately, Helped("home-visit", 1, 0)]


def test_nothing_but_counts_is_kept(database: str) -> None:
    feedback = Feedback(database)
    columns = sa.inspect(feedback._engine).get_columns("feedback")
    assert [column["name"] for column in columns] == ["day", "topic", "helpful", "count"]
