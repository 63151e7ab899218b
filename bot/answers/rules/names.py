"""Rules for names that point to something else: topics, situations, roles, places, files."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from bot.answers.book import AnswerBook, staff_files
from bot.answers.menu import Menu
from bot.answers.rules.content import Content, error
from bot.answers.situations import GROUPS, SITUATIONS
from bot.errors import Problem

MENU = Path("data/menu.yml")
SAFETY = "safety"


def follow_ups(content: Content) -> Iterator[Problem]:
    """Follow-ups are topics that exist, and not the topic itself."""
    for wording, file in content.written():
        for number, topic in enumerate(wording.follow_ups):
            keys = ("follow_ups", number)
            if topic == wording.topic:
                yield error(
                    file, keys, f"follow_ups: {topic} offers itself.", "Take it out or offer another topic."
                )
            elif topic not in content.book.answers:
                yield error(
                    file, keys, f"follow_ups: there is no topic {topic}.", closest(topic, content.book)
                )


def menu_topics(content: Content) -> Iterator[Problem]:
    """The first screen shows topics that exist; every group has a title."""
    if not (menu := content.menu):
        return
    for topic in (topic for shelf in menu.first_screen for topic in shelf.topics):
        if topic not in content.book.answers:
            yield in_menu(
                content, topic, f"first_screen: there is no topic {topic}.", closest(topic, content.book)
            )
    for answer, file in content.answers():
        if answer.group not in menu.groups and answer.group not in ("chat", SAFETY):
            what = f"The folder {answer.group} has no title in data/menu.yml."
            yield error(
                file,
                (),
                what,
                "Move the file to the folder it belongs in, or add the folder under `groups:`.",
            )


def in_menu(content: Content, word: str, what: str, remedy: str) -> Problem:
    """A problem with a word of the menu, on the line where the word stands."""
    lines = (content.data / "menu.yml").read_text(encoding="utf-8-sig").splitlines()
    return Problem(
        MENU, next((number for number, line in enumerate(lines, 1) if word in line), 1), what, remedy
    )


def situations(content: Content) -> Iterator[Problem]:
    """What the assistant calls by name is there; an override has no other situations."""
    for answer, file in content.answers():
        for name in SITUATIONS.get(answer.topic, ()):
            if not answer.situations.get(name, "").strip():
                remedy = f"Write the text `{name}:` under `situations:`; without it nothing is said."
                yield error(file, ("situations",), f"situations: `{name}` is missing.", remedy)
        for name in GROUPS.get(answer.topic, ()):
            if not answer.patients_ask.get(name):
                remedy = f"Write `{name}:` under `patients_ask:` with the ways to say it below."
                yield error(file, ("patients_ask",), f"patients_ask: the group `{name}` is missing.", remedy)
    for override, file in content.overrides():
        known = (
            content.book.answers[override.topic].situations if override.topic in content.book.answers else {}
        )
        for name in sorted(set(override.situations) - set(known)):
            remedy = f"The topic has: {', '.join(known) or 'no situations'}."
            yield error(file, ("situations", name), f"situations: {override.topic} has no `{name}`.", remedy)


def something_to_say(content: Content) -> Iterator[Problem]:
    """Every topic has an answer; a looked-up one may have situations only."""
    for answer, file in content.answers():
        if not answer.answer.strip() and not (answer.kind == "action" and answer.situations):
            yield error(
                file, ("answer",), "answer: there is no answer.", "Write `answer: |` and the words below it."
            )


def overridden(content: Content) -> Iterator[Problem]:
    """An override is for a topic that exists, and for its folder's network or a practice of it."""
    for override, file in content.overrides():
        if override.topic not in content.book.answers:
            yield error(
                file,
                ("topic",),
                f"topic: there is no topic {override.topic}.",
                closest(override.topic, content.book),
            )
        network = file.path.parents[1] / "network.yml"
        profile = next((profile for profile, other in content.profiles() if other.path == network), None)
        own = {profile.network, *(practice.code for practice in profile.practices)} if profile else set()
        if profile and override.for_code not in own:
            what = f"for: {override.for_code} is neither {profile.name} nor one of its practices."
            yield error(file, ("for",), what, f"Known here: {', '.join(sorted(own))}.")


def roles(content: Content) -> Iterator[Problem]:
    """A profile's roles are professionals' topics; each of these says in one line what the person does."""
    professionals = {answer.topic for answer, _ in content.answers() if answer.role}
    for profile, file in content.profiles():
        for number, role in enumerate(profile.roles):
            if role not in professionals:
                remedy = f"Known roles: {', '.join(sorted(professionals))}."
                yield error(
                    file, ("roles", number), f"roles: there is no professional's topic {role}.", remedy
                )
    for answer, file in content.answers():
        if answer.role and not answer.one_line:
            remedy = "Write in a few words what this person does; it is shown in the list of roles."
            yield error(file, ("role",), "one_line: this field is missing beside `role`.", remedy)


def file_names(content: Content) -> Iterator[Problem]:
    """A file is called like its topic."""
    for answer, file in content.answers():
        if file.path.stem != answer.topic:
            yield error(
                file,
                ("topic",),
                f"The file of the topic {answer.topic} has another name.",
                _rename(answer.topic),
            )
    for override, file in content.overrides():
        if file.path.stem not in (override.topic, f"{override.topic}.{override.for_code}"):
            what = f"The file of {override.topic} for {override.for_code} has another name."
            yield error(
                file, ("topic",), what, _rename(override.topic, f"{override.topic}.{override.for_code}")
            )


def _rename(*names: str) -> str:
    return f"Call the file {' or '.join(f'{name}.yml' for name in names)}."


def stray_files(content: Content) -> Iterator[Problem]:
    """Every file under answers and networks is one that the assistant reads."""
    read = set(staff_files(content.data))
    for folder in ("answers", "networks"):
        for path in sorted((content.data / folder).rglob("*")):
            if (
                path.is_file()
                and path not in read
                and path.name != "README.md"
                and not path.name.startswith(".")
            ):
                remedy = "Put it in answers/<group>/<topic>.yml or networks/<name>/answers/<topic>.yml."
                yield Problem(
                    path.relative_to(content.data.parent), 1, "The assistant does not read this file.", remedy
                )


def missing_topics(content: Content) -> Iterator[Problem]:
    """Every topic of the catalogue has its file."""
    for group, topics in content.catalogue.items():
        for topic in topics if group != SAFETY else ():
            if topic not in content.book.answers:
                path = Path("data/answers") / group / f"{topic}.yml"
                yield Problem(
                    path, 1, f"The topic {topic} has no file that can be read.", "Write it, or mend the file."
                )


def closest(topic: str, book: AnswerBook) -> str:
    """What to do about an unknown topic."""
    near = get_close_matches(topic, book.answers, n=1)
    return f"Did you mean {near[0]}?" if near else "Use the name of a file under data/answers, without .yml."


MUST_HOLD = (follow_ups, menu_topics, situations, something_to_say, roles)


def references(book: AnswerBook, menu: Menu, data: Path) -> list[Problem]:
    """What must hold for the assistant to use these files: no name may lead nowhere."""
    content = Content(data, book, menu)
    return [problem for rule in MUST_HOLD for problem in rule(content)]
