"""Municipal activities and exemptions, and contacts of units with young people."""

import numpy as np
import polars as pl

from videre.domain.days import OPEN_ENDED
from videre.synth.calendars import day_in, first_days
from videre.synth.chain.states import Chain
from videre.synth.chain.walking import Lives
from videre.synth.daily.benefits import THIRTY_YEARS, WITHOUT_EDUCATION, birthdays
from videre.synth.daily.parameters import read_daily
from videre.synth.draws import Draws, choose
from videre.synth.people.persons import People
from videre.synth.request import Period
from videre.synth.school.exams import share_of
from videre.synth.school.parameters import Share
from videre.synth.told.reporting import as_reported, delays_of, opened_and_closed

UNDER_18, UNDER_25 = 18, 25
LATEST_START_DAYS = 400
CONTACT_ENDS_DAYS = 30  # a unit closes its contact so long after what it was about
WHILE_IN_GAP = 0.75  # of those of 15 to 24 in a gap without an education: UU is in contact
LONGEST_GAP_CONTACT_DAYS = 270


def gaps_without_education(chain: Chain, lives: Lives) -> pl.DataFrame:
    """Return the gaps of people without an education: person, start, stop (OPEN_ENDED while it lasts)."""
    moves = lives.moves
    is_gap = np.array([stage.course is None and stage.level in WITHOUT_EDUCATION for stage in chain.stages])
    begins = np.flatnonzero(is_gap[moves.after])
    same = np.append(moves.person[1:] == moves.person[:-1], False)[begins]
    ends = np.where(same, begins + 1, begins)
    stop = np.where(same, first_days(moves.month[ends]), OPEN_ENDED)
    return pl.DataFrame({"person": moves.person[begins], "start": first_days(moves.month[begins]), "stop": stop})


