"""State occupation against published values: mstate, survival, and survival's own hand-worked example."""

import csv
from itertools import groupby

import numpy as np
import pytest
from tests.shared import shared_file

from videre.projection.occupation import (
    STAYED,
    Stays,
    estimate_occupation,
    estimate_occupation_by_person,
)


def stays_of(rows: list[tuple[float, float, int, int, int]]) -> Stays:
    entered, left, origin, target, person = zip(*rows, strict=True)
    return Stays(np.array(entered, float), np.array(left, float), np.array(origin), np.array(target), np.array(person))


def read(name: str) -> list[dict[str, str]]:
    with shared_file(f"data/multistate/{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_hand_worked_example_of_survival() -> None:
    # survival, tests/mstate.R: exact fractions of 32.
    told = [
        (0, 4, 0, 1), (4, 9, 1, 2), (9, 10, 2, 1), (0, 5, 0, 2), (2, 9, 0, 3),
        (0, 2, 0, 1), (2, 8, 1, 3), (8, 9, 3, -1), (1, 3, 0, 2), (3, 11, 2, -1),
    ]  # fmt: skip
    found = estimate_occupation(stays_of([(*row, 0) for row in told]), 4, np.array([1.0, 0, 0, 0]))
    assert found.times.tolist() == [2, 3, 4, 5, 8, 9, 10]
    expected = [
        (24, 8, 0, 0), (18, 8, 6, 0), (12, 14, 6, 0), (6, 14, 12, 0), (6, 7, 12, 7), (0, 0, 19, 13), (0, 9.5, 9.5, 13),
    ]  # fmt: skip
    np.testing.assert_allclose(32 * found.shares, expected, atol=1e-13)


@pytest.mark.shared
def test_ebmt3_from_transplant_by_mstate() -> None:
    # mstate 0.3.3, probtrans of the non-parametric msfit, greenwood, at 4.985626 years: day 1821.
    rows = []
    for number, row in enumerate(read("ebmt3")):
        recovered, ended = float(row["prtime"]), float(row["rfstime"])
        last = 2 if row["rfsstat"] == "1" else STAYED
        if row["prstat"] == "1" and recovered < ended:
            rows += [(0.0, recovered, 0, 1, number), (recovered, ended, 1, last, number)]
        else:
            rows += [(0.0, ended, 0, last, number)]
    assert sum(target == 1 for _, _, _, target, _ in rows) == 1169
    found = estimate_occupation(stays_of(rows), 3, np.array([1.0, 0, 0]))
    shares, errors = found.at(1821)
    np.testing.assert_allclose(shares, [0.2372357723, 0.3387320017, 0.424032226], atol=1e-9)
    np.testing.assert_allclose(errors, [0.01011767318, 0.01091175045, 0.012160472], atol=1e-9)


@pytest.mark.shared
def test_aidssi_by_mstate_cuminc() -> None:
    # mstate tutorial (Cuminc, head), and mstate 0.3.3 at 9.897 years; cause 1 AIDS, cause 2 SI.
    rows = [
        (0.0, float(row["time"]), 0, int(row["status"]) or STAYED, number) for number, row in enumerate(read("aidssi"))
    ]
    found = estimate_occupation(stays_of(rows), 3, np.array([1.0, 0, 0]))
    shares, errors = found.at(0.112)
    assert shares[0] == pytest.approx(0.9969605, abs=5e-8)
    assert shares[2] == pytest.approx(0.003039514, abs=5e-10)
    assert errors[2] == pytest.approx(0.003034891, abs=5e-10)
    np.testing.assert_allclose(found.at(9.897)[0], [0.3303583667, 0.3350517685, 0.3345898648], atol=1e-9)


PROTHR = {  # R survival 3.5-3, survfit(Surv(Tstart, Tstop, event) ~ 1, id = id, istate = from)
    365: ((0.5473713, 0.22669546, 0.2259332), (0.02229326, 0.01951964, 0.01915963)),
    1000: ((0.4543431, 0.16517666, 0.3804802), (0.02402203, 0.01861452, 0.02330452)),
    2000: ((0.3455237, 0.09392365, 0.5605527), (0.02399698, 0.01557647, 0.02491096)),
    3000: ((0.2717292, 0.03105257, 0.6972182), (0.02492246, 0.01123124, 0.02533007)),
}


def prothr() -> Stays:
    rows = []
    told = [{name: float(row[name]) for name in ("id", "from", "to", "Tstart", "Tstop", "status")}
            for row in read("prothr")]  # fmt: skip
    for (who, origin, entered, left), moves in groupby(
        told, key=lambda row: (row["id"], row["from"], row["Tstart"], row["Tstop"])
    ):
        target = [int(row["to"]) - 1 for row in moves if row["status"] == 1.0]
        if left > entered:
            rows.append((entered, left, int(origin) - 1, target[0] if target else STAYED, int(who)))
    return stays_of(rows)


@pytest.mark.shared
def test_prothr_by_survfit_with_the_jackknife_of_persons() -> None:
    stays = prothr()
    assert len(stays.origin) == 1044
    moves = {
        (a, b): int(((stays.origin == a) & (stays.target == b)).sum()) for a in (0, 1) for b in (0, 1, 2) if a != b
    }
    assert moves == {(0, 1): 274, (0, 2): 103, (1, 0): 314, (1, 2): 181}
    found = estimate_occupation_by_person(stays, 3, 0.0, np.array(list(PROTHR), float), start_is_given=True)
    for day, (shares, errors) in PROTHR.items():
        got_shares, got_errors = found.at(day)
        np.testing.assert_allclose(got_shares, shares, atol=6e-8)  # seven digits are published
        np.testing.assert_allclose(got_errors, errors, atol=6e-9)
