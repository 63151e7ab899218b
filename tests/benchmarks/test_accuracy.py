"""What counts as understood."""

from benchmarks import accuracy
from benchmarks.material import OffTopic, TwoQuestions, Unseen
from benchmarks.subject import Heard

ROW = Unseen("whats a pcn", frozenset({"what-is-a-pcn"}))
RIGHT = Heard(("what-is-a-pcn", "thanks"), ())
WRONG = Heard(("pcn-size",), ("what-is-a-pcn",))
OFFERED_FIRST = Heard((), ("what-is-a-pcn", "pcn-size"))
OFFERED_SECOND = Heard((), ("pcn-size", "what-is-a-pcn"))
NOTHING = Heard((), ())


def test_the_first_answer_counts() -> None:
    rows = [(ROW, heard) for heard in (RIGHT, WRONG, OFFERED_FIRST, NOTHING)]
    assert accuracy.first_answer(rows) == 0.25


def test_the_likeliest_topic_counts_though_not_answered() -> None:
    rows = [(ROW, heard) for heard in (RIGHT, WRONG, OFFERED_FIRST, OFFERED_SECOND, NOTHING)]
    assert accuracy.likeliest(rows) == 0.4


def test_choices_beside_a_wrong_answer_do_not_count() -> None:
    rows = [(ROW, heard) for heard in (RIGHT, WRONG, OFFERED_SECOND, NOTHING)]
    assert accuracy.answered_or_offered(rows) == 0.5


def test_any_answer_to_an_off_topic_message_is_wrong() -> None:
    rows = [(OffTopic("when are bins emptied"), heard) for heard in (WRONG, OFFERED_FIRST)]
    assert accuracy.wrongly_answered(rows) == 0.5


def test_both_questions_must_be_answered() -> None:
    row = TwoQuestions("cancel it and order tablets", (frozenset({"cancel"}), frozenset({"order", "repeat"})))
    rows = [(row, Heard(("cancel", "repeat"), ())), (row, Heard(("cancel",), ("repeat",)))]
    assert accuracy.both_answered(rows) == 0.5


def test_no_messages_are_no_share() -> None:
    assert accuracy.first_answer([]) == 0
