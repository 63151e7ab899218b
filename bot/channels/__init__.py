"""STEPS 1 and 6. A message comes in, replies go out."""
