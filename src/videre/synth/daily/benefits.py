"""Benefits of the people aged 18 to 29 who live in the municipality, as spells of days."""

import numpy as np
import polars as pl

from videre.domain.days import OPEN_ENDED
from videre.domain.people import Origin
from videre.synth.calendars import first_days, months_of
from videre.synth.chain.states import Chain
from videre.synth.chain.walking import Lives
from videre.synth.daily.parameters import DailyParameters
from videre.synth.daily.situation import GROUPS, GROWN_UP_MONTHS, Situation, Situations
from videre.synth.draws import Draws
from videre.synth.people.persons import People
from videre.synth.people.visits import YEAR_DAYS
from videre.synth.request import Period
from videre.synth.told.reporting import as_reported, delays_of, opened_and_closed

HOURS_THAT_SUPPORT = 60.0  # a month's work that is more than this ends a benefit
NEWCOMER_YEARS = 7  # integrationsydelse is for those who have not lived here seven of the last eight years
TREND_ENDS_AFTER_MONTHS = 48
GROWN_UP_YEARS, THIRTY_YEARS = 18, 30
LONGEST_MONTH_DAYS = 31
MAIN = "kontanthjaelp"
WITHOUT_EDUCATION = ("none", "basic")


class OnBenefit:
    """Who is on which benefit since when, carried from month to month."""

    def __init__(self, draws: Draws, parameters: DailyParameters, situations: Situations) -> None:
        """Begin with nobody on a benefit; the months before the period fill them."""
        self.stream = draws.stream("benefits")
        self.parameters = parameters
        self.situations = situations
        self.names = [MAIN, *parameters.other_benefits]
        self.benefit = np.full(len(situations), -1)
        self.start = np.zeros(len(situations), dtype=np.int64)
        self.ended: list[tuple[np.ndarray, ...]] = []
        people, person = situations.people, situations.person
        self.newcomer_until = people.immigrated[person] + NEWCOMER_YEARS * YEAR_DAYS
        self.newcomer_until[people.origin[person] != Origin.IMMIGRANT] = 0

    def carry_on(self, situation: Situation, hours: np.ndarray) -> None:
        """Let benefits end and begin in a month."""
        n, month = len(hours), situation.month
        first = first_days(np.array([month]))[0]
        day = first + self.stream.integers(0, 28, size=n)
        may = situation.is_here & situation.is_in_gap & (hours < HOURS_THAT_SUPPORT)
        may &= (situation.age_months >= GROWN_UP_MONTHS) & (situation.age_months < THIRTY_YEARS * 12)
        drawn = self.stream.random(n)
        stops = (self.benefit >= 0) & (~may | (drawn < self.chance_to_stop(situation)))
        self.end(stops, np.maximum(day, self.start + 1))
        free = may & (self.benefit < 0) & ~stops
        for place, name in enumerate(self.names):
            begins = free & (self.stream.random(n) < self.chance_to_begin(name, situation))
            self.benefit[begins], self.start[begins] = place, day[begins]
            free &= ~begins

    def end(self, stops: np.ndarray, day: np.ndarray) -> None:
        """Write down the benefits that stop."""
        self.ended.append((self.situations.person[stops], self.benefit[stops], self.start[stops], day[stops]))
        self.benefit[stops] = -1

    def chance_to_begin(self, name: str, situation: Situation) -> np.ndarray:
        """Return each person's chance to begin a benefit in the month."""
        if name == MAIN:
            rules = self.parameters.kontanthjaelp
            of_group = np.array([rules.begins.get(group, 0.0) for group in GROUPS])
            months = min(situation.month - rules.set_in, TREND_ENDS_AFTER_MONTHS)
            tilt = np.exp(rules.begins_slope * self.situations.footing + rules.trend * max(months, 0) / 12)
            return np.asarray(of_group[situation.group] * tilt)
        other = self.parameters.other_benefits[name]
        of_group = np.array([other.begins if group in other.levels else 0.0 for group in GROUPS])
        if not other.from_month <= situation.month < other.until_month:
            of_group = of_group * 0
        chance = of_group[situation.group]
        first = first_days(np.array([situation.month]))[0]
        return np.asarray(np.where(self.newcomer_until > first, chance, 0.0) if other.newcomers_only else chance)

    def chance_to_stop(self, situation: Situation) -> np.ndarray:
        """Return each person's chance that the benefit they are on stops in the month."""
        main = np.array([self.parameters.kontanthjaelp.stops.get(group, 1.0) for group in GROUPS])[situation.group]
        others = np.array([0.0, *(other.stops for other in self.parameters.other_benefits.values())])
        return np.asarray(np.where(self.benefit == 0, main, others[self.benefit]))

    def spells(self, people: People) -> pl.DataFrame:
        """Return all spells: person, benefit, start, stop; moving out and the 30th birthday end them."""
        on = self.benefit >= 0
        ongoing = (self.situations.person[on], self.benefit[on], self.start[on], np.full(int(on.sum()), OPEN_ENDED))
        columns = [np.concatenate(column) for column in zip(*self.ended, ongoing, strict=True)]
        person, benefit, start, stop = columns
        came = people.moved_between(person, start, start + LONGEST_MONTH_DAYS)  # moved in later that month
        start = np.where(people.is_here(person, start), start, came)
        start = np.maximum(start, birthdays(people.birth_day[person], GROWN_UP_YEARS))
        stop = np.minimum(stop, people.moved_between(person, start, np.full(len(start), OPEN_ENDED)))
        stop = np.minimum(stop, birthdays(people.birth_day[person], THIRTY_YEARS))
        spells = pl.DataFrame({"person": person, "place": benefit, "start": start, "stop": stop})
        return spells.filter(pl.col("stop") > pl.col("start")).sort("person", "start")


