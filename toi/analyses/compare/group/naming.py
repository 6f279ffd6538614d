"""The names of a group's rubrics that people read in the place of a file's."""

from dataclasses import replace

from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.rubrics.naming import called


def group_called(result: GroupCompared) -> GroupCompared:
    """Return a comparison of many in which each is called as people would call it."""
    names = {label.name: called(label).name for label in result.rubrics}
    return replace(
        result,
        rubrics=tuple(map(called, result.rubrics)),
        members=tuple(replace(one, name=names[one.name]) for one in result.members),
        clusters=tuple(tuple(names[name] for name in some) for some in result.clusters),
        splits=tuple(
            replace(
                one,
                best_by=tuple(names[name] for name in one.best_by),
                worst_by=tuple(names[name] for name in one.worst_by),
            )
            for one in result.splits
        ),
    )
