"""How well and how fast the directory finds what patients name: `python -m benchmarks.directory`."""
