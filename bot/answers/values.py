"""The words that placeholders stand for, for a patient's practice and network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.book import AnswerBook
from bot.answers.profile import LINKS
from bot.settings import settings

if TYPE_CHECKING:
    from bot.directory.find import Directory
    from bot.directory.practice import Network, Practice

ALWAYS = ("surgery", "pcn", "kept_days")
PRACTICE = (
    "practice",
    "practice_phone",
    "practice_address",
    "practice_website",
    "practice_nhs_page",
    "practice_hours",
)
NETWORK = (
    "network",
    "network_area",
    "network_patients",
    "network_practices",
    "network_priorities",
    "network_website",
    "clinical_director",
    "local_pcns",
    "icb",
)
LINK = tuple(f"link_{name}" for name in LINKS)
LOOKED_UP = (
    "other_practices",
    "number_of_practices",
    "directory_date",
    "candidate",
    "asked_network",
    "closed_date",
    "left_date",
    "successor",
    "roles",
    "role",
    "limit",
)
KNOWN = ALWAYS + PRACTICE + NETWORK + LINK + LOOKED_UP


@dataclass(frozen=True)
class Place:
    """Where a conversation is: the patient's practice and network, as ODS codes, as far as they are known."""

    practice: str | None = None
    network: str | None = None


def network_of(place: Place, directory: Directory) -> str | None:
    """The network of a place: the one that is known, else the practice's."""
    practice = directory.practice(place.practice) if place.practice else None
    return place.network or (practice.network if practice else None)


def in_town(named: Practice | Network) -> str:
    """A name with its town, which tells it from others of the same name: "Park Lane Surgery in Derby"."""
    has_town = named.town and named.town.lower() not in named.name.lower()
    return f"{named.name} in {named.town}" if has_town else named.name


def nhs_page(practice: Practice) -> str:
    """The practice's page on the NHS website, which finds it by its code; "" for one that can have none there."""
    if practice.closed or practice.dormant or practice.in_wales:
        return ""
    slug = re.sub(r"[^a-z0-9]+", "-", practice.name.lower().replace("'", "")).strip("-")
    return f"https://www.nhs.uk/services/gp-surgery/{slug}/{practice.code}"


def values_for(
    place: Place, book: AnswerBook, directory: Directory, anybody: dict[str, str]
) -> dict[str, str | list[str]]:
    """What each placeholder says for this place; what is unknown is missing.

    Args:
        place: the practice and network.
        book: profiles.
        directory: names, addresses, telephone numbers.
        anybody: the words for `surgery` and `pcn` where none is known.
    """
    practice = directory.practice(place.practice) if place.practice else None
    network = directory.network(network_of(place, directory) or "")
    values: dict[str, str | list[str]] = {
        **anybody,
        "directory_date": directory.date,
        "kept_days": str(settings().kept_days),
    }
    profile = book.profiles.get(network.code) if network else None
    if network:
        name = profile.name if profile else network.name
        members = [member.name for code in network.practices if (member := directory.practice(code))]
        values |= {"pcn": name, "network": name, "network_practices": members}
        values["number_of_practices"] = str(len(members))
    if profile:
        values |= {
            "network_area": profile.area,
            "network_patients": profile.patients,
            "network_priorities": profile.priorities,
            "network_website": profile.website,
            "clinical_director": profile.clinical_director,
            "local_pcns": profile.local_pcns,
            "icb": profile.icb,
            **{f"link_{name}": url for name, url in profile.links.items()},
        }
    if practice:
        own = profile.practice(practice.code) if profile else None
        values |= {
            "surgery": practice.name,
            "practice": practice.name,
            "practice_phone": (own.telephone if own else "") or practice.telephone,
            "practice_address": ", ".join((*practice.address, practice.postcode)),
            "practice_website": own.website if own else "",
            "practice_nhs_page": nhs_page(practice),
            "practice_hours": own.hours if own else "",
            **{f"link_{name}": url for name, url in (own.links if own else {}).items()},
        }
    return values
