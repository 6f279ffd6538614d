"""Questions that somebody left unanswered: what then holds is nobody's opinion."""

from pydantic import Field

from toi.records.base import Ids, Record


class Unanswered(Record):
    """Questions of a questionnaire that a person was asked and left empty."""

    criteria: Ids = Field((), description="Criteria whose weight was asked for")
    arguments: Ids = Field((), description="Arguments the belief in which was asked for")
