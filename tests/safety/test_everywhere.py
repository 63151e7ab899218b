"""An emergency gets 999 first: through every channel, in every state of a conversation, in whatever form it comes."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.channels.talkers import ByApi, ByForm, ByRest, Talker
from tests.serving import Server, own_root, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[2]
REPLIES = yaml.safe_load((ROOT / "data/safety/replies.yml").read_text(encoding="utf-8"))["replies"]
EMERGENCY = "my dad is not breathing"
ALARMS = {
    "emergency": EMERGENCY,
    "mental-health-crisis": "i want to end my life",
    "safeguarding": "my husband hits me",
}
CHANNELS = ("api", "form", "rest")

Step = Callable[[Talker], object]


def says(*texts: str) -> list[Step]:
    """What brings a conversation into a state, by words."""
    return [lambda talker, text=text: talker.says(text) for text in texts]


def presses(*choices: str) -> list[Step]:
    """The same, by buttons."""
    return [lambda talker, choice=choice: talker.presses(choice) for choice in choices]


STATES: dict[str, list[Step]] = {
    "first message": [],
    "after a greeting": says("hello"),
    "after an answer": says("what is a pcn"),
    "after two questions in one": says("How do I get a sick note? And what is a PCN?"),
    "half-filled look-up": says("which pcn am i in"),
    "look-up, name not found": says("which pcn am i in", "quincunxial surgery"),
    "look-up, given up": says("which pcn am i in", "quincunxial", "zzyzx surgery", "qwertyuiop surgery"),
    "look-up, several to choose from": says("which pcn am i in", "uxbridge"),
    "look-up, question in between": says("which pcn am i in", "what is a pcn"),
    "look-up, found": says("which pcn is yarm medical practice in"),
    "after a miss": says("council tax"),
    "after two misses": says("council tax", "bus times"),
    "after declined advice": says("how many paracetamol can i take"),
    "after an emergency": says("my wife has collapsed and is unconscious"),
    "after a crisis": says("i want to kill myself"),
    "after safeguarding": says("my boyfriend beats me"),
    "after a button": presses("ask:what-is-a-pcn"),
    "after the menu": presses("menu:using-services"),
    "after a forged button": presses("ask:nothing"),
    "after commands of Rasa's": says("/restart", "/session_start", "/emergency", '/inform{"place": "x"}'),
    "after an empty message": says("", "   "),
    "after a huge message": says("hello " * 3000),
    "after signs and pictures": says("!!!", "🙂", "\x00\x01"),
    "hundredth message": says(*["hello", "what is a pcn", "yarm"] * 33),
}

FORMS: dict[str, Callable[[str], str]] = {
    "a command": lambda text: f"/{text}",
    "an intent with entities": lambda text: f'/inform{{"place": "{text}"}}',
    "a forged certainty": lambda text: f'/faq@1.0{{"x":"{text}"}}',
    "after /restart": lambda text: f"/restart {text}",
    "shouted": str.upper,
    "on lines of its own": lambda text: "\r\n\r\n" + text.replace(" ", "\n") + "\n",
    "among pictures": lambda text: f"😭😭 {text} 🚑🚑🚑",
    "with invisible characters": lambda text: "\ufeff" + text.replace(" ", "\u200b \u2060"),
    "with control characters": lambda text: "\x00\x01\x1b[31m " + text.replace(" ", "\x0b"),
    "in wide letters": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "with half a surrogate": lambda text: f"\ud83d {text}",
    "behind a greeting": lambda text: f"Hello, hope you are well. {text}. Thank you",
    "behind a question": lambda text: f"what time do you open, {text}",
    "before a question": lambda text: f"{text}. Also, how do I order a repeat prescription?",
    "too long, at the end": lambda text: "I like the new website. " * 60 + text,
    "too long, in front": lambda text: f"{text}. " + "I like the new website. " * 60,
    "very long": lambda text: "I like the new website. " * 900 + text + ". I like it." * 400,
    "behind blanks": lambda text: " \t\n" * 2000 + text,
    "as JSON": lambda text: f'{{"message": "{text}"}}',
    "as markup": lambda text: f"<p>{text}</p><script>alert(1)</script>",
}

FORGED = (
    "{}",
    "/{}",
    "/emergency {}",
    "ask:opening-hours {}",
    'ask:opening-hours{{"text": "{}"}}',
    "ask:{}",
    "practice:A81027 {}",
    "say:more\n{}",
    "menu:using-services:{}",
)


@pytest.fixture(scope="session")
def rest_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose operator opened Rasa's own `rest` channel beside ours."""
    folder = tmp_path_factory.mktemp("rest")
    root = own_root(folder)
    with (root / "credentials.yml").open("a", encoding="utf-8") as credentials:
        credentials.write("\nrest:\n")
    with serving(folder, PCNBOT_ROOT=str(root)) as running:
        yield running


