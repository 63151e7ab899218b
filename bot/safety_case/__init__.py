"""The draft of the clinical safety case: hazards, what controls them, and the tests that show it (DCB0129)."""
