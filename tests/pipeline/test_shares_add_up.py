"""What is counted on a cluster adds up from any shares of the people; what does not add up is not counted there."""

from datetime import date

import pytest

from videre.domain.periods import parse_period
from videre.measures.adding import PartCount, add_up, counts_of
from videre.pipeline.demonstrating import make_demonstration
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.measuring import ANSWERS, ask
from videre.pipeline.on_cluster import ON_CLUSTER
from videre.pipeline.sharding import COLUMNS, ORDER, history_from, table_of
from videre.synth.request import DEFAULT_SEED, Request

N_SHARES = 16


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    """A village of made-up people, looked at while its newest leavers are on their way."""
    root = tmp_path_factory.mktemp("village") / "home"
    home = make_demonstration(root, Request(1500, DEFAULT_SEED, 2006, 2016), lambda *_: None)[0]
    return gather(home, date(2015, 10, 20))


def counted(gathered: Gathered, name: str) -> list[PartCount]:
    definition, asked = ask(gathered, name, parse_period("2012-01..2015-09"), ())
    return add_up(counts_of(ANSWERS[name](gathered, definition, asked)))


def counted_in_shares(gathered: Gathered, name: str) -> list[PartCount]:
    history = gathered.history
    table = table_of(history, 0, len(history.persons)).sort(ORDER)
    parts: list[PartCount] = []
    for share in range(N_SHARES):
        rows = table.filter(table["person"] % N_SHARES == share)
        own = history_from({column: rows[column].to_numpy() for column in COLUMNS}, history.known_at)
        parts += counted(gathered._replace(history=own), name)
    return add_up(parts)


@pytest.mark.parametrize("name", ON_CLUSTER)
def test_a_measure_of_one_person_at_a_time_adds_up_from_sixteen_shares(gathered: Gathered, name: str) -> None:
    whole = counted(gathered, name)
    assert whole
    assert counted_in_shares(gathered, name) == whole


def test_the_exam_needs_everybody_of_a_school_and_is_not_among_them(gathered: Gathered) -> None:
    assert "exam" not in ON_CLUSTER
    assert counted_in_shares(gathered, "exam") != counted(gathered, "exam")
