"""What is counted on a cluster adds up from any shares of the people; what does not add up is not counted there."""

from datetime import date

import pytest

from videre.domain.periods import parse_period
from videre.measures.adding import PartCount, add_up, counts_of
from videre.measures.whole import joined
from videre.pipeline.demonstrating import make_delivered_home
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.leavers_on_cluster import PROJECTED
from videre.pipeline.measuring import ANSWERS, ask
from videre.pipeline.on_cluster import LEAVE_OUT_NOBODY, ON_CLUSTER
from videre.pipeline.sharding import COLUMNS, ORDER, history_from, table_of
from videre.pipeline.wholes import WHOLES
from videre.synth.request import DEFAULT_SEED, Request

N_SHARES = 16
MONTHS = "2012-01..2015-09"


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    """A village of made-up people, looked at while its newest leavers are on their way."""
    root = tmp_path_factory.mktemp("village") / "home"
    home = make_delivered_home(root, Request(1500, DEFAULT_SEED, 2006, 2016), lambda *_: None)[0]
    return gather(home, date(2015, 10, 20))


def counted(gathered: Gathered, name: str) -> list[PartCount]:
    definition, asked = ask(gathered, name, parse_period(MONTHS), ())
    return add_up(counts_of(ANSWERS[name](gathered, definition, asked)))


def counted_in_shares(gathered: Gathered, name: str, *, is_told: bool = True) -> list[PartCount]:
    history = gathered.history
    table = table_of(history, 0, len(history.persons)).sort(ORDER)
    shares = []
    for share in range(N_SHARES):
        rows = table.filter(table["person"] % N_SHARES == share)
        own = history_from({column: rows[column].to_numpy() for column in COLUMNS}, history.known_at)
        shares.append(gathered._replace(history=own))
    if name in WHOLES and is_told:
        definition, asked = ask(gathered, name, parse_period(MONTHS), ())
        whole = joined(WHOLES[name](share, definition, asked) for share in shares)
        shares = [share._replace(whole=whole) for share in shares]
    parts = add_up(part for share in shares for part in counted(share, name))
    return [part for part in parts if part.numerator or name not in LEAVE_OUT_NOBODY]


@pytest.mark.parametrize("name", [name for name in ON_CLUSTER if name not in PROJECTED])
def test_every_measure_on_a_cluster_adds_up_from_sixteen_shares(gathered: Gathered, name: str) -> None:
    whole = counted(gathered, name)
    assert whole
    assert counted_in_shares(gathered, name) == whole


def test_shares_that_are_not_told_of_the_whole_do_not_add_up(gathered: Gathered) -> None:
    assert counted_in_shares(gathered, "exam", is_told=False) != counted(gathered, "exam")
