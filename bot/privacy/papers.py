"""The privacy notice for patients and the tables of a DPIA, made from the running configuration so that neither drifts."""

import re
from pathlib import Path
from typing import Any

import yaml

from bot.answers.template import fill
from bot.errors import SettingsError
from bot.privacy.configuration import Channel, Configuration, Described
from bot.privacy.document import Document, Section, Table
from bot.telemetry import OFF

_GAP = re.compile(r"\{gap:([^}]*)\}")


class Papers:
    """Both documents for one configuration.

    Args:
        configuration: the settings and Rasa's files.
        data: the folder of staff files, with the templates in privacy/.

    Raises:
        SettingsError: a channel is open, or another service gets words, that nothing describes.
    """

    def __init__(self, configuration: Configuration, data: Path) -> None:
        self._folder = data / "privacy"
        self._described = Described.load(data)
        self._configuration = configuration
        self._channels = [self._channel(name) for name in configuration.channels]
        self._masks: dict[str, dict[str, str]] = self._yaml("masks.yml")
        where, other = configuration.settings, configuration.elsewhere
        written = self._yaml("notice.yml")
        self._values: dict[str, str | list[str]] = {
            "kept_days": str(where.kept_days),
            "kept_turns": str(where.kept_turns),
            "conversation_minutes": str(where.conversation_minutes),
            "store": configuration.store,
            "log_level": where.log_level,
            "switches": ", ".join(sorted(OFF)),
            "masked_list": [mask["many"] for mask in self._masks.values()],
            "channels": " ".join(channel.patients for channel in self._channels),
            "nowhere_else": "" if other else written["nowhere_else"],
            "elsewhere": f"{written['elsewhere']}: {'; '.join(other)}." if other else "",
        }

    def notice(self) -> Document:
        """The privacy notice."""
        return self._document("notice.yml")

    def assessment(self) -> Document:
        """The tables of a data protection impact assessment."""
        return self._document("assessment.yml")

    def _document(self, name: str) -> Document:
        written = self._yaml(name)
        sections = (
            Section(
                section["title"],
                self._fill(section.get("text", "")),
                self._table(section["table"], section.get("rows", [])) if "table" in section else None,
            )
            for section in written["sections"]
        )
        return Document(written["title"], tuple(sections))

    def _table(self, name: str, rows: list[list[Any]]) -> Table:
        if name == "kept":
            kept = self._described.kept
            cells = [(row.what, row.why, row.personal, ", ".join([*row.fields, *row.slots])) for row in kept]
            return Table(("what", "why", "about a person?", "fields"), tuple(cells))
        if name == "places":
            places = [tuple(map(self._fill, row)) for row in self._described.places]
            return Table(("what", "where", "how long"), tuple(places))
        if name == "masked":
            masks = self._masks.values()
            return Table(
                ("detail", "kept in its place"), tuple((mask["many"], mask["mask"]) for mask in masks)
            )
        if name == "channels":
            channels = [(channel.name, channel.who) for channel in self._channels]
            others = [("Besides", each) for each in self._configuration.elsewhere]
            return Table(("channel", "who sees messages on their way"), (*channels, *others))
        heads = {"risks": ("risk", "control", "what remains"), "gaps": ("to fill in", "filled in")}
        filled = [tuple(self._fill(str(cell)) for cell in row) for row in rows]
        width = len(heads[name])
        return Table(heads[name], tuple((*row, *("" for _ in range(width - len(row)))) for row in filled))

    def _channel(self, name: str) -> Channel:
        if name not in self._described.channels:
            raise SettingsError(
                f"credentials.yml opens the channel {name}, and data/privacy/kept.yml does not say who sees its"
                " messages. Describe it there under `channels:`, then run this again."
            )
        return self._described.channels[name]

    def _fill(self, text: str) -> str:
        """A template with its values; what the organisation fills in stands in square brackets."""
        gaps: list[str] = []

        def put_aside(match: re.Match[str]) -> str:
            gaps.append(match[1])
            return f"\0{len(gaps) - 1}\0"

        filled = fill(_GAP.sub(put_aside, text), self._values)
        return re.sub("\0(\\d+)\0", lambda match: f"[{gaps[int(match[1])]}]", filled)

    def _yaml(self, name: str) -> Any:
        return yaml.safe_load((self._folder / name).read_text(encoding="utf-8"))
