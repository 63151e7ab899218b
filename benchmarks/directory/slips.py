"""One slip of the keyboard: a letter left out, doubled, exchanged with the next, hit beside the key, or added."""

import random

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> dict[str, str]:
    """For each key of a British keyboard the letters around it."""
    places = {key: (row, column) for row, keys in enumerate(ROWS) for column, key in enumerate(keys)}
    return {
        key: "".join(
            other
            for other, (row, column) in places.items()
            if other != key and abs(row - places[key][0]) <= 1 and abs(column - places[key][1]) <= 1
        )
        for key in places
    }


NEIGHBOURS = _neighbours()


def slip(text: str, chance: random.Random) -> str:
    """The text with one slip in one of its letters; as it is where it has none."""
    places = [place for place, char in enumerate(text) if char.lower() in NEIGHBOURS]
    if not places:
        return text
    place = chance.choice(places)
    char, after = text[place], text[place + 1 : place + 2]
    kinds = ["missing", "doubled", "beside", "added"]
    if after.isalpha() and after.lower() != char.lower():
        kinds.append("swapped")
    beside = chance.choice(NEIGHBOURS[char.lower()])
    typed = {
        "missing": "",
        "doubled": char * 2,
        "beside": beside,
        "added": char + beside,
        "swapped": after + char,
    }
    kind = chance.choice(kinds)
    return text[:place] + typed[kind] + text[place + (2 if kind == "swapped" else 1) :]
