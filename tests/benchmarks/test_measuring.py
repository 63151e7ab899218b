"""Times, memory, space, commands."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks.commands import timed
from benchmarks.errors import BenchmarkError
from benchmarks.latency import percentiles
from benchmarks.material import TURNS, conversations, material
from benchmarks.processes import core_seconds, resident_bytes
from benchmarks.size import bytes_on_disk

ROOT = Path(__file__).parents[2]
BUSY = "import time\nwhile time.process_time() < 0.3: pass"


def test_percentiles_are_times_that_were_measured() -> None:
    assert percentiles([float(n) for n in range(1, 201)]) == {"p50": 100.0, "p95": 190.0, "p99": 198.0}
    assert percentiles([7.0]) == {"p50": 7.0, "p95": 7.0, "p99": 7.0}


def test_memory_of_a_process_and_its_children_is_more_than_nothing() -> None:
    assert resident_bytes(os.getpid()) > 10_000_000
    assert resident_bytes(os.getppid()) >= resident_bytes(os.getpid()) * 0.9


@pytest.mark.skipif(not Path("/proc").exists(), reason="only where the system has /proc")
def test_core_time_of_a_process_is_known() -> None:
    assert core_seconds(os.getpid()) > 0


def test_a_file_with_two_names_takes_its_space_once(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"x" * 100_000)
    once = bytes_on_disk([tmp_path])
    os.link(tmp_path / "one", tmp_path / "two")
    (tmp_path / "three").symlink_to(tmp_path / "one")
    assert 100_000 <= once <= bytes_on_disk([tmp_path, tmp_path]) < 2 * once


def test_a_command_is_timed_by_the_clock_and_by_the_core(tmp_path: Path) -> None:
    took = timed((sys.executable, "-c", BUSY), tmp_path, {}, tmp_path / "log")
    assert took.seconds >= 0.3
    assert took.core_seconds >= 0.3


def test_a_command_that_fails_is_shown_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no such model"):
        timed((sys.executable, "-c", "raise SystemExit('no such model')"), tmp_path, {}, tmp_path / "log")


def test_messages_come_in_conversations_of_a_few_turns() -> None:
    made = conversations(["a", "b", "c"], 2 * TURNS + 5)
    assert [len(each) for each in made] == [TURNS, TURNS, 5]
    assert made[0][:4] == ["a", "b", "c", "a"]


def test_the_material_is_what_the_tests_and_the_directory_hold() -> None:
    asked = material(ROOT, 30, 20)
    assert len(asked.unseen) >= 400
    assert all(len(row.questions) == 2 for row in asked.two_questions)
    assert sum(map(len, asked.stored)) == 30
    assert sum(map(len, asked.look_ups)) == 20
    assert "{" not in "".join(asked.look_ups[0])
