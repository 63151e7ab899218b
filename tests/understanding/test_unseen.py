"""What is promised of messages that nothing was trained on, measured through the whole dialogue."""

import re
from pathlib import Path

import pytest
import pytest_asyncio

from bot.assistant import Assistant, Heard
from bot.evaluation import Evaluation, Outcome

pytestmark = pytest.mark.slow

MESSAGES = Path(__file__).parent
AT_LEAST = {
    "right at the first answer (unseen)": 93,
    "right, or among the choices offered": 98,
    "both questions of a two-question message": 85,
}
AT_MOST = {"off-topic, answered as if understood": 3}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def report(assistant: Assistant) -> str:
    """The report, once for all tests; shown in full where one fails."""
    written = await Evaluation(assistant, MESSAGES).report(show_wrong=True)
    print(f"\n{written}")
    return written


def outcome(meant: str, answered: list[str], offered: list[str]) -> Outcome:
    """What became of a message: its topic, the topics answered, the topics on buttons."""
    choices = {f"ask:{topic}": topic for topic in offered}
    return Outcome({"topic": [meant]}, Heard("", answered, 1.0, [], None, [], choices))


ASKED_BACK = ["not-understood"]
FOUR = ["nhs-app", "referrals", "fit-note", "carers"]


@pytest.mark.parametrize(
    ("meant", "answered", "offered", "first", "among"),
    [
        ("carers", ["carers"], [], True, True),
        ("not-understood", ASKED_BACK, FOUR, True, True),
        ("carers", ASKED_BACK, FOUR, False, True),
        ("carers", ["home-visit"], FOUR[1:], False, True),
        ("carers", ["home-visit"], FOUR, False, False),
        ("not-understood", ["home-visit"], FOUR, False, False),
        ("carers", ASKED_BACK, ["home-visit", *FOUR], False, False),
    ],
)
def test_what_counts_as_right(
    meant: str, answered: list[str], offered: list[str], first: bool, among: bool
) -> None:
    result = outcome(meant, answered, offered)
    assert (result.first, result.among) == (first, among)


def percentage(report: str, what: str) -> float:
    """The report's figure for one line of its first table."""
    found = re.search(rf"^\| {re.escape(what)} \| ([\d.]+)% \(", report, re.MULTILINE)
    assert found, f"The report has no line: {what}"
    return float(found[1])


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("what", "promised"), AT_LEAST.items())
def test_at_least(report: str, what: str, promised: float) -> None:
    assert percentage(report, what) >= promised


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("what", "promised"), AT_MOST.items())
def test_at_most(report: str, what: str, promised: float) -> None:
    assert percentage(report, what) <= promised


@pytest.mark.timeout(600)
def test_the_report_tells_styles_and_topics_apart(report: str) -> None:
    assert "| rambling |" in report and "| what-is-a-pcn |" in report
