"""The documents say what is there: commands, settings, links, make targets, versions."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import click
import pytest
import yaml

from bot.cli import COMMANDS, group
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}
SETTINGS = {f"PCNBOT_{name.upper()}": field for name, field in Settings.__fields__.items()}
HISTORY = "docs/decisions/0001-no-tensorflow.md"
"""Tells why newer Pythons than Rasa's are used, so it names older ones."""

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def default_of(variable: str) -> str:
    """A setting's default as people write it; "" for a secret."""
    default = SETTINGS[variable].default
    return default.get_secret_value() if hasattr(default, "get_secret_value") else str(default)


def sentence_of(variable: str) -> str:
    """A setting's sentence."""
    return SETTINGS[variable].field_info.description


def supported_pythons() -> list[str]:
    """The minor versions that pyproject.toml allows."""
    allowed = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", PROJECT["requires-python"])
    assert allowed, "requires-python has another form now"
    return [f"3.{minor}" for minor in range(int(allowed[1]), int(allowed[2]))]


def anchors(text: str) -> set[str]:
    """The names by which a page's headings can be linked to, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def code_of(text: str) -> str:
    """What a page shows as code: blocks and words between backticks."""
    blocks = re.findall(r"^ *```.*?^ *```", text, re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_and_says_what_it_does(command: str) -> None:
    """Somebody who reads the documents meets each command, and `--help` explains it."""
    assert any(f"pcnbot {command}" in code_of(text) for text in TEXTS.values())
    found = group.get_command(click.Context(group), command)
    assert found and found.help


@pytest.mark.parametrize("page", TEXTS)
def test_commands_and_options_that_a_page_shows_exist(page: str) -> None:
    """No page tells people to type a command or an option that is not there."""
    for name, rest in re.findall(r"pcnbot ([a-z][a-z-]*)([^\n`]*)", code_of(TEXTS[page])):
        assert name in COMMANDS, f"pcnbot {name}"
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            name, rest = re.match(r" *([a-z-]+)?(.*)", rest).groups()
            assert name in command.commands, f"pcnbot ... {name}"
            command = command.commands[name]
        known = {
            each for parameter in command.params for each in (*parameter.opts, *parameter.secondary_opts)
        }
        shown = set(re.findall(r"--[a-z-]+", re.sub(r"'[^']*'|\"[^\"]*\"", "", rest)))
        assert shown <= known | {"--help"}, f"pcnbot {name}{rest}"


@pytest.mark.parametrize("page", TEXTS)
def test_make_targets_that_a_page_shows_exist(page: str) -> None:
    """`make run` and the others are in the Makefile."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:^|[\s;&])make ([a-z]+)", code_of(TEXTS[page]), re.MULTILINE)) <= set(targets)


def test_the_readme_begins_with_the_two_commands_that_do_everything() -> None:
    """A new user sees both without scrolling far."""
    beginning = "\n".join(TEXTS["README.md"].splitlines()[:45])
    assert "make run" in beginning
    assert "make test" in beginning


def test_the_readme_is_short() -> None:
    """The first page stays one page."""
    assert len(TEXTS["README.md"].splitlines()) <= 120


def test_the_readme_links_every_page() -> None:
    """No page is lost; the decisions are reached through their folder."""
    pages = [name for name in TEXTS if name.startswith("docs/") and not name.startswith("docs/decisions/")]
    assert [name for name in pages if f"]({name})" not in TEXTS["README.md"]] == []


def test_the_list_of_decisions_is_complete() -> None:
    """Each decision is listed, and their numbers have no gap."""
    decisions = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert [int(name[:4]) for name in decisions] == list(range(1, len(decisions) + 1))
    assert [name for name in decisions if f"]({name})" not in TEXTS["docs/decisions/README.md"]] == []


@pytest.mark.parametrize("page", TEXTS)
def test_relative_links_lead_somewhere(page: str) -> None:
    """The file is there, and so is the heading."""
    for target in re.findall(r"\]\((?!https?://|mailto:)([^)\s]+)\)", TEXTS[page]):
        path, _, anchor = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("variable", SETTINGS)
def test_every_setting_is_documented(variable: str) -> None:
    """The operators' table has its default and its sentence."""
    default = f"`{default_of(variable)}`" if default_of(variable) else "empty"
    row = f"| `{variable}` | {default} | {sentence_of(variable)} |"
    assert row in TEXTS["docs/operators/settings.md"].splitlines()


def test_the_example_environment_is_the_list_of_settings() -> None:
    """.env.example has each setting once, in order, with its sentence and default, and sets nothing itself."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    settings = [(above, line) for above, line in pairwise(lines) if line.startswith("#PCNBOT_")]
    assert settings == [(f"# {sentence_of(each)}", f"#{each}={default_of(each)}") for each in SETTINGS]
    assert all(line.startswith("#") for line in lines if line)


@pytest.mark.parametrize("page", TEXTS)
def test_pages_name_no_setting_that_does_not_exist(page: str) -> None:
    """A renamed setting is renamed everywhere."""
    assert set(re.findall(r"PCNBOT_[A-Z_]+", TEXTS[page])) <= set(SETTINGS)


@pytest.mark.parametrize("page", [page for page in TEXTS if page != HISTORY])
def test_pages_name_only_pythons_that_are_supported(page: str) -> None:
    """What is said of Python versions agrees with pyproject.toml."""
    named = re.findall(r"(?<![\d.])3\.\d\d\b(?!\.)", TEXTS[page])
    assert set(named) <= set(supported_pythons())


def test_the_readme_names_all_supported_pythons() -> None:
    """A new user learns which Pythons it runs on."""
    assert f"Python {' or '.join(supported_pythons())}" in TEXTS["README.md"]


def test_the_workflow_tests_every_supported_python() -> None:
    """Both Pythons, by the commands that people use, with actions pinned to a version."""
    text = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert jobs["test"]["strategy"]["matrix"]["python"] == supported_pythons()
    assert [step["run"] for step in jobs["test"]["steps"] if "run" in step] == [
        "make test PYTHON=${{ matrix.python }}"
    ]
    assert all(re.search(r"@v\d+\.\d+\.\d+$", used) for used in re.findall(r"uses: (\S+)", text))


@pytest.mark.parametrize("page", TEXTS)
def test_paths_that_a_page_names_exist(page: str) -> None:
    """`data/menu.yml` and other paths in backticks are there; placeholders and what is made at run time are left out."""
    made = ("var/", "models/", ".rasa/")
    named = re.findall(r"`((?:bot|data|docs|tests|actions|training|stubs|benchmarks)/[\w./-]*)`", TEXTS[page])
    missing = [name for name in named if not (ROOT / name).exists() and not name.startswith(made)]
    assert missing == []
