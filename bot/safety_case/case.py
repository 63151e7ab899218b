"""The safety case: the documents of safety-case/ filled with the hazards and the results of their tests."""

import subprocess
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt

from bot.errors import EvidenceError
from bot.safety.replies import SafetyReplies
from bot.safety_case.evidence import Evidence, read_results, run_tests
from bot.safety_case.hazards import HazardLog, load_hazards
from bot.safety_case.risk import ACCEPTABILITY, MATRIX, Likelihood, Severity

DOCUMENTS = ("safety-case-report", "hazard-log", "intended-purpose", "deployment-checklist")


@dataclass(frozen=True)
class SafetyCase:
    """Hazards with the evidence for their controls, and the documents that they go into.

    Args:
        root: the project's folder.
        log: the hazards.
        evidence: the results of the tests that they name.
    """

    root: Path
    log: HazardLog
    evidence: Evidence

    @classmethod
    def make(cls, root: Path, report: Path | None = None) -> "SafetyCase":
        """Reads the hazards and finds out what came of their tests.

        Args:
            root: the project's folder.
            report: the JUnit XML file of a run that is over; without one the tests are run now.

        Raises:
            ContentError: the hazard log or the fixed replies are wrong.
            EvidenceError: the tests cannot be run, or the report cannot be read.
        """
        log = load_hazards(root / "safety-case" / "hazards.yml")
        if report:
            return cls(root, log, read_results(log.tests, root, report))
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "results.xml"
            run_tests(log.tests, root, report)
            return cls(root, log, read_results(log.tests, root, report))

    def write(self, folder: Path) -> list[Path]:
        """Writes each document as Markdown and as a web page, whether or not the tests passed.

        Args:
            folder: where to.

        Returns:
            The files.
        """
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name in DOCUMENTS:
            markdown = self._templates.get_template(f"{name}.md.jinja").render(self._values)
            (folder / f"{name}.md").write_text(markdown, encoding="utf-8")
            html = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
            # In a web page the other documents are web pages too.
            html = html.replace('.md"', '.html"')
            page = self._templates.get_template("page.html.jinja").render(body=html, title=_title(markdown))
            (folder / f"{name}.html").write_text(page, encoding="utf-8")
            written += [folder / f"{name}.md", folder / f"{name}.html"]
        return written

    def refuse_unless_shown(self) -> None:
        """Does nothing where every control is shown to work.

        Raises:
            EvidenceError: naming each test that does not exist or did not pass, with its hazards.
        """
        if not self.evidence.wanting:
            return
        lines = [
            f"{test}: {result}  ({', '.join(hazard.id for hazard in self.log.hazards if test in hazard.tests)})"
            for test, result in self.evidence.wanting.items()
        ]
        remedy = "Mend the test or what it tests, or correct its name in safety-case/hazards.yml."
        raise EvidenceError("\n".join(["These controls are not shown to work:", *lines, remedy]))

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(self.root / "safety-case"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @cached_property
    def _values(self) -> dict[str, Any]:
        return {
            "hazards": self.log.hazards,
            "results": self.evidence.results,
            "wanting": self.evidence.wanting,
            "run_at": f"{self.evidence.run_at:%-d %B %Y, %H:%M}"
            if self.evidence.run_at
            else "at a time not known",
            "today": f"{datetime.now():%-d %B %Y}",
            "version": version(self.root),
            "approval": SafetyReplies.load(self.root / "data" / "safety" / "replies.yml").approval,
            "severities": list(Severity),
            "likelihoods": list(reversed(Likelihood)),
            "matrix": MATRIX,
            "acceptability": ACCEPTABILITY,
        }


def version(root: Path) -> str:
    """Which state of the project this is: git's name for it, or that nobody knows.

    Args:
        root: the project's folder.
    """
    command = ["git", "describe", "--tags", "--always", "--dirty"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "not known (not a git checkout)"
    return done.stdout.strip()


def _title(markdown: str) -> str:
    return next(line.removeprefix("# ") for line in markdown.splitlines() if line.startswith("# "))
