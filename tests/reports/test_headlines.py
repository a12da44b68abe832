"""How a figure stands to its target."""

import pytest
from tests.reports.tables import figure, released

from videre.definitions.files import Text
from videre.definitions.targets import End, Target
from videre.disclosure.released import ReleasedFigure
from videre.domain.figures import Unit
from videre.reports.headlines import Judged, judge, started_breakdown

WORDS = Text(da="ved udløb", en="at the end")
FEWER = Target(
    indicator="i", wanted="at_most", judged_by="own", judged_on=WORDS,
    baseline=End(period="2013-12", value=426), goal=End(period="2015-12", value=341),
)  # fmt: skip
MORE = Target(
    indicator="i", wanted="at_least", judged_by="own", judged_on=WORDS,
    baseline=End(period="2012", value=0.89), goal=End(period="2017", value=0.95),
)  # fmt: skip


def persons(period: str, n: int) -> ReleasedFigure:
    return released("t", [figure("benefits", period, {}, n, 11_000, unit=Unit.PERSONS)]).rows[0]


def share(period: str, n: int, margin: float | None = None) -> ReleasedFigure:
    return released("t", [figure("completion", period, {}, n, 1000, margin=margin)]).rows[0]


@pytest.mark.parametrize(
    ("row", "target", "judged"),
    [
        (persons("2015-12", 341), FEWER, Judged("met", 341)),
        (persons("2014-12", 300), FEWER, Judged("met", 383.5)),
        (persons("2014-12", 380), FEWER, Judged("on_way", 383.5, 0.0)),
        (persons("2014-12", 384), FEWER, Judged("on_way", 383.5, 0.0)),  # half a person is not seen
        (persons("2014-12", 400), FEWER, Judged("behind", 383.5, 16)),
        (persons("2016-03", 400), FEWER, Judged("behind", 341, 59)),  # after its period the goal goes on to hold
        (persons("2013-12", 426), FEWER, Judged("none", 426)),  # where the way begins
        (persons("2012-12", 426), FEWER, Judged("none")),  # before it does
        (persons("2014-12", 3), FEWER, Judged("none")),  # hidden
        (share("2017", 950), MORE, Judged("met", 0.95)),
        (share("2017", 949), MORE, Judged("behind", 0.95, 0.001)),
        (share("2017", 945, margin=0.03), MORE, Judged("unsure", 0.95)),
        (share("2017", 900, margin=0.03), MORE, Judged("behind", 0.95, 0.05)),
    ],
)
def test_a_figure_is_held_against_the_goal_and_else_against_the_way_there(
    row: ReleasedFigure, target: Target, judged: Judged
) -> None:
    assert judge(row, target) == pytest.approx(judged) if judged.gap else judge(row, target) == judged


def test_without_a_target_or_a_figure_nothing_is_said() -> None:
    assert judge(persons("2014-12", 400), None) == Judged("none")
    assert judge(None, FEWER) == Judged("none")


def test_of_the_kinds_the_largest_youth_education_is_told_at_15_months() -> None:
    figures = [
        figure("pathways", year, {"kind": kind, "months": months, "step": "started"}, n, 300)
        for year, months in (("2014", "15"), ("2013", "15"), ("2013", "27"), ("2015", "3"))
        for kind, n in (("stx", 120), ("hhx", 130), ("tenth_grade", 150))
    ]
    told = started_breakdown(released("pathways", figures), {"stx", "hhx"})
    assert told == {"kind": "hhx", "months": "15", "step": "started"}
    assert started_breakdown(released("pathways", figures), set()) == {}
