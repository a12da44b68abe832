"""The points counted on a real Spark cluster on loopback are those of one machine, to the last digit."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from videre.domain.periods import parse_period
from videre.home.home import Home
from videre.pipeline.demonstrating import make_delivered_home
from videre.pipeline.gathering import gather
from videre.pipeline.measuring import measure
from videre.pipeline.on_cluster import ON_CLUSTER
from videre.pipeline.sharding import write_facts
from videre.synth.request import DEFAULT_SEED, Request

pytestmark = pytest.mark.spark

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def master() -> Iterator[str]:
    """A master and two workers, started by the documented command."""
    port = free_port()
    cluster = subprocess.Popen(
        [ROOT / "scripts" / "spark_cluster", str(port), "1g"],
        env={**os.environ, "PYTHON": sys.executable},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert cluster.stdout is not None
    said = cluster.stdout.readline()
    assert f"spark://127.0.0.1:{port}" in said, said
    yield f"spark://127.0.0.1:{port}"
    os.killpg(cluster.pid, signal.SIGTERM)
    cluster.wait(timeout=60)
    cluster.stdout.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A hamlet of made-up people."""
    root = tmp_path_factory.mktemp("hamlet") / "home"
    return make_delivered_home(root, Request(400, DEFAULT_SEED, 2006, 2016), lambda *_: None)[0]


def on_cluster(home: Home, master: str, *words: str, expect: int = 0) -> Any:
    done = subprocess.run(
        [BIN / "videre", "measure", *words, "--cluster", master, "--home", home.paths.root, "--format", "json"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == expect, done.stderr
    return json.loads(done.stdout) if expect == 0 else done.stderr


def test_every_figure_is_the_same_as_on_one_machine(home: Home, master: str) -> None:
    months = "2012-01..2015-12"
    alone = measure(home, ON_CLUSTER, parse_period(months), ("sex",), date(2016, 2, 1))
    counted = on_cluster(home, master, *ON_CLUSTER, "--period", months, "--by", "sex")
    assert len(counted) > 400
    by_identity = {figure["figure_id"]: figure for figure in counted}
    assert by_identity == {figure.figure_id: figure.as_dict() for figure in alone}


def test_the_people_are_really_shared_out_each_whole_in_one_share(home: Home, master: str, tmp_path: Path) -> None:
    code = f"""
import json
from pathlib import Path
from pyspark.sql.functions import spark_partition_id
from videre.pipeline.on_cluster import connect, share_out
spark = connect({master!r})
shares = share_out(spark, [Path(name) for name in {[str(file) for file in facts_of(home, tmp_path)]!r}])
places = shares.select("person", spark_partition_id().alias("share")).distinct()
counts = [places.count(), *(places.select(name).distinct().count() for name in ("person", "share"))]
print(json.dumps(counts))
spark.stop()
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    n_places, n_persons, n_shares = json.loads(done.stdout)
    assert n_places == n_persons > 400
    assert n_shares == 16


def facts_of(home: Home, folder: Path) -> list[Path]:
    """Return the facts of a home as files."""
    return write_facts(gather(home, date(2016, 2, 1)).history, folder)


def test_nothing_of_anybody_is_left_behind(home: Home, master: str) -> None:
    on_cluster(home, master, "benefits")
    assert list(home.paths.root.glob("on-cluster-*")) == []


def test_what_a_share_cannot_answer_is_refused(home: Home, master: str) -> None:
    said = on_cluster(home, master, "given_back", "--by", "unit", expect=1)
    assert "without --cluster" in said
