"""The file that says what a debate calls things."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from toi.records.base import Ids, Record, Share, Text
from toi.records.fields.refusals import refuse, shown
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


Meanings = dict[Annotated[Text, Field(max_length=60)], Text]


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
        description="What has the low end of every scale, so that it brings nothing and costs "
        "nothing; or none",
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
    sources: Ids = Field(
        (), description="Works that this text is; its lines are those of the first"
    )
    about: Text | None = Field(
        None, description="What the question is, and what is compared, in two or three sentences"
    )
    words: Meanings = Field(
        default_factory=dict,
        description="Terms of the field with their plain meanings",
        examples=[{"notice period": "How long one stays after giving notice"}],
    )
    speakers: Meanings = Field(
        default_factory=dict,
        description="What speakers are called in a report, by their names in the records",
        examples=[{"comment-1": "the first comment"}],
    )

    halo: Share | None = Field(
        None,
        description="How far readers who like one thing about an alternative like the rest of it "
        "(correlation over criteria), as `toi data import` found it in their sheets",
    )

    def to_words(self) -> Words:
        """Return what it says, for screens."""
        one, many = _nouns(self.noun)
        return Words(
            one=one,
            many=many,
            title=self.title,
            reference=self.reference,
            proponent=self.proponent,
            text=self.text,
            sources=self.sources,
            about=self.about,
            meanings=self.words,
            speakers=self.speakers,
            halo=self.halo,
        )
