"""Nothing that identifies a patient is kept: messages full of it go through real servers, then every place is searched."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
import yaml

from bot.answers.values import KNOWN
from bot.privacy.configuration import Described
from tests.privacy.conftest import Kept
from tests.serving import Patient

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[2]
DETAILS = {
    "my name is Quentin Zabriskie": ["quentin", "zabriskie"],
    "hi im zebedee": ["zebedee"],
    "This is Mrs Philomena Grubb speaking": ["philomena", "grubb"],
    "what is a PCN? Kind regards, Cuthbert Dibble": ["cuthbert", "dibble"],
    "my naem is barnaby rudge": ["barnaby", "rudge"],
    "name: OTTOLINE LEYTON": ["ottoline", "leyton"],
    "call me Tarquin": ["tarquin"],
    "my mum's name is Hepzibah Nettlefold": ["hepzibah", "nettlefold"],
    "I'm Wojciech Brzezinski from Yarm": ["wojciech", "brzezinski"],
    "me llamo Soledad Ibarra": ["soledad", "ibarra"],
    "Ignatius here, when are you open": ["ignatius"],
    "on behalf of Mr Septimus Harding": ["septimus", "harding"],
    "my son Peregrine Took needs a doctor": ["peregrine", "took"],
    "surname Thistlewaite first name Araminta": ["thistlewaite", "araminta"],
    "my nhs number is 943 476 5919": ["943 476", "476 5919", "9434765919"],
    "NHS no 626-018-1590 please": ["626-018", "018-1590"],
    "nhs 4 8 3 0 1 6 6 1 3 4": ["4 8 3 0"],
    "my NHS number is 123 456 7899": ["456 7899"],
    "dob 14/02/1957": ["14/02"],
    "date of birth 3.11.48": ["3.11.48"],
    "I was born on the 2nd of March 1961": ["2nd of march"],
    "my date of birth is twenty first of june nineteen fifty four": ["of june", "fifty four"],
    "dob 01021970": ["01021970"],
    "born 1949-12-25": ["1949-12"],
    "ring me on 07911 123456": ["07911 1", "11 123456"],
    "call 01632 960999 after three": ["01632 9", "32 960999"],
    "my mobile is 0 7 9 1 1 4 5 6 7 8 9": ["0 7 9 1"],
    "text +44 7911 654 321": ["44 7911", "654 321"],
    "it's zero seven nine double one two two three three four four": ["nine double"],
    "my sister in Poland has +48 512 345 678": ["48 512", "345 678"],
    "joan.bell@example.org is my email": ["joan.bell", "example.org"],
    "mail me at colin dot peabody at gmail dot com": ["peabody", "gmail"],
    "email kev1966 @ btinternet . com": ["kev1966", "btinternet"],
    "my postcode is TS15 9DX": ["15 9dx", "159dx"],
    "surgery near ng54pf": ["ng54pf", "ng5 4pf"],
    "I live at 14 Acacia Avenue": ["acacia"],
    "flat 3, 27 Wisteria Street": ["wisteria"],
    "come to 5 Rosebud Cottage, Manor Road": ["rosebud", "manor road"],
    "we live at Hollyhock Cottage": ["hollyhock"],
    "can I pay with 4111 1111 1111 1111": ["1111 1111"],
    "card 5500-0000-0000-0004": ["5500-", "-0004"],
    "my national insurance number is AB 12 34 56 C": ["34 56"],
    "nhs 943 476 5919 dob 14/02/1957 name Ephraim Plunkett tel 07911 123456": [
        "plunkett",
        "ephraim",
        "476 5919",
        "11 123456",
    ],
    "my dad Ebenezer Balfour is not breathing, we are at 9 Larkspur Close": ["ebenezer", "larkspur"],
    "I want to end my life. My name is Rowena Ravensworth": ["rowena", "ravensworth"],
}
"""What patients type, with what nothing may keep of it."""


def found(kept: Kept, secrets: list[str]) -> list[str]:
    """The secrets that are somewhere."""
    everything = kept.everything()
    return [secret for secret in secrets if secret in everything]


ALL = [secret for secrets in DETAILS.values() for secret in secrets]


def test_nothing_of_a_first_message_is_kept(kept: Kept) -> None:
    for text in DETAILS:
        assert Patient(kept.server).says(text)
    assert found(kept, ALL) == []


def test_nothing_of_a_message_in_a_look_up_is_kept(kept: Kept) -> None:
    for text in DETAILS:
        patient = Patient(kept.server)
        patient.says("which pcn am i in")
        patient.says(text)
        patient.says("yarm medical practice")
    assert found(kept, ALL) == []


def test_nothing_of_a_long_conversation_is_kept(kept: Kept) -> None:
    """One after the other: after answers, misunderstandings, a fixed reply."""
    patient = Patient(kept.server)
    for text in DETAILS:
        patient.says(f"{text} and what time do you open")
    assert found(kept, ALL) == []


def test_nothing_sent_by_the_page_without_javascript_is_kept(kept: Kept) -> None:
    for text in DETAILS:
        assert kept.server.request("POST", "/", data={"text": text}).status_code == 200
    assert found(kept, ALL) == []


def test_nothing_in_another_field_is_kept(kept: Kept) -> None:
    for text in list(DETAILS)[::4]:
        kept.server.post({"choice": text})
        kept.server.post({"text": "hello", "practice": text, "network": text, "conversation": text})
        kept.server.post({"text": "hello", "metadata": {"name": text}, "sender": text})
        kept.server.post({"text": f"{text} " * 40})
        kept.server.get(f"/?practice={text}")
        kept.server.post(f'{{"text": "{text}')
    assert found(kept, ALL) == []


def test_the_look_up_sees_the_whole_postcode(kept: Kept) -> None:
    """Replies may hold a surgery's own; what the patient typed, and what was made of it, does not."""
    assert "Yarm Medical Practice" in Patient(kept.server).says("which pcn is TS15 9DD in")
    events = [event for row in kept.rows() for event in json.loads(row["events"])]
    typed = json.dumps([event for event in events if event["event"] != "bot"]).lower()
    leaked = "ts15 9dd" in typed
    assert not leaked
    assert found(kept, ["which pcn is ts15 in"])


