"""How well personal details are masked: `python -m benchmarks.masking` measures ours on the marked messages.

    python -m benchmarks.masking                 # each part of tests/privacy/messages.yml
    uv run --no-project --with presidio-analyzer python -m benchmarks.masking --presidio    # Microsoft Presidio's

A marked detail counts as found when each of its letters and digits is masked, as whatever kind. A mask counts as wrong
when it lies on nothing that is marked.
"""

import re
import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

MESSAGES = Path("tests/privacy/messages.yml")
PARTS = ("tuned", "first-held-out", "held-out")
_MARK = re.compile(r"<(\w+)>(.*?)</\1>")

Span = tuple[int, int, str]
Find = Callable[[str], Iterable[Span]]


@dataclass(frozen=True)
class Marked:
    """A message with what is to be masked in it: begin, end and kind of each detail."""

    text: str
    details: tuple[Span, ...]

    @classmethod
    def of(cls, line: str) -> "Marked":
        """A message from a line with marks."""
        text, details, at = "", [], 0
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            details.append((len(text), len(text) + len(mark[2]), mark[1]))
            text += mark[2]
            at = mark.end()
        return cls(text + line[at:], tuple(details))


@dataclass
class Score:
    """What was found of one kind.

    Args:
        marked: details of the kind in the messages.
        found: those of them that were masked whole.
        masked: masks of the kind.
        wrong: those of them that lie on nothing marked.
    """

    marked: int = 0
    found: int = 0
    masked: int = 0
    wrong: int = 0

    @property
    def recall(self) -> float:
        """The share of details that were masked."""
        return self.found / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        """The share of masks that lie on a detail."""
        return 1 - self.wrong / self.masked if self.masked else 1.0


@dataclass
class Report:
    """The scores of one part of the messages, by kind.

    Args:
        kinds: the score of each kind.
        messages: how many messages there are.
        milliseconds: how long each took.
    """

    kinds: dict[str, Score] = field(default_factory=dict)
    messages: int = 0
    milliseconds: list[float] = field(default_factory=list)

    @property
    def total(self) -> Score:
        """All kinds together."""
        names = ("marked", "found", "masked", "wrong")
        return Score(*(sum(getattr(score, name) for score in self.kinds.values()) for name in names))


def messages(part: str, path: Path = MESSAGES) -> list[Marked]:
    """The marked messages of a part.

    Args:
        part: "tuned", "first-held-out" or "held-out".
        path: the file.
    """
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))[part]
    return [Marked.of(line) for lines in groups.values() for line in lines.splitlines()]


def report(find: Find, marked: list[Marked]) -> Report:
    """Scores what finds details.

    Args:
        find: gives begin, end and kind of the details in a text.
        marked: the messages.
    """
    result = Report(messages=len(marked))
    for message in marked:
        began = time.perf_counter()
        found = list(find(message.text))
        result.milliseconds.append((time.perf_counter() - began) * 1000)
        masked = {i for start, end, _ in found for i in range(start, end)}
        for start, end, kind in message.details:
            score = result.kinds.setdefault(kind, Score())
            score.marked += 1
            score.found += all(i in masked for i in range(start, end) if message.text[i].isalnum())
        for start, end, kind in found:
            score = result.kinds.setdefault(kind, Score())
            score.masked += 1
            score.wrong += not any(start < other and own < end for own, other, _ in message.details)
    return result


def table(result: Report) -> str:
    """A report as a table in Markdown."""
    lines = ["| kind | details | recall | masks | precision |", "| --- | --- | --- | --- | --- |"]
    for kind, score in [*sorted(result.kinds.items()), ("**all**", result.total)]:
        lines.append(
            f"| {kind} | {score.marked} | {score.recall:.1%} | {score.masked} | {score.precision:.1%} |"
        )
    return "\n".join(lines)


def ours() -> Find:
    """The masking of the assistant."""
    from bot.resources import resources

    return resources().masking.details


def presidio() -> Find:
    """Presidio's recognisers that need no trained model, those for the United Kingdom among them."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        DateRecognizer,
        EmailRecognizer,
        NhsRecognizer,
        PhoneRecognizer,
        UkNinoRecognizer,
        UkPostcodeRecognizer,
    )

    blank = spacy.blank("en")

    class Tokens(NlpEngine):
        """Tokens only, as without a model."""

        def load(self) -> None: ...
        def is_loaded(self) -> bool:
            return True

        def process_text(self, text: str, language: str) -> NlpArtifacts:
            doc = blank(text)
            return NlpArtifacts([], doc, [t.idx for t in doc], [t.text for t in doc], self, language)

        def process_batch(self, texts: Iterable[str], language: str, **_: object) -> Iterable:
            return ((text, self.process_text(text, language)) for text in texts)

        def is_stopword(self, word: str, language: str) -> bool:
            return blank.vocab[word].is_stop

        def is_punct(self, word: str, language: str) -> bool:
            return blank.vocab[word].is_punct

        def get_supported_entities(self) -> list[str]:
            return []

        def get_supported_languages(self) -> list[str]:
            return ["en"]

    registry = RecognizerRegistry(supported_languages=["en"])
    kinds = {
        CreditCardRecognizer(): "card",
        DateRecognizer(): "birth",
        EmailRecognizer(): "email",
        NhsRecognizer(): "nhs",
        PhoneRecognizer(supported_regions=("GB",)): "phone",
        UkNinoRecognizer(): "insurance",
        UkPostcodeRecognizer(): "postcode",
    }
    for recogniser in kinds:
        registry.add_recognizer(recogniser)
    kind_of = {each.supported_entities[0]: kind for each, kind in kinds.items()}
    engine = AnalyzerEngine(registry=registry, nlp_engine=Tokens(), supported_languages=["en"])

    def find(text: str) -> list[Span]:
        return [
            (each.start, each.end, kind_of[each.entity_type]) for each in engine.analyze(text, language="en")
        ]

    return find


def main() -> None:
    """Prints a table for each part, the time of a message, and the most memory that this process had."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    find = presidio() if "--presidio" in sys.argv else ours()
    find("Hello, my name is Joan")
    print(f"memory when ready: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", end="")
    print(f" ({before / 1024:.0f} MB before)")
    for part in PARTS:
        result = report(find, messages(part))
        times = sorted(result.milliseconds)
        print(f"\n## {part}: {result.messages} messages\n\n{table(result)}\n")
        print(f"per message: p50 {times[len(times) // 2]:.2f} ms, p95 {times[int(len(times) * 0.95)]:.2f} ms")


if __name__ == "__main__":
    main()
