"""Inert stand-in for keras: see the package `inert`."""

from inert import stand_in

stand_in(__name__)
