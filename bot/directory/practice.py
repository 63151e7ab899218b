"""Practice and Network: what the NHS directory says of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """What a search came to; decides what the conversation does next."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    CLOSED = "closed"
    NOT_IN_A_PCN = "not-in-a-pcn"
    NOT_FOUND = "not-found"


@dataclass(frozen=True)
class Network:
    """A primary care network.

    Args:
        code: ODS code, U and five digits.
        name: as people write it ("Synergy Health PCN").
        town: of its registered address.
        practices: ODS codes of its members on the directory's date.
    """

    code: str
    name: str
    town: str
    practices: tuple[str, ...]


@dataclass(frozen=True)
class Practice:
    """A GP practice.

    Args:
        code: ODS code, a letter and five digits.
        name: as people write it ("Yarm Medical Practice", not "YARM MEDICAL PRACTICE").
        address: lines of the address without the postcode, as people write them.
        town: the town or village that tells it from others of the same name.
        postcode: with a space.
        telephone: in groups ("01642 745 800"), "" where the directory has none.
        network: ODS code of its network, None where it is in none.
        closed: the day it closed, None while it is open.
        left_network: the day it left its last network, None where it has not left one.
        successor: ODS code of the open practice at the same address, None where the data shows none.
        in_wales: True for practices in Wales (codes beginning with W), which have no PCNs.
        last_network: ODS code of the network it is in or, where it is in none, was last in.
        other_names: what the reports also call it, as people write it.
        dormant: the reports list it as dormant and in no network: it may have closed.
    """

    code: str
    name: str
    address: tuple[str, ...]
    town: str
    postcode: str
    telephone: str
    network: str | None
    closed: date | None
    left_network: date | None
    successor: str | None
    in_wales: bool = False
    last_network: str | None = None
    other_names: tuple[str, ...] = ()
    dormant: bool = False


@dataclass(frozen=True)
class Match:
    """A practice that fits what was asked, with how well it fits (0 to 1)."""

    practice: Practice
    score: float


@dataclass(frozen=True)
class Found:
    """The result of a search: best first, at most five of each.

    `practices` and `networks` both hold candidates when the query fits either. With status `found`, the
    first of the one non-empty list is the one that is meant.
    """

    query: str
    status: Status
    practices: tuple[Match, ...] = ()
    networks: tuple[Network, ...] = ()
