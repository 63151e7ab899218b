"""Rules for words in curly brackets, links and dates."""

import re
from collections.abc import Iterator

from bot.answers.answer import PLACEHOLDER
from bot.answers.files import StaffFile
from bot.answers.rules.content import Content, Keys, error, texts, warning
from bot.answers.template import names_in
from bot.answers.values import ALWAYS, KNOWN, LOOKED_UP
from bot.errors import Problem

SHORT = 300
SCHEMES = ("https://", "http://", "tel:", "mailto:")
ADDRESSES = ("practice_website", "practice_nhs_page", "network_website")
IN_ANSWERS = tuple(
    name for name in KNOWN if name not in LOOKED_UP or name in ("directory_date", "number_of_practices")
)


def placeholders(content: Content) -> Iterator[Problem]:
    """Words in curly brackets are ones that the assistant can fill in."""
    for wording, file in content.written():
        for keys, text in texts(wording):
            yield from _unknown(text, KNOWN if keys[0] == "situations" else IN_ANSWERS, file, keys)
        for number, link in enumerate(wording.links):
            yield from _unknown(f"{link.text} {link.url}", IN_ANSWERS, file, ("links", number))


def _unknown(text: str, known: tuple[str, ...], file: StaffFile, keys: Keys) -> Iterator[Problem]:
    for name in sorted(names_in(text) - set(known)):
        where = "is known only in `situations`" if name in KNOWN else "is not one that can be filled in"
        what = f"{keys[0]}: {{{name}}} {where}."
        yield error(file, keys, what, "Use one of the words in data/answers/README.md, or write it out.")
    if re.search(r"[{}]", re.sub(PLACEHOLDER, "", text)):
        remedy = "Write {surgery} exactly so: small letters, no spaces, one bracket on each side."
        yield error(file, keys, f"{keys[0]}: a curly bracket that is not filled in.", remedy)


def something_remains(content: Content) -> Iterator[Problem]:
    """One paragraph at least stays where nothing is known of the patient's surgery."""
    for wording, file in content.written():
        for keys, text in texts(wording):
            paragraphs = re.split(r"\n\s*\n", text.strip())
            if keys[0] != "situations" and all(names_in(paragraph) - set(ALWAYS) for paragraph in paragraphs):
                what = f"{keys[0]}: nothing is left of this where the surgery or network is not known."
                remedy = "Write one paragraph without curly brackets other than {surgery} and {pcn}."
                yield error(file, keys, what, remedy)


def links(content: Content) -> Iterator[Problem]:
    """A link leads to a web page, a telephone number or an email address."""
    for wording, file in content.written():
        for number, link in enumerate(wording.links):
            if not _is_address(link.url):
                yield _no_address(file, ("links", number, "url"), link.url)
    for profile, file in content.profiles():
        places: list[tuple[Keys, str]] = [(("website",), profile.website)]
        places += [(("links", name), url) for name, url in profile.links.items()]
        for number, practice in enumerate(profile.practices):
            places.append((("practices", number, "website"), practice.website))
            places += [(("practices", number, "links", name), url) for name, url in practice.links.items()]
        yield from (
            _no_address(file, keys, url) for keys, url in places if url and not url.startswith(SCHEMES)
        )


def _is_address(url: str) -> bool:
    if name := re.match(PLACEHOLDER, url):
        return name[1] in ADDRESSES or name[1].startswith("link_")
    return url.startswith(SCHEMES)


def _no_address(file: StaffFile, keys: Keys, url: str) -> Problem:
    remedy = "Begin it with https://, tel: or mailto:, or use a word such as {practice_website}."
    return error(file, keys, f'links: "{url}" is not an address that can be opened.', remedy)


def short_answers(content: Content) -> Iterator[Problem]:
    """A text message holds the short answer; where an override changes the answer, it has its own."""
    for wording, file in content.written():
        if len(wording.short_answer.strip()) > SHORT:
            what = f"short_answer: {len(wording.short_answer.strip())} characters."
            yield warning(
                file, ("short_answer",), what, f"Shorten it to {SHORT}; it is sent as a text message."
            )
    for override, file in content.overrides():
        general = content.book.answers.get(override.topic)
        if general and override.answer and general.short_answer and not override.short_answer:
            what = "short_answer: text messages still get the general short answer."
            yield warning(file, ("answer",), what, "Write a `short_answer:` that fits the answer here.")


def dates(content: Content) -> Iterator[Problem]:
    """What was checked was checked by today, and is looked at again in time."""
    for dated, file in content.dated():
        if dated.checked > content.today:
            yield error(
                file,
                ("checked",),
                f"checked: {dated.checked} is in the future.",
                "Write the day it was checked.",
            )
        if dated.review_by < dated.checked:
            yield error(
                file,
                ("review_by",),
                "review_by: this is before the day it was checked.",
                "Write a later day.",
            )
        elif dated.review_by < content.today:
            remedy = f"{dated.owner}: check the facts, then change `checked` and `review_by`."
            yield warning(file, ("review_by",), f"review_by: {dated.review_by} is past.", remedy)


def places(content: Content) -> Iterator[Problem]:
    """The networks and practices of the profiles are in the NHS directory."""
    if not content.book.profiles:
        return
    from bot.directory.editions.archive import Editions
    from bot.directory.editions.importing import records_in_use
    from bot.directory.reports.people import people
    from bot.settings import settings

    _, records = records_in_use(content.data / "directory", Editions(settings().editions))
    directory = people(records)
    for profile, file in content.profiles():
        if profile.network not in directory.networks:
            yield _not_listed(file, ("network",), profile.network)
        for number, own in enumerate(profile.practices):
            keys = ("practices", number, "code")
            practice = directory.practices.get(own.code)
            if not practice:
                yield _not_listed(file, keys, own.code)
            elif practice.network != profile.network:
                what = (
                    f"practices: {practice.name} ({own.code}) is not in this network, says the NHS directory."
                )
                yield warning(file, keys, what, "Take it out, or bring the directory up to date.")


def _not_listed(file: StaffFile, keys: Keys, code: str) -> Problem:
    remedy = "Correct the code, or bring the directory up to date: pcnbot directory update."
    return error(file, keys, f"{keys[0]}: {code} is not in the NHS directory in use.", remedy)
