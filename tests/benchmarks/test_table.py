"""The table."""

from benchmarks.table import table

STOCK = {
    "title": "Stock",
    "examples": 1000,
    "training_s": 600.4,
    "training_cpu_s": 1000.0,
    "first_answer": 0.5,
    "likeliest": 0.55,
    "answered_or_offered": 0.6,
    "both_answered": 0.0,
    "off_topic_answered": 0.25,
    "cold_start_s": 45.04,
    "stored_ms": {"p50": 28.0, "p95": 40.0, "p99": 50.0},
    "resident_bytes": 1_130_000_000,
    "disk_bytes": 2_500_000_000,
}
OURS = {**STOCK, "title": "Ours", "look_up_ms": {"p50": 10.0, "p95": 12.0, "p99": 14.0}}
RESULTS = {
    "machine": "2 cores",
    "date": "21 November 2026",
    "starts": 3,
    "asked": {"unseen": 520, "two_questions": 120, "off_topic": 250, "stored": 300, "look_ups": 200},
    "notes": ["A note."],
    "columns": [STOCK, OURS],
    "public": [],
}
PUBLIC = {
    "name": "CLINC150",
    "intents": 150,
    "tested": 4500,
    "examples": 15100,
    "training_s": 30.0,
    "likeliest_right": 0.95,
    "answered_right": 0.93,
    "outside_rejected": 0.8,
}


def rows() -> dict[str, list[str]]:
    cells = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in table(RESULTS).splitlines()
        if "|" in line
    ]
    return {row[0]: row[1:] for row in cells}


def test_a_column_for_each_subject() -> None:
    assert rows()[""] == ["Stock", "Ours"]
    assert rows()["right at the first answer"] == ["50.0 %", "50.0 %"]
    assert rows()["examples trained on"] == ["1,000", "1,000"]


def test_what_a_subject_cannot_do_is_a_dash() -> None:
    assert rows()["a look-up over HTTP, p50 / p95 / p99"] == ["–", "10.0 / 12.0 / 14.0 ms"]
    assert rows()["a stored answer, time of a processor core"] == ["–", "–"]


def test_the_circumstances_stand_below() -> None:
    assert "2 cores; 21 November 2026." in table(RESULTS)
    assert table(RESULTS).rstrip().endswith("A note.")


def test_published_sets_have_a_table_of_their_own() -> None:
    last = table({**RESULTS, "public": [PUBLIC]}).rstrip().splitlines()[-1]
    assert last == "| CLINC150 (150 intents, 4,500 tested) | 15,100 | 30 s | 95.0 % | 93.0 % | 80.0 % |"
