"""The follow-up lists, the deadlines and the table of who answers for whom: as shipped, and as they may be changed."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from videre.definitions.catalogue import Definitions
from videre.definitions.clocks import YouthClocks
from videre.definitions.files import InvalidDefinition
from videre.definitions.followup import CHAPTERS, ClassRule, DueRule, ExamListRule, FollowUpList
from videre.domain.clocks import ClockRules
from videre.domain.days import OPEN_ENDED
from videre.domain.exam import ExamGroup
from videre.domain.responsibility import list_faults
from videre.domain.standing import YouthClass

DEFINITIONS = Definitions()
LISTS = DEFINITIONS.list_follow_up()


def test_there_is_one_list_a_class_of_the_15_17_year_olds_and_their_figure_is_measurement_point_3() -> None:
    of_classes = [each for each in LISTS if isinstance(each.rule, ClassRule) and each.ages == (15, 18)]
    named = [name for each in of_classes if isinstance(each.rule, ClassRule) for name in each.rule.classes]
    assert sorted(named) == sorted(set(YouthClass.__members__) - {"NONE"})
    figures = {(each.figure.measure, each.figure.part) for each in of_classes if each.figure}
    assert figures == {("youth_15_17", name.lower()) for name in named}


def test_there_is_one_list_for_each_group_of_leavers_but_those_who_have_passed() -> None:
    named = [name for each in LISTS if isinstance(each.rule, ExamListRule) for name in each.rule.groups]
    assert sorted(named) == sorted(set(ExamGroup.__members__) - {"PASSED"})


def test_every_list_says_who_why_what_is_due_and_by_which_law_in_both_languages() -> None:
    for each in LISTS:
        assert all(text.da and text.en for text in (each.title, each.explanation, each.due))
        assert each.law
        assert each.is_work == (each.deadline.clock != "none")
    assert {each.chapter for each in LISTS} == set(CHAPTERS)
    assert len({each.order for each in LISTS}) == len(LISTS)


def test_absence_says_what_the_parents_do_first_before_the_law_makes_it_an_alarm() -> None:
    absence = {each.name: each for each in LISTS if each.chapter == "absence"}
    assert {name for name, each in absence.items() if each.first_step} == {"absence_rising", "absence_warning"}
    assert "absence_unlawful" in absence


def test_nobody_above_the_laws_age_stands_on_a_list_and_above_25_only_for_work() -> None:
    assert {each.name for each in LISTS if each.ages[1] > 25} == {"benefit_without_plan"}


def test_the_shipped_deadlines_are_those_of_the_law() -> None:
    assert DEFINITIONS.youth_clocks().rules() == ClockRules(5, 30, ())


def test_a_municipality_says_on_which_days_it_is_closed() -> None:
    clocks = DEFINITIONS.youth_clocks().model_dump()
    assert YouthClocks(**{**clocks, "closed": ("06-05", "12-24")}).rules().closed == (605, 1224)
    with pytest.raises(ValidationError, match="MM-DD"):
        YouthClocks(**{**clocks, "closed": ("5 June",)})


def test_somebody_answers_for_everybody_on_every_day_and_nobody_does_so_twice() -> None:
    table = DEFINITIONS.responsibility()
    assert list_faults(table.table(), table.ages, -OPEN_ENDED, OPEN_ENDED) == ()
    assert min(each.ages[0] for each in LISTS) >= table.ages[0]
    assert max(each.ages[1] for each in LISTS) <= table.ages[1]


def test_a_row_taken_out_of_the_table_is_a_gap_and_a_row_put_in_twice_an_overlap() -> None:
    table = DEFINITIONS.responsibility()
    for place, row in enumerate(table.table()):
        without = [each for other, each in enumerate(table.table()) if other != place]
        faults = list_faults(without, table.ages, -OPEN_ENDED, OPEN_ENDED)
        n_cells = (row.ages[1] - row.ages[0]) * len(row.classes) * len(row.benefit)
        assert len(faults) == n_cells
        assert all(not fault.units for fault in faults)
        doubled = list_faults([*table.table(), row], table.ages, -OPEN_ENDED, OPEN_ENDED)
        assert {fault.units for fault in doubled} == {(row.unit, row.unit)}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"ages": (18, 15)}, "ages"),
        ({"ages": (15, 31)}, "ages"),
        ({"rule": {"kind": "class", "classes": ["KING"]}}, "classes"),
        ({"rule": {"kind": "score", "points": 500}}, "rule"),
        ({"deadline": {"clock": "days"}}, "days"),
        ({"deadline": {"clock": "duty", "days": 3}}, "days"),
        ({"law": ()}, "law"),
    ],
)
def test_a_list_that_does_not_hold_together_is_refused(said: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        FollowUpList(**{**LISTS[0].model_dump(exclude_none=True), **said})


def test_no_clock_is_without_a_number_where_it_counts() -> None:
    assert DueRule(clock="working_days", days=5).days == 5


def test_a_municipalitys_own_list_replaces_the_shipped_one_whole(tmp_path: Path) -> None:
    folder = tmp_path / "followup"
    folder.mkdir()
    shipped = DEFINITIONS.path("followup", "moved_in").read_text("utf-8")
    (folder / "moved_in.yaml").write_text(shipped.replace("days_looked_back: 60", "days_looked_back: 90"), "utf-8")
    lists = {each.name: each for each in Definitions(tmp_path).list_follow_up()}
    assert len(lists) == len(LISTS)
    assert lists["moved_in"].rule.model_dump()["days_looked_back"] == 90
    (folder / "moved_in.yaml").write_text(shipped.replace("name: moved_in", "name: moved"), "utf-8")
    with pytest.raises(InvalidDefinition, match="moved_in"):
        Definitions(tmp_path).list_follow_up()
