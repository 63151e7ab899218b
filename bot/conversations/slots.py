"""Slots of domain.yml that are forgotten together."""

FOUND_OUT = ("place", "candidates", "asking", "attempts", "came_back")
"""What a look-up has found out so far."""
LOOK_UP = ("requested_slot", "lookup", *FOUND_OUT)
"""A look-up that is not finished, and what it is for."""
NAMED = ("practice", "network")
"""What the patient named."""
