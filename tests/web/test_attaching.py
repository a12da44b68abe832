"""A file that leaves the site is saved and never shown, and its name breaks no header."""

import pytest

from videre.web.attaching import attached


def test_a_file_is_saved_and_never_shown() -> None:
    answer = attached(b"x", "liste-2016.csv", "text/csv")
    assert answer["Content-Disposition"] == 'attachment; filename="liste-2016.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["a b.csv", 'a".csv', "../a.csv", "a\r\nX: y.csv", "å.csv", "", "a/b.csv", "a..csv"])
def test_a_file_is_not_named_by_what_a_header_could_be_broken_with(name: str) -> None:
    with pytest.raises(ValueError, match="named by"):
        attached(b"x", name, "text/csv")
