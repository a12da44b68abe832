"""A few of the random publication histories of `benchmarks/disclosure_histories.py`; and it would tell of a leak."""

import sys
from pathlib import Path

import pytest
from benchmarks.disclosure_histories import attack, main, make_history, publish, read_state, run_one

FIRST = 3_000_000  # histories that the benchmark does not come to


@pytest.mark.parametrize("number", range(FIRST, FIRST + 12))
def test_an_attacker_learns_nothing_of_a_small_history(number: int) -> None:
    line = run_one(number, most_cells=60, most_releases=6)
    assert line["n_secrets"] > 0 or line["n_hidden"] == 0
    assert (line["recovered"], line["proved_small"], line["n_undecided"]) == ([], [], 0)


def test_a_history_in_which_only_small_numbers_are_hidden_is_broken() -> None:
    n_broken = 0
    for number in range(FIRST, FIRST + 15, 3):  # tables, which tell every cell that is not small
        published = publish(make_history(number, 60, 6), b"key")
        problem = published.problem
        only_small = frozenset(place for place, each in enumerate(problem.numbers) if each.is_sensitive)
        line = attack(published._replace(hidden=only_small), coalition=1)
        n_broken += bool(line["recovered"])
    assert n_broken >= 2


def test_it_can_be_stopped_and_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    state = tmp_path / "state.jsonl"
    command = ["disclosure_histories.py", "--state", str(state), "--first", "8"]
    monkeypatch.setattr(sys, "argv", [*command, "--histories", "1"])
    assert main() == 0
    state.write_text(state.read_text("utf-8") + '{"history": 11, "cut', "utf-8")
    before = state.stat().st_size
    monkeypatch.setattr(sys, "argv", [*command, "--histories", "1"])
    assert main() == 0
    assert state.stat().st_size == before, "what is done is not done again"
    assert read_state(state).keys() == {8}
    assert "recovered exactly: 0" in capsys.readouterr().out
