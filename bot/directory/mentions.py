"""Where a patient's sentence names a practice, a network or a town, or holds a postcode or ODS code."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher

from bot.directory.address import places_of
from bot.directory.practice import Network, Practice
from bot.directory.query import is_outward
from bot.directory.vocabulary import vocabulary
from bot.directory.words import CODE, POSTCODE, generic, is_common, normal

Kind = Literal["practice", "network", "town", "postcode", "code"]
ORDER = ("code", "postcode", "town", "practice", "network")
OUTWARD = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\b", re.IGNORECASE)


class Mention(NamedTuple):
    """A stretch of a text that names something."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Mentions:
    """Finds what a directory's names look like in a sentence.

    Args:
        language: cuts a text into words.
        matcher: knows the names.
        outwards: first halves of the directory's postcodes.
    """

    language: Language
    matcher: PhraseMatcher
    outwards: frozenset[str]

    @classmethod
    def of_directory(cls, practices: Iterable[Practice], networks: Iterable[Network]) -> "Mentions":
        """What finds the names of these practices, their networks and their towns."""
        practices = tuple(practices)
        language = spacy.blank("en")
        matcher = PhraseMatcher(language.vocab, attr="LOWER")
        phrases: dict[str, set[str]] = {
            "practice": {
                phrase
                for practice in practices
                for name in (practice.name, *practice.other_names)
                for phrase in phrases_of(name)
            },
            "network": {phrase for network in networks for phrase in phrases_of(network.name)},
            "town": {
                phrase
                for practice in practices
                for place in places_of(practice.address)
                for phrase in _town(place)
            },
        }
        for kind, found in phrases.items():
            matcher.add(kind, [language.make_doc(phrase) for phrase in sorted(found)])
        return cls(language, matcher, frozenset(p.postcode.partition(" ")[0] for p in practices))

    def of(self, text: str) -> list[Mention]:
        """All mentions in a text, in order, none overlapping: the longest counts."""
        found = [Mention(*match.span(), "code") for match in CODE.finditer(text)]
        found += [Mention(*match.span(), "postcode") for match in POSTCODE.finditer(text)]
        found += [
            Mention(*match.span(), "postcode")
            for match in OUTWARD.finditer(text)
            if is_outward(match[0], text, self.outwards)
        ]
        doc = self.language.make_doc(text.replace("’", "'"))
        for key, start, end in self.matcher(doc):
            span = doc[start:end]
            found.append(Mention(span.start_char, span.end_char, self.language.vocab.strings[key]))
        found.sort(key=lambda mention: (mention.start - mention.end, ORDER.index(mention.kind)))
        kept: list[Mention] = []
        for mention in found:
            if all(mention.end <= other.start or mention.start >= other.end for other in kept):
                kept.append(mention)
        return sorted(kept)


def phrases_of(name: str) -> Iterator[str]:
    """The ways in which people write a name: whole, without The, without what many names have, and so on."""
    plain = re.sub(r"[(),]", " ", name.lower()).replace(" - ", " ")
    words = plain.split()
    shorter = [words, words[1:] if words[:1] == ["the"] else words]
    shorter.append(_without_kinds(shorter[1]))
    for chosen in shorter:
        phrase = " ".join(chosen)
        if _is_telling(phrase, whole=chosen is not shorter[2]):
            yield from _spellings(phrase)


def _without_kinds(words: list[str]) -> list[str]:
    start, end = 0, len(words)
    while end and not set(normal(words[end - 1])) - generic():
        end -= 1
    while start < end and not set(normal(words[start])) - generic():
        start += 1
    return words[start:end]


def _is_telling(phrase: str, *, whole: bool) -> bool:
    """Whether a phrase in a sentence can only be a name, not everyday English or a first name."""
    core = [word for word in normal(phrase) if word not in generic()]
    if not core or all(word in vocabulary().filler for word in core):
        return False
    if any(not is_common(word) for word in core):
        return True
    return whole and len(phrase.split()) > 1 or (len(core) > 1 and vocabulary().filler.isdisjoint(core))


def _spellings(phrase: str) -> Iterator[str]:
    forms = {phrase, phrase.replace("'", ""), phrase.replace("'s", "s")}
    forms |= {form.replace(" and ", " & ") for form in forms}
    forms |= {re.sub(r"\bst ", "st. ", form) for form in forms} | {
        re.sub(r"\bst ", "saint ", form) for form in forms
    }
    yield from (form for form in forms if form.strip())


def _town(place: str) -> Iterator[str]:
    phrase = " ".join(re.sub(r"[(),]", " ", place.lower()).split())
    if len(phrase) > 3 and any(not is_common(word) for word in normal(phrase)):
        yield from {phrase, phrase.replace("-", " ")}
        if re.search(r" (on|upon|le|in|under)[ -]", phrase.replace("-", " ")):
            yield phrase.replace(" ", "-")
