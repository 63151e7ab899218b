"""The environment of stock Rasa, made on demand; TensorFlow keeps it on Python 3.10."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.errors import BenchmarkError

FOLDER = Path(__file__).resolve().parents[1] / ".venv-stock"
REQUIREMENTS = ("rasa==3.6.21", "click<8.2")  # with click 8.2, spaCy's and Rasa's command lines break
OWN_UV = Path(__file__).resolve().parents[2] / ".uv" / "bin" / "uv"
READY = "ready"


def environment(python: str, folder: Path = FOLDER) -> Path:
    """The environment's folder; about 2.5 GB are installed where it is not there yet.

    Args:
        python: a version for uv to find or bring, or the path of an interpreter.
        folder: where it is made.

    Raises:
        BenchmarkError: there is no uv or no such Python, or the installation failed.
    """
    if (folder / READY).exists():
        return folder
    uv = find_uv()
    remedy = (
        "Give a Python 3.10 with --stock-python PATH, or leave the stock column out with --without-stock."
    )
    _run((uv, "venv", "--quiet", "--clear", "--python", python, str(folder)), remedy)
    interpreter = str(folder / "bin" / "python")
    _run((uv, "pip", "install", "--quiet", "--python", interpreter, *REQUIREMENTS), "Is PyPI within reach?")
    (folder / READY).touch()
    return folder


def find_uv() -> str:
    """The uv of the variable UV, of the path, or the one that `make setup` fetched."""
    uv = os.environ.get("UV") or shutil.which("uv") or shutil.which(OWN_UV)
    if not uv:
        raise BenchmarkError("There is no uv. Install it, or run `make setup` first, or use --without-stock.")
    return uv


def _run(command: tuple[str, ...], remedy: str) -> None:
    # Not in this project's folder: what its pyproject.toml tells uv about Rasa holds for uv there.
    done = subprocess.run(command, cwd=tempfile.gettempdir(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchmarkError(f"`{' '.join(command)}` failed. {remedy}\n{done.stderr.strip()[-600:]}")
