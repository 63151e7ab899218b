"""`pcnbot feedback`: which answers helped patients, and which did not."""

from datetime import date, timedelta

import click


@click.command()
@click.option("--days", default=30, show_default=True, help="Of so many days, today among them.")
def command(days: int) -> None:
    """Show how many patients found each answer helpful, those that helped least first."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.conversations.feedback import Feedback
    from bot.errors import PcnBotError

    try:
        counts = Feedback().since(date.today() - timedelta(days=days - 1))
    except SQLAlchemyError as error:
        raise PcnBotError("The database cannot be reached. Look at PCNBOT_DATABASE_URL.") from error
    if not counts:
        click.echo("Nobody has said yet whether an answer helped.")
        return
    click.echo(f"{'topic':<40} {'helpful':>8} {'not helpful':>12}")
    for each in counts:
        click.echo(f"{each.topic:<40} {each.yes:>8} {each.no:>12}")
