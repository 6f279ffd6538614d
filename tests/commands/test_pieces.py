"""JSON that is written in pieces: as one, wherever it goes."""

import io
import sys

import pytest

from toi.analyses.shared.result import Result
from toi.cli import write
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Named(Result):
    names: tuple[str, ...]

    schema = "toi/named/1"


FOUND = Named(tuple(f"n{i} \N{DEGREE SIGN}" for i in range(50)))


@pytest.mark.parametrize("size", [1, 100, 10**6])
def test_pieces_are_written_as_one_text(size, tmp_path, monkeypatch):
    monkeypatch.setattr(write, "PIECE", size)
    out = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", out)
    write.put(FOUND.json_pieces(), "json")
    write.emit(FOUND.json_pieces(), output=tmp_path / "found.json", quiet=True)
    assert len(list(FOUND.json_pieces())) > 50
    assert out.buffer.getvalue().decode() == FOUND.to_json().replace("\N{DEGREE SIGN}", "\\u00b0")
    assert (tmp_path / "found.json").read_text(encoding="utf-8") == FOUND.to_json()
