"""Import: files to the edition in use, all or nothing. Whatever is refused leaves the directory as it was."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from bot.directory.editions.archive import Edition, Editions
from bot.directory.editions.changes import Changes, changes
from bot.directory.editions.keeping import keep
from bot.directory.reports.layouts import MEMBERSHIPS, NETWORKS, PRACTICES
from bot.directory.reports.ods import Parts, combined, first_of_month, month, read_parts, read_records
from bot.directory.reports.people import people
from bot.directory.reports.records import FormerName, Records
from bot.directory.reports.tables import Table, refused
from bot.errors import DirectoryError

LEAST = {NETWORKS.report: 1000, MEMBERSHIPS.report: 5000, PRACTICES.report: 5000}
"""Rows of the national reports, GP practices in epraccur: in January 2023 there were 1,329, 7,455 and 8,640."""
MOST_EMPTY = 0.05
"""Of the open networks, those that may be without a practice. In January 2023 none was."""
MOST_LOST = 0.1
"""Of the practices that are in a network, those that may have left since the edition before."""
PARTIAL = "Get the whole report from ODS. If it is meant to be a part, add --partial."


@dataclass(frozen=True)
class Imported:
    """What an import came to.

    Args:
        edition: the new one, in use now.
        before: the month of the edition before.
        records: what the new one says.
        changes: what is different.
    """

    edition: Edition
    before: str
    records: Records
    changes: Changes


def records_in_use(embedded: Path, editions: Editions) -> tuple[Edition | None, Records]:
    """The edition in use, or None and the reports that come with the program.

    Args:
        embedded: the folder of these reports.
        editions: what was imported.

    Raises:
        DirectoryError: they cannot be read.
    """
    edition = editions.in_use()
    return edition, editions.read(edition) if edition else read_records(embedded)


def import_tables(
    tables: Iterable[Table],
    embedded: Path,
    editions: Editions,
    *,
    source: str,
    partial: bool = False,
    dated: date | None = None,
) -> Imported:
    """Puts the reports among some tables in use.

    Args:
        tables: of the files.
        embedded: the folder of the reports that come with the program.
        editions: where the new edition goes.
        source: where the files are from, for people.
        partial: the reports may be a part of England.
        dated: a day of their month; else the files' names or what is in them tell it.

    Raises:
        DirectoryError: a file is refused. Nothing was changed.
    """
    parts = read_parts(tables)
    if not parts.sources:
        raise DirectoryError("There is no report in these files. Nothing was changed.")
    edition, before = records_in_use(embedded, editions)
    records = combined(parts, before, month(dated or _dated(parts)))
    records = replace(records, former_names=_former_names(before, records))
    if not partial:
        _refuse_part(parts, records)
        if edition:
            _refuse_loss(parts, before, records)
    new = editions.add(records, source, edition)
    after = keep(editions, new, records).reports
    return Imported(new, before.date, records, changes(people(before), after))


def _dated(parts: Parts) -> date:
    """The oldest month that the files' names tell; else the last day on which something in them began."""
    names = (PurePosixPath(source.replace("\\", "/")).name for source in parts.sources.values())
    told = [day for name in names if (day := first_of_month(name))]
    return min(told, default=None) or parts.last_day(date.today()) or date.today()


def _refuse_part(parts: Parts, records: Records) -> None:
    """The national reports are complete."""
    rows = {
        NETWORKS.report: len(records.networks),
        MEMBERSHIPS.report: len(records.memberships),
        PRACTICES.report: len(parts.gps) if parts.practices is not None else LEAST[PRACTICES.report],
    }
    for report, least in LEAST.items():
        if rows[report] < least:
            where = parts.sources.get(report)
            reason = f"has {rows[report]:,} rows that count; the national report has more than {least:,}."
            if where:
                raise refused(where, f"the report {report} {reason}", PARTIAL)
            given = " and ".join(parts.sources)
            raise refused(given, f"the report {report} is needed with it: the one in use {reason}", PARTIAL)
    joined = {spell.network for spell in records.memberships if spell.end is None}
    still_open = [code for code, network in records.networks.items() if network.closed is None]
    empty = [code for code in still_open if code not in joined]
    if len(empty) > MOST_EMPTY * len(still_open):
        reason = f"{len(empty)} networks, such as {empty[0]}, have no practice: the report seems cut off."
        raise refused(parts.sources.get(MEMBERSHIPS.report, "The memberships in use"), reason, PARTIAL)


def _refuse_loss(parts: Parts, before: Records, records: Records) -> None:
    was, now = _members(before), _members(records)
    if len(was - now) > MOST_LOST * len(was):
        reason = f"{len(was - now):,} of {len(was):,} practices would be in no network any more."
        raise refused(parts.sources.get(MEMBERSHIPS.report, "The memberships"), reason, PARTIAL)


def _members(records: Records) -> set[str]:
    return {spell.practice for spell in records.memberships if spell.end is None}


def _former_names(before: Records, records: Records) -> tuple[FormerName, ...]:
    """All earlier names, with those that the new edition has changed."""
    now = {code: record.name for code, record in {**records.networks, **records.practices}.items()}
    was = {code: record.name for code, record in {**before.networks, **before.practices}.items()}
    found = {(former.code, former.name): former for former in before.former_names}
    for code, name in was.items():
        if code in now and now[code] != name:
            found[code, name] = FormerName(code, name, before.date)
    return tuple(former for (code, name), former in found.items() if now.get(code) not in (None, name))
