"""uv.lock: the same files for everybody, known by their hashes, and nothing to compile."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).parents[2]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = LOCK["package"]
FROM_OUTSIDE = [package for package in PACKAGES if "registry" in package["source"]]
FILES = [
    file
    for package in FROM_OUTSIDE
    for file in [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
]
MINORS = (11, 12)
PLATFORMS = {
    "linux x86_64": ("manylinux", "x86_64"),
    "linux aarch64": ("manylinux", "aarch64"),
    "mac arm64": ("macosx", "arm64"),
}

PLAIN_PYTHON = {"docopt", "mattermostwrapper", "randomname"}
"""Published without a wheel; building one needs no compiler."""
GOES_WITHOUT = {"pymongo", "websockets"}
"""Compile something to be faster where they can, and go without it where they cannot."""
NOT_FOR_MAC = {"greenlet", "uvloop"}


def names() -> set[str]:
    return {package["name"] for package in PACKAGES}


def fits(wheel: dict[str, Any], minor: int, system: str, machine: str) -> bool:
    """Whether a wheel can be installed there."""
    for tag in parse_wheel_filename(wheel["url"].rpartition("/")[2].replace("%2B", "+"))[3]:
        stable = re.fullmatch(r"cp3(\d+)", tag.interpreter) if tag.abi == "abi3" else None
        python = tag.interpreter in ("py3", f"py3{minor}", f"cp3{minor}") or (
            stable and int(stable[1]) <= minor
        )
        place = tag.platform == "any" or (
            tag.platform.startswith(system) and tag.platform.endswith((machine, "universal2"))
        )
        if python and place:
            return True
    return False


def test_every_file_has_its_hash() -> None:
    assert len(FILES) > 150
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", file["hash"]) for file in FILES)


def test_every_file_comes_from_the_python_package_index() -> None:
    assert {package["source"]["registry"] for package in FROM_OUTSIDE} == {"https://pypi.org/simple"}
    assert all(file["url"].startswith("https://files.pythonhosted.org/") for file in FILES)


def test_only_our_own_packages_come_from_this_repository() -> None:
    local = {
        package["name"]: package["source"] for package in PACKAGES if "registry" not in package["source"]
    }
    assert local == {"pcn-assistant": {"editable": "."}, "tensorflow": {"directory": "stubs/tensorflow"}}


def test_the_pythons_are_those_of_the_project() -> None:
    assert SpecifierSet(LOCK["requires-python"]) == SpecifierSet(PROJECT["project"]["requires-python"])
    assert [
        minor for minor in range(8, 20) if f"3.{minor}.0" in SpecifierSet(LOCK["requires-python"])
    ] == list(MINORS)


def test_each_package_is_there_in_one_version() -> None:
    assert len(names()) == len(PACKAGES)


def test_what_the_project_asks_for_is_locked() -> None:
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    assert {re.match(r"[\w.-]+", each)[0].lower() for each in asked} <= names()


@pytest.mark.parametrize(
    "name", ["torch", "transformers", "tensorflow-hub", "tensorflow-text", "keras", "tensorboard"]
)
def test_nothing_heavy_came_along(name: str) -> None:
    assert name not in names()


@pytest.mark.parametrize("minor", MINORS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_machine_without_a_compiler_is_enough(platform: str, minor: int) -> None:
    """What `make run` asks for is git, make and Python."""
    spared = PLAIN_PYTHON | GOES_WITHOUT | (NOT_FOR_MAC if platform.startswith("mac") else set())
    to_build = [
        package["name"]
        for package in FROM_OUTSIDE
        if package["name"] not in spared
        and not any(fits(wheel, minor, *PLATFORMS[platform]) for wheel in package.get("wheels", []))
    ]
    assert not to_build
