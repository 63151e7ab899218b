"""What a patient's message names: a practice or network, several that it could be, one of those just offered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.directory.find import Directory
from bot.directory.practice import Found, Practice, Status

LONGEST_ORDINAL = 4
LONGEST_CORRECTION = 14
"""Words of a message; in a longer one "the one" is part of a story."""
ORDINALS = {
    "first": 0,
    "1": 0,
    "1st": 0,
    "second": 1,
    "2": 1,
    "2nd": 1,
    "third": 2,
    "3": 2,
    "3rd": 2,
    "fourth": 3,
    "4": 3,
    "4th": 3,
    "last": -1,
}
_A_FEW_WORDS = r"((?!(?:other|same|right|wrong|first|second|third|last|which|only)\b)[a-z0-9'’-]+(?: [a-z0-9'’-]+){0,3}?)"
_THE_ONE_IN = re.compile(
    rf"\b(?:the|that|my) one (?:in|on|at|near|by) (?:the )?{_A_FEW_WORDS}(?: please| then| thanks| instead)*\W*$",
    re.IGNORECASE,
)
_THE_PLACE_ONE = re.compile(
    rf"\b(?:the|that) {_A_FEW_WORDS} one(?: please| then| thanks| instead)*\W*$", re.IGNORECASE
)
_IS_IT_IN = re.compile(
    r"^\W*(?:so |and |but |ok |please |can you tell me (?:if|whether) )*"
    r"(?:is|are|isn'?t|aren'?t|does|do|if|whether)\b(?P<practice>.+)\b"
    r"(?:in|part of|belong to|belongs to|with|under|within|inside|a member of)\b(?P<network>.+)$",
    re.IGNORECASE,
)
_IT = re.compile(
    r"^\W*(?:it|they|(?:that|this|the|my|our)(?: (?:one|surgery|practice|gp))?|that gp surgery)(?: (?:also|still|even))?\W*$",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"^\W*(?:(?:your|this|our|the|that|its)(?: own)? (?:primary care )?(?:network|pcn|group)\b|(?:yours|it)\W*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Candidates:
    """Practices and networks that the patient was asked to choose from.

    Args:
        text: what the patient had typed.
        practices: ODS codes.
        networks: ODS codes.
    """

    text: str
    practices: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, found: Found) -> "Candidates":
        """What a search found."""
        return cls(
            text,
            tuple(match.practice.code for match in found.practices),
            tuple(network.code for network in found.networks),
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the order of the buttons."""
        return self.practices + self.networks

    def only(self, codes: Iterable[str]) -> "Candidates":
        """Those of them that are among some codes."""
        kept = set(codes)
        return Candidates(
            self.text,
            tuple(code for code in self.practices if code in kept),
            tuple(code for code in self.networks if code in kept),
        )


def find(text: str, network: str | None, directory: Directory) -> Found:
    """What the text names; where it says too much else to be sure, what the names in it name."""
    found = directory.find(text, network)
    names = " ".join(text[start:end] for start, end, _ in directory.mentions(text))
    return directory.find(names, network) if found.status is Status.NOT_FOUND and names else found


def numbered(text: str, candidates: Candidates) -> str | None:
    """The candidate that "the second one" means."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    if len(words) > LONGEST_ORDINAL:
        return None
    position = next((ORDINALS[word] for word in words if word in ORDINALS), None)
    if position is None or position >= len(candidates.codes):
        return None
    return candidates.codes[position]


def narrowed(text: str, candidates: Candidates, directory: Directory) -> Candidates:
    """The candidates that a town, a postcode or a part of the name leaves; none where it tells nothing about them.

    A network is also meant by the names and places of its practices.
    """
    part = directory.part(candidates.practices, candidates.networks)
    found = part.at(_place_said(text))
    if found.status is Status.NOT_FOUND:
        found = part.find(_place_said(text) or text)
    meant = {network.code for network in found.networks}
    for match in found.practices:
        code = match.practice.code
        meant |= {code} if code in candidates.practices else {str(match.practice.network)}
    return candidates.only(meant)


def _place_said(text: str) -> str:
    """Derby, where a text says "the one in Derby" or "the Derby one"."""
    if len(text.split()) > LONGEST_CORRECTION:
        return ""
    said = _THE_ONE_IN.search(text) or _THE_PLACE_ONE.search(text)
    return said[1] if said else ""


def corrected(text: str, last: Practice | None, directory: Directory) -> Found | None:
    """What "no, the one in Derby" means: of the name that was asked for last, the one there, or what else is there.

    Args:
        text: the message.
        last: the practice that was last spoken of.
        directory: to look in.

    Returns:
        None where the message is no such correction.
    """
    place = _place_said(text)
    if not place:
        return None
    if last:
        named = directory.find(f"{last.name} {place}")
        others = [match for match in named.practices if match.practice.code != last.code]
        same = [match for match in others if match.practice.name == last.name]
        if named.status in (Status.FOUND, Status.CLOSED, Status.NOT_IN_A_PCN) and same:
            return named
    there = directory.at(place)
    return there if there.status is not Status.NOT_FOUND else directory.find(place)


def is_it(words: str) -> bool:
    """Whether words stand for the practice that was spoken of: "it", "that one"."""
    return bool(_IT.match(words))


def asked_network(text: str, here: str | None, directory: Directory) -> tuple[str, list[str]] | None:
    """ "Is Yarm Medical Practice in your network?": the words for the practice, and the networks that can be meant.

    Args:
        text: the message.
        here: the network of the page or the conversation, which "your network" means.
        directory: to look in.

    Returns:
        None where that is not asked.
    """
    asked = _IS_IT_IN.match(text)
    if not asked:
        return None
    network = asked["network"]
    if _YOURS.search(network):
        return (asked["practice"], [here]) if here else None
    found = [each.code for each in directory.find(network).networks]
    return (asked["practice"], found) if found else None
