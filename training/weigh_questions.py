"""The weights of bot/understanding/questions.py: what speaks for a clause being a question of its own.

    .venv/bin/python training/weigh_questions.py

Learns them from tests/understanding/two-questions.yml and dev.yml, as the trained model understands their clauses,
and prints them. A clause counts as a question where its likeliest topic is one that its message really asks about.
"""

import asyncio
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bot.assistant import Assistant
from bot.cli import log, quiet
from bot.resources import resources
from bot.understanding.decision import PASSING, Decision
from bot.understanding.questions import WEIGHTS, in_context, signs_of_questions

SETS = Path(__file__).parents[1] / "tests" / "understanding"
STRICTNESS = 1.0
NOT_WEIGHED = {"emergency", "mental-health-crisis", "safeguarding", "medical-advice"}
"""Where a message is answered by the safety check or declined, its clauses teach nothing."""


async def clauses() -> tuple[np.ndarray, np.ndarray]:
    """Signs of shape [clauses, signs], and whether each clause is a question."""
    ignore, topics = PASSING, resources().library.book.topic_of_intent
    signs: list[dict[str, float]] = []
    is_question: list[bool] = []
    seen: dict[str, Any] = {}

    def remember(self: Decision, text: str, reading: Any, evidence: Any, tracker: Any) -> Any:
        seen["it"] = reading, evidence
        return decide(self, text, reading, evidence, tracker)

    decide, Decision.decide = Decision.decide, remember
    assistant = Assistant()
    for name in ("two-questions", "dev"):
        for item in yaml.safe_load((SETS / f"{name}.yml").read_text(encoding="utf-8")):
            asked = (
                {topic for wish in item["topics"] for topic in wish}
                if "topics" in item
                else set(item["topic"])
            )
            seen.clear()
            await assistant.ask(item["text"])
            if asked & NOT_WEIGHED or not seen or len(seen["it"][0].clauses) < 2:
                continue
            reading, evidence = seen["it"]
            for each, likely in zip(signs_of_questions(reading, evidence, ignore), in_context(evidence)):
                intent = evidence.intents[int(likely.argmax())]
                if intent not in ignore:
                    signs.append(each)
                    is_question.append(topics.get(intent, intent) in asked)
    return np.array([[each[name] for name in WEIGHTS if name != "bias"] for each in signs]), np.array(
        is_question
    )


def main() -> None:
    """Prints the weights as they stand in the module."""
    quiet()
    log.configure("CRITICAL")
    signs, is_question = asyncio.run(clauses())
    learnt = LogisticRegression(C=STRICTNESS, max_iter=1000).fit(signs, is_question)
    values = [*learnt.coef_[0], learnt.intercept_[0]]
    print(f"{len(is_question)} clauses, {is_question.mean():.0%} of them questions")
    print({name: round(float(value), 2) for name, value in zip(WEIGHTS, values)})


if __name__ == "__main__":
    main()
