"""What makes alarming words ordinary: negation, the past, clinics and leaflets, sayings."""

from bot.safety.patterns import Pattern, Places, Span

NEARBY = 6
SAME_BREATH = 10


class Ordinary:
    """Decides whether a place in a message that looks alarming counts.

    Args:
        patterns: from `does-not-count.yml`: for each of its lists, the compiled lines.
    """

    LISTS = ("part_of", "just_before", "just_after", "same_breath", "past", "over", "still")

    def __init__(self, patterns: dict[str, list[Pattern]]) -> None:
        self._patterns = patterns

    def counts(self, span: Span, places: Places, found: dict[str, list[Span]], past_counts: bool, over_counts: bool) -> bool:
        """Whether an alarming place stays alarming among what was found around it."""
        if any(start <= span[1] and span[0] <= end for start, end in found["part_of"]):
            return False
        if any(_touch(other, span, places) for other in found["just_before"]):
            return False
        if any(_touch(span, other, places) for other in found["just_after"]):
            return False
        if any(_near(span, other, places, SAME_BREATH) for other in found["same_breath"]):
            return False
        behind = [] if past_counts else [*found["past"]]
        behind += [] if over_counts or past_counts else found["over"]
        if not any(_near(span, other, places, NEARBY) for other in behind):
            return True
        return any(places.sentence[span[0]] == places.sentence[other[0]] for other in found["still"])

    def find(self, places: Places) -> dict[str, list[Span]]:
        """Where the lines of each list stand in a message."""
        return {name: _spans(places, self._patterns.get(name, [])) for name in self.LISTS}


def _spans(places: Places, patterns: list[Pattern]) -> list[Span]:
    present = places.at
    return [
        span
        for pattern in patterns
        if all(step.words in present for step in pattern.chains[0])
        for span in places.spans(pattern.chains[0])
    ]


def _touch(first: Span, second: Span, places: Places) -> bool:
    """Whether the second follows the first with no pause and no word that carries meaning between."""
    if first[1] >= second[0]:
        return False
    pauses = places.words.pauses[first[1] + 1 : second[0] + 1]
    return not any(pauses) and places.between(first[1], second[0]) == 0


def _near(span: Span, other: Span, places: Places, reach: int) -> bool:
    if other[1] < span[0]:
        return places.sentence[other[1]] == places.sentence[span[0]] and places.between(other[1], span[0]) <= reach
    if span[1] < other[0]:
        return places.sentence[span[1]] == places.sentence[other[0]] and places.between(span[1], other[0]) <= reach
    return True


