"""`python -m benchmarks`: measures, prints the table, and keeps it with all numbers in benchmarks/out/."""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click

from benchmarks.errors import BenchmarkError
from benchmarks.run import Plan, run
from benchmarks.table import table
from bot.errors import PcnBotError

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "benchmarks" / "out"
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option(
    "--per-intent", default=10, show_default=True, help="Examples of each intent that both are trained on."
)
@click.option("--messages", default=300, show_default=True, help="Messages timed for stored answers.")
@click.option("--look-ups", default=200, show_default=True, help="Look-ups timed.")
@click.option("--starts", default=3, show_default=True, help="Cold starts; the median counts.")
@click.option("--epochs", type=int, help="Train stock Rasa for fewer epochs: to try the command out.")
@click.option(
    "--stock/--without-stock", default=True, help="Measure stock Rasa; training it takes about ten minutes."
)
@click.option(
    "--reuse", is_flag=True, help="The last run's sample of examples and, with it, its stock model."
)
@click.option(
    "--everything/--without-everything", default=True, help="Measure ours trained on all examples too."
)
@click.option("--stock-python", default="3.10", show_default=True, help="A Python 3.10, by version or path.")
@click.option("--banking77", type=FOLDER, help="The folder with BANKING77's train.csv and test.csv.")
@click.option("--clinc150", type=FILE, help="CLINC150's data_full.json.")
def command(**options: Any) -> None:
    """Measure this assistant beside Rasa's stock pipeline, in one run on this machine."""
    began = time.monotonic()

    def say(what: str) -> None:
        click.echo(f"[{time.monotonic() - began:5.0f} s] {what}", err=True)

    with tempfile.TemporaryDirectory(prefix="benchmark-") as work:
        results = run(Plan(root=ROOT, out=OUT, **options), Path(work), say)
    (OUT / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8")
    (OUT / "table.md").write_text(table(results), encoding="utf-8")
    click.echo(table(results))


def main() -> None:
    """The entry point: what people can put right is said without a stack trace."""
    try:
        command(prog_name="python -m benchmarks")
    except (BenchmarkError, PcnBotError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
