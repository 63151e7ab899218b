"""What looks like a surgery's name, whether a directory has it or not."""

import re

from bot.understanding.normal_form import normal_form

_SURGERY = r"surgery|medical (?:centre|center|practice|group)|health centre|pcn"
_NAME_OF_A_SURGERY = re.compile(
    r"\b(?!(?:my|our|your|the|this|that|a|an|gp|gps|which|what|each|every|other|another|local|doctors?|own|new|old|same)\b)"
    rf"[a-z'’-]{{3,}} (?:(?:family|village|road|street|lane) )?(?:{_SURGERY})\b",
    re.IGNORECASE,
)


def names_a_surgery(text: str) -> bool:
    """Whether a text has what looks like a surgery's name, known or not ("Quagmire Lane Surgery")."""
    return bool(_NAME_OF_A_SURGERY.search(normal_form(text)))
