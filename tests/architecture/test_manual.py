"""The manual is a test: a generated page that differs from what it is made from fails."""

import pytest
from scripts.manual import ROOT, list_pages


@pytest.mark.parametrize("path", sorted(list_pages()))
def test_a_generated_page_says_what_its_source_says(path: str) -> None:
    file = ROOT / path
    assert file.exists(), f"{path} is not there: run scripts/manual"
    assert file.read_text("utf-8") == list_pages()[path], f"{path} is out of date: run scripts/manual"


@pytest.mark.parametrize("folder", sorted({path.rpartition("/")[0] for path in list_pages()} - {"docs/reference"}))
def test_a_folder_of_generated_pages_holds_no_page_that_is_no_longer_made(folder: str) -> None:
    made = {path for path in list_pages() if path.startswith(f"{folder}/")}
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob("*.md")}
    assert there <= made
