"""The rubric that a page moves away from: how links name it, and what a saved file builds on."""

from pathlib import PurePath
from typing import Any

from toi.analyses.flips.parameter_labels import keeps_proportions
from toi.analyses.shared.letters import visible
from toi.analyses.shared.session import Model
from toi.io.rubric.find import available
from toi.io.rubric.layers import content_of
from toi.io.rubric.link import DIGITS, link_pair
from toi.io.rubric.resolve import named_digest
from toi.io.rubric.setting_change import SettingChange, keep_forms
from toi.io.rubric.settings import read_settings
from toi.records.layers import layered

UNSAID = ("schema", "id", "title", "position", "claims", "default")


def base_of(model: Model) -> dict[str, Any]:
    """Describe a rubric as the base of positions.

    Returns
    -------
    dict
        ``rubric``, ``title``: its name and title. ``data``, ``digest``: the beginnings of the
        digests of data and rubric. ``settings``: pairs of a link for what was set for this
        run, and whether they are weights. ``proportional``: whether weights that are not set
        keep their proportions in a link. ``settle``, ``settle_in_file``: whether a link, or a
        file, must say that moved weights count. ``extends``, ``content``: what a saved file
        says beside what was moved.
    """
    rubric, law = model.rubric, model.problem.weight_law
    changes = read_settings(rubric.settings, model.debate, [])
    said = any(change.path == ("weights_sure",) for change in changes)
    folders = model.opened.places
    extends = rubric.name if rubric.name in available(folders) else None
    return {
        "rubric": PurePath(rubric.name).stem,  # a link names no file of this machine
        "title": visible(rubric.rubric.title),
        "data": model.opened.debate.digest[:DIGITS],
        "digest": named_digest(rubric)[:DIGITS],
        "settings": [[*link_pair(one), one.path[0] == "weights"] for one in changes],
        "proportional": keeps_proportions(model) and not law.limits,
        "settle": law.kind == "order" or bool(law.limits) or (law.kind == "unknown" and said),
        "settle_in_file": law.kind in ("order", "unknown") or bool(law.limits),
        "extends": extends,
        "content": _content(model, changes, extends is None),
    }


def _content(model: Model, changes: list[SettingChange], whole: bool) -> dict[str, Any]:
    """Find what a file must say for itself: what was set, and all else if it extends nothing."""
    inherited = content_of(model.rubric.layers)
    content: dict[str, Any] = inherited if whole else {}
    for change in keep_forms(inherited, changes):
        if change.path[0] != "weights":
            content = layered(content, change.content)
    weighed = any(change.path[0] == "weights" for change in changes)
    content.pop("weights", None)
    if whole or weighed:
        content["weights"] = model.rubric.rubric.weights or model.debate.core_weights
    return {key: value for key, value in content.items() if key not in UNSAID}
