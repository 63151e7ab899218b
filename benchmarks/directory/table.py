"""The results as Markdown."""

from typing import Any

from benchmarks.directory.accuracy import Tally

MEGA = 1_000_000


def accuracy_table(counts: dict[str, Tally], baseline: dict[str, float]) -> str:
    """A row a kind of query: what came of it, and how often WRatio's best was right."""
    lines = [
        "| query | asked | right | taken | asked back, right one offered | not found, or others offered | wrong, as if sure | WRatio |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind, count in counts.items():
        lines.append(
            f"| {kind} | {count.asked} | **{_percent(count.right)}** | {_share(count.taken, count)} | "
            f"{_share(count.offered, count)} | {_share(count.nothing, count)} | {_share(count.wrong, count)} | "
            f"{_percent(baseline[kind]) if kind in baseline else '–'} |"
        )
    asked = sum(count.asked for count in counts.values())
    wrong = sum(count.wrong for count in counts.values())
    lines.append(f"| all | {asked} | | | | | {_percent(wrong / asked)} | |")
    return "\n".join(lines)


def size_table(columns: dict[str, dict[str, Any]]) -> str:
    """A row a measure, a column a size."""
    rows = {
        "practices, networks": lambda n: f"{n['practices']:,}, {n['networks']:,}",
        "a query, time of a core, p50 / p99": lambda n: f"{n['core_p50']:.1f} / {n['core_p99']:.1f} ms",
        "a query, by the clock, p50 / p99": lambda n: f"{n['clock_p50']:.1f} / {n['clock_p99']:.1f} ms",
        "start, time of a core: import / read / first answer": lambda n: (
            f"{n['import']:.2f} / {n['read']:.2f} / {n['first']:.2f} s"
        ),
        "memory of the process": lambda n: f"{n['resident_bytes'] / MEGA:,.0f} MB",
        "stored": lambda n: f"{n['stored_bytes'] / MEGA:,.0f} MB",
        "making the index, once an import, time of a core": lambda n: f"{n['made']:.1f} s",
    }
    head = ["| | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    body = [
        f"| {label} | " + " | ".join(show(numbers) for numbers in columns.values()) + " |"
        for label, show in rows.items()
    ]
    return "\n".join([*head, *body])


def _share(number: int, count: Tally) -> str:
    return _percent(number / count.asked) if number else "0"


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
