"""Importing does nothing: no file, no environment, no network, no other process."""

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "actions")
MODULES = [
    name
    for package in PACKAGES
    for name in [
        package,
        *(module.name for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}.")),
    ]
]

IMPORT_ALL = "import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
LIST_OTHERS = "import json\nprint(json.dumps([name for name in sys.modules if name.partition('.')[0] not in ('bot', 'actions', '__main__')]))"
WATCH = """
import os, sys, importlib, contextlib
for name in json.loads(sys.stdin.read()):
    with contextlib.suppress(Exception): importlib.import_module(name)
seen = []
def watch(event, args):
    if event == "open" and not str(args[0]).endswith((".py", ".pyc")) or event.split(".")[0] in ("socket", "subprocess", "os.mkdir", "sqlite3"):
        seen.append(f"{event} {args[0]}")
read = os._Environ.__getitem__
def note(self, key):
    caller = sys._getframe(1)
    while caller and caller.f_code.co_filename.endswith(("os.py", "_collections_abc.py>", "<frozen os>", "<frozen _collections_abc>")):
        caller = caller.f_back
    if not caller.f_code.co_filename.endswith("gettext.py"):  # click's own texts
        seen.append(f"environment {key} in {caller.f_code.co_filename}")
    return read(self, key)
os._Environ.__getitem__ = note
sys.addaudithook(watch)
"""


def python(code: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.slow
def test_importing_all_of_ours_does_nothing() -> None:
    """Libraries are imported first, so that what is seen is our own doing."""
    libraries = python(IMPORT_ALL.format(names=MODULES) + LIST_OTHERS)
    seen = json.loads(
        python(
            "import json\n" + WATCH + IMPORT_ALL.format(names=MODULES) + "print(json.dumps(seen))", libraries
        )
    )
    assert not seen


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("bot.cli")])
def test_the_command_line_does_not_import_rasa(module: str) -> None:
    """`pcnbot --help` is there at once: a command imports what it needs when it runs."""
    heavy = ["rasa", "spacy", "onnxruntime", "sklearn", "sanic", "tensorflow"]
    assert python(f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])") == "[]"


def test_help_needs_nothing_either() -> None:
    code = "import sys\nfrom click.testing import CliRunner\nfrom bot.cli import COMMANDS, group\n"
    code += "runs = [CliRunner().invoke(group, [*name, '--help']) for name in ([], *([each] for each in COMMANDS))]\n"
    assert (
        python(code + "print([run.exit_code for run in runs if run.exit_code], 'rasa' in sys.modules)")
        == "[] False"
    )


def test_settings_do_not_need_rasa() -> None:
    assert python("import sys, bot.settings; print('rasa' in sys.modules)") == "False"
