"""What patients type for practices and networks, by kind, always the same for one seed."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from benchmarks.directory.material import material
from benchmarks.directory.slips import slip
from benchmarks.directory.truth import Truth, core, key, shortened
from benchmarks.directory.variants import (
    abbreviated,
    any_case,
    half,
    postcode,
    random_text,
    reordered,
    slipped_short,
    spaced,
    with_postcode,
)
from bot.directory.practice import Practice, Status

QUESTIONS = Path(__file__).parents[2] / "tests" / "understanding" / "off-topic.yml"
SURE = frozenset({Status.FOUND, Status.CLOSED, Status.NOT_IN_A_PCN})


@dataclass(frozen=True)
class Asked:
    """One query with what is right.

    Args:
        kind: of query; a row of the table.
        text: what is typed.
        codes: those that are right; none where nothing of that name exists.
        one: the one is to be taken as sure; otherwise it is to be among the choices.
        network: the page on which it is typed.
    """

    kind: str
    text: str
    codes: frozenset[str]
    one: bool = True
    network: str | None = None


Make = Callable[[Practice, random.Random], str]


class Queries:
    """Makes queries of all kinds for one directory.

    Args:
        truth: of the directory.
        count: of each kind; fewer where the directory has fewer.
        seed: the same one makes the same queries.
        held_out: whether sentences are those that nobody tuned on.
    """

    def __init__(self, truth: Truth, count: int, seed: int, *, held_out: bool = False) -> None:
        self.truth, self.count, self.seed = truth, count, seed
        self.frames: list[str] = material()["held-out" if held_out else "tuned"]

    def all(self) -> list[Asked]:
        """Every kind, in the order of the table."""
        kinds = (self._names, self._places, self._shared, self._others, self._networks, self._pages)
        return [asked for make in (*kinds, self._nothing) for asked in make()]

    def _chance(self, kind: str) -> random.Random:
        return random.Random(f"{self.seed} {kind}")  # noqa: S311

    def _of(
        self, kind: str, practices: Iterable[Practice], make: Make, *, one: bool = True, page: bool = False
    ) -> list[Asked]:
        """Queries of one kind for practices drawn by chance."""
        chance = self._chance(kind)
        allowed = list(practices)
        drawn = chance.sample(allowed, min(self.count, len(allowed)))
        made = [
            Asked(kind, make(p, chance), frozenset({p.code}), one, p.network if page else None) for p in drawn
        ]
        return [asked for asked in made if asked.text.strip()]

    def _names(self) -> list[Asked]:
        own = [p for p in self.truth.members if self.truth.has_own_name(p)]
        own_core = [p for p in self.truth.members if self.truth.has_own_core(p)]
        words = [p for p in own if len(core(p.name)) > 1]
        halves = [p for p in words if len(core(p.name)[0]) > 3]
        alone = [p for p in self.truth.members if self.truth.has_own_postcode(p)]
        of = self._of
        return [
            *of("exact name", own, lambda p, chance: any_case(p.name, chance)),
            *of("shortened", own_core, lambda p, chance: any_case(shortened(p.name), chance)),
            *of("another kind of place said", own_core, self._other_kind),
            *of("abbreviated", own, abbreviated),
            *of("words in another order", words, reordered),
            *of("spaces left out or added", own, spaced),
            *of("one slip", own, lambda p, chance: slip(p.name.lower(), chance)),
            *of("one slip, shortened", own_core, slipped_short),
            *of("two slips", own, lambda p, chance: slip(slip(p.name.lower(), chance), chance)),
            *of("in a sentence", own, lambda p, chance: self._said(p.name, chance)),
            *of("in a sentence, shortened", own_core, lambda p, c: self._said(shortened(p.name), c)),
            *of("in a sentence, one slip", own, lambda p, c: self._said(slip(p.name.lower(), c), c)),
            *self._halves(halves),
            *of("code", own, lambda p, c: c.choice([p.code, p.code.lower(), f"code {p.code}"])),
            *of("postcode", alone, postcode),
            *of("postcode in a sentence", alone, lambda p, c: self._said(postcode(p, c), c)),
        ]

    def _halves(self, practices: list[Practice]) -> list[Asked]:
        """Half of a name; where that is all of another's, the other is meant too."""
        made = []
        for asked in self._of("half of the name", practices, half, one=False):
            made.append(replace(asked, codes=asked.codes | self.truth.bearers(core(asked.text))))
        return made

    def _places(self) -> list[Asked]:
        own = [p for p in self.truth.members if self.truth.has_own_name(p) and self.truth.own_places(p)]
        core_place = [p for p in own if self.truth.has_own_core(p)]
        return [
            *self._of("name and town or street", own, lambda p, c: self._with_place(p, p.name, c)),
            *self._of(
                "shortened, and town or street",
                core_place,
                lambda p, c: self._with_place(p, shortened(p.name), c),
            ),
            *self._of("name and postcode", own, with_postcode),
        ]

    def _shared(self) -> list[Asked]:
        shared = self.truth.shared(2, 5)
        many = [p for p in self.truth.shared(2, 99) if self.truth.own_places(p) and core(p.name)]
        return [
            *self._of("shared name alone", shared, lambda p, c: any_case(p.name, c), one=False),
            *self._of("shared name in a sentence", shared, lambda p, c: self._said(p.name, c), one=False),
            *self._of("shared name and town or street", many, lambda p, c: self._with_place(p, p.name, c)),
            *self._of(
                "shared name and town in a sentence",
                many,
                lambda p, c: self._said(self._with_place(p, p.name, c), c),
            ),
            *self._of("shared name and postcode", many, with_postcode),
        ]

    def _others(self) -> list[Asked]:
        known = [p for p in self.truth.practices if self.truth.has_name_of_its_own_ever(p)]
        closed = [p for p in known if p.left_network and not p.network]
        none = [p for p in known if p.closed is None and not p.network and not p.left_network]
        kinds = (
            ("closed or left its network", closed),
            ("in no network", [p for p in none if not p.in_wales]),
            ("in Wales", [p for p in none if p.in_wales]),
        )
        return [
            asked
            for kind, practices in kinds
            for asked in self._of(
                kind, practices, lambda p, c: c.choice([any_case(p.name, c), self._said(p.name, c)])
            )
        ]

    def _networks(self) -> list[Asked]:
        made: list[Asked] = []
        chance = self._chance("networks")
        own = [network for network in self.truth.networks if self.truth.has_own_network_name(network)]
        for kind, change in (
            ("network", lambda name: name),
            (
                "network without PCN",
                lambda name: name.replace(" PCN", "").replace(" Primary Care Network", ""),
            ),
            ("network, one slip", lambda name: slip(name.lower(), chance)),
            ("network in a sentence", lambda name: _one("networks", chance).format(name)),
        ):
            for network in chance.sample(own, min(self.count, len(own))):
                made.append(Asked(kind, any_case(change(network.name), chance), frozenset({network.code})))
        return made

    def _pages(self) -> list[Asked]:
        members = [p for p in self.truth.members if core(p.name)]
        in_network = {network.code: [] for network in self.truth.networks}
        for practice in members:
            in_network[practice.network].append("".join(core(practice.name)))
        own = [p for p in members if in_network[p.network].count("".join(core(p.name))) == 1]
        shared = [p for p in self.truth.shared(2, 99) if p in own]
        elsewhere = [p for p in members if self.truth.has_own_name(p)]
        made = [
            *self._of("its own, on a network's page", own, lambda p, c: any_case(p.name, c), page=True),
            *self._of(
                "its own, shared name, on a network's page",
                shared,
                lambda p, c: c.choice([shortened(p.name).lower(), p.name, self._said(p.name, c)]),
                page=True,
            ),
        ]
        chance = self._chance("elsewhere")
        pages = [network.code for network in self.truth.networks]
        for practice in chance.sample(elsewhere, min(self.count, len(elsewhere))):
            made.append(
                Asked(
                    "another's, on a network's page",
                    self._said(practice.name, chance),
                    frozenset({practice.code}),
                    True,
                    chance.choice(pages),
                )
            )
        return made

    def _nothing(self) -> list[Asked]:
        """What must never be taken for a practice."""
        kinds = (
            ("recombined names", self._recombined),
            ("invented names", self._invented),
            ("a name in a place where none has it", self._wrong_place),
            ("random text", random_text),
            ("ordinary questions", lambda chance: chance.choice(_questions())),
        )
        made = []
        for kind, make in kinds:
            chance = self._chance(kind)
            made += [Asked(kind, make(chance), frozenset(), one=False) for _ in range(self.count)]
        return made

    def _recombined(self, chance: random.Random) -> str:
        """Words of two names put together so that no practice or network bears the name, there or in that place."""
        while True:
            first, second = (chance.choice(self.truth.members) for _ in range(2))
            parts = [
                [word for word in core(each.name) if (len(word) > 3 and word.isalpha()) or word.isdigit()]
                for each in (first, second)
            ]
            if not all(parts):
                continue
            words = [chance.choice(part) for part in parts]
            if not self.truth.is_part_of_a_name(words) and not self.truth.is_name_and_place(words):
                name = f"{' '.join(words).title()} {chance.choice(material()['kinds'])}"
                return self._perhaps_said(name, chance)

    def _invented(self, chance: random.Random) -> str:
        if chance.random() < 0.3:
            return self._perhaps_said(f"Dr {chance.choice(material()['surnames'])} and Partners", chance)
        while True:
            words = [
                _one("beginnings", chance) + _one("endings", chance) for _ in range(chance.randint(1, 2))
            ]
            if not self.truth.is_part_of_a_name([word.lower() for word in words]):
                break
        return self._perhaps_said(f"{' '.join(words)} {chance.choice(material()['kinds'])}", chance)

    def _other_kind(self, practice: Practice, chance: random.Random) -> str:
        """Another word for the place than its name has, where that is not another's name."""
        names = [f"{shortened(practice.name)} {kind}".lower() for kind in material()["kinds"]]
        return chance.choice([name for name in names if key(name) not in self.truth.named] or [practice.name])

    def _perhaps_said(self, name: str, chance: random.Random) -> str:
        return self._said(name, chance) if chance.random() < 0.5 else name

    def _wrong_place(self, chance: random.Random) -> str:
        """A name that exists with a town where none of that name is: to be asked back, never taken."""
        while True:
            practice, other = (chance.choice(self.truth.members) for _ in range(2))
            near = {
                place
                for p in self.truth.practices
                if key(practice.name) in {key(name) for name in (p.name, *p.other_names)}
                for place in p.address
            }
            if core(practice.name) and other.town and not any(other.town in line for line in near):
                return f"{practice.name} in {other.town}"

    def _said(self, name: str, chance: random.Random) -> str:
        return chance.choice(self.frames).format(any_case(name, chance))

    def _with_place(self, practice: Practice, name: str, chance: random.Random) -> str:
        place = chance.choice(self.truth.own_places(practice))
        form = chance.choice(["{0} {1}", "{0}, {1}", "{1} {0}", "{0} in {1}", "{1}, {0}", "the {0} at {1}"])
        return any_case(form.format(name, place), chance)


def _one(kind: str, chance: random.Random) -> str:
    """One of the things that the queries are made of."""
    return chance.choice(material()[kind])


@lru_cache(maxsize=1)
def _questions() -> tuple[str, ...]:
    """Messages of patients that name no surgery."""
    rows = yaml.load(QUESTIONS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(row["text"] for row in rows)
