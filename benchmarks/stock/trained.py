"""Trained: the stock model of an earlier run, because training it takes many minutes."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

MADE_OF = ("config.yml", "data/nlu.yml", "data/rules.yml", "data/stories.yml")
"""Not the domain: its intents are those of the rules, and the wording of responses is not learned."""


class Trained:
    """A kept model with its training numbers.

    Args:
        folder: where it is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def reused(self, root: Path) -> dict[str, Any] | None:
        """Puts the kept model into a project with the very same training files; None where there is none such.

        Args:
            root: of the project.
        """
        note = self._folder / "made-from.json"
        made = json.loads(note.read_text(encoding="utf-8")) if note.exists() else {}
        if made.get("fingerprint") != _fingerprint(root):
            return None
        shutil.copytree(self._folder / "models", root / "models", dirs_exist_ok=True)
        return made["numbers"]

    def keep(self, root: Path, numbers: dict[str, Any]) -> None:
        """Keeps the project's model.

        Args:
            root: of the project.
            numbers: of its training.
        """
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(root / "models", self._folder / "models")
        note = {"fingerprint": _fingerprint(root), "numbers": numbers}
        (self._folder / "made-from.json").write_text(json.dumps(note), encoding="utf-8")


def _fingerprint(root: Path) -> str:
    digest = hashlib.sha256()
    for name in MADE_OF:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()
