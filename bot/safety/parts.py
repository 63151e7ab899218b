"""Cuts a message into the parts that are weighed one by one, so that one alarming clause counts in a long message."""

import re

SHORT = 9
"""A message of at most so many words is weighed whole only."""
WINDOW, STEP = 16, 8
"""Where a sentence has no joints to cut it at: so many words at a time, moving on by so many."""
FEWEST = 4
"""A part of fewer words says too little alone; it stays with what is next to it."""
MOST = 48

_SENTENCE = re.compile(r'(?<=[.!?…\n;])\s+|\n+|"\s*:\s*"?|[{}<>\[\]|]+')
"""Ends of sentences, and what programs write around words: nobody quotes with braces, so nothing speaks for a quotation."""
_JOINT = re.compile(
    r"\s*,\s*(?:and|but|so|also|anyway|because|cos|only|while|then)?\s*"
    r"|\s+(?:and|but|also|anyway|because|cos|plus|then)\s+|\s+[-–—]+\s+|\s*[:()]\s*",
    re.IGNORECASE,
)

_BEGINNING = re.compile(
    r"(?<!\bwhen)(?<!\bif)\s+(?!when\s+(?:i|he|she|it|we|they)\s+(?:was|were)\b)"  # "when I was ten" is no beginning
    r"(?=(?:my|our|his|her|i|i['’]?m|i['’]?ve|he|he['’]?s|she|she['’]?s|they|they['’]?re|we|we['’]?re|it['’]?s|"
    r"some(?:one|body)(?:['’]?s)?|there['’]?s|what|when|where|how|which|can|could|need|want|please|pls)\s)",
    re.IGNORECASE,
)
FEWEST_RUN_ON = 3


def parts(text: str) -> list[str]:
    """The parts of a message, without the whole: its sentences, their clauses, and windows over long clauses.

    Args:
        text: as typed.
    """
    if len(text.split()) <= SHORT:
        return []
    found: list[str] = []
    for sentence in _joined(sentences(text)):
        found.append(sentence)
        clauses = _joined(_pieces(sentence))
        if len(clauses) > 1:
            found += clauses
        for clause in clauses:
            found += _windows(clause)
    return [part for part in dict.fromkeys(found) if part != text.strip()][:MOST]


def run_on(text: str) -> list[str]:
    """The parts of clauses, cut where another sentence may begin: "can i book a flu jab my mum has collapsed".

    Args:
        text: as typed.
    """
    found = [
        part.strip()
        for clause in _pieces(text)
        for match in _BEGINNING.finditer(clause)
        for part in (clause[match.start() :], clause[: match.start()])
    ]
    return [part for part in dict.fromkeys(found) if len(part.split()) >= FEWEST_RUN_ON][:MOST]


def sentences(text: str) -> list[str]:
    """The sentences and lines of a message, however short.

    Args:
        text: as typed.
    """
    return [piece for piece in _SENTENCE.split(text) if piece.strip()]


def _pieces(sentence: str) -> list[str]:
    return [piece for piece in _JOINT.split(sentence) if piece.strip(" ,;:.-")]


def _joined(pieces: list[str]) -> list[str]:
    """Pieces of too few words are put to the piece before, or the first to the next."""
    joined: list[str] = []
    for piece in pieces:
        if joined and min(len(joined[-1].split()), len(piece.split())) < FEWEST:
            joined[-1] = f"{joined[-1].strip()} {piece.strip()}"
        else:
            joined.append(piece.strip(" ,"))
    return joined


def _windows(clause: str) -> list[str]:
    words = clause.split()
    if len(words) <= WINDOW + STEP // 2:
        return []
    return [" ".join(words[start : start + WINDOW]) for start in range(0, len(words) - WINDOW + STEP, STEP)]
