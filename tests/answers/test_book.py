"""The book of answers: what is read, and whose wording is used."""

import pytest

from bot.answers.book import AnswerBook
from bot.errors import ContentError
from tests.answers.conftest import Folder

BYTES, YARM, PARK_LANE, SYNERGY = "U63844", "A81027", "A81066", "U12949"


def test_everything_is_read(folder: Folder) -> None:
    book = AnswerBook.load(folder.path)
    assert sorted(book.answers) == ["clinical-pharmacist", "paramedic", "what-is-a-pcn", "yes-no"]
    assert list(book.profiles) == [BYTES]
    assert sorted(book.overrides) == [(YARM, "what-is-a-pcn"), (BYTES, "what-is-a-pcn")]


def test_the_folder_is_the_group(folder: Folder) -> None:
    book = AnswerBook.load(folder.path)
    assert [answer.topic for answer in book.group("who-you-might-see")] == [
        "clinical-pharmacist",
        "paramedic",
    ]
    assert book.group("no-such-group") == []


def test_without_a_place_the_general_answer_is_used(folder: Folder) -> None:
    answer = AnswerBook.load(folder.path).answer("what-is-a-pcn")
    assert answer.answer.startswith("A PCN is a group")


def test_a_networks_answer_goes_before_the_general_one(folder: Folder) -> None:
    answer = AnswerBook.load(folder.path).answer("what-is-a-pcn", network=BYTES)
    assert answer.answer == "BYTES is a PCN.\n"
    assert answer.more.startswith("Ask {surgery}")
    assert (answer.owner, answer.checked.isoformat()) == ("BYTES manager", "2026-11-10")


def test_a_practices_answer_goes_before_its_networks(folder: Folder) -> None:
    answer = AnswerBook.load(folder.path).answer("what-is-a-pcn", practice=YARM, network=BYTES)
    assert answer.more == "Yarm has more to say.\n"
    assert answer.answer == "BYTES is a PCN.\n"
    folder.change("networks/bytes/answers/what-is-a-pcn.A81027.yml", "more: |", "answer: |")
    assert (
        AnswerBook.load(folder.path).answer("what-is-a-pcn", YARM, BYTES).answer == "Yarm has more to say.\n"
    )


@pytest.mark.parametrize(("practice", "network"), [(None, SYNERGY), ("C84010", SYNERGY), (PARK_LANE, None)])
def test_other_places_get_the_general_answer(
    folder: Folder, practice: str | None, network: str | None
) -> None:
    answer = AnswerBook.load(folder.path).answer("what-is-a-pcn", practice, network)
    assert answer.answer.startswith("A PCN is a group")
    assert answer.more.startswith("Ask {surgery}")


def test_an_unknown_topic_is_an_error(folder: Folder) -> None:
    with pytest.raises(KeyError):
        AnswerBook.load(folder.path).answer("no-such-topic")


def test_each_intent_leads_to_its_topic(folder: Folder) -> None:
    topics = AnswerBook.load(folder.path).topic_of_intent
    assert topics["faq/what-is-a-pcn"] == "what-is-a-pcn"
    assert topics["affirm"] == topics["deny"] == "yes-no"


def test_a_topic_in_two_files_names_the_other_file(folder: Folder) -> None:
    folder.write(
        "answers/chat/paramedic.yml", (folder.path / "answers/who-you-might-see/paramedic.yml").read_text()
    )
    problems = AnswerBook.read(folder.path).problems
    assert [str(problem.file) for problem in problems] == ["data/answers/who-you-might-see/paramedic.yml"]
    assert "data/answers/chat/paramedic.yml" in problems[0].what


def test_two_overrides_for_one_place_and_topic_are_refused(folder: Folder) -> None:
    folder.change("networks/bytes/answers/what-is-a-pcn.A81027.yml", "for: A81027", "for: U63844")
    assert "U63844 what-is-a-pcn is in two files" in AnswerBook.read(folder.path).problems[0].what


def test_all_broken_files_are_named_at_once(folder: Folder) -> None:
    folder.write("answers/chat/yes-no.yml", "")
    folder.write("networks/bytes/network.yml", "network: BYTES\n")
    with pytest.raises(ContentError) as error:
        AnswerBook.load(folder.path)
    assert {problem.file.name for problem in error.value.problems} == {"yes-no.yml", "network.yml"}
    assert "data/answers/chat/yes-no.yml:1:" in str(error.value)


def test_what_is_right_is_kept_beside_what_is_wrong(folder: Folder) -> None:
    folder.write("answers/chat/yes-no.yml", "")
    assert "what-is-a-pcn" in AnswerBook.read(folder.path).answers
