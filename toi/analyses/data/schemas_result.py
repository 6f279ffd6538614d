"""What `toi data schema` finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from toi.analyses.shared.result import Result


@dataclass(frozen=True, eq=False)
class SchemaList(Result):
    """The kinds of file that have a schema."""

    items: tuple[Mapping[str, str], ...]

    schema: ClassVar = "toi/data-schema/1"


@dataclass(frozen=True, eq=False)
class FileSchema(Result):
    """The JSON Schema of one kind of file; its JSON is the schema itself."""

    kind: str
    content: Mapping[str, Any]

    schema: ClassVar = "https://json-schema.org/draft/2020-12/schema"

    def to_json(self) -> str:
        """The schema as a validator or an editor reads it."""
        import json

        return json.dumps(self.content, indent=2, ensure_ascii=False) + "\n"
