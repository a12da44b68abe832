"""What is looked at again in another month is no part of a whole, so a lone hidden number there hides no other."""

from tests.web.tables import figure, released


def test_a_lone_hidden_month_hides_no_other_month() -> None:
    figures = [figure("exam", "2015", {"months": month}, n, 312) for month, n in (("0", 22), ("1", 12), ("2", 4))]
    assert [row.is_hidden for row in released("exam_by_months", figures).rows] == [False, False, True]


def test_a_lone_hidden_part_of_a_whole_still_hides_the_next_smallest() -> None:
    figures = [figure("exam", "2015", {"group": group}, n, 312) for group, n in (("a", 290), ("b", 18), ("c", 4))]
    assert [row.is_hidden for row in released("exam_by_group", figures).rows] == [False, True, True]
