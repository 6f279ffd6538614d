"""The file that says what a debate calls things."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from toi.records.base import Record, Text, refuse, shown
from toi.words import Words

NONE = "none"  # written where there is no such thing


def _noun(value: object) -> object:
    if not isinstance(value, str) or len(_nouns(value)) != 2 or not all(_nouns(value)):
        wanted = "noun takes what one and what many are called, such as `offer, offers`"
        raise refuse("noun", f"{wanted}, not {shown(value)}")
    return value


def _nouns(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def _word(value: object) -> object:
    return None if value == NONE else value


Noun = Annotated[
    str, BeforeValidator(_noun), Field(max_length=60, pattern=r"^\s*[^\s,][^,]*,\s*[^\s,][^,]*$")
]
Word = Annotated[Text | None, BeforeValidator(_word)]


class Naming(Record):
    """Names of a debate, of its alternatives and of what surrounds them."""

    schema_: Literal["toi/debate/1"] = Field(alias="schema", description="`toi/debate/1`")
    title: Text | None = Field(None, description="Its title")
    noun: Noun = Field(
        "option, options",
        description="What one and what many of its alternatives are called",
        examples=["offer, offers"],
    )
    reference: Word = Field(
        None,
        description="What brings nothing and costs nothing, or none",
        examples=["doing nothing"],
    )
    proponent: Word = Field(
        None, description="Who puts the case before any argument, or none", examples=["proponent"]
    )
    text: Word = Field(
        None,
        description="The text that the arguments were taken from, or none",
        examples=["the essay"],
    )

    def words(self) -> Words:
        """Return what it says, for screens."""
        one, many = _nouns(self.noun)
        return Words(one, many, self.title, self.reference, self.proponent, self.text)
