"""BenchmarkError: what a person can put right; shown without a stack trace."""


class BenchmarkError(Exception):
    """Something that is needed is missing, or a command failed; the text says which and what to do."""
