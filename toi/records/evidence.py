"""Evidence: papers, technology trees and counted facts that arguments rest on."""

from typing import Annotated, Literal

from pydantic import Field

from toi.records.base import AsTuple, Id, Ids, Number, Record, Text


class Figure(Record):
    """One number that the debate counts or quotes."""

    what: Text = Field(description="What is counted")
    value: Number = Field(description="The number")
    unit: Text | None = Field(None, description="Its unit")
    claims: Ids = Field((), description="Claims that give it")


class Level(Record):
    """One step of a technology tree, with whether the field stands on it."""

    level: int = Field(description="Its place in the tree")
    title: Text = Field(description="Its name")
    reached: Literal["yes", "partly", "no"] = Field(description="yes, partly or no")
    why: Text | None = Field(None, description="The reason")
    claims: Ids = Field((), description="Claims it rests on")


class Evidence(Record):
    """Something that arguments rest on: a paper, a technology tree, a counted fact."""

    id: Id = Field(description="Its id")
    former: Ids = Field((), description="Ids it once had")
    kind: Literal["paper", "technology-tree", "fact"] = Field(
        description="paper, technology-tree or fact"
    )
    title: Text = Field(description="Its name")
    gist: Text = Field(description="What it is")
    as_of: Text | None = Field(None, description="When it held")
    procedure: Text | None = Field(None, description="What a paper did")
    end_stories: Ids = Field((), description="Theories that a paper serves")
    outer_alignment: Text | None = Field(None, description="Its use for outer alignment")
    inner_alignment: Text | None = Field(None, description="Its use for inner alignment")
    verdict: Literal["no", "unclear", "in concept but brittle", "maybe later"] | None = Field(
        None, description="Its use against deception"
    )
    levels: Annotated[tuple[Level, ...], AsTuple] = Field(
        (), description="The levels of a technology tree"
    )
    figures: Annotated[tuple[Figure, ...], AsTuple] = Field((), description="Counted facts")
    arguments: Ids = Field((), description="Arguments that rest on it")
    claims: Ids = Field((), description="Claims it is made of")
    sources: Ids = Field((), description="Works it comes from")
