"""`pcnbot network`: profiles of networks."""

import click


@click.group()
def command() -> None:
    """Begin the profile of a network."""


@command.command()
@click.argument("code")
def new(code: str) -> None:
    """Write a profile for the network with this ODS CODE under data/networks, for staff to fill in."""
    from datetime import date

    from bot.answers.book import AnswerBook
    from bot.answers.new_profile import write_new_profile
    from bot.directory.editions.archive import Editions
    from bot.directory.editions.importing import records_in_use
    from bot.settings import settings

    data = settings().data
    _, records = records_in_use(data / "directory", Editions(settings().editions))
    book = AnswerBook.read(data)
    taken = {network: book.files[network].shown_as for network in book.profiles}
    file = write_new_profile(code, data, records, taken, date.today())
    click.echo(f"Written: {file}\nFill in what is marked TO DO, then run: pcnbot check")
