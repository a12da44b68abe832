"""What came from elsewhere is what the record says, with its licences, and asks for nothing that is not there."""

import hashlib
import json
import re

from scripts.vendor_dkfds import INTEGRITY, TARGET, VERSION, keep_font_face, trim_css

RECORD = json.loads((TARGET / "VENDORED.json").read_text("utf-8"))
CSS = (TARGET / "css" / "dkfds.min.css").read_text("utf-8")


def test_the_record_names_the_version_and_its_hash() -> None:
    assert (RECORD["version"], RECORD["integrity"]) == (VERSION, INTEGRITY)


def test_every_file_is_as_it_came_and_none_is_there_beside() -> None:
    there = {
        path.relative_to(TARGET).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in TARGET.rglob("*")
        if path.is_file() and path.name != "VENDORED.json"
    }
    assert there == RECORD["files"]


def test_the_licences_are_kept() -> None:
    assert "MIT license" in (TARGET / "LICENSE.md").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in (TARGET / "fonts" / "LICENSE-OFL.txt").read_text("utf-8")
    assert "Apache License" in (TARGET.parent / "APACHE-2.0.txt").read_text("utf-8")


def test_the_stylesheet_asks_for_nothing_that_is_not_there_and_for_nothing_elsewhere() -> None:
    asked = re.findall(r"url\(([^)]*)\)", CSS)
    assert len(asked) > 10
    assert all((TARGET / "css" / name).is_file() for name in asked)
    assert "sourceMappingURL" not in CSS


def test_trimming_keeps_one_source_a_font_and_drops_what_nobody_uses() -> None:
    face = (
        "@font-face{font-weight:400;src:url(../fonts/a.eot),url(../fonts/IBMPlexSans/complete/woff2/IBMPlexSans-"
        'Regular.woff2) format("woff2")}'
    )
    assert trim_css(face) == '@font-face{font-weight:400;src:url(../fonts/Regular.woff2) format("woff2")}\n'
    assert trim_css(face.replace("Regular", "Thin")) == "\n"
    assert trim_css(".icon-car:not(a){background-image:url(../img/svg-icons/car.svg)}p{color:red}") == "p{color:red}\n"
    assert keep_font_face(re.match(".*", "@font-face{src:local(x)}")) == ""  # type: ignore[arg-type]
