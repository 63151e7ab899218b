"""Profile: what staff say of their network and its practices, beside what the NHS directory knows."""

import re
from datetime import date

from pydantic import Field, PydanticValueError, validator

from bot.answers.answer import Strict

LINKS = ("appointments", "prescriptions", "results", "fit_note", "register", "feedback", "contact", "privacy")


WEBSITE = re.compile(
    r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?"
)
"""A website as browsers name it in the header Origin (RFC 6454); without TLS only on one's own machine."""


class NotAWebsite(PydanticValueError):
    """A website that browsers would name otherwise."""

    code = "website"
    msg_template = "this is not a website as browsers name it"


def _known_links(value: dict[str, str]) -> dict[str, str]:
    if unknown := set(value) - set(LINKS):
        raise ValueError(f"unknown link {', '.join(sorted(unknown))}; known: {', '.join(LINKS)}")
    return value


class PracticeProfile(Strict):
    """What a practice adds to the directory's entry of it."""

    code: str = Field(regex=r"^[A-Z][0-9]{5}$")
    telephone: str = ""
    website: str = ""
    hours: str = ""
    links: dict[str, str] = {}

    _links = validator("links", allow_reuse=True)(_known_links)


class Profile(Strict):
    """One network: data/networks/<name>/network.yml. The chat may stand on the pages of its `websites`."""

    network: str = Field(regex=r"^U[0-9]{5}$")
    name: str = Field(min_length=1)
    area: str = ""
    patients: str = ""
    clinical_director: str = ""
    local_pcns: str = ""
    icb: str = ""
    website: str = ""
    websites: list[str] = []
    roles: list[str] = []
    priorities: list[str] = []
    links: dict[str, str] = {}
    practices: list[PracticeProfile] = []
    source: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    checked: date
    review_by: date

    _links = validator("links", allow_reuse=True)(_known_links)

    @validator("websites", each_item=True)
    def _as_browsers_name_it(cls, value: str) -> str:
        site = value.strip().lower().removesuffix("/")
        if not WEBSITE.fullmatch(site):
            raise NotAWebsite
        return site

    def practice(self, code: str) -> PracticeProfile | None:
        """What the profile adds for the practice with this ODS code; None where it adds nothing."""
        return next((practice for practice in self.practices if practice.code == code), None)
