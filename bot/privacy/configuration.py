"""The running configuration, as far as it decides what is kept, where, how long, and who gets to see it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from sqlalchemy.engine import make_url

from bot.errors import SettingsError
from bot.settings import Settings


class Kept(BaseModel):
    """One row of data/privacy/kept.yml: what is kept, why, and in which fields."""

    what: str
    why: str
    personal: str
    fields: list[str]
    slots: list[str] = []


class Channel(BaseModel):
    """A channel, with who sees messages on their way, and what patients read of it."""

    name: str
    who: str
    patients: str


class Described(BaseModel):
    """data/privacy/kept.yml."""

    kept: list[Kept]
    channels: dict[str, Channel]
    places: list[tuple[str, str, str]]

    @classmethod
    def load(cls, data: Path) -> "Described":
        """Reads the file.

        Raises:
            SettingsError: it is not in the form that its first lines describe.
        """
        path = data / "privacy" / "kept.yml"
        try:
            return cls(**yaml.safe_load(path.read_text(encoding="utf-8")))
        except (ValidationError, TypeError, yaml.YAMLError) as error:
            raise SettingsError(f"{path}: {error}") from error


@dataclass(frozen=True)
class Configuration:
    """What the settings and Rasa's files say.

    Args:
        settings: the settings.
        channels: the channels that credentials.yml opens.
        store: where conversations are kept, in words; without user and password.
        elsewhere: what else endpoints.yml sends words to: an event stream, an action server, another service.
    """

    settings: Settings
    channels: tuple[str, ...]
    store: str
    elsewhere: tuple[str, ...]

    @classmethod
    def read(cls, settings: Settings) -> "Configuration":
        """The configuration below the root of the settings."""
        endpoints = _yaml(settings.root / "endpoints.yml")
        channels = tuple(_yaml(settings.root / "credentials.yml"))
        return cls(settings, channels, _store(settings, endpoints), tuple(_elsewhere(endpoints)))


def _yaml(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {}


def _store(settings: Settings, endpoints: dict[str, Any]) -> str:
    store = endpoints.get("tracker_store") or {}
    if not str(store.get("type", "")).startswith("bot."):
        return f"a store of Rasa's ({store.get('type', 'in memory')}); this document does not describe it"
    address = make_url(store.get("url") or settings.database_url)
    if address.get_backend_name() == "sqlite":
        return f"SQLite, in the file {address.database or '(in memory)'}"
    return f"PostgreSQL, database {address.database} on {address.host or 'this machine'}"


def _elsewhere(endpoints: dict[str, Any]) -> list[str]:
    """The endpoints that are not this process."""
    found = []
    if broker := endpoints.get("event_broker"):
        found.append(f"an event stream ({broker.get('type', 'pika')}) gets every event of a conversation")
    for name in ("action_endpoint", "nlg", "nlu", "models", "model", "lock_store"):
        if url := (endpoints.get(name) or {}).get("url"):
            found.append(f"{name}: another service at {host_of(url)}")
    return found


def host_of(url: str) -> str:
    """The host of an address, without user and password."""
    return url.split("://")[-1].split("/")[0].split("@")[-1]
