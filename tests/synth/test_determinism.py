from pathlib import Path

import pytest
from tests.synth.conftest import VILLAGE

from videre.pipeline.synthesising import synthesise
from videre.synth.draws import Draws
from videre.synth.request import Request


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_seed_gives_the_same_bytes(village_folder: Path, tmp_path: Path) -> None:
    synthesise(VILLAGE, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(village_folder)


def test_another_seed_gives_other_people(village_folder: Path, tmp_path: Path) -> None:
    synthesise(Request(VILLAGE.n_persons, VILLAGE.seed + 1, 2006, 2016), tmp_path / "other")
    same = {name for name, bytes_ in contents(tmp_path / "other").items() if contents(village_folder)[name] == bytes_}
    assert same == {"deliveries.yaml", "institutioner.csv", "uddannelser.csv", "officielle-tal.csv"}


@pytest.mark.parametrize("name", ["people", "lives"])
def test_a_stream_does_not_depend_on_what_others_drew(name: str) -> None:
    draws = Draws(7)
    draws.stream("something else").random(100)
    assert draws.stream(name).random() == Draws(7).stream(name).random()
    assert Draws(7).stream(name).random() != Draws(8).stream(name).random()
