"""What a patient's words find."""

import pytest

from bot.directory.find import Directory
from bot.directory.practice import Found, Status


def first(found: Found) -> str:
    """The code that was taken, or nothing."""
    taken = [match.practice.code for match in found.practices] + [network.code for network in found.networks]
    return taken[0] if found.status not in {Status.AMBIGUOUS, Status.NOT_FOUND} else ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Yarm Medical Practice", "A81027"),
        ("yarm", "A81027"),
        ("YARM MEDICAL CENTRE", "A81027"),
        ("yarm medcal practise", "A81027"),
        ("thornaby & barwick", "A81034"),
        ("Thornaby and Barwick Medical Group", "A81034"),
        ("barwick", "A81034"),
        ("eaglescliff", "A81039"),
        ("Park Lane", "A81066"),
        ("parklane surgery", "A81066"),
        ("park lane surgery stillington", "A81066"),
        ("stillington park lane surgery", "A81066"),
        ("The Jubilee Practice", "C84613"),
        ("I'm with West Oak Surgery, which network is that?", "C84696"),
        ("my doctor is at Trentside", "C84010"),
        ("a81027", "A81027"),
        ("what network is A81027 in", "A81027"),
        ("TS15 9DD", "A81027"),
        ("ts159dd", "A81027"),
        ("my postcode is ts15 9dd", "A81027"),
        ("TS21", "A81066"),
        ("U63844", "U63844"),
        ("bytes", "U63844"),
        ("BYTES PCN", "U63844"),
        ("Synergy Health", "U12949"),
        ("synergy health pcn", "U12949"),
        ("synergy uxbridge", "U51930"),
    ],
)
def test_one_is_found(embedded: Directory, text: str, code: str) -> None:
    assert first(embedded.find(text)) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "the surgery",
        "medical centre",
        "Health Centre",
        "my gp practice",
        "the doctors",
        "What is a PCN?",
        "who leads my network",
        "can I see a physio",
        "how do I get to the park",
        "I need to register with a new surgery",
        "I need an appointment with the doctor today",
        "what is the weather like",
        "asdf qwer zxcv",
        "?!",
        "🙂",
        "ZZ99 9ZZ",
        "A99999",
        "is b4 five ok",
    ],
)
def test_what_names_nothing_is_not_found(directory: Directory, text: str) -> None:
    found = directory.find(text)
    assert found.status is Status.NOT_FOUND
    assert not found.practices
    assert not found.networks


def test_a_name_of_two_networks_is_asked_back(directory: Directory) -> None:
    found = directory.find("Synergy")
    assert found.status is Status.AMBIGUOUS
    assert {"U12949", "U51930"} <= {network.code for network in found.networks}


def test_the_network_of_the_page_comes_first(directory: Directory) -> None:
    assert first(directory.find("Park Lane", "U63844")) == "A81066"
    assert first(directory.find("Synergy", "U12949")) == "U12949"
    assert first(directory.find("synergy", "u51930")) == "U51930"


def test_a_shared_name_is_asked_back_nationally(national: Directory) -> None:
    for text in ("Park Lane", "Park Lane Surgery", "I go to park lane surgery, which PCN is it in?"):
        found = national.find(text)
        assert found.status is Status.AMBIGUOUS
        assert "A81066" in {match.practice.code for match in found.practices}
        assert len(found.practices) <= 5


def test_the_town_or_postcode_settles_a_shared_name(national: Directory) -> None:
    for text in ("Park Lane Surgery Stillington", "park lane surgery, TS21 1JS", "ts21 park lane surgery"):
        assert first(national.find(text)) == "A81066"
    assert first(national.find("park lane surgery in Macclesfield")) == "N81085"


def test_a_closed_practice_is_said_to_be_closed(embedded: Directory) -> None:
    found = embedded.find("Park House Medical Centre")
    assert found.status is Status.CLOSED
    assert found.practices[0].practice.successor == "C84613"


def test_a_closed_practice_of_the_page_is_found_among_others_of_its_name(national: Directory) -> None:
    assert national.find("Park House Medical Centre", "U12949").status is Status.CLOSED


def test_of_one_name_the_only_open_practice_is_found(national: Directory) -> None:
    found = national.find("Park House Medical Centre")
    assert found.status is Status.FOUND
    assert found.practices[0].practice.closed is None
    assert national.shares_its_name(found.practices[0].practice), "the answer names its town"


def test_a_postcode_finds_the_open_practice_there(embedded: Directory) -> None:
    assert first(embedded.find("NG4 3DQ")) == "C84613"


def test_a_practice_in_wales_is_in_no_network(national: Directory) -> None:
    practice = next(p for p in national.practices if p.in_wales and p.closed is None)
    assert national.find(practice.code).status is Status.NOT_IN_A_PCN


def test_a_town_is_asked_back_never_guessed(embedded: Directory) -> None:
    found = embedded.find("a surgery in Uxbridge")
    assert found.status is Status.AMBIGUOUS
    assert {match.practice.town for match in found.practices} == {"Uxbridge"}


