"""A made-up England: reports of the national shape and size, so that tests need no download.

Its names are combined by a fixed rule. What is hard in the real reports is in it: names that several share, practices
that closed, moved or left, one at the address of another, practices in Wales, walk-in centres.
"""

import csv
import io
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

NETWORKS = 1100
PRACTICES = 5600
TREES = (
    "OAK",
    "ELM",
    "ASH",
    "BEECH",
    "HAZEL",
    "ROWAN",
    "WILLOW",
    "CEDAR",
    "MAPLE",
    "LARCH",
    "ALDER",
    "YEW",
    "LIME",
)
PLACES = ("FIELD", "WOOD", "BROOK", "HILL", "MEAD", "FORD", "LEIGH", "TON", "BURY", "COMBE", "DALE", "HURST")
KINDS = ("SURGERY", "MEDICAL CENTRE", "HEALTH CENTRE", "MEDICAL PRACTICE", "GROUP PRACTICE", "MED CTR")
TOWNS = ("NORBURY", "SUTBURY", "EASTBURY", "WESTBURY", "MIDBURY", "OVERBURY", "NETHERBURY")
PCN_HEADINGS = (
    "PCN Code", "PCN Name", "Current {area} Code", "{area}", "Open Date", "Close Date", "Address Line 1",
    "Address Line 2", "Address Line 3", "Address Line 4", "Address Line 5", "Postcode",
)  # fmt: skip
PARTNER_HEADINGS = (
    "Partner\nOrganisation\nCode", "Partner\nName", "Practice\nParent\n{area} Code", "Practice\nParent\n{area} Name",
    "PCN Code", "PCN Name", "PCN Parent\n{area} Code", "PCN Parent\n{area} Name",
    "Practice to PCN\nRelationship\nStart Date", "Practice to PCN\nRelationship\nEnd Date",
    "Practice {area} and PCN {area} Match ",
)  # fmt: skip
Rows = list[list[str]]


@dataclass
class England:
    """The rows of the three reports.

    Args:
        epcn: networks.
        partners: memberships (the report epcncorepartnerdetails).
        epraccur: practices and others.
    """

    epcn: Rows = field(default_factory=list)
    partners: Rows = field(default_factory=list)
    epraccur: Rows = field(default_factory=list)

    def copy(self) -> "England":
        """Another one, to be changed."""
        return deepcopy(self)

    def practice(self, code: str) -> list[str]:
        """A practice's row in epraccur."""
        return next(row for row in self.epraccur if row[0] == code)

    def spells(self, code: str) -> Rows:
        """A practice's rows in the memberships."""
        return [row for row in self.partners if row[0] == code]

    def reports(self) -> dict[str, bytes]:
        """The three reports as ODS sends them."""
        return {
            "epcn": as_csv(self.epcn),
            "epcncorepartnerdetails": as_csv(self.partners),
            "epraccur": as_csv(self.epraccur),
        }

    def write(self, folder: Path, month: str = "2023-01") -> list[Path]:
        """The three reports as files with their month in the name."""
        files = []
        for name, content in self.reports().items():
            files.append(folder / f"{name}-{month}.csv")
            files[-1].write_bytes(content)
        return files

    def workbook(self, area: str = "Sub ICB Loc") -> bytes:
        """The ePCN workbook; until 2022 its headings said CCG."""
        book = openpyxl.Workbook(write_only=True)
        for title, headings, rows in (
            ("PCNDetails", PCN_HEADINGS, self.epcn),
            ("PCN Core Partner Details", PARTNER_HEADINGS, self.partners),
        ):
            sheet = book.create_sheet(title)
            sheet.append([heading.format(area=area) for heading in headings])
            for row in rows:
                sheet.append([cell or None for cell in row])
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()


def as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as ODS writes them: every field quoted."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def as_zip(members: dict[str, bytes]) -> bytes:
    """A zip of files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def england(networks: int = NETWORKS, practices: int = PRACTICES) -> England:
    """The same England each time.

    Practice number n has the code A00000 + n and is in the network U00000 + n % networks. Every 100th practice shares
    its name with the one before it, in another town; one practice is in Wales.
    """
    made = England()
    for number in range(networks):
        code, town = f"U{number:05}", TOWNS[number % len(TOWNS)]
        name = f"{_name(number * 7)} {town} PCN"
        made.epcn.append(
            [code, name, "01A", "NHS EXAMPLE ICB - 01A", "20191001", "", f"{number + 1} HIGH STREET", "", "", town, "", _postcode(number)]
        )  # fmt: skip
    for number in range(practices):
        code = f"A{number:05}"
        shared = number - 1 if number % 100 == 0 and number else number
        name = f"{_name(shared)} {KINDS[shared % len(KINDS)]}"
        network = made.epcn[number % networks]
        made.partners.append([code, name, "01A", "NHS EXAMPLE ICB - 01A", network[0], network[1], "01A", "NHS EXAMPLE ICB - 01A", "20191001", "", "Y"])  # fmt: skip
        made.epraccur.append(gp(code, name, number))
    made.epraccur.append(gp("W90001", "LLYN SURGERY", practices))
    made.epraccur.append(gp("Y90001", "WALK IN CENTRE", practices + 1, setting="0"))
    return made


def gp(code: str, name: str, number: int, setting: str = "4") -> list[str]:
    """A row of epraccur, open since 1974."""
    town = TOWNS[number % len(TOWNS)]
    address = [f"{number + 1} STATION ROAD", town, "", "", ""]
    phone = f"01{number % 90 + 210} {number:06}"
    return [code, name, "Y63", "QHM", *address, _postcode(number), "19740401", "", "A", "B", "01A", "20200401", "", phone, "", "", "", "0", "", "01A", "", setting, ""]  # fmt: skip


def _name(number: int) -> str:
    first, rest = number % len(TREES), number // len(TREES)
    second, third = rest % len(PLACES), rest // len(PLACES)
    return TREES[first] + PLACES[second] + (f" {TREES[(third + first) % len(TREES)]}GATE" if third else "")


def _postcode(number: int) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"NB{number // 400 % 90 + 1} {number % 9 + 1}{letters[number % 20]}{letters[number // 20 % 20]}"
