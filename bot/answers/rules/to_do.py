"""The rule for what staff still have to fill in."""

from collections.abc import Iterator

from bot.answers.rules.content import Content
from bot.errors import Problem

TO_DO = "# TO DO"
REMEDY = "Fill it in, or leave it empty if you do not know. Then take out what stands behind the #."


def to_do(content: Content) -> Iterator[Problem]:
    """A profile has no mark any more that says what is still to do."""
    for _, file in content.profiles():
        for number, line in enumerate(file.path.read_text(encoding="utf-8").splitlines(), start=1):
            field, mark, what = line.partition(TO_DO)
            if mark:
                name = field.partition(":")[0].strip(" -#")
                what = f"{name}: still to do{what.rstrip('.')}."
                yield Problem(file.shown_as, number, what, REMEDY, warning=True)
