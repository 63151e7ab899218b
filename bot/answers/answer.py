"""Answer: the schema of one topic's file, the same for staff, the check and the assistant."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field, validator

PLACEHOLDER = r"\{([a-z_]+)\}"


class Strict(BaseModel):
    """A model that refuses fields it does not know: a misspelt field is an error, not silence."""

    class Config:
        """pydantic's own settings."""

        extra = "forbid"
        allow_mutation = False


class Link(Strict):
    """A link shown under an answer. Both may hold placeholders; with an unknown one it is left out."""

    text: str = Field(min_length=1)
    url: str = Field(min_length=1)


class Wording(Strict):
    """The parts of an answer that a network or a practice can have its own version of."""

    answer: str = ""
    short_answer: str = ""
    more: str = ""
    situations: dict[str, str] = {}
    links: list[Link] = []
    follow_ups: list[str] = []


class Answer(Wording):
    """One topic: what it says, how patients ask it, and who answers for it."""

    topic: str = Field(regex=r"^[a-z][a-z-]*[a-z]$")
    kind: Literal["faq", "action", "chat", "safety"] = "faq"
    question: str = Field(min_length=1)
    patients_ask: dict[str, list[str]] = {}
    role: str = ""
    one_line: str = ""
    helps_with: list[str] = []
    source: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    checked: date
    review_by: date
    group: str

    @validator("patients_ask", pre=True)
    def _one_group_or_several(cls, value: object) -> object:
        """A plain list is one group without a name: most topics are asked in one sense only."""
        return {"": value} if isinstance(value, list) else value

    @property
    def is_offered(self) -> bool:
        """Whether it can be a choice where a message was not understood: in brackets stands what patients say, not what they ask."""
        return self.kind != "safety" and self.question.endswith("?")

    def intents(self) -> dict[str, list[str]]:
        """The Rasa intents that lead here, each with its examples.

        A stored answer is the sub-intent `faq/<topic>`; everything else is an intent named as its topic, or,
        where staff grouped the examples, one intent for each group.
        """
        base = f"faq/{self.topic}" if self.kind == "faq" else self.topic
        return {group or base: examples for group, examples in self.patients_ask.items()}


class Override(Wording):
    """Another wording of an answer, for one network or one practice."""

    for_code: str = Field(alias="for", regex=r"^(U[0-9]{5}|[A-Z][0-9]{5})$")
    topic: str
    source: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    checked: date
    review_by: date

    def applied_to(self, answer: Answer) -> Answer:
        """The answer with every part that this override has its own version of.

        The date shown to patients is that of the answer they read: the override's where it has its own.
        """
        own = {name: value for name in Wording.__fields__ if (value := getattr(self, name))}
        own["situations"] = {**answer.situations, **self.situations}
        if self.answer:
            own |= {name: getattr(self, name) for name in ("source", "owner", "checked", "review_by")}
        return answer.copy(update=own)
