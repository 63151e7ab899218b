"""Switches off what libraries report to their makers, in one place.

Our own commands do so before they import anything. Plain `rasa` commands read their switch before they import anything
of ours; then what they have begun is ended here, before there is anything to report.
"""

import os
import sys

OFF = {
    "RASA_TELEMETRY_ENABLED": "false",  # Rasa: usage reports (Segment) and crash reports (Sentry)
    "SENTRY_DSN": "",  # sentry-sdk, which Rasa brings
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface-hub, which tokenizers brings
    "HF_HUB_OFFLINE": "1",
    "DO_NOT_TRACK": "1",  # what many tools look at
}
"""The environment variables that the libraries read, with the value that means no."""


def switch_off() -> None:
    """Sets the variables for this process and those that it starts, and ends crash reports that Rasa has begun."""
    os.environ.update(OFF)
    if sentry := sys.modules.get("sentry_sdk"):
        sentry.init(dsn=None)
