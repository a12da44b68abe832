"""The hash of sources is part of a figure's identity: a method that changes is another method."""

from pathlib import Path

import pytest

from videre.measures import compiled

ROOMS = ("domain", "measures", "projection")


@pytest.mark.parametrize("room", ROOMS)
def test_a_changed_source_of_any_room_that_numbers_come_from_changes_the_hash(
    room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ROOMS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "rule.py").write_text("limit = 1\n")
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "measures" / "compiled.py"))
    before = compiled.hash_of_sources()
    assert compiled.hash_of_sources() == before
    (tmp_path / room / "rule.py").write_text("limit = 2\n")
    assert compiled.hash_of_sources() != before
