"""E-mail addresses, also with spaces in them or said in words ("joan dot bell at gmail dot com")."""

import re
from collections.abc import Iterator

from bot.privacy.personal import Detail, Kind

_DOT = r"(?:\.|\s\.\s|\sdot\s)"
_AT = r"\s?(?:@|\(\s?at\s?\)|\[\s?at\s?\])\s?"
_LAST = r"(?:com|uk|org|net|co|ac|gov|info|me|io|eu|ie|pl|ro|fr|de|es|it|pt|in|email|live|wales|scot|cymru)"
_PROVIDERS = r"(?:gmail|googlemail|hotmail|outlook|live|yahoo|ymail|icloud|aol|btinternet|sky|virginmedia|talktalk|nhs)"
_WRITTEN = re.compile(
    rf"[\w.+%'-]+{_AT}(?:[a-z0-9-]+(?:{_DOT}[a-z0-9-]+)*{_DOT}[a-z]{{2,12}}|{_PROVIDERS})\b", re.IGNORECASE
)
_SAID = re.compile(
    rf"\b[\w+%-]+(?:(?:{_DOT}|\s(?:underscore|dash)\s)[\w+%-]+)*\s+at\s+[a-z0-9-]+(?:{_DOT}[a-z0-9-]+)*{_DOT}{_LAST}\b",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Detail]:
    """The e-mail addresses in a text."""
    for pattern in (_WRITTEN, _SAID):
        for match in pattern.finditer(text):
            yield Detail(match.start(), match.end(), Kind.EMAIL)
