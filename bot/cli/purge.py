"""`pcnbot purge`: deletes conversations by hand, as the running service does every hour."""

import click


@click.command()
@click.option(
    "--older-than",
    "days",
    type=click.FloatRange(min=0),
    metavar="DAYS",
    help="Delete conversations in which nothing was said for so many days; else PCNBOT_KEPT_DAYS.",
)
@click.option("--all", "everything", is_flag=True, help="Delete every conversation.")
def command(days: float | None, everything: bool) -> None:
    """Delete old conversations now, or all of them. It may run while the assistant does."""
    if everything and days is not None:
        raise click.UsageError("Give either --older-than or --all.")
    from sqlalchemy.exc import SQLAlchemyError

    from bot.cli import log
    from bot.conversations.store import ConversationStore
    from bot.errors import PcnBotError
    from bot.settings import settings

    log.configure()
    limit = 0.0 if everything else settings().kept_days if days is None else days
    try:
        deleted = ConversationStore().delete_older_than(limit)
    except SQLAlchemyError as error:
        raise PcnBotError(
            f"The conversations' database cannot be used ({type(error).__name__}). Check PCNBOT_DATABASE_URL."
        ) from error
    click.echo(f"Deleted {deleted} conversation{'' if deleted == 1 else 's'}.")
