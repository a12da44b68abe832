"""The 712 school leavers of mvad go through the real import, and the published values come out of folds and tallies.

Published: Gabadinho, Ritschard, Müller and Studer 2011 (TraMineR, J. Stat. Softw. 40(4)); the values stand in
../shared/data/README.md.
"""

from datetime import date

import numpy as np
import pytest
import yaml
from tests.homes import new_home
from tests.mvad import (
    FIRST_MONTH,
    FIRST_MONTH_IN_FILE,
    KEYS,
    MAPPINGS,
    N_MONTHS,
    N_MONTHS_IN_FILE,
    NAMES,
    STATES,
    Leaver,
    list_leavers,
    write_files,
)

from videre.definitions.catalogue import Definitions
from videre.definitions.state_space import StateSpace
from videre.domain.days import first_day
from videre.domain.people import Sex
from videre.domain.standing import N_YOUTH_CLASSES, YouthClass
from videre.domain.states import step_of
from videre.home.home import Home
from videre.measures.arrays import Counts, History
from videre.measures.leavers import leavers_of_ninth_grade
from videre.measures.standings import Population, class_spells
from videre.measures.state_moves import BEFORE_ALL, MoveRows, count_moves, edges_of, list_moves
from videre.measures.tally import tally_months
from videre.pipeline.importing import ImportResult, import_delivery
from videre.store.deliveries import Ledger
from videre.store.histories import get_history
from videre.store.pseudonyms import pseudonym

pytestmark = pytest.mark.shared

REPORTED = date(1999, 6, 30)
DELIVERIES = (
    ("programmes", "programmes", None),
    ("persons", "people", "mvad-people"),
    ("residence", "residence", None),
    ("enrolments", "people", "mvad-schools"),
    ("enrolments", "spells", "mvad-courses"),
    ("benefits", "spells", "mvad-benefits"),
    ("employment", "work", "mvad-work"),
)


@pytest.fixture(scope="module")
def leavers() -> list[Leaver]:
    return list_leavers()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = new_home(tmp_path_factory.mktemp("mvad") / "home")
    for folder, name, text in (
        *(("mappings", name, f"name: {name}\n{text}\n") for name, text in MAPPINGS.items()),
        ("states", "mvad", yaml.safe_dump(STATES, sort_keys=False)),
    ):
        place = made.paths.definitions / folder
        place.mkdir(exist_ok=True)
        (place / f"{name}.yaml").write_text(text)
    return made


@pytest.fixture(scope="module")
def results(home: Home, leavers: list[Leaver]) -> list[ImportResult]:
    files = write_files(home.paths.root.parent, leavers)
    return [
        import_delivery(home, register, files[file], mapping=mapping, reported=REPORTED)
        for register, file, mapping in DELIVERIES
    ]


@pytest.fixture(scope="module")
def history(home: Home, results: list[ImportResult]) -> History:
    assert results
    return get_history(home, Ledger(home.paths.ledger), Definitions(home.paths.definitions), REPORTED)


@pytest.fixture(scope="module")
def space(home: Home) -> StateSpace:
    return Definitions(home.paths.definitions).state_space("mvad")


@pytest.fixture(scope="module")
def rows(history: History, space: StateSpace) -> MoveRows:
    """Where each leaver was on the first day of every month of the file."""
    cohort = leavers_of_ninth_grade(history, 165, 1993)
    return list_moves(history, space.rules(), cohort, BEFORE_ALL)


@pytest.fixture(scope="module")
def by_person(home: Home, history: History, leavers: list[Leaver]) -> list[Leaver]:
    """The leavers in the order of the history, which is that of their pseudonyms."""
    key = home.key("pseudonym")
    known = {pseudonym(leaver.cpr, key, "cpr"): leaver for leaver in leavers}
    return [known[number] for number in history.pseudonyms.tolist()]


@pytest.fixture(scope="module")
def weights(by_person: list[Leaver]) -> Counts:
    """The survey weight of each person, in hundredths."""
    return np.array([leaver.weight_x100 for leaver in by_person], np.int64)


def places(space: StateSpace) -> list[int]:
    return [space.numbers[KEYS[name]] for name in NAMES]


def first_look(month: int) -> int:
    """Return how many days of looking lie between leaving (1 July 1993) and a month."""
    return month - FIRST_MONTH_IN_FILE


def test_every_row_is_taken_and_rows_of_other_registers_are_counted(
    results: list[ImportResult], leavers: list[Leaver]
) -> None:
    assert all(result.set_aside == result.ignored == 0 for result in results)
    by_file = {(register, file): result for (register, file, _), result in zip(DELIVERIES, results, strict=True)}
    spells = by_file["enrolments", "spells"]
    jobless = by_file["benefits", "spells"]
    assert by_file["persons", "people"].accepted == 712
    assert spells.accepted + spells.left_out == jobless.accepted + jobless.left_out
    months = sum(leaver.statuses.count("employment") for leaver in leavers)
    assert by_file["employment", "work"].accepted == months


