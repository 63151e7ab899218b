"""Approving the fixed replies: `pcnbot safety approve` shows the wording, asks, and notes who stands for it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.answers.check import check
from bot.cli.safety import command
from bot.errors import ContentError
from bot.safety.replies import SafetyReplies, approve
from bot.settings import settings
from tests.serving import own_root

WHO = ("--name", "Dr Ada Example", "--role", "Clinical Safety Officer")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's content, with one word of a reply changed."""
    root = own_root(tmp_path)
    monkeypatch.setenv("PCNBOT_ROOT", str(root))
    settings.cache_clear()
    change(root, "Someone you trust can call", "A friend can call")
    yield root
    settings.cache_clear()


def replies(root: Path) -> Path:
    """The file of the replies."""
    return root / "data" / "safety" / "replies.yml"


def change(root: Path, before: str, after: str) -> None:
    """Edits the file as staff would."""
    text = replies(root).read_text(encoding="utf-8")
    assert before in text
    replies(root).write_text(text.replace(before, after, 1), encoding="utf-8")


def run(*arguments: str, answer: str = "y\n") -> Result:
    """Types the command and answers its question."""
    return CliRunner().invoke(command, ["approve", *arguments], input=answer)


def test_changed_wording_is_used_once_it_is_approved(root: Path) -> None:
    with pytest.raises(ContentError):
        SafetyReplies.load(replies(root))
    assert run(*WHO).exit_code == 0
    approved = SafetyReplies.load(replies(root))
    assert "A friend can call" in approved["mental-health-crisis"].text
    assert (approved.approval.name, approved.approval.role) == ("Dr Ada Example", "Clinical Safety Officer")
    assert approved.approval.date == date.today() and not approved.approval.is_draft


def test_whoever_approves_reads_the_wording_first(root: Path) -> None:
    """Every word and every link, before the question."""
    shown = run(*WHO).output.partition("I have read this wording")[0]
    for reply in SafetyReplies.load(replies(root)).replies.values():
        assert reply.text in shown
        assert all(link["text"] in shown and link["url"] in shown for link in reply.links)


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_without_a_yes_nothing_is_noted(root: Path, answer: str) -> None:
    before = replies(root).read_bytes()
    assert run(*WHO, answer=answer).exit_code == 1
    assert replies(root).read_bytes() == before


@pytest.mark.parametrize("who", [(), WHO[:2], WHO[2:]])
def test_name_and_role_are_needed(root: Path, who: tuple[str, ...]) -> None:
    assert run(*who).exit_code == 2


def test_the_rest_of_the_file_stays_as_it_is(root: Path) -> None:
    before = replies(root).read_text(encoding="utf-8").partition("approval:")[0]
    run(*WHO)
    assert replies(root).read_text(encoding="utf-8").partition("approval:")[0] == before


def test_what_stands_below_the_approval_stays_too(root: Path) -> None:
    replies(root).write_text(replies(root).read_text(encoding="utf-8") + "\n# The end.\n", encoding="utf-8")
    run(*WHO)
    assert replies(root).read_text(encoding="utf-8").endswith("# The end.\n")
    assert SafetyReplies.load(replies(root)).approval.name == "Dr Ada Example"


def test_a_file_without_an_approval_gets_one(root: Path) -> None:
    text = replies(root).read_text(encoding="utf-8").partition("approval:")[0]
    replies(root).write_text(text, encoding="utf-8")
    assert run(*WHO).exit_code == 0
    assert SafetyReplies.load(replies(root)).approval.name == "Dr Ada Example"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "      Call 999 now, or go to A&E",
            "      Hello. Or go to A&E",
            "999 does not stand in the first line",
        ),
        ("url: tel:999", "url: ftp:999", "is not a telephone or https address"),
        ("    topic: safeguarding\n", "", "topic or text is missing"),
    ],
)
def test_wording_that_breaks_the_rules_cannot_be_approved(
    root: Path, before: str, after: str, said: str
) -> None:
    change(root, before, after)
    done = run(*WHO)
    assert isinstance(done.exception, ContentError) and said in str(done.exception)


def test_a_blank_name_approves_nothing(root: Path) -> None:
    with pytest.raises(ContentError, match="lacks name"):
        approve(replies(root), "  ", "Clinical Safety Officer", date.today())


def test_an_approval_from_the_future_is_refused(root: Path) -> None:
    with pytest.raises(ContentError, match="in the future"):
        approve(replies(root), "Dr Ada Example", "Clinical Safety Officer", date.today() + timedelta(days=1))


def test_a_draft_is_named_by_the_check(root: Path) -> None:
    """As advice: a draft can be tried out."""

    def said() -> list[str]:
        return [
            problem.what for problem in check(root / "data") if "draft" in problem.what and problem.warning
        ]

    approve(replies(root), "Nobody yet", "Draft", date.today())
    assert said() == ["The fixed replies are a draft that nobody has approved."]
    approve(replies(root), "Dr Ada Example", "Clinical Safety Officer", date.today())
    assert said() == []
