"""How sure the flows of the profile figure are: intervals from draws, since a flow has no gradient at hand."""

from typing import Final, NamedTuple

import numpy as np

from videre.pipeline.profiling import PROFILED_COUNT, PROFILED_YEARS, Profile, profile_by, set_up_profile
from videre.pipeline.setting import Setting
from videre.pipeline.widening import estimate_widenings
from videre.projection.drawing import draw_rates

N_DRAWS: Final = 200  # the ends of a 95 % interval are then within a fifth of a standard deviation
SEED: Final = 2014  # a figure is the same each time it is asked for
LEVEL: Final = 0.95


class Flow(NamedTuple):
    """A flow of the profile figure: the share of the whole cohort that goes from one place to another.

    expected_low, expected_high: estimation and drift; not how sure the correction for late reports of the newest year
        is, which the intervals of shares hold. realised_low, realised_high: of what this cohort will show, with
    the chance of so few persons (all thrown alike, so a little too wide).
    """

    came_from: str
    goes_to: str
    share: float
    expected_low: float
    expected_high: float
    realised_low: float
    realised_high: float


def project_flows(
    setting: Setting, cohort: int, years: int = PROFILED_YEARS, n_draws: int = N_DRAWS
) -> tuple[Profile, list[Flow]]:
    """Return the profile of a cohort, and its flows with intervals, in the order of the figure.

    Drift is widened as that of the share that the profile is about.

    Raises:
        NoSuchCohort, NoBehaviour, NotObserved.
    """
    profiled = set_up_profile(setting, cohort, years)
    profile = profile_by(profiled, profiled.behaviour.place.rates)
    flows = profile.flows()
    drift, factor = profiled.behaviour.drift, estimate_widenings(setting, (PROFILED_COUNT,))[PROFILED_COUNT].factor
    widened = drift._replace(of_kind=factor * drift.of_kind, of_move=factor * drift.of_move)
    generator = np.random.default_rng(SEED)
    kinds, begins = setting.counted.kind_of_move, int(profiled.clock[0])
    drawn, shown = np.zeros((2, n_draws, len(flows)))
    for number, rates in enumerate(draw_rates(profiled.behaviour.place, kinds, widened, begins, n_draws, generator)):
        one = profile_by(profiled, rates)
        ways = np.array(list(one.shares.values()))
        persons = generator.multinomial(profile.n_persons, ways / ways.sum()) / profile.n_persons
        this = one._replace(shares=dict(zip(one.shares, persons.tolist(), strict=True)))
        for values, each in ((drawn, one.flows()), (shown, this.flows())):
            values[number] = [each.get(pair, 0.0) for pair in flows]
    ends = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
    expected, realised = (np.quantile(values, ends, axis=0) for values in (drawn, shown))
    return profile, [
        Flow(*pair, share, *expected[:, at].tolist(), *realised[:, at].tolist())
        for at, (pair, share) in enumerate(flows.items())
    ]
