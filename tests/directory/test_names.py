"""How names, addresses and telephone numbers are written for people."""

import pytest

from bot.directory.reports.address import split_address, street_of
from bot.directory.reports.names import write_address, write_name, write_postcode, write_telephone


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("YARM MEDICAL PRACTICE", "Yarm Medical Practice"),
        ("THORNABY & BARWICK MEDICAL GROUP", "Thornaby and Barwick Medical Group"),
        ("ST JOHN'S MED CTR", "St John's Medical Centre"),
        ("ST. MARY'S MED.CTR.", "St Mary's Medical Centre"),
        ("ST.LUKE'S SURGERY", "St Luke's Surgery"),
        ("PRESCOT P/CARE RES CTR", "Prescot Primary Care Resource Centre"),
        ("DR PATEL & PTNRS", "Dr Patel and Partners"),
        ("DR. KS MORJARIA", "Dr KS Morjaria"),
        ("HIGH ST SURGERY", "High Street Surgery"),
        ("O'BRIEN SURGERY", "O'Brien Surgery"),
        ("MCDONALD & PARTNERS", "McDonald and Partners"),
        ("STOCKTON-ON-TEES", "Stockton-on-Tees"),
        ("ASHBY-DE-LA-ZOUCH", "Ashby-de-la-Zouch"),
        ("CWM TAF SURGERY", "Cwm Taf Surgery"),
        ("PRACTICE II", "Practice II"),
        ("BYTES PCN", "BYTES PCN"),
        ("SYNERGY HEALTH PCN", "Synergy Health PCN"),
        ("PHOENIX (BNSSG) PCN", "Phoenix (BNSSG) PCN"),
        ("HARINGEY - N15/SOUTH EAST PCN", "Haringey - N15/South East PCN"),
        ("THE SURGERY,MELBOURN", "The Surgery, Melbourn"),
    ],
)
def test_a_name_is_written_as_people_write_it(raw: str, written: str) -> None:
    assert write_name(raw) == written


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("01642 745800", "01642 745 800"),
        ("0115 9404333", "0115 940 4333"),
        ("0161 8342453", "0161 834 2453"),
        ("020 74504000", "020 7450 4000"),
        ("0300 1234567", "0300 123 4567"),
        ("+44 1642 745800", "01642 745 800"),
        ("01697 42345", "01697 42345"),
        ("", ""),
        ("see letter", ""),
    ],
)
def test_a_telephone_number_is_written_in_groups(raw: str, written: str) -> None:
    assert write_telephone(raw) == written


def test_a_postcode_has_one_space() -> None:
    assert write_postcode("ts159dd") == "TS15 9DD"
    assert write_postcode("") == ""


def test_an_address_leaves_out_what_is_empty() -> None:
    assert write_address(["HEALTH CTR", "TRENCHARD AVE, THORNABY", "", "CLEVELAND", ""]) == (
        "Health Centre",
        "Trenchard Avenue, Thornaby",
        "Cleveland",
    )


@pytest.mark.parametrize(
    ("lines", "town"),
    [
        (["YARM MEDICAL PRACTICE", "MULBERRY HOUSE", "1 WORSALL ROAD", "YARM, CLEVELAND"], "YARM"),
        (["KNIGHT STREET", "NETHERFIELD, NOTTINGHAM", "", "", ""], "NOTTINGHAM"),
        (["53-57 BELMONT ROAD", "UXBRIDGE", "MIDDLESEX"], "UXBRIDGE"),
        (["18 HARVIST ROAD", "QUEEN'S PARK", "LONDON"], "QUEEN'S PARK"),
        (["5 DOLLIS HILL LANE", "LONDON"], "LONDON"),
        ([], ""),
    ],
)
def test_the_town_is_the_last_place_that_is_no_county(lines: list[str], town: str) -> None:
    assert split_address(lines)[1] == town


def test_a_street_is_the_same_wherever_the_address_has_it() -> None:
    assert street_of(["Park House", "61 Burton Road, Carlton"]) == street_of(["61 Burton Road"])
    assert street_of(["Park House"]) == ""
