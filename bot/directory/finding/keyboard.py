"""Whether a text differs from another as it does when a finger slips, or somebody spells by ear."""

from functools import lru_cache

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
VOWELS = frozenset("aeiouy")


def is_slip(typed: str, meant: str) -> bool:
    """Whether one slip makes a text of another: a letter left out, doubled, exchanged with the next, one of a key beside
    it, or another vowel. "Langmere" is no slip in "Tangmere".

    Args:
        typed: what was typed.
        meant: another text, with one letter more, less or other, or with two exchanged.
    """
    at = next((at for at, (one, other) in enumerate(zip(typed, meant)) if one != other), len(meant))
    if len(typed) < len(meant):
        return True
    if len(typed) > len(meant):
        around = (*typed[max(at - 1, 0) : at], *typed[at + 1 : at + 2])
        return typed[at] == " " or any(_is_beside(typed[at], letter) for letter in around)
    return typed[at + 1 :] != meant[at + 1 :] or _is_beside(typed[at], meant[at])


def is_other_beginning(typed: str, meant: str) -> bool:
    """Whether a word begins with another letter than the one that is meant, and no slip explains it: hardly anybody
    mistakes the first letter of a name.
    """
    return typed[:1] != meant[:1] and not is_slip(typed, meant)


def _is_beside(one: str, other: str) -> bool:
    return one == other or {one, other} <= VOWELS or " " in (one, other) or one in _around().get(other, "")


@lru_cache(maxsize=1)
def _around() -> dict[str, frozenset[str]]:
    """For each key of a keyboard the keys that touch it; each row stands half a key further right than the one above."""
    places = {
        key: (row, 2 * column + row) for row, keys in enumerate(ROWS) for column, key in enumerate(keys)
    }
    return {
        key: frozenset(
            other
            for other, (row, column) in places.items()
            if other != key and abs(row - places[key][0]) <= 1 and abs(column - places[key][1]) <= 2
        )
        for key in places
    }