def test_all_are_one_cohort_and_every_month_of_everybody_is_there(history: History, rows: MoveRows) -> None:
    assert len(history.persons) == 712
    assert len(rows.after) == 712 * N_MONTHS_IN_FILE


def test_september_1993_has_the_published_distribution_weighted_and_not(
    rows: MoveRows, space: StateSpace, weights: Counts
) -> None:
    assert weights.sum() == 71_157
    in_september = rows.clock == first_look(FIRST_MONTH)
    state, leaver = rows.after[in_september], rows.leaver[in_september]
    plain, weighted = (np.bincount(state, w, minlength=len(space.states)) for w in (None, weights[leaver]))
    np.testing.assert_allclose(plain[places(space)] / 712, [0.117, 0.386, 0, 0.024, 0.251, 0.222], atol=6e-4)
    np.testing.assert_allclose(
        weighted[places(space)] / weights.sum(), [0.034, 0.223, 0, 0.048, 0.472, 0.223], atol=6e-4
    )


@pytest.mark.parametrize("is_weighted", [False, True])
def test_the_monthly_transition_matrix_has_the_published_diagonal(
    rows: MoveRows, space: StateSpace, weights: Counts, is_weighted: bool
) -> None:
    counts = count_moves(
        rows,
        edges_of(space.moves, len(space.states)),
        len(space.moves),
        step_of(first_day(FIRST_MONTH + 1), space.rules()),
        N_MONTHS - 1,
        N_MONTHS_IN_FILE,
        np.zeros(712, np.int32),
        1,
        weights if is_weighted else None,
    )
    assert int(counts.pending.sum()) == int(counts.not_in_file.sum()) == 0
    matrix = np.zeros((len(space.states),) * 2)
    for (before, after), n in zip(space.moves, counts.moves.sum(axis=(0, 1, 3)), strict=True):
        matrix[before, after] = n
    matrix = matrix[np.ix_(places(space), places(space))]
    assert matrix.sum() == (weights.sum() if is_weighted else 712) * (N_MONTHS - 1)
    rates = matrix / matrix.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(np.diag(rates), [0.99, 0.95, 0.99, 0.94, 0.95, 0.94], atol=5e-3)


def test_342_were_ever_jobless(rows: MoveRows, space: StateSpace) -> None:
    jobless = rows.after == space.numbers[KEYS["joblessness"]]
    assert len(np.unique(rows.leaver[jobless])) == 342


def test_the_monthly_tally_takes_weights_and_counts_the_published_groups(
    history: History, home: Home, by_person: list[Leaver], weights: Counts
) -> None:
    population = Population(165, 15, 25, first_day(FIRST_MONTH), first_day(FIRST_MONTH + 1))
    rules = Definitions(home.paths.definitions).standing_rules("18_hours_a_week")
    spells = class_spells(history, rules, population)
    for column, published in (("male", 370), ("gcse5eq", 260), ("Grammar", 129), ("funemp", 117)):
        cells = np.array([leaver.said[column] == "yes" for leaver in by_person], np.int32)
        counts = tally_months(spells, N_YOUTH_CLASSES, FIRST_MONTH, 1, cells, 2)
        assert counts.sum(axis=(0, 1)).tolist() == [712 - published, published]
    one_cell = np.zeros(712, np.int32)
    plain = tally_months(spells, N_YOUTH_CLASSES, FIRST_MONTH, 1, one_cell, 1)[0, :, 0]
    weighted = tally_months(spells, N_YOUTH_CLASSES, FIRST_MONTH, 1, one_cell, 1, weights)[0, :, 0]
    assert plain[YouthClass.ORDINARY_EMPLOYMENT] / 712 == pytest.approx(0.117, abs=6e-4)
    assert weighted[YouthClass.ORDINARY_EMPLOYMENT] / weights.sum() == pytest.approx(0.034, abs=6e-4)
    assert weighted[YouthClass.EDUCATION] / weights.sum() == pytest.approx(0.223 + 0.472 + 0.223, abs=2e-3)


def test_the_registers_themselves_say_who_is_a_man_and_who_went_to_grammar_school(history: History) -> None:
    assert int((history.persons["sex"] == Sex.M).sum()) == 370
    cohort = leavers_of_ninth_grade(history, 165, 1993)
    assert int((cohort.members.school == 101_001).sum()) == 129
