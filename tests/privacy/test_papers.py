"""The privacy notice and the tables of a DPIA say what the configuration says."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.cli import group
from bot.errors import PcnBotError
from bot.privacy.configuration import Configuration
from bot.privacy.papers import Papers
from bot.privacy.personal import Kind
from bot.settings import Settings, settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of what the documents are made from."""
    (tmp_path / "data").mkdir()
    shutil.copytree(ROOT / "data" / "privacy", tmp_path / "data" / "privacy")
    for name in ("endpoints.yml", "credentials.yml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def papers(root: Path, **changed: object) -> tuple[str, str]:
    """The notice and the assessment, with some settings changed."""
    made = Papers(Configuration.read(Settings(root=root, **changed)), root / "data")
    return made.notice().as_markdown(), made.assessment().as_markdown()


def privacy(root: Path, *options: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setenv("PCNBOT_ROOT", str(root))
    settings.cache_clear()
    try:
        return CliRunner().invoke(group, ["privacy", *options])
    finally:
        settings.cache_clear()


def test_both_say_how_long_conversations_are_kept(root: Path) -> None:
    for text in papers(root, kept_days=7, kept_turns=5, conversation_minutes=45):
        assert "7 days" in text and "45 minutes" in text and "30 days" not in text


def test_both_name_every_kind_that_is_masked(root: Path) -> None:
    masks = yaml.safe_load((root / "data/privacy/masks.yml").read_text(encoding="utf-8"))
    for text in papers(root):
        assert [kind for kind in Kind if masks[kind.value]["many"] not in text] == []


def test_the_assessment_says_where_the_database_is_without_its_password(root: Path) -> None:
    _, assessment = papers(root, database_url="postgresql://pcn:secret@db.example.nhs.uk/chats")
    assert "PostgreSQL, database chats on db.example.nhs.uk" in assessment
    assert "secret@" not in assessment and "pcn:" not in assessment


def test_the_assessment_says_what_is_logged(root: Path) -> None:
    assert "level DEBUG" in papers(root, log_level="DEBUG")[1]


def test_a_channel_that_nobody_described_stops_it(root: Path) -> None:
    """Nobody gets a notice that does not say who sees their messages."""
    with (root / "credentials.yml").open("a") as file:
        file.write("twilio:\n  account_sid: x\n")
    with pytest.raises(PcnBotError, match=r"twilio.*kept\.yml"):
        papers(root)


def test_another_service_that_gets_words_is_named(root: Path) -> None:
    notice, assessment = papers(root)
    assert "We do not send it to any other company." in notice
    with (root / "endpoints.yml").open("a") as file:
        file.write(
            "event_broker:\n  type: kafka\naction_endpoint:\n  url: http://me:pw@actions.example/webhook\n"
        )
    notice, assessment = papers(root)
    assert "We do not send it to any other company." not in notice
    for text in (notice, assessment):
        assert "event stream (kafka)" in text and "actions.example" in text and "pw@" not in text


def test_a_store_of_rasas_is_not_described_as_ours(root: Path) -> None:
    path = root / "endpoints.yml"
    path.write_text(path.read_text().replace("bot.conversations.store.ConversationStore", "mongod"))
    assert "does not describe it" in papers(root)[1]


def test_what_the_organisation_fills_in_stands_in_brackets(root: Path) -> None:
    notice, assessment = papers(root)
    assert "[Name and address of the organisation]" in notice and "[the data protection officer" in notice
    assert not re.search(r"[{}\0]", notice + assessment)


def test_the_notice_is_written_for_patients(root: Path) -> None:
    """Sentences of up to 20 words, no negative contractions, no "should"."""
    notice, _ = papers(root)
    running = re.sub(r"\[[^]]*\]|^#.*$|^- .*$", "", notice, flags=re.MULTILINE)
    sentences = [sentence.split() for sentence in re.split(r"[.:?]\s", running)]
    assert [words for words in sentences if len(words) > 20] == []
    assert not re.search(r"n['’]t\b|\bshould\b", running)


def test_the_command_writes_both_as_markdown_and_html(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = privacy(root, "--out", str(root / "papers"), monkeypatch=monkeypatch)
    assert done.exit_code == 0, done.output
    files = sorted(path.name for path in (root / "papers").iterdir())
    assert files == ["dpia.html", "dpia.md", "privacy-notice.html", "privacy-notice.md"]
    page = (root / "papers" / "dpia.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and 'lang="en-GB"' in page and '<th scope="col">' in page


def test_the_command_shows_both(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = privacy(root, monkeypatch=monkeypatch).output
    assert "# Privacy notice" in shown and "# Data protection impact assessment" in shown


def test_a_broken_description_is_told_with_its_file(root: Path) -> None:
    (root / "data/privacy/kept.yml").write_text("kept: nothing\n")
    with pytest.raises(PcnBotError, match=r"kept\.yml"):
        papers(root)