def test_another_place_is_never_passed_over(embedded: Directory) -> None:
    assert embedded.find("Belmont Surgery Hereford").status is not Status.FOUND
    assert embedded.find("Yarm Road Surgery").status is not Status.FOUND


def test_a_practice_without_a_name_is_found_by_its_town(national: Directory) -> None:
    practice = national.practice("A82629")
    assert practice.name == "The Family Practice"
    assert first(national.find("the family practice in barrow-in-furness")) == "A82629"
    assert national.find("the family practice").status is not Status.FOUND


def test_two_codes_are_asked_back(embedded: Directory) -> None:
    found = embedded.find("A81027 or A81034?")
    assert found.status is Status.AMBIGUOUS
    assert len(found.practices) == 2


def test_scores_are_between_0_and_1_best_first(national: Directory) -> None:
    found = national.find("Riverside")
    scores = [match.score for match in found.practices]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("yarmmedical practice", "A81027"),
        ("yarm medicalpractice", "A81027"),
        ("eagles cliffe medical practice", "A81039"),
        ("the west oaksurgery", "C84696"),
        ("not that one, yarm medical practice", "A81027"),
        ("need to get hold of yarm medical practice asap", "A81027"),
        ("is Yarm Medical Practice one of your practices", "A81027"),
        ("yarm medical practice's network", "A81027"),
        ("yarm - do they do evening appointments", "A81027"),
        ("we are registered at TS15 9DD near the church", "A81027"),
        ("yarm mc", "A81027"),
        ("yarm medical pxactice", "A81027"),
    ],
)
def test_spaces_commas_and_chatter_do_not_hide_a_name(embedded: Directory, text: str, code: str) -> None:
    assert first(embedded.find(text)) == code


@pytest.mark.parametrize(
    "text",
    [
        "High Yarm Practice",
        "Yarm Lane Surgery",
        "Yarm Road Practice",
        "New Yarm Medical Practice",
        "Yarm Medical Practice in Hereford",
        "West Oakwell Surgery",
        "Yarn Health Centre",
        "Oake West Clinic",
        "I live in Yarm",
        "it was blue",
    ],
)
def test_a_name_that_is_nearly_one_is_not_taken(embedded: Directory, text: str) -> None:
    assert embedded.find(text).status in {Status.AMBIGUOUS, Status.NOT_FOUND}


@pytest.mark.parametrize(
    "text",
    [
        "Stephens Street Health Centre",
        "Street Anthonys Medical Practice",
        "Street Abela Health Centre",
        "Khan Street Practice",
        "Avenue Street Medical Centre",
        "Wood Road Medical Practice",
        "Marsgate Health Centre",
        "Dove House Surgery",
        "Church Hull Surgery",
        "Hanley Arden Medical Centre",
        "North Broad Medical Practice",
        "Gillingham Vale Medical Practice",
        "Albans Abbey Clinic",
        "House Hamid Medical Practice",
        "Hill Parkview Clinic",
        "Brook Medical Centre in London",
        "South Leicestershire Medical Partnership in Louth",
    ],
)
def test_a_name_that_nobody_has_is_not_taken_nationally(national: Directory, text: str) -> None:
    """Two slips, a street for a saint, a slip that makes another surgery's word, a network for a clinic, a part elsewhere."""
    assert national.find(text).status in {Status.AMBIGUOUS, Status.NOT_FOUND}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Marksgate Health Centre", "F82604"),
        ("Marks gatte Health Centre", "F82604"),
        ("Anthonys St Health Centre", "A86040"),
        ("East Dulwich, the Dulwich Medical Centre", "G85651"),
        ("woo royd medical practice", "B83011"),
        ("Waltham Forrest Walthamstow Central PCN", "U93045"),
    ],
)
def test_one_slip_does_not_hide_a_name_nationally(national: Directory, text: str, code: str) -> None:
    assert first(national.find(text)) == code


def test_a_street_is_not_the_town_of_that_name(national: Directory) -> None:
    assert first(national.find("Newton Medical Centre, Newton Road")) == "E87681"
    assert first(national.find("park surgery st floras road")) == "H82039"


def test_a_practice_named_as_its_network_is_taken_until_pcn_is_said(national: Directory) -> None:
    assert first(national.find("Heart of Bath")) == "L81039"
    assert first(national.find("Heart of Bath PCN")) == "U70185"


def test_the_longer_name_is_not_taken_for_the_shorter(national: Directory) -> None:
    assert first(national.find("pound hill medical group")) == "H82052"
    assert first(national.find("pound hill practice")) in {"H82052", ""}


def test_an_open_one_is_meant_rather_than_one_that_closed_before_there_were_networks(
    national: Directory,
) -> None:
    found = national.find("Walnut Tree Surgery")
    assert all(
        match.practice.closed is None for match in found.practices if match.practice.last_network is None
    )