def test_a_conversation_is_not_found_by_its_token(kept: Kept) -> None:
    """Who reads the database cannot tell whose page a conversation belongs to."""
    import jwt

    patient = Patient(kept.server)
    patient.says("hello")
    assert patient.token
    conversation = jwt.decode(patient.token, options={"verify_signature": False})["sub"]
    assert not found(kept, [conversation])


# What the privacy notice says


def fields(rows: list[dict]) -> Iterator[str]:
    """The fields in which rows keep something: columns, and keys of events."""
    for row in rows:
        yield from row
        for event in json.loads(row["events"]):
            for key, value in event.items():
                if key == "event" or value in (None, "", [], {}):
                    continue
                name = f"{event['event']}.{key}"
                if isinstance(value, dict) and key in ("parse_data", "metadata", "data"):
                    inside = {k for k, v in value.items() if v not in (None, "", [], {})}
                    yield from (f"{name}.{k if k not in KNOWN else 'placeholders'}" for k in inside)
                else:
                    yield name


def test_every_field_that_is_kept_is_described(kept: Kept) -> None:
    patient = Patient(kept.server, {"practice": "A81027"})
    for text in (
        "hello",
        "what is a pcn",
        "tell me more",
        "which pcn is yarm in",
        "asdf qwer",
        "my name is Joan Bell, dob 1/2/1950",
        "what about park lane",
        "my dad is not breathing",
    ):
        patient.says(text)
    patient.send(choice="ask:opening-hours")
    described = {field for row in Described.load(ROOT / "data").kept for field in row.fields}
    assert set(fields(kept.rows())) - described == set()


def test_every_other_table_is_described(kept: Kept) -> None:
    """A new table is either described in data/privacy/kept.yml, or not made."""
    engine = sa.create_engine(kept.database)
    tables = sa.inspect(engine)
    columns = {
        f"{table}.{column['name']}"
        for table in tables.get_table_names()
        if table != "conversations"
        for column in tables.get_columns(table)
    }
    engine.dispose()
    described = {field for row in Described.load(ROOT / "data").kept for field in row.fields}
    assert columns <= described


def test_every_slot_is_described() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    rasas_own = {"requested_slot", "session_started_metadata"}
    described = {slot for row in Described.load(ROOT / "data").kept for slot in row.slots}
    assert described == set(domain["slots"]) | rasas_own


# Without a server


@pytest.mark.parametrize("command", ["ask", "talk"])
def test_the_terminal_keeps_nothing(command: str, tmp_path: Path) -> None:
    """Conversations of the terminal are kept in memory; nothing is written beside the project's own files."""
    code = "from bot.cli import main; main()"
    text = "my name is Quentin Zabriskie, what is a pcn"
    arguments = [sys.executable, "-c", code, command, *([text] if command == "ask" else [])]
    before = set((ROOT / "var").glob("*"))
    done = subprocess.run(
        arguments, cwd=ROOT, input=f"{text}\n\n", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "group of GP surgeries" in done.stdout
    assert not re.search("zabriskie", done.stdout + done.stderr, re.IGNORECASE)
    assert set((ROOT / "var").glob("*")) == before
