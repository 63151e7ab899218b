"""`python -m benchmarks.public.parse`, in a root: texts.json and the newest model make parsed.json."""

import asyncio
import json
from pathlib import Path

from bot.cli import log, quiet


def main() -> None:
    """Parses each text as a message of its own."""
    quiet()
    log.configure()
    texts = json.loads(Path("texts.json").read_text(encoding="utf-8"))
    Path("parsed.json").write_text(json.dumps(asyncio.run(_parse(texts))), encoding="utf-8")


async def _parse(texts: list[str]) -> list[dict[str, str]]:
    from rasa.core.agent import Agent

    agent = Agent.load("models")
    parsed = []
    for text in texts:
        found = await agent.parse_message(text)
        parsed.append({"likeliest": found["intent_ranking"][0]["name"], "decided": found["intent"]["name"]})
    return parsed


if __name__ == "__main__":
    main()