def while_living_here(people: People, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of people who live in the municipality when they begin, cut where they move out or turn 30."""
    person, start, stop = (rows[name].to_numpy() for name in ("person", "start", "stop"))
    moved = people.moved_between(person, start, np.full(len(rows), OPEN_ENDED))
    cut = np.minimum(np.minimum(stop, moved), birthdays(people.birth_day[person], THIRTY_YEARS))
    rows = rows.with_columns(stop=pl.Series(cut)).filter(pl.Series(people.is_here(person, start)))
    return rows.filter(pl.col("stop") > pl.col("start"))


def activity_spells(draws: Draws, people: People, gaps: pl.DataFrame) -> pl.DataFrame:
    """Return activities by plan and exemptions: person, activity, start, stop. At most one in a gap."""
    rules = read_daily().activities
    stream = draws.stream("activities")
    person, start, stop = (gaps[name].to_numpy() for name in ("person", "start", "stop"))
    n = len(gaps)
    grown_up = birthdays(people.birth_day[person], UNDER_18)
    is_young = start < grown_up
    chance = np.where(is_young, rules.begins["under_18"], rules.begins["over_18"])
    begins = start + np.floor(stream.exponential(30 / chance)).astype(np.int64)
    months = stream.integers(*rules.months, size=n, endpoint=True)
    is_exempted = is_young & (stream.random(n) < rules.exempted)
    exempted_months = stream.integers(*rules.exemption_months, size=n, endpoint=True)
    begins = np.where(is_exempted, start + 40, begins)
    ends = np.minimum(begins + np.where(is_exempted, exempted_months, months) * 30, stop)
    ends = np.where(is_young, np.minimum(ends, np.maximum(grown_up, start)), ends)
    kinds = np.array(list(rules.kinds))[choose(stream, rules.kinds, n)]
    too_old = begins >= birthdays(people.birth_day[person], UNDER_25)
    wanted = (begins < ends) & (begins - start < LATEST_START_DAYS) & ~too_old
    wanted &= begins >= birthdays(people.birth_day[person], 15)
    rows = pl.DataFrame(
        {"person": person, "activity": np.where(is_exempted, "exemption", kinds), "start": begins, "stop": ends}
    ).filter(pl.Series(wanted))
    return while_living_here(people, rows)


def activity_register(draws: Draws, people: People, spells: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return activities as reported: at the start, with the day by which they are looked at; then; and at the end."""
    rules = read_daily().activities
    stream = draws.stream("activity_reports")
    look_at = pl.col("start") + rules.review_days
    begun = told_of(spells, period).with_columns(ascertained=pl.col("start"), review=look_at)
    rows = opened_and_closed(begun, delays_of(stream, "activity", "activity", len(begun)), {})
    is_closed = pl.col("stop") < OPEN_ENDED
    rows = rows.with_columns(
        ascertained=pl.when(is_closed).then("reported").otherwise("ascertained"),
        review=pl.when(~is_closed).then("review"),
    )
    lasts = begun.filter(pl.col("stop") > pl.col("review"))
    confirmed = lasts.filter(pl.Series(stream.random(len(lasts)) < rules.looked_at)).with_columns(
        stop=pl.lit(OPEN_ENDED, dtype=pl.Int64),
        ascertained=pl.col("review"),
        review=pl.col("review") + rules.review_days,
        reported=pl.col("review"),
    )
    rows = pl.concat([rows, confirmed.select(rows.columns)])
    return as_reported(rows, ["person", "activity", "start"], people.known_since, period.end)


def told_of(spells: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return the spells that touch the period; those that go on after it are open."""
    ended = pl.when(pl.col("stop") < period.end).then("stop").otherwise(OPEN_ENDED)
    return spells.filter((pl.col("start") < period.end) & (pl.col("stop") > period.begin)).with_columns(stop=ended)


def contact_register(
    draws: Draws,
    people: People,
    gaps: pl.DataFrame,
    activities: pl.DataFrame,
    benefits: pl.DataFrame,
    period: Period,
) -> pl.DataFrame:
    """Return which unit was in contact with whom from when to when, and in which role."""
    stream = draws.stream("contacts")
    roles = {name: rule.role for name, rule in read_daily().contacts.items()}
    of_units = {
        "uu": pl.concat([guided_in_school(stream, people), followed_in_gap(stream, people, gaps)]),
        "ungecenter": ending_later(activities),
        "job_centre": ending_later(benefits),
        "social_services": in_social_services(stream, people),
    }
    rows = pl.concat(
        [
            rows.select("person", "start", "stop", unit=pl.lit(unit), role=pl.lit(roles[unit]))
            for unit, rows in of_units.items()
        ]
    )
    kept_from = int(first_days(np.array([read_daily().contacts_from]))[0])
    kept = told_of(while_living_here(people, rows), Period(max(period.begin, kept_from), period.end))
    rows = kept.unique(["person", "unit", "start"], maintain_order=True)
    told_after = delays_of(draws.stream("contact_reports"), "contact", "contact", len(rows))
    reported = opened_and_closed(rows, told_after, {})
    return as_reported(reported, ["person", "unit", "role", "start"], people.known_since, period.end)


def ending_later(spells: pl.DataFrame) -> pl.DataFrame:
    """Return spells that end some weeks after what they are about."""
    later = pl.when(pl.col("stop") < OPEN_ENDED).then(pl.col("stop") + CONTACT_ENDS_DAYS).otherwise("stop")
    return spells.select("person", "start", stop=later)


def guided_in_school(stream: np.random.Generator, people: People) -> pl.DataFrame:
    """Return the pupils who are guided one by one, from October in 8th grade to the end of 9th."""
    rule = read_daily().contacts["uu_in_school"]
    chosen = np.flatnonzero(
        stream.random(len(people)) < share_of(Share(share=rule.share, slope=rule.slope), people.footing)
    )
    year = people.ninth_year[chosen]
    start = day_in(year - 2, 10, 1) + stream.integers(0, 60, size=len(chosen))
    return pl.DataFrame({"person": chosen, "start": start, "stop": day_in(year, 7, 1)})


def followed_in_gap(stream: np.random.Generator, people: People, gaps: pl.DataFrame) -> pl.DataFrame:
    """Return the gaps of 15- to 24-year-olds without an education in which UU got hold of them."""
    person, start, stop = (gaps[name].to_numpy() for name in ("person", "start", "stop"))
    begins = start + stream.integers(3, 45, size=len(gaps))
    wanted = (stream.random(len(gaps)) < WHILE_IN_GAP) & (begins < birthdays(people.birth_day[person], UNDER_25))
    ends = np.minimum(stop, begins + LONGEST_GAP_CONTACT_DAYS)
    rows = pl.DataFrame({"person": person, "start": begins, "stop": ends})
    return rows.filter(pl.Series(wanted) & (pl.col("stop") > pl.col("start")))


def in_social_services(stream: np.random.Generator, people: People) -> pl.DataFrame:
    """Return the stays in contact with social services, of a few, at some time between 8 and 17 years of age."""
    rule = read_daily().contacts["social_services"]
    chosen = np.flatnonzero(
        stream.random(len(people)) < share_of(Share(share=rule.share, slope=rule.slope), people.footing)
    )
    start = birthdays(people.birth_day[chosen], 8) + stream.integers(0, 10 * 365, size=len(chosen))
    months = stream.integers(*rule.months, size=len(chosen))
    return pl.DataFrame({"person": chosen, "start": start, "stop": start + months * 30})
