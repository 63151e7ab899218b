"""Downloading, from a server of this machine that does everything servers do wrong."""

from collections.abc import Iterator

import pytest

from bot.directory.reports.download import Limits, download
from bot.errors import DirectoryError
from tests.directory.ods_server import (
    Answer,
    Ods,
    cut_off,
    dripping,
    endless,
    first,
    garbage,
    hung_up,
    serving_reports,
    status,
)

REPORTS = {"epcn": b"networks", "epcncorepartnerdetails": b"memberships", "epraccur": b"practices" * 1000}
QUICK = Limits(seconds=20, size=100_000, tries=3, pause=0.01)


@pytest.fixture
def ods(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ods]:
    """A server that serves the reports, until it is told otherwise."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving_reports(REPORTS) as server:
        yield server


def test_the_three_reports_are_downloaded(ods: Ods) -> None:
    assert download(ods.url, QUICK) == REPORTS
    assert ods.asked == dict.fromkeys(REPORTS, 1)


@pytest.mark.parametrize("bad", [cut_off, hung_up, garbage, status(500), status(503), status(429)])
def test_what_fails_for_a_moment_is_tried_again(ods: Ods, bad: Answer) -> None:
    ods.answers["epraccur"] = first(bad, 2)
    assert download(ods.url, QUICK) == REPORTS
    assert ods.asked["epraccur"] == 3


@pytest.mark.parametrize("bad", [cut_off, hung_up, garbage, status(500)])
def test_what_goes_on_failing_is_told(ods: Ods, bad: Answer) -> None:
    ods.answers["epraccur"] = bad
    with pytest.raises(
        DirectoryError, match=r"report=epraccur: cannot be downloaded.*\n    Nothing was changed"
    ):
        download(ods.url, QUICK)
    assert ods.asked["epraccur"] == QUICK.tries


@pytest.mark.parametrize("code", [204, 400, 401, 403, 404, 410])
def test_a_refusal_is_not_tried_again(ods: Ods, code: int) -> None:
    ods.answers["epcn"] = status(code)
    with pytest.raises(DirectoryError, match=f"the server answers {code}"):
        download(ods.url, QUICK)
    assert ods.asked == {"epcn": 1}


def test_what_is_too_large_is_not_read_to_its_end(ods: Ods) -> None:
    ods.answers["epcn"] = endless
    with pytest.raises(DirectoryError, match="more than 100,000 bytes"):
        download(ods.url, QUICK)


def test_what_drips_ends_in_time(ods: Ods) -> None:
    """Fifty seconds of bytes are not waited for; bytes that keep coming do not reset the clock."""
    ods.answers["epcn"] = dripping
    with pytest.raises(DirectoryError, match=r"did not arrive in 0\.5 seconds"):
        download(ods.url, Limits(seconds=0.5))


def test_a_redirect_within_the_site_is_followed(ods: Ods) -> None:
    ods.answers["epcn"] = first(status(302, Location="/elsewhere?report=epcn"), 1)
    assert download(ods.url, QUICK) == REPORTS


@pytest.mark.parametrize(
    "to",
    [
        "http://192.0.2.1/epcn",
        "https://127.0.0.1.example.org/epcn",
        "http://127.0.0.1:1/epcn",
        "//192.0.2.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://[",
    ],
)
def test_a_redirect_to_another_site_is_refused(ods: Ods, to: str) -> None:
    ods.answers["epcn"] = status(302, Location=to)
    with pytest.raises(DirectoryError, match="redirected to another site"):
        download(ods.url, QUICK)


def test_redirects_in_a_circle_end(ods: Ods) -> None:
    ods.answers["epcn"] = status(302, Location=ods.url + "epcn")
    with pytest.raises(DirectoryError, match="again and again"):
        download(ods.url, QUICK)


@pytest.mark.parametrize("address", ["", "epcn", "ftp://127.0.0.1/", "file:///etc/", "http://", "http://["])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(DirectoryError, match="PCNBOT_DIRECTORY_URL"):
        download(address, QUICK)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(DirectoryError, match="cannot be downloaded"):
        download("http://127.0.0.1:9/report=", QUICK)
