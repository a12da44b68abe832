"""Groups that are told whole or not at all: nothing of a hidden one can be had from what is told."""

from hypothesis import given
from hypothesis import strategies as st

from videre.disclosure.apart import release_apart
from videre.domain.asked import Asked, share_figure
from videre.domain.figures import Figure, Provenance

SMALLEST = 5
RULE = {"da": "x", "en": "x"}
ASKED = Asked("loop", 165, 0, 0, ("list", "step"), Provenance("2016-02-01", "2016-02-01", "s", "m", "t"))
STEPS = ("seen", "acted", "after")


def is_sensitive(figure: Figure) -> bool:
    return figure.breakdown["step"] == "after"


def table(groups: dict[str, tuple[int, dict[str, tuple[int, int]]]]) -> list[Figure]:
    return [
        share_figure(ASKED, "2015", {"list": name, "step": step}, n_in, n, unknown)
        for name, (n, steps) in groups.items()
        for step, (n_in, unknown) in steps.items()
    ]


@st.composite
def groups(draw: st.DrawFn) -> dict[str, tuple[int, dict[str, tuple[int, int]]]]:
    made = {}
    for name in draw(st.sets(st.sampled_from("abc"), min_size=1)):
        n = draw(st.integers(1, 40))
        steps = {}
        for step in STEPS:
            n_in = draw(st.integers(0, n))
            steps[step] = (n_in, draw(st.integers(0, n - n_in)))
        made[name] = (n, steps)
    return made


@given(groups())
def test_a_group_that_is_told_tells_of_few_in_no_way_and_one_that_is_hidden_tells_nothing(
    made: dict[str, tuple[int, dict[str, tuple[int, int]]]],
) -> None:
    released = release_apart(
        "loop", ("list", "step"), table(made), ("list",), SMALLEST, RULE, is_sensitive=is_sensitive
    )
    for name, (n, steps) in made.items():
        rows = [row for row in released.rows if row.breakdown["list"] == name]
        assert len({row.is_hidden for row in rows}) == 1
        known = {0, n} | {n_in for n_in, _ in steps.values()} | {n_in + unknown for n_in, unknown in steps.values()}
        is_few = any(0 < one - other < SMALLEST for one in known for other in known)
        n_after, unknown_after = steps["after"]
        is_all = n_after == n or n_after + unknown_after == 0
        assert rows[0].is_hidden == (is_few or is_all)
        if rows[0].is_hidden:
            assert {(row.value, row.numerator, row.denominator, row.unknown, row.bounds_high) for row in rows} == {
                (None, None, None, None, None)
            }
