"""Inert stand-in for tensorflow_hub: see the package `inert`."""

from inert import stand_in

stand_in(__name__)
