"""`pcnbot directory`: the NHS directory of practices and networks, brought up to date and asked."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.directory.editions.importing import Imported

SHOWN = 10
PARTIAL = click.option("--partial", is_flag=True, help="The reports are meant to be a part of England.")
EVERYTHING = click.option("--all-changes", is_flag=True, help=f"Show every change, not {SHOWN} of a kind.")


@click.group()
def command() -> None:
    """Import, update, search and show the NHS directory of practices and networks."""


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@PARTIAL
@click.option(
    "--date",
    "dated",
    type=click.DateTime(["%Y-%m"]),
    metavar="YYYY-MM",
    help="The month of the reports, where the files' names do not tell it.",
)
@EVERYTHING
def import_files(files: tuple[Path, ...], partial: bool, dated: datetime | None, all_changes: bool) -> None:
    """Put the reports in FILES in use: the ePCN workbook, ODS reports as CSV, or a zip of them.

    All or nothing: a file that is refused leaves the directory as it was. A running assistant takes the new
    directory within some seconds.
    """
    from bot.directory.editions.archive import Editions
    from bot.directory.editions.importing import import_tables
    from bot.directory.reports.tables import tables_of_file
    from bot.settings import settings

    imported = import_tables(
        (table for file in files for table in tables_of_file(file)),
        settings().data / "directory",
        Editions(settings().editions),
        source=", ".join(file.name for file in files),
        partial=partial,
        dated=dated.date() if dated else None,
    )
    _say_imported(imported, all_changes)


@command.command()
@PARTIAL
@EVERYTHING
def update(partial: bool, all_changes: bool) -> None:
    """Download today's reports from ODS and put them in use, all or nothing."""
    from datetime import date

    from bot.directory.editions.archive import Editions
    from bot.directory.editions.importing import import_tables
    from bot.directory.reports.download import Limits, download
    from bot.directory.reports.tables import tables_of
    from bot.settings import settings

    base = settings().directory_url
    reports = download(base, Limits(seconds=settings().directory_seconds))
    imported = import_tables(
        (table for name, content in reports.items() for table in tables_of(content, base + name)),
        settings().data / "directory",
        Editions(settings().editions),
        source=base,
        partial=partial,
        dated=date.today(),
    )
    _say_imported(imported, all_changes)


@command.command()
def rollback() -> None:
    """Withdraw the import in use; the one before it is in use again."""
    from bot.directory.editions.archive import Editions
    from bot.settings import settings

    editions = Editions(settings().editions)
    withdrawn = editions.roll_back()
    click.echo(f"Withdrawn: the directory of {withdrawn.date}, import {withdrawn.number}.")
    _say_in_use()


@command.command()
def info() -> None:
    """Show which directory is in use, how old it is, and which ones are kept."""
    _say_in_use()


@command.command()
@click.argument("code")
def show(code: str) -> None:
    """Show everything the directory has of the practice or network with this ODS CODE, its history too."""
    from bot.directory.editions.archive import Editions
    from bot.directory.editions.importing import records_in_use
    from bot.directory.printed import entry
    from bot.settings import settings

    _, records = records_in_use(settings().data / "directory", Editions(settings().editions))
    click.echo("\n".join(entry(code.strip().upper(), records)))


@command.command()
@click.argument("text", required=False)
@click.option(
    "--file",
    type=click.File(encoding="utf-8", errors="replace"),
    help="Queries, one a line. Use - for what is typed or piped in.",
)
@click.option("--network", default=None, metavar="CODE", help="As if asked on the page of this network.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a query.")
def find(text: str | None, file: Iterable[str] | None, network: str | None, as_json: bool) -> None:
    """Find the practice or network that TEXT names, as the assistant does."""
    if (text is None) == (file is None):
        raise click.UsageError("Give either a name, code or postcode in quotes, or --file.")
    from bot.directory.printed import as_lines, as_object
    from bot.resources import resources

    directory = resources().directory
    for query in [text or ""] if file is None else (line.rstrip("\r\n") for line in file):
        found = directory.find(query, network)
        if as_json:
            click.echo(json.dumps(as_object(found, directory), ensure_ascii=False))
        else:
            click.echo("\n".join(as_lines(found, directory)))


def _say_imported(imported: "Imported", everything: bool) -> None:
    for each in fields(imported.changes):
        lines = getattr(imported.changes, each.name)
        click.echo(f"{each.name.capitalize()}: {len(lines):,}")
        for line in lines if everything else lines[:SHOWN]:
            click.echo(f"  {line}")
        if len(lines) > SHOWN and not everything:
            click.echo(f"  and {len(lines) - SHOWN:,} more")
    records = imported.records
    bare = {spell.practice for spell in records.memberships} - records.practices.keys()
    if bare:
        click.echo(
            f"Note: {len(bare):,} practices have no address or telephone number yet. Import epraccur as well."
        )
    click.echo(
        f"In use: the directory of {records.date} (import {imported.edition.number}), before: {imported.before}."
    )


def _say_in_use() -> None:
    from bot.directory.editions.archive import Editions
    from bot.directory.editions.importing import records_in_use
    from bot.directory.reports.people import people
    from bot.settings import settings

    editions = Editions(settings().editions)
    edition, records = records_in_use(settings().data / "directory", editions)
    reports = people(records)
    practices = reports.practices.values()
    click.echo(f"In use: the directory of {records.date or 'an unknown month'}.")
    if edition:
        click.echo(
            f"Imported: {edition.imported:%Y-%m-%d %H:%M} UTC from {edition.source} (import {edition.number})"
        )
    else:
        click.echo(
            f"Imported: nothing; these are the networks that come with the program ({settings().data / 'directory'})."
        )
    click.echo(f"Networks: {len(reports.networks):,}")
    click.echo(f"Practices in a network: {sum(bool(each.network) for each in practices):,}")
    click.echo(f"Practices, closed ones too: {len(reports.practices):,}")
    for older in editions.kept()[1:]:
        click.echo(
            f"Kept: {older.date}, imported {older.imported:%Y-%m-%d %H:%M} UTC (import {older.number})"
        )
