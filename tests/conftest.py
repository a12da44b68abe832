"""Settings of every test run."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from tests.emptying import letting_the_log_be_emptied

# Deadlines are off everywhere: the first call of a compiled fold may take seconds.
settings.register_profile("dev", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, database=None, print_blob=True)
settings.register_profile("long", settings.get_profile("ci"), max_examples=20 * 40)


def chosen_profile() -> str:
    """Return the profile of this run: `long` by night, `ci` where a machine decides, else `dev`."""
    if os.environ.get("VIDERE_LONG") == "1":
        return "long"
    return "ci" if os.environ.get("CI") else "dev"


settings.load_profile(chosen_profile())


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests() -> Iterator[None]:
    """Let tests that commit leave an empty log behind them."""
    with letting_the_log_be_emptied():
        yield


@pytest.fixture
def without_casework(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the homes of a test have no casework database, also where the suite runs on PostgreSQL."""
    monkeypatch.delenv("VIDERE_DATABASE_URL", raising=False)
