"""The results as Markdown: a row a measure, a column a subject."""

from collections.abc import Callable
from typing import Any

MEGA = 1_000_000
NONE = "–"

ROWS: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
    ("examples trained on", lambda n: f"{n['examples']:,}"),
    ("training, the whole command", lambda n: f"{n['training_s']:.0f} s"),
    ("training, time of a processor core", lambda n: f"{n['training_cpu_s']:.0f} s"),
    ("right at the first answer", lambda n: percent(n["first_answer"])),
    ("likeliest topic right, answered or not ¹", lambda n: percent(n["likeliest"])),
    ("right, or among the choices offered ²", lambda n: percent(n["answered_or_offered"])),
    ("two questions in one message, both answered", lambda n: percent(n["both_answered"])),
    ("off-topic, answered as if understood (less is better)", lambda n: percent(n["off_topic_answered"])),
    ("cold start to the first answer", lambda n: f"{n['cold_start_s']:.1f} s"),
    ("a stored answer over HTTP, p50 / p95 / p99", lambda n: times(n.get("stored_ms"))),
    ("a stored answer, time of a processor core", lambda n: f"{n['stored_cpu_ms']:.1f} ms"),
    ("a look-up over HTTP, p50 / p95 / p99", lambda n: times(n.get("look_up_ms"))),
    ("resident memory, all processes", lambda n: f"{n['resident_bytes'] / MEGA:.0f} MB"),
    ("environment and code on the disk ³", lambda n: f"{n['disk_bytes'] / MEGA:,.0f} MB"),
)

NOTES = (
    "¹ Where a message was not answered, the first choice offered; of stock Rasa the first of its ranking.",
    "² Choices count only where no answer was given; stock Rasa offers none: there, the first four of its ranking.",
    "³ Ours with what its tests and formatting need.",
)


def table(results: dict[str, Any]) -> str:
    """The whole table with what belongs below it."""
    columns = results["columns"]
    lines = [
        "| | " + " | ".join(column["title"] for column in columns) + " |",
        "| --- |" + " ---: |" * len(columns),
        *(
            "| " + " | ".join([label, *(_cell(cell, column) for column in columns)]) + " |"
            for label, cell in ROWS
        ),
        "",
        *(f"{note}  " for note in NOTES),
        "",
        _circumstances(results),
    ]
    return "\n".join([*lines, *_public(results["public"])]) + "\n"


def percent(share: float) -> str:
    """0.934 -> 93.4 %"""
    return f"{share * 100:.1f} %"


def times(milliseconds: dict[str, float] | None) -> str:
    """Percentiles in one cell."""
    return " / ".join(f"{value:.1f}" for value in milliseconds.values()) + " ms" if milliseconds else NONE


def _cell(cell: Callable[[dict[str, Any]], str], column: dict[str, Any]) -> str:
    try:
        return cell(column)
    except KeyError:
        return NONE


def _circumstances(results: dict[str, Any]) -> str:
    asked = results["asked"]
    sentences = (
        f"{results['machine']}; {results['date']}.",
        f"Asked: {asked['unseen']} unseen messages, {asked['two_questions']} with two questions,",
        f"{asked['off_topic']} off-topic; for the times {asked['stored']} messages and {asked['look_ups']} look-ups,",
        "ten a conversation, one client, on this machine.",
        f"Cold start: the median of {results['starts']}.",
        *results["notes"],
    )
    return " ".join(sentences)


def _public(data_sets: list[dict[str, Any]]) -> list[str]:
    if not data_sets:
        return []
    titles = (
        "examples",
        "training",
        "likeliest intent right",
        "answered, and right",
        "out of scope, rejected",
    )
    head = f"| our classifier on | {' | '.join(titles)} |"
    return ["", head, "| --- |" + " ---: |" * len(titles), *map(_public_row, data_sets)]


def _public_row(numbers: dict[str, Any]) -> str:
    outside = percent(numbers["outside_rejected"]) if "outside_rejected" in numbers else NONE
    cells = (
        f"{numbers['name']} ({numbers['intents']} intents, {numbers['tested']:,} tested)",
        f"{numbers['examples']:,}",
        f"{numbers['training_s']:.0f} s",
        percent(numbers["likeliest_right"]),
        percent(numbers["answered_right"]),
        outside,
    )
    return "| " + " | ".join(cells) + " |"
