"""Stands in for packages that Rasa imports though nothing that serves here uses them: 80 MB of memory, two seconds of the start.

Only where the configuration is ours: Rasa's own classifiers need scikit-learn, its other stores their databases' packages, its
channels those of their services.
Training, tests and Rasa's own commands have them all.
"""

import sys
from pathlib import Path
from types import ModuleType

import inert
import yaml

FOR_RASAS_CLASSIFIERS = ("sklearn", "matplotlib")
FOR_RASAS_STORES = ("boto3", "botocore", "pymongo")
FOR_RASAS_CHANNELS = {
    "facebook": "fbmessenger",
    "slack": "slack_sdk",
    "socketio": "socketio",
    "telegram": "aiogram",
    "twilio": "twilio",
    "twilio_voice": "twilio",
    "webexteams": "webexteamssdk",
}
FOR_THE_TERMINAL = ("questionary", "prompt_toolkit")


def leave_out_unused(root: Path) -> None:
    """Makes the packages that this configuration does not use inert. To be called before Rasa is imported.

    Args:
        root: the folder of config.yml, credentials.yml and endpoints.yml.
    """
    pipeline = _read(root / "config.yml").get("pipeline") or []
    store = _read(root / "endpoints.yml").get("tracker_store") or {}
    if pipeline and all(str(component.get("name")).startswith("bot.") for component in pipeline):
        _stand_in(FOR_RASAS_CLASSIFIERS)
    if str(store.get("type")).startswith("bot."):
        _stand_in(FOR_RASAS_STORES)
    channels = _read(root / "credentials.yml")
    if all(name.startswith("bot.") or "." not in name for name in channels):  # another's channel may need any
        needed = {FOR_RASAS_CHANNELS[name] for name in channels if name in FOR_RASAS_CHANNELS}
        _stand_in(tuple(set(FOR_RASAS_CHANNELS.values()) - needed))
    _stand_in(FOR_THE_TERMINAL)


def _read(file: Path) -> dict:
    return (yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else None) or {}


def _stand_in(packages: tuple[str, ...]) -> None:
    for package in packages:
        if package not in sys.modules:
            sys.modules[package] = ModuleType(package)
            inert.stand_in(package)
