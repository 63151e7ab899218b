"""`pcnbot check`: reads everything that staff wrote and says what is wrong, where, and what to do."""

import sys

import click


@click.command()
@click.option("--warnings/--no-warnings", default=True, help="Show advice on style too.")
def command(warnings: bool) -> None:
    """Check the answers, profiles and menu. Exit code 1 if anything must be put right."""
    check_content(show_warnings=warnings)
    click.echo("The content is in order.")


def check_content(show_warnings: bool = False) -> None:
    """Checks, prints what is wrong, and ends the program where anything must be put right."""
    from bot.answers.check import check
    from bot.settings import settings

    problems = check(settings().data)
    errors = [problem for problem in problems if not problem.warning]
    shown = problems if show_warnings else errors
    for problem in sorted(shown):
        click.echo(("advice  " if problem.warning else "ERROR   ") + str(problem), err=not problem.warning)
    if errors:
        click.echo(f"{len(errors)} to put right.", err=True)
        sys.exit(1)
