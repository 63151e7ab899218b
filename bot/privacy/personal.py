"""What counts as a personal detail, and where one stands in a message."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of personal detail that are masked; the order is that of their precedence where they overlap."""

    EMAIL = "email"
    CARD = "card"
    NHS_NUMBER = "nhs"
    INSURANCE = "insurance"
    BIRTH = "birth"
    PHONE = "phone"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NAME = "name"


class Detail(NamedTuple):
    """A personal detail in a message.

    Args:
        start: where it begins, in characters.
        end: where it ends.
        kind: what it is.
    """

    start: int
    end: int
    kind: Kind
