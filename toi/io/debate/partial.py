"""Records that are wrong in some places: the rest is checked all the same."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, TypeVar

from toi.records.base import Record

R = TypeVar("R", bound=Record)


def sound_part(model: type[R], item: dict[str, Any], whole: Sequence[str] = ()) -> R | None:
    """Make a record without the entries that are wrong; None where too little is left.

    The values of the keys in `whole` must be sound as they are, since others rest on them.
    """
    from pydantic import ValidationError

    kept = deepcopy(item)
    while all(kept.get(name) == item.get(name) for name in whole):
        try:
            return model.model_validate(kept)
        except ValidationError as error:
            found = error.errors(include_url=False)
        places = [e["loc"][:-1] if e["type"] == "missing" else e["loc"] for e in found]
        dropped = [_drop(kept, place) for place in dict.fromkeys(places)]
        if not any(dropped):
            return None
    return None


def _drop(data: Any, loc: tuple[Any, ...]) -> bool:
    """Take out the last key on the way along `loc`; lists keep their length."""
    here, holder, last = data, None, None
    for step in loc:
        if isinstance(here, dict) and step in here:
            holder, last, here = here, step, here[step]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
    if holder is None:
        return False
    holder.pop(last, None)
    return True
