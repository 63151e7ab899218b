"""Dates of birth: any date that is called one, and full dates that can hardly be anything else.

Opening times, appointments, years and the dates of the NHS's own history stay as they are.
"""

import re
from collections.abc import Iterator
from datetime import date

from bot.privacy.personal import Detail, Kind

GROWN_UP = 16
"""A full date so many years ago that nothing calls a date of birth is taken for one."""

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS = r"(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)"
_TWO_DIGITS = rf"(?:{_TENS}[\s-]?{_ONES}|{_TENS}|{_TEENS}|(?:oh|o|nought|zero)[\s-]?{_ONES}|{_ONES})"
_YEAR_SAID = (
    rf"(?:(?:nineteen|eighteen)[\s-](?:hundred[\s-](?:and[\s-])?)?{_TWO_DIGITS}"
    rf"|twenty[\s-]{_TWO_DIGITS}|two[\s-]thousand(?:[\s-](?:and[\s-])?{_TWO_DIGITS})?)"
)
_ORDINALS = (
    r"(?:(?:twenty|thirty)[\s-]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|twentieth|thirtieth"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
    r"|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth)"
)
_DAY = rf"(?:the\s+)?(?:[0-3]?\d\s?(?:st|nd|rd|th)?|{_ORDINALS}|{_TWO_DIGITS})"
_YEAR = rf"(?:(?:18|19|20)\d\d|'?\d\d(?!\d)|{_YEAR_SAID})"
_BETWEEN = r"[\s,./-]{0,3}"
_NAMED_MONTH = (
    rf"(?:{_DAY}\s?(?:of\s+)?{_BETWEEN}{_MONTHS}\b\.?(?:{_BETWEEN}(?:in\s+)?{_YEAR})?"
    rf"|{_MONTHS}\b\.?\s*{_DAY}(?:{_BETWEEN}{_YEAR})?)"
)
_NUMBERS = (
    r"(?:(?:18|19|20)\d\d\s?[./\s-]\s?[01]?\d\s?[./\s-]\s?[0-3]?\d"
    r"|[0-3]?\d\s?[./\s,:\\_-]\s?[0-3]?\d\s?[./\s,:\\_-]\s?(?:(?:18|19|20)\d\d|\d\d))"
)
_ANY = re.compile(
    rf"(?<![\d£])(?:{_NUMBERS}(?!\d)|(?<![a-z]){_NAMED_MONTH}(?![a-z\d]))",
    re.IGNORECASE,
)
_HAS_ANY = re.compile(rf"\d|{_MONTHS}", re.IGNORECASE)
"""No date is without it; most messages are."""
_EIGHT_DIGITS = re.compile(
    r"(?<!\d)(?:[0-3]\d[01]\d(?:18|19|20)\d\d|(?:19|20)\d\d[01]\d[0-3]\d|[0-3]\d[01]\d\d\d)(?!\d)"
)
_CALLED = re.compile(
    r"(?:\bd\.?\s?o\.?\s?b\b|\bdate?s? of b\w+|\bbirth\s?da(?:y|te)|\bb\.?day\b|\bborn\b|\bbirth\s?date|\bdateofbirth\b|\bd\.o\.b|dob)",
    re.IGNORECASE,
)
_REACH = 48
"""How many characters may stand between "date of birth" and the date."""
_HISTORY = re.compile(
    r"\b(?:since|from|until|till|before|after|founded|started|start|began|begun|opened|opening|closed|published|launched|in force|joined|changed"
    r"|appointment|appt|clinic|booked|scan|operation|surgery|jab|vaccine|vaccination|referral|referred|referal|letter|results?|test|seen)\b[^.?!]{0,30}$",
    re.IGNORECASE,
)
_YEAR_WRITTEN = re.compile(r"(?:18|19|20)\d\d")


def births(text: str, beside_others: bool, today: date) -> Iterator[Detail]:
    """The dates of birth in a text.

    Args:
        text: the message.
        beside_others: whether the message holds other personal details; a date is then more likely one of birth.
        today: to tell how long ago a date is.
    """
    if not _HAS_ANY.search(text):
        return
    calls = [match.end() for match in _CALLED.finditer(text)]
    for match in _ANY.finditer(text):
        called = any(0 <= match.start() - at <= _REACH for at in calls) or _is_called_after(text, match.end())
        if called or _can_only_be(text, match, beside_others, today):
            yield Detail(match.start(), match.end(), Kind.BIRTH)
    for match in _EIGHT_DIGITS.finditer(text):
        if any(0 <= match.start() - at <= 20 for at in calls):
            yield Detail(match.start(), match.end(), Kind.BIRTH)


def _is_called_after(text: str, end: int) -> bool:
    """ "12/3/1950 is my date of birth"."""
    match = _CALLED.search(text, end, end + 25)
    return bool(match) and match[0].lower() != "born"


def _can_only_be(text: str, match: re.Match[str], beside_others: bool, today: date) -> bool:
    """Whether a date that nothing calls one of birth is one: long ago, or among other details, and no history."""
    if _HISTORY.search(text[: match.start()]):
        return False
    digits = _YEAR_WRITTEN.search(match[0])
    numeric = len(re.findall(r"\d+", match[0])) == 3
    if not digits:
        return beside_others and (numeric or bool(re.search(_YEAR_SAID, match[0], re.IGNORECASE)))
    if not numeric and len(re.findall(r"\w+", match[0])) < 3:
        return False
    years = today.year - int(digits[0])
    return years >= GROWN_UP or (beside_others and years >= 0)
