"""A second, smaller state file: the six activities of mvad, counted from histories by the same fold.

712 school leavers in Northern Ireland, one status a month (McVicar and Anyadike-Danes 2002; TraMineR's mvad). Each
spell becomes a fact: school, further and higher education and training as kinds of education, employment as work.
"""

import csv
from itertools import groupby

import numpy as np
import pytest
import yaml
from tests.builders import person
from tests.mvad import FIRST_MONTH, KEYS, N_MONTHS, NAMES, STATES
from tests.shared import shared_file

from videre.definitions.catalogue import Definitions
from videre.definitions.state_space import StateSpace
from videre.domain.days import OPEN_ENDED, first_day
from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import Fact, FactKind
from videre.domain.states import step_of
from videre.measures.arrays import History, history_of
from videre.measures.cells import Members
from videre.measures.leavers import Leavers
from videre.measures.state_moves import BEFORE_ALL, MoveRows, count_moves, edges_of, list_moves

pytestmark = pytest.mark.shared

KIND_OF = {
    "school": EducationKind.STX,
    "FE": EducationKind.HF,
    "HE": EducationKind.HIGHER_MEDIUM,
    "training": EducationKind.EUD_MAIN,
}


def facts_of(statuses: list[str]) -> list[Fact]:
    """Return somebody's months as facts, a fact a spell."""
    facts, month = [], FIRST_MONTH
    for status, months in groupby(statuses):
        after = month + len(list(months))
        start, stop = first_day(month), first_day(after)
        ended = Outcome.INTERRUPTED if after < FIRST_MONTH + N_MONTHS else Outcome.ONGOING
        if status == "employment":
            facts.append(Fact(FactKind.EMPLOYMENT, 0, start, stop, 0, 0, start, stop, 0))
        elif status in KIND_OF:
            facts.append(Fact(FactKind.ENROLMENT, KIND_OF[status], start, OPEN_ENDED, ended, 0, start, stop, 0))
        month = after
    return facts


@pytest.fixture(scope="module")
def sequences() -> list[dict[str, str]]:
    with shared_file("data/mvad/mvad.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> StateSpace:
    folder = tmp_path_factory.mktemp("definitions")
    (folder / "states").mkdir()
    (folder / "states" / "mvad.yaml").write_text(yaml.safe_dump(STATES, sort_keys=False))
    return Definitions(folder).state_space("mvad")


def months_of(row: dict[str, str]) -> list[str]:
    return list(row.values())[-N_MONTHS:]


@pytest.fixture(scope="module")
def counted(sequences: list[dict[str, str]], space: StateSpace) -> tuple[History, MoveRows]:
    world = [(person(), facts_of(months_of(row))) for row in sequences]
    history = history_of(world, first_day(FIRST_MONTH + N_MONTHS) - 1)
    n = len(sequences)
    members = Members(np.arange(n, dtype=np.int32), np.zeros(n, np.int32))
    leavers = Leavers(members, np.full(n, first_day(FIRST_MONTH), np.int32))
    return history, list_moves(history, space.rules(), leavers, BEFORE_ALL)


def places(space: StateSpace) -> list[int]:
    return [space.numbers[KEYS[name]] for name in NAMES]


def test_the_first_month_has_the_published_distribution_weighted_and_not(
    sequences: list[dict[str, str]], space: StateSpace, counted: tuple[History, MoveRows]
) -> None:
    _, rows = counted
    weights = np.array([float(row["weight"]) for row in sequences])
    assert weights.sum() == pytest.approx(711.57)
    first = rows.after[rows.clock == 0]
    assert (rows.before[rows.clock == 0] == BEFORE_ALL).all()
    plain, weighted = (np.bincount(first, w, minlength=len(space.states)) for w in (None, weights))
    np.testing.assert_allclose(plain[places(space)] / 712, [0.117, 0.386, 0, 0.024, 0.251, 0.222], atol=6e-4)
    np.testing.assert_allclose(
        weighted[places(space)] / weights.sum(), [0.034, 0.223, 0, 0.048, 0.472, 0.223], atol=6e-4
    )


@pytest.mark.parametrize("is_weighted", [False, True])
def test_the_monthly_transition_matrix_is_the_published_one(
    sequences: list[dict[str, str]], space: StateSpace, counted: tuple[History, MoveRows], is_weighted: bool
) -> None:
    _, rows = counted
    hundredths = np.array([round(float(row["weight"]) * 100) for row in sequences]) if is_weighted else None
    counts = count_moves(
        rows,
        edges_of(space.moves, len(space.states)),
        len(space.moves),
        step_of(first_day(FIRST_MONTH), space.rules()),
        N_MONTHS,
        N_MONTHS,
        np.zeros(len(sequences), np.int32),
        1,
        hundredths,
    )
    assert int(counts.pending.sum()) == int(counts.not_in_file.sum()) == 0
    matrix = np.zeros((len(space.states),) * 2)
    for (before, after), n in zip(space.moves, counts.moves.sum(axis=(0, 1, 3)), strict=True):
        matrix[before, after] = n
    matrix = matrix[np.ix_(places(space), places(space))]
    # The slow way: pairs of months, straight from the file.
    expected = np.zeros((6, 6))
    for row, weight in zip(sequences, hundredths if is_weighted else [1] * len(sequences), strict=True):
        for one, other in zip(months_of(row)[:-1], months_of(row)[1:], strict=True):
            expected[NAMES.index(one), NAMES.index(other)] += weight
    np.testing.assert_array_equal(matrix, expected)
    rates = matrix / matrix.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(np.diag(rates), [0.99, 0.95, 0.99, 0.94, 0.95, 0.94], atol=5e-3)
