"""The fixed replies: their wording, and that it cannot change without a new approval."""

import re
from pathlib import Path

import pytest
import yaml

from bot.errors import ContentError
from bot.safety.check import Outcome
from bot.safety.replies import NAMES, SafetyReplies, hash_of_file

NEEDED = {
    "emergency": ["999", "A&E", "111"],
    "mental-health-crisis": [
        "999",
        "mental health option",
        "116 123",
        "SHOUT to 85258",
        "0800 1111",
        "under 19",
    ],
    "safeguarding": [
        "999",
        "0808 2000 247",
        "0808 800 5000",
        "0800 1111",
        "council",
        "safe to close this page",
    ],
    "other-language": ["999", "A&E", "interpreter", "111", "GP surgery"],
    "check_failed": ["999", "GP surgery", "111"],
}


@pytest.fixture
def replies(data: Path) -> SafetyReplies:
    return SafetyReplies.load(data / "replies.yml")


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    path = tmp_path / "replies.yml"
    path.write_text((data / "replies.yml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_each_reply_begins_with_999_and_has_its_numbers(replies: SafetyReplies, name: str) -> None:
    text = replies[name].text
    assert text.startswith("Call 999")
    for words in NEEDED[name]:
        assert words in text


@pytest.mark.parametrize("name", NAMES)
def test_each_reply_is_plainly_written(replies: SafetyReplies, name: str) -> None:
    text = replies[name].text
    assert not re.search(r"\bshould\b|n't\b|!", text)
    assert len(re.findall(r"(?:^- .*\n?)+", text, flags=re.MULTILINE)) <= 1
    for sentence in re.split(r"[.?:]\s|\n", text):
        assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("name", NAMES)
def test_the_first_link_calls_999_and_all_are_tel_or_https(replies: SafetyReplies, name: str) -> None:
    links = replies[name].links
    assert links[0]["url"] == "tel:999"
    assert all(link["url"].startswith(("tel:", "https://")) for link in links)


def test_there_is_a_reply_for_every_outcome(replies: SafetyReplies) -> None:
    """What cannot be read may be an emergency."""
    topics = {outcome: replies[outcome].topic for outcome in Outcome}
    assert topics.pop(Outcome.OTHER_LANGUAGE) == "emergency"
    assert topics == {outcome: outcome.value for outcome in topics}


def test_the_approval_says_that_it_is_a_draft(replies: SafetyReplies) -> None:
    assert "draft" in (replies.approval.name + replies.approval.role).lower()


def test_one_changed_word_needs_a_new_approval(copy: Path) -> None:
    copy.write_text(
        copy.read_text(encoding="utf-8").replace("Call 999 now", "Phone 999 now", 1), encoding="utf-8"
    )
    with pytest.raises(ContentError) as caught:
        SafetyReplies.load(copy)
    [problem] = caught.value.problems
    assert "after it was approved" in problem.what
    assert hash_of_file(copy) in problem.remedy
    assert copy.read_text(encoding="utf-8").splitlines()[problem.line - 1].startswith("  wording:")


@pytest.mark.parametrize("field", ["name", "role", "date", "wording"])
def test_an_approval_without_a_field_is_refused(copy: Path, field: str) -> None:
    content = yaml.safe_load(copy.read_text(encoding="utf-8"))
    content["approval"].pop(field)
    copy.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(ContentError, match=field):
        SafetyReplies.load(copy)


@pytest.mark.parametrize("text", ["", "[]", "replies: {}", "a: [", "replies:\n  emergency: 3\n"])
def test_a_damaged_file_is_a_content_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "replies.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError):
        SafetyReplies.load(path)
