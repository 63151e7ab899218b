"""A small data folder in which everything is right; each test breaks one thing."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.safety.replies import approve

REAL = Path(__file__).parents[2] / "data"

DATES = """source: the test
owner: PCN manager
checked: 2026-11-01
review_by: 2027-11-01
"""
WHAT = f"""topic: what-is-a-pcn
question: What is a PCN?
answer: |
  A PCN is a group of GP surgeries.

  It looks after {{network_patients}} patients.
short_answer: |
  A PCN is a group of GP surgeries.
more: |
  Ask {{surgery}} for more.
patients_ask:
{"".join(f"  - what is a pcn in words {n}{chr(10)}" for n in range(10))}links:
  - text: NHS England
    url: https://www.england.nhs.uk
follow_ups: [clinical-pharmacist]
{DATES}"""
PHARMACIST = f"""topic: clinical-pharmacist
question: What does a clinical pharmacist do?
role: Clinical pharmacist
one_line: reviews your medicines
helps_with:
  - tablets
  - side effects
answer: |
  A clinical pharmacist is an expert in medicines.
patients_ask:
{"".join(f"  - who is the pharmacist {n}{chr(10)}" for n in range(10))}follow_ups: [what-is-a-pcn]
{DATES}"""
PARAMEDIC = f"""topic: paramedic
question: What does a paramedic do?
role: Paramedic
one_line: sees people at home
helps_with:
  - minor injury
answer: |
  A paramedic assesses minor injuries.
patients_ask:
{"".join(f"  - who is the paramedic {n}{chr(10)}" for n in range(10))}{DATES}"""
YES_NO = f"""topic: yes-no
kind: chat
question: "(yes / no)"
answer: |
  What would you like to know?
situations:
  nothing_asked: |
    I did not ask anything.
  no: |
    That is fine.
patients_ask:
  affirm:
    - yes
    - 👍
{"".join(f"    - yes please {n}{chr(10)}" for n in range(5))}  deny:
    - no
    - 👎
{"".join(f"    - no thanks {n}{chr(10)}" for n in range(5))}{DATES}"""
NETWORK = f"""network: U63844
name: BYTES PCN
patients: around 40,000
roles: [clinical-pharmacist]
priorities:
  - finding cancer earlier
links:
  feedback: https://bytes.example.nhs.uk
practices:
  - code: A81027
    website: https://yarm.example.nhs.uk
  - code: A81066
{DATES}"""
OVERRIDE = """for: U63844
topic: what-is-a-pcn
answer: |
  BYTES is a PCN.
short_answer: |
  BYTES is a PCN.
source: the network
owner: BYTES manager
checked: 2026-11-10
review_by: 2027-06-01
"""
OF_PRACTICE = f"""for: A81027
topic: what-is-a-pcn
more: |
  Yarm has more to say.
{DATES}"""
MENU = """first_screen:
  - title: PCN
    topics: [what-is-a-pcn]
groups:
  about-pcns: PCNs
  who-you-might-see: Who I might see
anybody:
  surgery: your GP surgery
  pcn: your PCN
buttons:
  more: Tell me more
"""
CATALOGUE = """about-pcns: [what-is-a-pcn]
who-you-might-see: [clinical-pharmacist, paramedic]
chat: [yes-no]
safety: [emergency]
"""
FILES = {
    "answers/about-pcns/what-is-a-pcn.yml": WHAT,
    "answers/who-you-might-see/clinical-pharmacist.yml": PHARMACIST,
    "answers/who-you-might-see/paramedic.yml": PARAMEDIC,
    "answers/chat/yes-no.yml": YES_NO,
    "networks/bytes/network.yml": NETWORK,
    "networks/bytes/answers/what-is-a-pcn.yml": OVERRIDE,
    "networks/bytes/answers/what-is-a-pcn.A81027.yml": OF_PRACTICE,
    "menu.yml": MENU,
    "catalogue.yml": CATALOGUE,
}


def pytest_configure(config: pytest.Config) -> None:
    """Names the marker of tests that read the project's own data folder: `pytest -m content`."""
    config.addinivalue_line("markers", "content: reads what staff wrote, in the project's own data folder")


class Folder:
    """A data folder that tests change."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str) -> None:
        """Writes a file, with its folders."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replaces words that stand once in a file."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def line(self, name: str, words: str) -> int:
        """The line of a file on which words stand first."""
        lines = (self.path / name).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A data folder in which everything is right."""
    folder = Folder(tmp_path / "data")
    for name, text in FILES.items():
        folder.write(name, text)
    for name in ("style.yml", "theme.yml", "accessibility.yml"):
        shutil.copy(REAL / name, folder.path)
    folder.write("interface/en.yml", (REAL / "interface" / "en.yml").read_text(encoding="utf-8"))
    for name in ("directory", "safety"):
        shutil.copytree(REAL / name, folder.path / name)
    # Whether the real wording is approved is not these tests' question.
    approve(
        folder.path / "safety" / "replies.yml", "Dr Ada Example", "Clinical Safety Officer", date(2026, 11, 1)
    )
    return folder


@pytest.fixture
def real() -> Path:
    """The project's own data folder."""
    return REAL
