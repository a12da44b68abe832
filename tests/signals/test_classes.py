"""A pupil's class is the others of the same grade and school, month by month; too few of them are no class."""

from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import absence as oracle

from videre.domain.absence import AbsenceMonth, PupilMonth
from videre.signals.classes import LEAST_OTHERS, UNKNOWN_GRADE, add_up_classes, others_in_class

MONTHS = st.builds(
    PupilMonth,
    st.sampled_from([UNKNOWN_GRADE, 7, 7, 7, 8]),
    st.builds(
        AbsenceMonth,
        st.integers(24180, 24182),
        st.sampled_from([101001, 101001, 101002]),
        st.sampled_from([0, 1500, 2000]),
        *[st.integers(0, 900)] * 3,
    ),
)
PUPILS = st.lists(
    st.lists(MONTHS, max_size=4, unique_by=lambda each: each.month[:2]), min_size=LEAST_OTHERS, max_size=16
)


@given(PUPILS)
def test_the_others_are_added_up_as_if_each_were_asked(pupils: list[list[PupilMonth]]) -> None:
    classes = add_up_classes(pupils)
    for number, own in enumerate(pupils):
        others = pupils[:number] + pupils[number + 1 :]
        assert others_in_class(own, classes) == oracle.of_class(own, others, LEAST_OTHERS)


def test_a_class_of_too_few_others_is_none_and_so_is_an_unknown_grade() -> None:
    month = AbsenceMonth(24181, 101001, 2000, 100, 0, 0)
    enough = [[PupilMonth(8, month)] for _ in range(LEAST_OTHERS + 1)]
    assert others_in_class(enough[0], add_up_classes(enough)) == [
        AbsenceMonth(24181, 101001, 2000 * LEAST_OTHERS, 100 * LEAST_OTHERS, 0, 0)
    ]
    assert others_in_class(enough[0], add_up_classes(enough[1:])) == []
    nobody = [[PupilMonth(UNKNOWN_GRADE, month)] for _ in range(LEAST_OTHERS + 1)]
    assert others_in_class(nobody[0], add_up_classes(nobody)) == []