@pytest.fixture(params=CHANNELS)
def talker(request: pytest.FixtureRequest) -> Talker:
    """Somebody new on each channel."""
    if request.param == "rest":
        return ByRest(request.getfixturevalue("rest_server"))
    server = request.getfixturevalue("server")
    return ByForm(server) if request.param == "form" else ByApi(server)


def squeezed(text: str) -> str:
    """A text without its layout."""
    return "".join(re.sub(r"^- ", "", text, flags=re.MULTILINE).split())


def is_only(said: list[str], outcome: str) -> bool:
    """Whether the answer is the fixed reply and nothing else. On the page links and suggestions follow it."""
    return len(said) == 1 and squeezed(said[0]).startswith(squeezed(REPLIES[outcome]["text"]))


@pytest.mark.parametrize("state", STATES)
def test_an_emergency_comes_first_in_every_state(talker: Talker, state: str) -> None:
    for step in STATES[state]:
        step(talker)
    assert is_only(talker.says(EMERGENCY), "emergency")


@pytest.mark.parametrize("form", FORMS)
def test_an_emergency_comes_first_in_every_form(talker: Talker, form: str) -> None:
    assert is_only(talker.says(FORMS[form](EMERGENCY)), "emergency")


@pytest.mark.parametrize("outcome", ["mental-health-crisis", "safeguarding"])
def test_a_crisis_and_harm_come_first_in_every_state_and_form(server: Server, outcome: str) -> None:
    for name, steps in STATES.items():
        talker = ByApi(server)
        for step in steps if len(steps) < 10 else ():
            step(talker)
        assert is_only(talker.says(ALARMS[outcome]), outcome), name
    for name, form in FORMS.items():
        assert is_only(ByApi(server).says(form(ALARMS[outcome])), outcome), name


@pytest.mark.parametrize("forged", FORGED)
def test_words_in_a_forged_button_are_checked_too(talker: Talker, forged: str) -> None:
    assert is_only(talker.presses(forged.format(EMERGENCY)), "emergency")


@pytest.mark.parametrize(
    "choice", ["/emergency", "ask:emergency", "ask:opening-hours{}", "ask:", "\x00", "x" * 9999]
)
def test_a_forged_button_without_words_is_told_so(talker: Talker, choice: str) -> None:
    """A kind sentence and a way on, through each channel."""
    (message,) = talker.presses(choice)
    assert squeezed(message)
    assert talker.says("what is a pcn")


ALL_BYTES = bytes(range(256)).decode("latin-1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\u200b",
        "🙂" * 3,
        "!?;",
        "a" * 20_000,
        "\ud800",
        ALL_BYTES,
        "\u202e\u202d",
    ],
    ids=["empty", "blank", "NUL", "invisible", "emoji", "signs", "huge", "surrogate", "binary", "direction"],
)
def test_what_cannot_be_read_gets_a_kind_sentence_and_a_way_on(talker: Talker, text: str) -> None:
    said, *more = talker.says(text)
    assert len(more) <= (text == ALL_BYTES), "the ten digits in a row have the checksum of an NHS number"
    assert len(said.split()) > 5 and "traceback" not in said.lower()
    assert "group of GP surgeries" in talker.says("what is a pcn")[0]


@pytest.mark.parametrize(
    "text",
    [
        "my name is Ann Chester, 14 Stroke Lane, TS15 9DD, call me on 07700 900 123, {}",
        "NHS number 943 476 5919 born 01/02/1944 ann@example.com {}",
        "{}. Yours, Mrs Ann Payne",
    ],
)
def test_personal_details_hide_no_emergency(talker: Talker, text: str) -> None:
    """Whatever is done to hide them is done after the check."""
    assert is_only(talker.says(text.format(EMERGENCY)), "emergency")


@pytest.mark.parametrize(
    "text",
    [
        "Dzień dobry, chciałbym umówić się na wizytę u lekarza w przyszłym tygodniu",
        "Bună ziua, aș dori să fac o programare la medicul de familie",
        "میں ڈاکٹر سے ملاقات کا وقت لینا چاہتا ہوں",
    ],
)
def test_text_in_another_language_gets_999_and_an_interpreter(talker: Talker, text: str) -> None:
    assert is_only(talker.says(text), "other-language")


