"""Parsed files kept as JSON: what is recalled is what was read."""

from pathlib import Path

import pytest

from toi.io import cache
from toi.io.yaml import parsed


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_was_kept_is_recalled() -> None:
    parsed.remember(b"a: x", {"a": "x"})
    assert parsed.recall(b"a: x") == {"a": "x"}
    assert parsed.recall(b"a: x #") is None


def test_numbers_as_keys_survive() -> None:
    data = {"criteria": [{"anchors": {0: "none", 2.5: "some"}, "1": {"a": [1, 1.0, True, None]}}]}
    parsed.remember(b"raw", data)
    kept = parsed.recall(b"raw")
    assert repr(kept) == repr(data)


@pytest.mark.parametrize("data", [{"a": {"0": 1, 0: 2}}, {0: {"a": 1}}, {"a": {1: {2: 3}}}])
def test_what_json_cannot_say_is_not_kept_otherwise(data: object) -> None:
    parsed.remember(b"raw", data)
    assert parsed.recall(b"raw") in (None, data)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"data": 3}', b"[" * 100_000])
def test_what_holds_anything_else_is_not_there(content: bytes, home: Path) -> None:
    parsed.remember(b"a: x", {"a": "x"})
    (entry,) = home.iterdir()
    cache.write(entry, content)
    assert cache.read(entry) == content
    assert parsed.recall(b"a: x") is None
