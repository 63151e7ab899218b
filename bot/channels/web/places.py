"""The practice and network of the page that a patient is on, as far as the directory knows them."""

from typing import Any

from bot.resources import resources


def page_place(fields: Any) -> dict[str, str]:
    """The ODS codes under `practice` and `network`; what is unknown is left out.

    Args:
        fields: of a JSON body, a form, or an address.
    """
    directory, place = resources().directory, {}
    if practice := directory.practice(str(fields.get("practice") or "")):
        place["practice"] = practice.code
    if network := directory.network(str(fields.get("network") or "")):
        place["network"] = network.code
    return place