def birthdays(birth_day: np.ndarray, age_years: int) -> np.ndarray:
    """Return the day on which each person is so many years old; a 29 February becomes 1 March."""
    month = months_of(birth_day)
    return np.asarray(first_days(month + age_years * 12) + birth_day - first_days(month))


def set_level(
    draws: Draws, spells: pl.DataFrame, people: People, month: int, wanted: int
) -> tuple[pl.DataFrame, float]:
    """Return spells with as many persons taken out of kontanthjælp as leaves the wanted number in a month.

    Each person is taken out of the benefit for good, or stays in it, by one draw; so the level is set in every month,
    and exact in one.

    Returns:
        The spells, and the share of persons that stayed in.
    """
    luck = draws.stream("benefit_level").random(len(people))
    first, after = first_days(np.array([month, month + 1]))
    is_main = pl.col("place") == 0
    of_month = spells.filter(is_main & (pl.col("start") < after) & (pl.col("stop") > first))
    persons = of_month["person"].unique().sort().to_numpy()
    under_30 = birthdays(people.birth_day[persons], THIRTY_YEARS) >= after
    persons = persons[under_30 & people.is_here(persons, np.full(len(persons), after - 1))]
    if len(persons) <= wanted:  # chance in a village: there are no more to be had
        return spells, 1.0
    limit = np.sort(luck[persons])[wanted]
    stays = pl.Series(luck < limit)[spells["person"].to_numpy()]
    return spells.filter(~is_main | stays), float(limit)


def without_education(chain: Chain, lives: Lives, spells: pl.DataFrame) -> np.ndarray:
    """Return whether each spell's person had no education in the month in which it began."""
    has_none = np.append([stage.level in WITHOUT_EDUCATION for stage in chain.stages], [False] * 256)
    month = months_of(spells["start"].to_numpy()) - lives.first_month
    return np.asarray(has_none[lives.stages[np.clip(month, 0, None), spells["person"].to_numpy()]])


def named_benefits(chain: Chain, lives: Lives, parameters: DailyParameters, spells: pl.DataFrame) -> pl.DataFrame:
    """Return spells with the benefit's name; those without an education are on uddannelseshjælp while there was one."""
    names = pl.Series([MAIN, *parameters.other_benefits])
    named = spells.with_columns(benefit=names[spells["place"].to_numpy()])
    turns = pl.Series(without_education(chain, lives, spells)) & (spells["place"] == 0)
    since, until = first_days(
        np.array([parameters.uddannelseshjaelp.from_month, parameters.uddannelseshjaelp.until_month])
    )
    turned = named.filter(turns)
    pieces = [
        named.filter(~turns),
        between(turned, None, since),
        between(turned, since, until).with_columns(benefit=pl.lit("uddannelseshjaelp")),
        between(turned, until, None),
    ]
    return pl.concat(pieces).drop("place").sort("person", "start")


def between(spells: pl.DataFrame, since: int | None, until: int | None) -> pl.DataFrame:
    """Return the parts of spells from a day up to, not including, another."""
    if since is not None:
        spells = spells.with_columns(start=pl.max_horizontal("start", pl.lit(since)))
    if until is not None:
        spells = spells.with_columns(stop=pl.min_horizontal("stop", pl.lit(until)))
    return spells.filter(pl.col("stop") > pl.col("start"))


def benefit_register(draws: Draws, people: People, spells: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return benefits as the job centre reported them: when they began, and when they had ended."""
    ended = pl.when(pl.col("stop") < period.end).then("stop").otherwise(OPEN_ENDED)
    told = spells.filter((pl.col("start") < period.end) & (pl.col("stop") > period.begin)).with_columns(stop=ended)
    told_after = delays_of(draws.stream("benefit_reports"), "benefit_start", "benefit_end", len(told))
    rows = opened_and_closed(told, told_after, {})
    return as_reported(rows, ["person", "benefit", "start"], people.known_since, period.end)
