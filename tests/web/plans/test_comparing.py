"""What changed between two texts puts both together again."""

from hypothesis import given
from hypothesis import strategies as st

from videre.web.plans.comparing import compare

WORDS = st.lists(st.sampled_from(["kok", "tømrer", "og", "\n", " ", "  "]), max_size=12).map("".join)


@given(WORDS, WORDS)
def test_the_pieces_are_the_one_text_and_the_other(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(each.words for each in pieces if each.kind != "new") == before
    assert "".join(each.words for each in pieces if each.kind != "gone") == after
    assert all(each.kind == "same" for each in pieces) == (before == after)
