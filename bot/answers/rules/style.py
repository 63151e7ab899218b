"""How the NHS writes for patients (data/answers/README.md, "How to write"). All warnings: a person decides.

The NHS says that counting words and sentences shows where to look, not whether patients understand.
"""

import re
from collections.abc import Iterator

from bot.answers.answer import PLACEHOLDER
from bot.answers.rules.content import Content, texts, warning
from bot.errors import Problem

WORDS = 20
SENTENCES = 3
SENTENCE_END = r"(?<=[.?!])[\"')]*\s+"
CONTRACTION = r"\b\w+n['’]t\b"
MARKUP = r"\*\*|__|^#+ |</?[a-z]+>|\]\("


def style(content: Content) -> Iterator[Problem]:
    """Each text of each answer against each of the rules below."""
    for wording, file in content.written():
        for keys, text in texts(wording):
            for what, remedy, words in found(text, content):
                yield warning(file, keys, f"{'.'.join(map(str, keys))}: {what}", remedy, words)


def found(text: str, content: Content) -> Iterator[tuple[str, str, str]]:
    """What a text could do better: what, remedy, and the words it is about."""
    yield from _long_sentences(text)
    yield from _long_paragraphs(text)
    yield from _contractions(text)
    yield from _markup(text)
    yield from _lost_lists(text)
    yield from _avoided(text, content)


def paragraphs(text: str) -> list[str]:
    """A text's paragraphs."""
    return [paragraph for paragraph in re.split(r"\n\s*\n", text.strip()) if paragraph]


def sentences(paragraph: str) -> tuple[list[str], list[str]]:
    """A paragraph's sentences, and its bullets."""
    lines = [line.strip() for line in paragraph.splitlines()]
    running = " ".join(line for line in lines if not line.startswith("- "))
    bullets = [line[2:] for line in lines if line.startswith("- ")]
    return [sentence for sentence in re.split(SENTENCE_END, running) if sentence], bullets


def _long_sentences(text: str) -> Iterator[tuple[str, str, str]]:
    for paragraph in paragraphs(text):
        for sentence in (each for part in sentences(paragraph) for each in part):
            if (number := len(re.sub(PLACEHOLDER, "name", sentence).split())) > WORDS:
                start = " ".join(sentence.split()[:5])
                yield (
                    f'a sentence of {number} words, "{start} ..."',
                    f"Make two of it, up to {WORDS} words each.",
                    start,
                )


def _long_paragraphs(text: str) -> Iterator[tuple[str, str, str]]:
    for paragraph in paragraphs(text):
        said, _ = sentences(paragraph)
        if len(said) > SENTENCES:
            start = " ".join(said[0].split()[:5])
            what = f'a paragraph of {len(said)} sentences, "{start} ..."'
            yield what, f"Leave a line empty after {SENTENCES} sentences at most.", start


def _contractions(text: str) -> Iterator[tuple[str, str, str]]:
    for match in re.finditer(CONTRACTION, text):
        yield f'"{match[0]}".', 'Write it out: "do not", "cannot", "will not".', match[0]


def _markup(text: str) -> Iterator[tuple[str, str, str]]:
    for match in re.finditer(MARKUP, text, re.MULTILINE):
        yield (
            f'"{match[0].strip()}" is shown as it stands.',
            "Write plain text; put links under `links:`.",
            match[0],
        )


def _lost_lists(text: str) -> Iterator[tuple[str, str, str]]:
    for before, after in zip(paragraphs(text), paragraphs(text)[1:], strict=False):
        if before.endswith(":") and (after.startswith("- ") or re.fullmatch(PLACEHOLDER, after)):
            lead = before.splitlines()[-1]
            yield (
                f'an empty line after "{lead}".',
                "Take it out: a list left out takes the line above it along.",
                lead,
            )


def _avoided(text: str, content: Content) -> Iterator[tuple[str, str, str]]:
    for avoided in content.style.avoid:
        shown = re.sub(PLACEHOLDER, "", text)
        for allowed in avoided.but_not_in:
            shown = re.sub(rf"\b{re.escape(allowed)}", "", shown, flags=re.IGNORECASE)
        for word in avoided.words:
            if match := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", shown, re.IGNORECASE):
                yield f'"{match[0]}".', avoided.instead, match[0]
