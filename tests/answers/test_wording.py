"""The words for a place: whose wording, which values, which links and buttons."""

import pytest

from bot.answers import wording
from bot.answers.values import Place, network_of, values_for
from bot.answers.wording import PatientWording
from bot.resources import Resources
from tests.answers.conftest import Folder

BYTES, YARM, PARK_LANE = "U63844", "A81027", "A81066"


@pytest.fixture
def resources(folder: Folder) -> Resources:
    return Resources(folder.path, folder.path / "no-imports.db")


@pytest.fixture
def words(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> PatientWording:
    monkeypatch.setattr(wording, "resources", lambda: resources)
    return PatientWording()


def test_a_practices_network_is_known_from_the_directory(resources: Resources) -> None:
    assert network_of(Place(practice=YARM), resources.directory) == BYTES
    assert network_of(Place(network="U12949"), resources.directory) == "U12949"
    assert network_of(Place(), resources.directory) is None
    assert network_of(Place(practice="A99999"), resources.directory) is None


def test_the_values_of_a_practice(resources: Resources) -> None:
    library = resources.library
    values = values_for(Place(practice=YARM), library.book, resources.directory, library.menu.anybody)
    assert values["surgery"] == values["practice"] == "Yarm Medical Practice"
    assert values["network"] == values["pcn"] == "BYTES PCN"
    assert values["practice_website"] == "https://yarm.example.nhs.uk"
    assert values["link_feedback"] == "https://bytes.example.nhs.uk"
    assert "Park Lane Surgery" in values["network_practices"]


def test_nothing_is_known_of_nowhere(resources: Resources) -> None:
    library = resources.library
    values = values_for(Place(), library.book, resources.directory, library.menu.anybody)
    assert (values["surgery"], values["pcn"]) == ("your GP surgery", "your PCN")
    assert not {"practice", "network", "practice_phone"} & set(values)


def test_a_patient_of_a_practice_gets_its_networks_wording(words: PatientWording) -> None:
    assert words.reply("what-is-a-pcn", place=Place(practice=PARK_LANE))["text"] == "BYTES is a PCN."
    assert words.reply("what-is-a-pcn", place=Place(network=BYTES))["checked"] == "2026-11-10"
    assert (
        words.reply("what-is-a-pcn", place=Place(network="U12949"))["text"]
        == "A PCN is a group of GP surgeries."
    )


def test_a_practices_own_words(words: PatientWording) -> None:
    assert (
        words.reply("what-is-a-pcn", place=Place(practice=YARM), part="more")["text"]
        == "Yarm has more to say."
    )


def test_buttons_offer_more_and_the_follow_ups(words: PatientWording) -> None:
    assert [button["payload"] for button in words.reply("what-is-a-pcn")["buttons"]] == [
        "say:more",
        "ask:clinical-pharmacist",
    ]
    assert words.reply("what-is-a-pcn", follow_ups=False)["buttons"] == []


def test_a_link_that_is_not_known_is_left_out(folder: Folder, words: PatientWording) -> None:
    links = '  - text: "{practice} website"\n    url: "{practice_website}/a"\nfollow_ups'
    folder.change("answers/about-pcns/what-is-a-pcn.yml", "follow_ups", links)
    assert len(words.reply("what-is-a-pcn", place=Place(practice=PARK_LANE))["links"]) == 1
    shown = words.reply("what-is-a-pcn", place=Place(practice=YARM))["links"][1]
    assert shown == {"text": "Yarm Medical Practice website", "url": "https://yarm.example.nhs.uk/a"}


def test_text_messages_get_the_short_answer(words: PatientWording) -> None:
    assert words.reply("what-is-a-pcn", short=True, place=Place(network=BYTES))["text"] == "BYTES is a PCN."
    assert words.reply("paramedic", short=True)["text"] == "A paramedic assesses minor injuries."
