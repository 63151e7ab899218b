"""A new network's profile, as far as the NHS directory can fill it in. The rest is marked for staff."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.directory.reports.names import write_name
from bot.directory.reports.people import people
from bot.directory.reports.records import Records
from bot.errors import ContentError, DirectoryError, Problem

DAYS_TO_REVIEW = 92


def write_new_profile(code: str, data: Path, records: Records, taken: dict[str, Path], today: date) -> Path:
    """Writes data/networks/<name>/network.yml for a network, and overwrites nothing.

    Args:
        code: the network's ODS code.
        data: the folder of staff files.
        records: of the directory in use.
        taken: the profiles that there are, by network code.
        today: the day on which the facts are taken from the directory.

    Returns:
        The file.

    Raises:
        DirectoryError: there is no such network.
        ContentError: it has a profile, or the folder is taken.
    """
    code = code.strip().upper()
    network = people(records).networks.get(code)
    if network is None:
        raise DirectoryError(
            f"{code} is no network in the NHS directory of {records.date}.\n"
            '    Look for it with pcnbot directory find "NAME", or bring the directory up to date.'
        )
    folder = data / "networks" / _folder_name(network.name, code)
    file = folder / "network.yml"
    if code in taken or folder.exists():
        there = taken.get(code, folder.relative_to(data.parent))
        remedy = "Nothing was written. Change the file that is there, or give its folder another name."
        raise ContentError(
            [Problem(there, 1, f"{network.name} has a profile, or its folder is taken.", remedy)]
        )
    folder.mkdir(parents=True)
    file.write_text("\n".join(_lines(code, records, today)) + "\n", encoding="utf-8")
    return file


def _folder_name(name: str, code: str) -> str:
    """A short name in small letters and hyphens; two networks can share theirs, so the code ends it."""
    words = re.sub(r"\bPCN\b|'", "", name).lower()
    return f"{re.sub(r'[^a-z0-9]+', '-', words).strip('-')}-{code.lower()}".strip("-")


def _lines(code: str, records: Records, today: date) -> Iterator[str]:
    reports = people(records, today)
    network, record = reports.networks[code], records.networks[code]
    members = [reports.practices[member] for member in network.practices]
    towns = ", ".join(dict.fromkeys(member.town for member in members if member.town)) or "places unknown"
    beside = sum(other.area == record.area and not other.closed for other in records.networks.values())
    in_area = f"{beside} PCNs have the same NHS area in {records.date}"
    yield "# What this network says of itself. Each field is explained in data/networks/README.md."
    yield "# Leave empty what you do not know for certain: the sentence that needs it is then left out."
    yield f"network: {code}"
    yield f"name: {_quoted(network.name)}"
    yield f'area: ""                # TO DO: the places it looks after. Its surgeries are in: {towns}'
    yield 'patients: ""            # TO DO: such as: around 30,000'
    yield 'clinical_director: ""   # TO DO: the name, when the clinical director has agreed to it'
    yield f'local_pcns: ""          # TO DO: such as: 14 PCNs in the Tees Valley in January 2023. {in_area}'
    yield f"icb: {_quoted(_icb(record.area))}"
    yield 'website: ""             # TO DO: the address of its website, beginning with https://'
    yield "roles: []               # TO DO: the professionals, such as [clinical-pharmacist, social-prescriber]"
    yield "priorities: []          # TO DO: what it works on, a few words each"
    yield "practices:" if members else "practices: []"
    yield from (f"  - code: {member.code}         # {member.name}" for member in members)
    yield f"source: NHS directory of {records.date} for the name, the ICB and the members"
    yield "owner: PCN manager      # TO DO: who keeps this right"
    yield f"checked: {today}"
    yield f"review_by: {today + timedelta(days=DAYS_TO_REVIEW)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _icb(area: str) -> str:
    """The ICB of an area ("NHS KENT AND MEDWAY ICB - 91Q"); "" where the directory names an older body."""
    match = re.match(r"(NHS .+) ICB\b", area.upper())
    return f"{write_name(match[1])} ICB" if match else ""
