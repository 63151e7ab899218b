"""The stock project: Rasa's own default configuration, an intent, a rule and a response for each topic."""

from pathlib import Path
from typing import Any

import yaml

from benchmarks import nlu
from benchmarks.errors import BenchmarkError
from bot.answers.book import AnswerBook

DEFAULT = "lib/python3*/site-packages/rasa/engine/recipes/config_files/default_config.yml"
FALLBACK = "nlu_fallback"
STORIES = (
    ("greet", "what-is-a-pcn", "thanks", "goodbye"),
    ("greet", "book-appointment", "repeat-prescription", "goodbye"),
    ("clinical-pharmacist", "who-leads-a-pcn", "thanks"),
)
"""As many as `rasa init` has: without any, TED and UnexpecTED would learn nothing and cost nothing."""


def write(
    root: Path, sample: dict[str, list[str]], texts: dict[str, str], environment: Path, epochs: int | None
) -> None:
    """Writes the project.

    Args:
        root: its folder, which must not exist.
        sample: examples by intent of ours.
        texts: the response of each intent of ours.
        environment: the one that holds Rasa and its default configuration.
        epochs: of training instead of the default 100; None leaves it.
    """
    intents = [plain(intent) for intent in sample]
    (root / "data").mkdir(parents=True)
    nlu.write({plain(intent): lines for intent, lines in sample.items()}, root / "data" / "nlu.yml")
    _dump(
        {"version": "3.1", "rules": [_rule(intent) for intent in [*intents, FALLBACK]]},
        root / "data" / "rules.yml",
    )
    _dump({"version": "3.1", "stories": _stories(intents)}, root / "data" / "stories.yml")
    _dump(_domain({plain(intent): texts[intent] for intent in sample}), root / "domain.yml")
    _dump(_config(environment, epochs), root / "config.yml")
    _dump({"rest": None}, root / "credentials.yml")
    (root / "endpoints.yml").touch()


def plain(intent: str) -> str:
    """`faq/<topic>` of ours is the intent `<topic>` here."""
    return intent.removeprefix("faq/")


def responses(data: Path, intents: list[str]) -> dict[str, str]:
    """What is said to each intent: our stored answers, without placeholders; the look-ups' question."""
    book = AnswerBook.load(data)
    topics = book.topic_of_intent
    found = {}
    for intent in intents:
        answer = book.answers.get(topics.get(intent, ""))
        text = (answer.answer or answer.question) if answer else intent
        found[intent] = text.replace("{", "").replace("}", "")
    return found


def _rule(intent: str) -> dict[str, Any]:
    return {"rule": intent, "steps": [{"intent": intent}, {"action": f"utter_{intent}"}]}


def _stories(intents: list[str]) -> list[dict[str, Any]]:
    known = [[intent for intent in story if intent in intents] for story in STORIES]
    return [
        {"story": f"story {number}", "steps": [step for intent in story for step in _rule(intent)["steps"]]}
        for number, story in enumerate(known)
        if story
    ]


def _domain(texts: dict[str, str]) -> dict[str, Any]:
    said = {**texts, FALLBACK: "I did not understand that. Could you rephrase it?"}
    return {
        "version": "3.1",
        "intents": list(texts),
        "responses": {f"utter_{intent}": [{"text": text}] for intent, text in said.items()},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def _config(environment: Path, epochs: int | None) -> dict[str, Any]:
    path = next(environment.glob(DEFAULT), None)
    if path is None:
        raise BenchmarkError(f"{environment} holds no Rasa. Remove it; it is made again.")
    config = {**yaml.safe_load(path.read_text(encoding="utf-8")), "assistant_id": "stock"}
    for part in (*config["pipeline"], *config["policies"]):
        if epochs is not None and "epochs" in part:
            part["epochs"] = epochs
    return config


def _dump(content: dict[str, Any], path: Path) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
