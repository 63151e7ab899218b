"""Rasa as `rasa init` sets it up, with our examples: its environment, its project, and how to speak to it."""
