"""`python -m benchmarks.directory`: measures the finding, prints the tables, and keeps them in benchmarks/out/."""

import random
import tempfile
import time
from pathlib import Path

import click

from benchmarks.directory import accuracy, measure, table
from benchmarks.directory.queries import Asked, Queries
from benchmarks.directory.truth import Truth
from benchmarks.directory.wratio import Baseline
from bot.directory.find import Directory

ROOT = Path(__file__).parents[2]
NATIONAL = ROOT.parent / "shared" / "ods"
OUT = ROOT / "benchmarks" / "out"


@click.command()
@click.option(
    "--reports",
    default=NATIONAL,
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the national reports: epcn, epcncorepartnerdetails, epraccur.",
)
@click.option("--count", default=500, show_default=True, help="Queries of each kind.")
@click.option("--seed", default=2023, show_default=True, help="Another seed makes other queries.")
@click.option(
    "--tuned/--held-out", default=False, help="Sentences that the finding was tuned on, or those it was not."
)
@click.option(
    "--times", default="10", show_default=True, help="How many times to grow, with commas; 0 for none."
)
@click.option("--wratio", default=100, show_default=True, help="Queries of each kind that WRatio is asked.")
@click.option(
    "--misses", is_flag=True, help="Keep every query that was not answered as is best in misses.txt."
)
def command(reports: Path, count: int, seed: int, tuned: bool, times: str, wratio: int, misses: bool) -> None:
    """Measure the directory's finding over all of England."""
    directory = Directory.load(reports)
    queries = Queries(Truth(directory.practices, directory.networks), count, seed, held_out=not tuned).all()
    directory.find("warm up")
    counts, missed = accuracy.tally(directory.find, queries)
    parts = [table.accuracy_table(counts, _baseline(directory, queries, wratio))]
    timed = random.Random(seed).sample(queries, min(3000, len(queries)))  # noqa: S311
    sizes = [1, *(int(each) for each in times.split(",") if int(each))]
    with tempfile.TemporaryDirectory() as work:
        parts.append(
            table.size_table(
                {
                    "England" if size == 1 else f"× {size}": measure.growth(
                        directory, size, timed, Path(work)
                    )
                    for size in sizes
                }
            )
        )
    OUT.mkdir(exist_ok=True)
    (OUT / "directory.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    if misses:
        (OUT / "misses.txt").write_text("\n".join(map(accuracy.line, missed)) + "\n", encoding="utf-8")
    click.echo("\n\n".join(parts))


def _baseline(directory: Directory, queries: list[Asked], count: int) -> dict[str, float]:
    """The share of each kind for which the name likest by WRatio is the right one, and the time it took."""
    if not count:
        return {}
    library, right, asked = Baseline(directory), {}, {}
    began = time.thread_time()
    for each in queries:
        if each.codes and asked.get(each.kind, 0) < count:
            asked[each.kind] = asked.get(each.kind, 0) + 1
            right[each.kind] = right.get(each.kind, 0) + (library.best(each.text) in each.codes)
    spent = (time.thread_time() - began) * 1000 / sum(asked.values())
    click.echo(f"WRatio: {spent:.1f} ms of a core for a query", err=True)
    return {kind: right[kind] / number for kind, number in asked.items()}


if __name__ == "__main__":
    command(prog_name="python -m benchmarks.directory")
