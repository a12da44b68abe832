"""The shipped fonts are those of Det Fælles Designsystem, with their licence."""

import hashlib
import json

from videre.reports.pdf import FONTS

RECORD = json.loads((FONTS / "VENDORED.json").read_text("utf-8"))


def test_every_font_file_is_the_one_that_was_recorded() -> None:
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FONTS.iterdir()
        if path.name != "VENDORED.json"
    }
    assert found == RECORD["files"]


def test_the_fonts_come_with_their_licence() -> None:
    licence = (FONTS / "LICENSE-OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert RECORD["licence"] == "OFL-1.1"