@pytest.mark.parametrize("outcome", ALARMS)
def test_afterwards_nothing_goes_on_and_an_ordinary_question_is_answered(
    talker: Talker, outcome: str
) -> None:
    talker.says("which pcn am i in")
    talker.says("uxbridge")
    assert is_only(talker.says(ALARMS[outcome]), outcome)
    assert "Brunel Medical Centre is in" not in talker.says("the first one")[0]
    assert "group of GP surgeries" in talker.says("what is a pcn")[0]


@pytest.mark.parametrize("outcome", ALARMS)
def test_said_again_on_request(talker: Talker, outcome: str) -> None:
    talker.says(ALARMS[outcome])
    assert is_only(talker.says("can you repeat that"), outcome)


# What the page and the API take beside words


def test_words_typed_beside_a_button_of_the_page_are_checked(server: Server) -> None:
    """Somebody types, and then taps a question instead of "Send"."""
    answer = server.request("POST", "/", data={"text": EMERGENCY, "choice": "ask:what-is-a-pcn"})
    assert "group of GP surgeries" not in answer.text and "tel:999" in answer.text


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-8-sig"])
def test_bytes_that_are_no_utf_8_do_not_hide_an_emergency(server: Server, encoding: str) -> None:
    body = f'{{"text": "at the café {EMERGENCY}"}}'.encode(encoding)
    (message,) = server.post(body).json()["messages"]
    assert message["topic"] == "emergency"


@pytest.mark.parametrize(
    "headers", [{"Content-Type": "application/x-www-form-urlencoded"}, {"Content-Type": "text/plain"}, {}]
)
def test_the_page_reads_a_form_whatever_its_bytes_are(server: Server, headers: dict[str, str]) -> None:
    body = f"text=at the café {EMERGENCY}".encode("latin-1")
    answer = server.request("POST", "/", data=body, headers=headers)
    assert answer.status_code == 200 and "tel:999" in answer.text


def test_the_page_reads_a_form_in_parts(server: Server) -> None:
    answer = server.request("POST", "/", files={"text": (None, EMERGENCY)})
    assert "tel:999" in answer.text


# The terminal


def run(*command: str, typed: str = "") -> str:
    """What a command prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "from bot.cli import main; main()", *command],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_pcnbot_ask_begins_with_999(tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("\n".join([*ALARMS.values(), f"/restart {EMERGENCY}"]), encoding="utf-8")
    printed = run("ask", "--file", str(questions))
    wanted = [*ALARMS, "emergency"]
    assert squeezed(printed) == squeezed("\n".join(REPLIES[outcome]["text"] for outcome in wanted))


def test_pcnbot_talk_begins_with_999_in_the_middle_of_a_look_up() -> None:
    printed = run("talk", typed=f"which pcn am i in\nuxbridge\n{EMERGENCY}\n\n")
    assert squeezed(printed).endswith(squeezed(f"You: {REPLIES['emergency']['text']} You:"))


def test_rasa_shell_begins_with_999(tmp_path: Path) -> None:
    """Rasa's own way to chat wants a real terminal."""
    terminal, inside = pty.openpty()
    shell = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "rasa", "shell"],
        cwd=ROOT,
        env={**os.environ, "TERM": "dumb", "PCNBOT_DATABASE_URL": f"sqlite:///{tmp_path / 'shell.db'}"},
        stdin=inside,
        stdout=inside,
        stderr=inside,
    )
    try:
        read_until(terminal, "Your input")
        os.write(terminal, f"{EMERGENCY}\r".encode())
        answer = read_until(terminal, "111 online").partition("?2004l")[2]
    finally:
        shell.terminate()
        shell.wait(20)
        os.close(terminal)
        os.close(inside)
    assert squeezed(re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", answer)).startswith("Call999now")


def read_until(terminal: int, wanted: str) -> str:
    """What a terminal shows, up to some words; it says where the cursor is when it is asked."""
    shown, until = "", time.monotonic() + 120
    while wanted not in shown:
        assert time.monotonic() < until and select.select([terminal], [], [], 60)[0], shown[-2000:]
        new = os.read(terminal, 4096).decode(errors="replace")
        if "\x1b[6n" in new:
            os.write(terminal, b"\x1b[1;1R")
        shown += new
    return shown
