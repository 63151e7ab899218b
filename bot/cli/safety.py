"""`pcnbot safety`: what a Clinical Safety Officer needs: the draft of the safety case, and approving the fixed replies."""

from datetime import date
from pathlib import Path

import click


@click.group()
def command() -> None:
    """Write the draft of the safety case; approve the fixed replies."""


@command.command("approve")
@click.option("--name", required=True, help="Who approves the wording.")
@click.option("--role", required=True, help="As what, such as Clinical Safety Officer.")
def approve_replies(name: str, role: str) -> None:
    """Show the fixed replies of data/safety/replies.yml, and note who approves their wording.

    Only the person named may answer the question with yes.
    """
    from bot.safety.replies import approve, read_wording
    from bot.settings import settings

    path = settings().data / "safety" / "replies.yml"
    for title, text in read_wording(path).items():
        click.echo(f"\n--- {title} ---\n{text}")
    click.echo()
    click.confirm(f"I am {name}, {role}. I have read this wording and approve it", abort=True)
    approve(path, name, role, date.today())
    click.echo(
        "The approval is noted in data/safety/replies.yml. The assistant uses the wording after a restart."
    )


@command.command("case")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("results/safety-case"),
    show_default=True,
    help="The folder to write to.",
)
@click.option(
    "--results",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A report of `pytest --junitxml`, to take the tests' results from instead of running them.",
)
def write_case(out: Path, results: Path | None) -> None:
    """Write the draft of the safety case, as Markdown and HTML, with the result of each test that it names.

    It runs these tests first, which takes some minutes. Exit code 1 where one does not exist or did not pass.
    """
    from bot.safety_case.case import SafetyCase
    from bot.settings import settings

    case = SafetyCase.make(settings().root, results)
    for path in case.write(out):
        click.echo(path)
    case.refuse_unless_shown()
    click.echo(
        f"All {len(case.evidence.results)} tests passed. The safety case is a draft: nobody has signed it."
    )
