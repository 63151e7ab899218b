"""The accessibility statement says what the tests found, and claims no more."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.accessibility import Results, Words, statement
from bot.cli.accessibility import command
from bot.errors import ContentError, PcnBotError
from bot.settings import settings
from tests.serving import ROOT, Server

CLEAN = {"state": "closed", "theme": "light", "size": "desktop", "violations": []}
WRONG = {
    "state": "an answer",
    "theme": "dark",
    "size": "320 px",
    "violations": [
        {"rule": "color-contrast", "help": "Elements must have enough contrast", "nodes": ["<p>"]}
    ],
}


def results(folder: Path, *checks: dict[str, Any]) -> Results | None:
    """What the browser tests would have written."""
    file = folder / "results.json"
    content = {"axe": "4.12.1", "chromium": "142.0", "tested": "2026-11-21", "checks": checks}
    file.write_text(json.dumps(content), encoding="utf-8")
    return Results.load(file)


def words(**changes: Any) -> Words:
    """The project's words, with nothing left to try by hand."""
    return Words.load(ROOT / "data").copy(update={"not_yet_tried": [], **changes})


def text_of(words: Words, found: Results | None) -> str:
    """The statement as one text."""
    return "\n\n".join(f"{part.heading}\n{part.text}" for part in statement(words, found))


def test_without_tests_it_claims_nothing(tmp_path: Path) -> None:
    text = text_of(words(), Results.load(tmp_path / "none.json"))
    assert "is not compliant" in text and "has not been tested" in text
    assert "last tested on" not in text


def test_what_the_tests_found_is_listed(tmp_path: Path) -> None:
    text = text_of(words(), results(tmp_path, CLEAN, WRONG, {**WRONG, "state": "an error"}))
    assert "is partially compliant" in text and "fully compliant" not in text
    assert "- Elements must have enough contrast (test color-contrast)" in text
    assert "an answer, an error" in text
    assert "21 November 2026" in text and "3 states" in text and "axe-core 4.12.1" in text


def test_what_no_person_has_tried_is_not_claimed(tmp_path: Path) -> None:
    text = text_of(words(not_yet_tried=["a screen reader"]), results(tmp_path, CLEAN))
    assert "is partially compliant" in text and "- a screen reader" in text


def test_a_problem_that_a_person_found_is_listed(tmp_path: Path) -> None:
    known = [{"what": "No captions", "criterion": "1.2.2 Captions", "plan": "We will add them"}]
    found = Words.parse_obj({**words().dict(), "problems": known})
    text = text_of(found, results(tmp_path, CLEAN))
    assert "is partially compliant" in text and "- No captions" in text and "1.2.2 Captions" in text


def test_it_is_fully_compliant_only_where_nothing_is_open(tmp_path: Path) -> None:
    text = text_of(words(), results(tmp_path, CLEAN))
    assert "is fully compliant" in text and "partially" not in text
    assert "Non-accessible content" in text and "non-accessible for the following reasons" not in text


def test_it_has_the_parts_that_the_law_asks_for(tmp_path: Path) -> None:
    """SI 2018/952, regulation 8(4), in the words of the model statement."""
    text = text_of(words(), results(tmp_path, WRONG))
    for needed in (
        "Feedback and contact information",
        "Enforcement procedure",
        "Equality and Human Rights Commission (EHRC) is responsible for enforcing",
        "Equality Advisory and Support Service (EASS)",
        "Compliance status",
        "Non-compliance with the accessibility regulations",
        "Disproportionate burden",
        "Preparation of this accessibility statement",
        "This statement was prepared on",
    ):
        assert needed in text


@pytest.mark.parametrize(
    "content", ["", "[]", '{"checks": [{}]}', '{"checks": 1, "axe": "4", "chromium": "1"}']
)
def test_damaged_results_are_told_and_not_taken_for_good_ones(tmp_path: Path, content: str) -> None:
    (tmp_path / "results.json").write_text(content)
    with pytest.raises(PcnBotError, match=r"results\.json"):
        Results.load(tmp_path / "results.json")


def test_staff_are_told_what_is_missing(tmp_path: Path) -> None:
    text = (ROOT / "data" / "accessibility.yml").read_text(encoding="utf-8")
    (tmp_path / "accessibility.yml").write_text(text.replace("  fully:", "  full:"), encoding="utf-8")
    with pytest.raises(ContentError, match="`fully` is missing"):
        Words.load(tmp_path)


def test_the_command_keeps_the_results_and_shows_the_statement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "data").symlink_to(ROOT / "data")
    results(tmp_path, CLEAN)
    monkeypatch.setenv("PCNBOT_ROOT", str(tmp_path))
    settings.cache_clear()
    try:
        first = CliRunner().invoke(command, ["--results", str(tmp_path / "results.json")])
        again = CliRunner().invoke(command)
    finally:
        settings.cache_clear()
    assert first.exit_code == 0 and "last tested on 21 November 2026" in first.output
    assert again.output == first.output


@pytest.mark.slow
def test_it_is_served(server: Server) -> None:
    page = server.get("/accessibility")
    assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
    assert (
        "Enforcement procedure" in page.text and 'href="https://www.equalityadvisoryservice.com"' in page.text
    )
