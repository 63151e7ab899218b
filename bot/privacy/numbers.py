"""Numbers that belong to one person: NHS numbers, telephone numbers, payment cards, National Insurance numbers.

Checksums come from python-stdnum (NHS number: modulus 11, NHS Data Dictionary; cards: Luhn), the shape of telephone
numbers from phonenumbers (Google's libphonenumber). Digits may be parted by nearly anything.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers
from stdnum import luhn
from stdnum.gb import nhs

from bot.privacy.personal import Detail, Kind
from bot.privacy.vocabulary import vocabulary

_RUN = re.compile(
    r"(?<!\d)(?:\+\s?|\(\+?)?(?:\d|[oO](?=[\s.-]?[17]\d)|[iIl](?=\d{3}))(?:[\s()./_*–—:-]{0,3}(?:\d|(?<=\d)[oO](?=\d)))+"
)
_GROUP = re.compile(r"\+?[\doOiIl]+")
_SAID_LONG = 7
_LONGEST = 19
"""The most digits of a card, and so the most groups of digits that can be one number."""
_CARD = re.compile(
    r"\d{13,19}|\d{4}(?:[\s.-]{1,3}\d{4}){2,3}(?:[\s.-]{1,3}\d{1,3})?|\d{4}[\s.-]{1,3}\d{6}[\s.-]{1,3}\d{4,5}"
)
_CARD_CUE = re.compile(r"\b(?:card|visa|mastercard|amex|debit|credit)\b[^?!]{0,30}$", re.IGNORECASE)
_INSURANCE = re.compile(r"\b[A-Z]{2}[\s./-]?\d{2}[\s./-]?\d{2}[\s./-]?\d{2}[\s./-]?[A-D]\b", re.IGNORECASE)
_NHS_CUE = re.compile(r"\bn\.?\s?h\.?\s?s\b[^?!]{0,30}$|nhs\s?(?:no|num|number|nr)\w*\W*$", re.IGNORECASE)
_PHONE_CUE = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|mob|landline|cell|whatsapp|ring|call|text|number|numbr|home|work|contact|reach)\b)[^?!]{0,25}$",
    re.IGNORECASE,
)
_MY_CUE = re.compile(r"\b(?:my|our|home|me|his|her|mum's|dad's)\b[^?!]{0,30}$", re.IGNORECASE)
_OF_SERVICES = ("03", "080", "084", "087", "0500")
"""Numbers that begin so belong to organisations (Ofcom, National Telephone Numbering Plan): helplines, NHS lines."""


def numbers(text: str, is_public: frozenset[str]) -> Iterator[Detail]:
    """The personal numbers in a text.

    Args:
        text: the message.
        is_public: telephone numbers of surgeries, digits only; those stay.
    """
    for match in _INSURANCE.finditer(text):
        yield Detail(match.start(), match.end(), Kind.INSURANCE)
    for run in _RUN.finditer(text):
        yield from _in_run(text, run, is_public)
    for match in _said().finditer(text):
        if len(match[0].split()) >= _SAID_LONG:
            yield Detail(match.start(), match.end(), Kind.PHONE)


@lru_cache(maxsize=1)
def _said() -> re.Pattern[str]:
    """ "oh seven four double oh": a row of digits in words."""
    digit = "|".join(sorted(vocabulary().groups["digits"]))
    return re.compile(rf"\b(?:{digit})(?:[\s,.-]+(?:{digit}))+\b", re.IGNORECASE)


def _in_run(text: str, run: re.Match[str], is_public: frozenset[str]) -> Iterator[Detail]:
    """The longest personal numbers in a stretch of digits: "07911 222 333, 943 476 5919" holds two."""
    groups = [(m.start() + run.start(), m.end() + run.start()) for m in _GROUP.finditer(run[0])]
    at = 0
    while at < len(groups):
        start = groups[at][0] - (text[groups[at][0] - 1 : groups[at][0]] == "(")
        for last in range(min(len(groups), at + _LONGEST) - 1, at - 1, -1):
            end = groups[last][1]
            if kind := _kind(text, start, end, is_public):
                yield Detail(start, end, kind)
                at = last
                break
        at += 1


def _kind(text: str, start: int, end: int, is_public: frozenset[str]) -> Kind | None:
    written = text[start:end]
    digits = re.sub(r"\D", "", re.sub("[iIl]", "1", re.sub("[oO]", "0", written)))
    before = text[:start]
    if _is_public(digits, is_public):
        return None
    if _CARD.fullmatch(written) and (luhn.is_valid(digits) or _CARD_CUE.search(before)):
        return Kind.CARD
    if len(digits) == 10 and nhs.is_valid(digits) or 9 <= len(digits) <= 11 and _NHS_CUE.search(before):
        return Kind.NHS_NUMBER
    if _is_telephone(digits, written) or _is_called_telephone(digits, before):
        return Kind.PHONE
    return None


def _is_public(digits: str, is_public: frozenset[str]) -> bool:
    national = "0" + digits[2:] if digits.startswith("44") and len(digits) > 10 else digits
    return national in is_public or national.startswith(_OF_SERVICES) and len(national) in (7, 8, 10, 11)


def _is_telephone(digits: str, written: str) -> bool:
    if digits.startswith("00"):
        written, digits = f"+{digits[2:]}", digits[2:]
    if written.startswith(("+", "(+")):
        return _is_possible("+" + re.sub("^440", "44", digits))
    if digits.startswith("44") and len(digits) == 12:
        return _is_possible(f"+{digits}")
    return digits.startswith("0") and 10 <= len(digits) <= 11 and _is_possible(f"+44{digits[1:]}")


def _is_called_telephone(digits: str, before: str) -> bool:
    """A local number, or one with a digit too few or too many, that the patient calls a telephone number."""
    called = _PHONE_CUE.search(before)
    return bool(called) and (9 <= len(digits) <= 12 or 6 <= len(digits) <= 8 and bool(_MY_CUE.search(before)))


def _is_possible(number: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
