"""The patients' wordings that the encoder learns from, and the ways they are varied while it learns."""

import hashlib
import random
import re
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / "tests" / "understanding" / "dev.yml"
UNSEEN = ROOT / "tests" / "understanding" / "unseen.yml"
OFF_TOPIC = ROOT / "tests" / "understanding" / "off-topic.yml"
SAFETY = ROOT / "data" / "safety" / "examples"
OUTCOMES = ("ordinary", "medical-advice", "emergency", "mental-health-crisis", "safeguarding")

NEIGHBOURS = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy", "i": "uok", "j": "hku",
    "k": "jli", "l": "kop", "m": "nk", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf", "s": "adw", "t": "ryg",
    "u": "yij", "v": "cb", "w": "qes", "x": "zc", "y": "tuh", "z": "xa",
}  # fmt: skip
TEXTED = {
    "you": "u", "are": "r", "your": "ur", "to": "2", "for": "4", "please": "plz", "what": "wot", "the": "da", "and": "n",
    "why": "y", "with": "wiv", "see": "c", "people": "ppl", "about": "abt", "appointment": "appt", "doctor": "dr",
    "doctors": "drs", "because": "cos", "know": "no", "can": "cn", "have": "hav", "my": "me", "going": "goin",
    "something": "summat", "nothing": "nowt", "does": "dose", "there": "their",
}  # fmt: skip
PLACES = (
    "Ash Lane", "Beechfield", "Bridge Street", "Castle Hill", "Church View", "Dr Patel and Partners", "Elm Tree",
    "Foxley", "Grange Road", "Harbour", "Hollybush", "Kingsmead", "Larkfield", "Market Square", "Millbrook",
    "Northgate", "Oldfield", "Park Road", "Queensway", "Riverside", "Station Road", "St Mary's", "The Limes",
    "Victoria", "Whitegates", "Woodlands",
)  # fmt: skip
KINDS = ("Surgery", "Medical Centre", "Health Centre", "Medical Practice", "Practice", "Group Practice")
OWN_PRACTICE = re.compile(
    r"\b(my|our|the|your) (own )?(gp |doctors? )?(surgery|practice|doctor'?s)(?!')\b", re.IGNORECASE
)


def read(path):
    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


def by_class(root=ROOT):
    """Class name -> its wordings. A topic is one class; a topic with named groups is one class for each."""
    classes = {}
    for path in sorted((root / "data" / "answers").glob("*/*.yml")):
        topic = read(path)
        wordings = topic.get("patients_ask") or []
        groups = wordings if isinstance(wordings, dict) else {None: wordings}
        for group, lines in groups.items():
            classes.setdefault(f"{path.stem}/{group}" if group else path.stem, []).extend(map(str, lines))
    for topic, ordinary in read(root / SAFETY.relative_to(ROOT) / "alarming-but-ordinary.yml").items():
        classes.setdefault(topic, []).extend(map(str, ordinary))
    return {name: list(dict.fromkeys(lines)) for name, lines in sorted(classes.items()) if lines}


def by_outcome(root=ROOT):
    """Outcome of the safety check -> its wordings. What patients ordinarily ask is not among them: see by_class."""
    folder = root / SAFETY.relative_to(ROOT)
    return {
        name: [str(line) for lines in read(folder / f"{name}.yml").values() for line in lines]
        for name in OUTCOMES
    }


def everyday(root=ROOT):
    """Messages that are not for a GP surgery: ordinary for the safety check, and of no topic."""
    files = [
        root / SAFETY.relative_to(ROOT) / "everyday.yml",
        *sorted((root / "data" / "language").glob("off-topic*.yml")),
    ]
    return [str(line) for file in files for lines in read(file).values() for line in lines]


def flat(classes):
    """Texts and labels, in a fixed order."""
    pairs = [(text, name) for name, lines in classes.items() for text in lines]
    return [text for text, _ in pairs], [name for _, name in pairs]


def fingerprint(classes):
    """A hash of all wordings and their classes."""
    return hashlib.sha256(
        "\n".join(f"{label}\t{text}" for text, label in zip(*flat(classes))).encode()
    ).hexdigest()


@cache
def normal_forms():
    groups = read(ROOT / "data" / "language" / "normal-forms.yml")
    return {str(typed): str(meant) for group in groups.values() for typed, meant in group.items()}


def normal_form(text):
    """As the bot writes a message before the encoder sees it: bot.understanding.reading.normal_form, less its imports."""
    forms = normal_forms()
    plain = text.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
    plain = re.sub(r"(.)\1{3,}", r"\1\1", plain)
    words = re.findall(r"[a-z0-9'&/.-]+|[^\sa-z0-9]", plain)
    written = " ".join(forms.get(word) or forms.get(word.strip("'.,-")) or word for word in words)
    return re.sub(r"\s+([?!.,;:)])", r"\1", written).strip()


def topic_of(label):
    """'yes-no/affirm' -> 'yes-no'"""
    return label.split("/")[0]


def slip(word, rng):
    """One typing mistake."""
    if len(word) < 4 or not word.isalpha():
        return word
    i = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(5)
    if kind == 0:
        return word[:i] + word[i + 1 :]
    if kind == 1:
        return word[:i] + word[i] + word[i:]
    if kind == 2:
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    near = rng.choice(NEIGHBOURS.get(word[i].lower(), word[i]))
    return word[:i] + near + word[i + (kind == 3) :]


class Varied:
    """Varies a wording at random: typing slips, text-speak, lost words, other names, chit-chat around it."""

    def __init__(self, seed, strength=1.0):
        self.rng = random.Random(seed)
        self.strength = strength
        self.chat = [
            line for line in (Path(__file__).parent / "chit-chat.txt").read_text().splitlines() if line
        ]

    def happens(self, probability):
        return self.rng.random() < probability * self.strength

    def __call__(self, text):
        rng = self.rng
        if self.happens(0.15):
            name = f"{rng.choice(PLACES)} {rng.choice(KINDS)}"
            text = OWN_PRACTICE.sub(lambda _: name, text, count=1)
        words = text.split()
        if self.happens(0.25):
            words = [TEXTED.get(word.lower(), word) if rng.random() < 0.6 else word for word in words]
        if self.happens(0.25) and len(words) > 3:
            words = [word for word in words if rng.random() > 0.12] or words
        if self.happens(0.35):
            rate = rng.choice((0.1, 0.2, 0.35))
            words = [slip(word, rng) if rng.random() < rate else word for word in words]
        text = " ".join(words)
        if self.happens(0.2):
            text = self.surrounded(text)
        if self.happens(0.15):
            text = text.rstrip("?.! ")
        return normal_form(text)

    def surrounded(self, text):
        """With one to three unrelated sentences before it, after it, or both."""
        rng = self.rng
        before = rng.sample(self.chat, rng.choice((0, 1, 1, 1, 2)))
        after = rng.sample(self.chat, rng.choice((0, 0, 1)))
        return " ".join([*before, text if text[-1:] in ".?!" else f"{text}.", *after])
