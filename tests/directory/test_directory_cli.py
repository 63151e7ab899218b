"""`pcnbot directory`, as an operator types it: what it prints, its exit code, what is in use afterwards."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.directory.editions.archive import Editions
from tests.directory.conftest import ROOT
from tests.directory.england import England, as_zip, england
from tests.directory.ods_server import Answer, Ods, content, cut_off, dripping, serving_reports, status

Pcnbot = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def pcnbot(editions: Editions) -> Pcnbot:
    """The command as it is installed, with imports of its own."""

    def run(*arguments: str, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        own = {"PCNBOT_ROOT": str(ROOT), "PCNBOT_DIRECTORY_FILE": str(editions.file), "NO_PROXY": "127.0.0.1"}
        return subprocess.run(
            [sys.executable, "-c", "from bot.cli import main; main()", "directory", *arguments],
            env={**os.environ, **own, **environment},
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def small() -> England:
    """Ten networks with sixty practices."""
    return england(10, 60)


@pytest.fixture
def ods(all_of_england: England) -> Iterator[Ods]:
    """A server of all of England."""
    with serving_reports(all_of_england.reports()) as server:
        yield server


def names(files: list[Path]) -> list[str]:
    return [str(file) for file in files]


def test_import_says_what_changed_and_what_is_in_use(pcnbot: Pcnbot, small: England, tmp_path: Path) -> None:
    done = pcnbot("import", "--partial", *names(small.write(tmp_path, "2025-06")))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Joined: 60\n" in done.stdout and "  and 50 more\n" in done.stdout
    assert "In use: the directory of June 2025 (import 1), before: January 2023." in done.stdout
    small = small.copy()
    small.practice("A00007")[1] = "NEW NAME SURGERY"
    done = pcnbot("import", "--partial", "--date", "2025-07", *names(small.write(tmp_path)))
    assert "Renamed: 1\n" in done.stdout and "is now New Name Surgery" in done.stdout
    assert "In use: the directory of July 2025 (import 2), before: June 2025." in done.stdout


def test_what_is_refused_ends_with_1_and_changes_nothing(
    pcnbot: Pcnbot, editions: Editions, small: England, tmp_path: Path
) -> None:
    files = names(small.write(tmp_path))
    done = pcnbot("import", *files)
    assert done.returncode == 1
    assert "epcn-2023-01.csv: the report epcn has 10 rows" in done.stderr and "--partial" in done.stderr
    Path(files[2]).write_bytes(Path(files[2]).read_bytes()[:3000])
    done = pcnbot("import", "--partial", *files)
    assert done.returncode == 1
    assert "epraccur-2023-01.csv, row " in done.stderr and "Traceback" not in done.stderr
    assert not editions.file.exists()


def test_info_and_rollback_tell_what_is_in_use(pcnbot: Pcnbot, small: England, tmp_path: Path) -> None:
    assert "the networks that come with the program" in pcnbot("info").stdout
    pcnbot("import", "--partial", *names(small.write(tmp_path, "2025-06")))
    told = pcnbot("info").stdout
    assert "In use: the directory of June 2025.\n" in told
    assert "Networks: 10\n" in told and "Practices in a network: 60\n" in told
    done = pcnbot("rollback")
    assert done.returncode == 0
    assert "Withdrawn: the directory of June 2025" in done.stdout
    assert "In use: the directory of January 2023." in done.stdout
    assert pcnbot("rollback").returncode == 1


def test_show_tells_everything_of_a_code(pcnbot: Pcnbot) -> None:
    told = pcnbot("show", "c84709").stdout
    assert told.startswith("C84709  Park House Medical Centre\n")
    assert "Closed: 31 August 2021\n" in told
    assert "Now at the same address: Jubilee Park Medical Partnership (C84613)\n" in told
    assert "Network: Synergy Health PCN (U12949), from 1 October 2019 to 1 June 2020\n" in told
    assert "West Oak Surgery" in pcnbot("show", "U12949").stdout
    done = pcnbot("show", "Z99999")
    assert done.returncode == 1 and "Z99999 is not in the directory" in done.stderr


def test_find_prints_the_agreed_json(pcnbot: Pcnbot) -> None:
    done = pcnbot("find", "yarm medical practice", "--json")
    assert json.loads(done.stdout) == {
        "query": "yarm medical practice",
        "status": "found",
        "practices": [
            {
                "code": "A81027",
                "name": "Yarm Medical Practice",
                "town": "Yarm",
                "postcode": "TS15 9DD",
                "telephone": "01642 745 800",
                "status": "open",
                "pcn": {"code": "U63844", "name": "BYTES PCN"},
                "successor": None,
                "score": 1.0,
            }
        ],
        "networks": [],
    }
    closed = json.loads(pcnbot("find", "C84709", "--json").stdout)
    assert closed["status"] == "closed"
    assert (closed["practices"][0]["status"], closed["practices"][0]["successor"]) == ("closed", "C84613")
    assert closed["practices"][0]["pcn"] is None
    network = json.loads(pcnbot("find", "U12949", "--json").stdout)
    assert network["networks"] == [{"code": "U12949", "name": "Synergy Health PCN", "practices": 3}]
    assert network["practices"] == []


def test_find_takes_a_file_with_a_query_a_line(pcnbot: Pcnbot, tmp_path: Path) -> None:
    queries = ["yarm", "", "synergy", "\U0001f600 \x00?", "x" * 5000, "which pcn is west oak surgery in"]
    file = tmp_path / "queries.txt"
    file.write_text("\n".join(queries) + "\n", encoding="utf-8")
    done = pcnbot("find", "--file", str(file), "--json")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == queries
    assert [answer["status"] for answer in answers] == [
        "found",
        "not-found",
        "ambiguous",
        "not-found",
        "not-found",
        "found",
    ]
    assert pcnbot("find", "--file", "-", "--json", text="yarm\n").stdout.count("A81027") == 1


def test_find_knows_the_page_it_is_asked_on(pcnbot: Pcnbot) -> None:
    found = json.loads(pcnbot("find", "synergy", "--network", "U12949", "--json").stdout)
    assert found["status"] == "found" and found["networks"][0]["code"] == "U12949"


def test_find_without_json_is_for_people(pcnbot: Pcnbot) -> None:
    told = pcnbot("find", "park house medical centre").stdout
    assert told.startswith("closed\n")
    assert "closed 31 August 2021, now at the same address: C84613" in told


@pytest.mark.parametrize("arguments", [["find"], ["find", "yarm", "--file", __file__], ["import"], ["show"]])
def test_wrong_usage_ends_with_2(pcnbot: Pcnbot, arguments: list[str]) -> None:
    assert pcnbot(*arguments).returncode == 2


# update


def test_update_puts_todays_reports_in_use(pcnbot: Pcnbot, ods: Ods, editions: Editions) -> None:
    done = pcnbot("update", PCNBOT_DIRECTORY_URL=ods.url)
    assert (done.returncode, done.stderr) == (0, "")
    assert editions.in_use() and editions.in_use().source == ods.url
    assert "Practices in a network: 5,600" in pcnbot("info").stdout


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (content(b"<html><body>Sorry</body></html>"), "is a web page"),
        (content(b"\x07\x08garbage" * 100), "characters of a wrong encoding"),
        (content(b""), "is empty"),
        (lambda handler: content(handler.content[: len(handler.content) // 2])(handler), "row "),
        (content(as_zip({"epraccur.csv": b"0" * 70_000_000})), "unpacks to more than"),
        (cut_off, "cannot be downloaded"),
        (dripping, "did not arrive in"),
        (status(404), "the server answers 404"),
        (status(302, Location="http://192.0.2.1/"), "redirected to another site"),
    ],
    ids=["error page", "garbage", "empty", "truncated", "zip bomb", "cut off", "drip", "missing", "redirect"],
)
def test_an_update_that_fails_changes_nothing(
    pcnbot: Pcnbot, ods: Ods, editions: Editions, answer: Answer, reason: str
) -> None:
    ods.answers["epraccur"] = answer
    done = pcnbot("update", PCNBOT_DIRECTORY_URL=ods.url, PCNBOT_DIRECTORY_SECONDS="8")
    assert done.returncode == 1
    assert "report=epraccur" in done.stderr and reason in done.stderr and "Traceback" not in done.stderr
    assert not editions.file.exists()
