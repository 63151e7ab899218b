"""Every topic is reached by its own question and by examples of its file, through the whole dialogue."""

import random
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from bot.answers.book import AnswerBook
from bot.assistant import Assistant
from bot.incoming import readable
from bot.safety.examples import SafetyExamples
from bot.settings import settings

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[2] / "data"
CATALOGUE = yaml.safe_load((DATA / "catalogue.yml").read_text(encoding="utf-8"))
SAFETY = CATALOGUE["safety"]
TOPICS = [topic for topics in CATALOGUE.values() for topic in topics]
SAFETY_REPLIES = frozenset({"mental-health-crisis", "safeguarding"})
"""Whoever is in danger now gets the reply for an emergency, which counts as noticed."""
SAMPLED = 3
IN_DOUBT = 1
"""The check in front may miss the faintest hint of danger, or hear one where there is none: in one example of three."""
SEED = 2026


@lru_cache(maxsize=1)
def book() -> AnswerBook:
    return AnswerBook.load(DATA)


@lru_cache(maxsize=1)
def ways_of_asking() -> dict[str, list[str]]:
    """All examples of each topic, as far as they can be sent."""
    ways = {
        answer.topic: [text for texts in answer.intents().values() for text in texts]
        for answer in book().answers.values()
    }
    ways |= SafetyExamples.load(DATA / "safety" / "examples").outcomes
    return {
        topic: [text for text in texts if readable(text, settings().message_limit) == text]
        for topic, texts in ways.items()
    }


def neighbours(topic: str) -> set[str]:
    """The topic, and those that it names as its follow-up while they name it as theirs: patients get to either."""
    answers = book().answers
    if topic not in answers:
        return {topic}
    return {topic, *(other for other in answers[topic].follow_ups if topic in answers[other].follow_ups)}


def test_the_catalogue_is_complete() -> None:
    assert set(TOPICS) == {*book().answers, *SAFETY}
    assert len(TOPICS) == len(set(TOPICS)) == 91  # the client's 90, and delete-what-i-said


@pytest.mark.parametrize("topic", TOPICS)
async def test_examples_of_a_topic_reach_it(topic: str, assistant: Assistant) -> None:
    asked = random.Random(f"{SEED} {topic}").sample(ways_of_asking()[topic], SAMPLED)
    answered = {text: (await assistant.ask(text)).topics for text in asked}
    reached = neighbours(topic) | ({"emergency"} if topic in SAFETY_REPLIES else set())
    missed = {text: topics for text, topics in answered.items() if not reached & set(topics)}
    by_check = [text for text, topics in missed.items() if topic in SAFETY or set(topics) <= set(SAFETY)]
    assert len(missed) == len(by_check) <= IN_DOUBT, missed


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic not in SAFETY])
async def test_a_topics_own_question_reaches_it(topic: str, assistant: Assistant) -> None:
    """The words on a topic's button do what the button does, where they are words that somebody would type."""
    question = book().answers[topic].question
    if not question.endswith("?"):
        pytest.skip(f"{question} is a title, not a question")
    assert (await assistant.ask(question)).topics == [topic]


@pytest.mark.parametrize(
    "topic", [topic for topic in TOPICS if topic not in (*SAFETY, *CATALOGUE["chat"], "medical-advice")]
)
async def test_a_topics_button_reaches_it(topic: str, assistant: Assistant) -> None:
    """Whatever the classifier makes of its title."""
    heard = await assistant.ask(f"ask:{topic}")
    assert heard.topics == [topic]
