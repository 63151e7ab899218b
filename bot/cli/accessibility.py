"""`pcnbot accessibility`: the accessibility statement, from what the browser tests found."""

import json
from pathlib import Path

import click


@click.command()
@click.option(
    "--results",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What the browser tests wrote: kept in docs/ from now on, for the statement on /accessibility.",
)
def command(results: Path | None) -> None:
    """Show the accessibility statement as it stands now, to publish or to read."""
    from bot.accessibility import RESULTS, Results, Words, statement
    from bot.settings import settings

    kept = settings().root / RESULTS
    if results:
        found = Results.load(results)
        content = json.loads(results.read_text(encoding="utf-8"))
        new = {"tested": found.tested.isoformat() if found else "", **content}
        kept.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    for part in statement(Words.load(settings().data), Results.load(kept)):
        click.echo(
            f"{'#' * part.level} {part.heading}\n\n{part.text}\n"
            if part.text
            else f"{'#' * part.level} {part.heading}\n"
        )
