"""`pcnbot safety`: what a Clinical Safety Officer needs: the report on the open set, the draft of the safety case, approving replies."""

from datetime import date
from pathlib import Path

import click


@click.group()
def command() -> None:
    """Report on the open set; write the draft of the safety case; approve the fixed replies."""


@command.command("report")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
def write_report(as_json: bool) -> None:
    """Report how many messages of the open set are noticed, and how many ordinary ones raise a false alarm.

    Each message of data/safety/open-set takes the way of a patient's message, through the whole dialogue.
    """
    import json

    from bot.cli import log
    from bot.safety.report import as_markdown, run
    from bot.settings import settings

    log.configure("ERROR")
    found = run(settings().data / "safety" / "open-set")
    click.echo(json.dumps(found, indent=2, ensure_ascii=False) if as_json else as_markdown(found))


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
