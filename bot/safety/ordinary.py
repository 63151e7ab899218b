"""What makes alarming words ordinary: negation, the past, clinics and leaflets, sayings."""

from bot.safety.patterns import Pattern, Places, Span

NEARBY = 6
SAME_BREATH = 5
WORDS_BEFORE = 3


class Ordinary:
    """Decides whether a place in a message that looks alarming counts.

    Args:
        patterns: from `does-not-count.yml`: for each of its lists, the compiled lines.
        close: words that may stand between "no" and what it denies.
        present: words that say it is happening.
    """

    LISTS = ("part_of", "just_before", "just_after", "same_breath", "past", "over", "still")

    def __init__(
        self, patterns: dict[str, list[Pattern]], close: frozenset[str], present: frozenset[str]
    ) -> None:
        self._patterns = patterns
        self._close = close
        self._present = present

    def find(self, places: Places) -> dict[str, list[Span]]:
        """Where the lines of each list stand in a message."""
        return {name: _spans(places, self._patterns.get(name, [])) for name in self.LISTS}

    def counts(
        self, span: Span, places: Places, found: dict[str, list[Span]], past_counts: bool, over_counts: bool
    ) -> bool:
        """Whether an alarming place stays alarming among what was found around it."""
        return not (
            any(_overlap(span, other) for other in found["part_of"])
            or any(self._denies(other, span, places) for other in found["just_before"])
            or any(
                other[0] == span[1] + 1 and not places.words.pauses[other[0]] for other in found["just_after"]
            )
            or any(_same_breath(span, other, places) for other in found["same_breath"])
            or (not past_counts and self._is_past(span, places, found))
            or (not past_counts and not over_counts and self._is_over(span, places, found))
        )

    def _denies(self, negation: Span, span: Span, places: Places) -> bool:
        """Whether the span follows with no pause and only small words between."""
        between = slice(negation[1] + 1, span[0])
        return (
            negation[1] < span[0]
            and not any(places.words.pauses[negation[1] + 1 : span[0] + 1])
            and all(word in self._close for word in places.words.words[between])
        )

    def _is_past(self, span: Span, places: Places, found: dict[str, list[Span]]) -> bool:
        if not any(_near(span, other, places, NEARBY) for other in found["past"]):
            return False
        around = places.words.words[max(0, span[0] - WORDS_BEFORE) : span[1] + 1]
        return self._present.isdisjoint(around) and not _still(span, places, found["still"])

    def _is_over(self, span: Span, places: Places, found: dict[str, list[Span]]) -> bool:
        ends = [other for other in found["over"] if other[1] > span[1] and _near(span, other, places, NEARBY)]
        still = [each for each in found["still"] if not any(_overlap(each, end) for end in ends)]
        return bool(ends) and not _still(span, places, still)


def _spans(places: Places, patterns: list[Pattern]) -> list[Span]:
    present = places.at
    return [
        span
        for pattern in patterns
        if all(step.words in present for step in pattern.chains[0])
        for span in places.spans(pattern.chains[0])
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _still(span: Span, places: Places, still: list[Span]) -> bool:
    return any(_near(span, other, places, NEARBY) for other in still)


def _same_breath(span: Span, other: Span, places: Places) -> bool:
    first, second = sorted((span, other))
    pauses = places.words.pauses[first[1] + 1 : second[0] + 1]
    return not any(pauses) and _near(span, other, places, SAME_BREATH)


def _near(span: Span, other: Span, places: Places, reach: int) -> bool:
    first, second = sorted((span, other))
    if _overlap(first, second):
        return True
    return (
        places.sentence[first[1]] == places.sentence[second[0]]
        and places.between(first[1], second[0]) <= reach
    )
