"""Conventions of a rubric in words: how what the text leaves open is counted."""

NOT_BEARING, SCRUTINY = "not_bearing", "scrutiny"  # keys of a rubric
TITLES = {
    NOT_BEARING: "criteria that something is not about",
    SCRUTINY: "what was not examined",
}
SETTINGS = {
    NOT_BEARING: {"as-judged": "as judged", "left-out": "left out"},
    SCRUTINY: {"as-read": "as read", "adjusted": "as its peers"},
}


def setting_word(key: str, setting: object) -> str:
    """Write a setting as a reader says it."""
    return SETTINGS.get(key, {}).get(str(setting), str(setting))
