"""What `pcnbot check` says of staff's files: everything that is wrong at once, with file, line and remedy.

Errors stop training and are refused by the running assistant; warnings are for a person to decide.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.answers.book import AnswerBook
from bot.answers.files import StaffFile
from bot.answers.menu import Menu
from bot.answers.rules import examples, names, style, to_do, words
from bot.answers.rules.content import Content, Style
from bot.errors import ContentError, DirectoryError, Problem

RULES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    names.missing_topics,
    names.stray_files,
    names.file_names,
    names.something_to_say,
    names.situations,
    names.follow_ups,
    names.menu_topics,
    names.overridden,
    names.roles,
    examples.lengths,
    examples.duplicates,
    examples.enough,
    examples.intents,
    examples.helps_with,
    words.placeholders,
    words.something_remains,
    words.links,
    words.short_answers,
    words.dates,
    words.places,
    style.style,
    to_do.to_do,
)


def check(data: Path, today: date | None = None) -> list[Problem]:
    """Every problem of the files under a data folder, errors before warnings.

    Args:
        data: the folder of staff files.
        today: the day to compare dates with.
    """
    book = AnswerBook.read(data)
    problems = list(book.problems)
    content = Content(
        data,
        book,
        _menu(data, problems),
        _catalogue(data, problems),
        _style(data, problems),
        today or date.today(),
    )
    for rule in RULES:
        try:
            problems.extend(rule(content))
        except DirectoryError as error:
            remedy = "Import the directory again: pcnbot directory update."
            problems.append(Problem(Path("data/directory"), 1, str(error), remedy))
    problems.extend(_safety(data))
    problems.extend(_looks(data))
    return sorted(set(problems), key=lambda problem: (problem.warning, problem))


def _menu(data: Path, problems: list[Problem]) -> Menu | None:
    try:
        return Menu.load(data)
    except ContentError as error:
        problems.extend(error.problems)
        return None


def _catalogue(data: Path, problems: list[Problem]) -> dict[str, list[str]]:
    file = StaffFile(data / "catalogue.yml", Path("data/catalogue.yml"))
    problems.extend(file.problems)
    return file.content


def _style(data: Path, problems: list[Problem]) -> Style:
    file = StaffFile(data / "style.yml", Path("data/style.yml"))
    style_of_file = file.as_model(Style)
    problems.extend(file.problems)
    return style_of_file or Style()


def _safety(data: Path) -> list[Problem]:
    """The fixed replies, the red flags and the examples; they are checked as they are read."""
    from bot.safety.check import SafetyCheck
    from bot.safety.examples import SafetyExamples

    folder = data / "safety"
    problems: list[Problem] = []
    for load, path in ((SafetyCheck.load, folder), (SafetyExamples.load, folder / "examples")):
        try:
            load(path)
        except ContentError as error:
            problems += [replace(problem, file=_shown(problem.file, data)) for problem in error.problems]
    return problems or list(_draft(folder / "replies.yml", data))


def _draft(path: Path, data: Path) -> Iterator[Problem]:
    """The fixed replies are in use, but nobody stands for them yet."""
    from bot.safety.replies import SafetyReplies

    if SafetyReplies.load(path).approval.is_draft:
        what = "The fixed replies are a draft that nobody has approved."
        remedy = "A Clinical Safety Officer reads and approves them with `pcnbot safety approve`."
        yield Problem(_shown(path, data), 1, what, remedy, warning=True)


def _looks(data: Path) -> Iterator[Problem]:
    """The chat's own words and looks; what nobody has read yet comes as warnings."""
    from bot.accessibility import Words
    from bot.channels.web.interface import Interface
    from bot.channels.web.theme import Theme

    try:
        yield from Interface.load(data).problems
    except ContentError as error:
        yield from error.problems
    for load in (Theme.load, Words.load):
        try:
            load(data)
        except ContentError as error:
            yield from error.problems


def _shown(file: Path, data: Path) -> Path:
    return file.relative_to(data.parent) if file.is_relative_to(data.parent) else file
