"""The whole dialogue without a server, as `pcnbot ask` and the reports use it."""

import pytest

from bot.assistant import Assistant

pytestmark = pytest.mark.slow


async def test_it_says_what_a_patient_would_see(assistant: Assistant) -> None:
    heard = await assistant.ask("what is a pcn")
    assert set(heard.as_json()) == {"text", "topics", "confidence", "alternatives", "safety", "messages"}
    assert heard.topics == ["what-is-a-pcn"] and heard.safety is None
    assert 0.5 < heard.confidence <= 1
    assert len(heard.messages) == 1


async def test_it_names_the_topics_of_two_questions_in_order(assistant: Assistant) -> None:
    assert (await assistant.ask("How do I get a sick note? And what is a PCN?")).topics == [
        "fit-note",
        "what-is-a-pcn",
    ]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("my dad is not breathing", "emergency"),
        ("i want to end my life", "mental-health-crisis"),
        ("my husband hits me", "safeguarding"),
        ("how many paracetamol can i take", "medical-advice"),
    ],
)
async def test_it_names_the_safety_outcome(assistant: Assistant, text: str, outcome: str) -> None:
    assert (await assistant.ask(text)).safety == outcome


async def test_it_knows_the_page(assistant: Assistant) -> None:
    heard = await assistant.ask("am i still registered", practice="A81027")
    assert "Yarm Medical Practice" in heard.messages[0]


async def test_conversations_go_on_by_their_id(assistant: Assistant) -> None:
    await assistant.say("one", "which pcn am i in")
    await assistant.say("two", "hello")
    assert "BYTES PCN" in (await assistant.say("one", "yarm")).messages[0]


async def test_each_question_is_a_conversation_of_its_own(assistant: Assistant) -> None:
    await assistant.ask("which pcn is yarm in")
    assert "your GP surgery" in (await assistant.ask("am i still registered")).messages[0]
