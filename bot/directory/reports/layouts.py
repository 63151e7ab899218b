"""The layouts of the ODS reports, and which of them a table has.

epcn and epcncorepartnerdetails are also the sheets of the monthly ePCN workbook, whose headings said CCG until 2022
and say Sub ICB since. Reports come without headings or with them.
"""

import re
from dataclasses import dataclass, field

from bot.directory.reports.tables import Row, Table

HEADINGS_WITHIN = 10
"""Rows of a table in which its headings stand; some workbooks begin with notes."""


@dataclass(frozen=True)
class Layout:
    """One of the reports.

    Args:
        report: its name at ODS.
        columns: how many it has.
        headings: what the headings of the columns that are needed say, by position counted from 0.
    """

    report: str
    columns: int
    headings: dict[int, str] = field(default_factory=dict)

    def positions(self, row: Row) -> list[int | None] | None:
        """Where each column of the layout stands under these headings; None where a needed one is missing."""
        titles = [" ".join(cell.lower().split()) for cell in row.fields]
        places = {
            column: next((place for place, title in enumerate(titles) if re.search(heading, title)), None)
            for column, heading in self.headings.items()
        }
        if not places or None in places.values():
            return None
        return [places.get(column) for column in range(self.columns)]


NETWORKS = Layout(
    "epcn",
    12,
    {
        0: "^pcn code$",
        1: "^pcn name$",
        3: "^(?!.*code).*(ccg|sub icb)",
        4: "open date",
        5: "close date",
        **{line + 5: f"address line {line}$" for line in range(1, 6)},
        11: "^post ?code$",
    },
)
MEMBERSHIPS = Layout(
    "epcncorepartnerdetails",
    11,
    {
        0: "^(partner|practice) (organisation )?code$",
        1: "^(partner|practice) name$",
        4: "^pcn code$",
        8: "start date$",
        9: "end date$",
    },
)
PRACTICES = Layout("epraccur", 27)
LAYOUTS = (NETWORKS, MEMBERSHIPS, PRACTICES)


def recognised(table: Table) -> tuple[Layout, list[Row]] | None:
    """The layout of a table and its rows in just this layout, headings left out; None where it has none of them."""
    for place, row in enumerate(table.rows[:HEADINGS_WITHIN]):
        for layout in LAYOUTS:
            if positions := layout.positions(row):
                return layout, [_rearranged(below, positions) for below in table.rows[place + 1 :]]
    first = table.rows[0].fields if table.rows else []
    layout = next((layout for layout in LAYOUTS if layout.columns == len(first)), None)
    if layout is None:
        return None
    return layout, table.rows[1:] if re.search("code", first[0], re.IGNORECASE) else table.rows


def _rearranged(row: Row, positions: list[int | None]) -> Row:
    width = len(row.fields)
    return Row(
        row.source,
        row.number,
        [row.fields[place] if place is not None and place < width else "" for place in positions],
    )
