"""What a measurement point says, in sentences: its message, how it stands, what changed, and how sure it is."""

from datetime import date

from videre.definitions.targets import Target, position_of
from videre.disclosure.released import Released, ReleasedFigure
from videre.domain.days import iso_from_month, month_from_iso
from videre.domain.figures import Unit
from videre.domain.noise import smallest_change_of_value
from videre.reports.content import Verdict
from videre.reports.headlines import Followed, Judged, judge
from videre.reports.wording import Wording, decimals_of


def message_of(followed: Followed, wording: Wording) -> str:
    """Return the point's message: its newest figure, whole, in a sentence; or why there is none."""
    row = followed.headline
    if row is None:
        return wording.say("message.nothing")
    if row.value is None or row.denominator is None:
        return wording.say("message.hidden", period=when(row.period, followed, wording))
    key = f"message.{followed.measure.name}"
    return wording.say(
        key if wording.has(key) else "message.any",
        title=wording.told(followed.measure.title),
        value=wording.value(row, row.value),
        n=wording.count(row.denominator),
        period=wording.period(row.period),
        age=followed.measure.population.below_age_years,
        **words_of(row, wording),
    )


def about(row: ReleasedFigure, followed: Followed, wording: Wording) -> str:
    """Return of how many a figure is, of when, and which of the measure's figures it is."""
    of = wording.say("persons")
    if row.unit == Unit.SHARE and row.denominator is not None:
        of = wording.say("of", n=wording.count(row.denominator))
    key = f"about.{followed.measure.name}"
    return wording.say(
        key if wording.has(key) else "about.any",
        of=of,
        period=period_named(row.period, followed, wording),
        **words_of(row, wording),
    )


def words_of(row: ReleasedFigure, wording: Wording) -> dict[str, str]:
    """Return what the values of a figure's breakdown are called inside a sentence."""
    return {name: lowered(wording.value_name(name, value)) for name, value in row.breakdown.items()}


def verdict_of(followed: Followed, wording: Wording) -> Verdict:
    """Return how the point stands: by the official figure where the strategy judges by that, else by ours."""
    target = followed.point.target
    if target is None:
        return Verdict("none", wording.say("standing.no_number"), wording.say("verdict.no_target"))
    if target.judged_by == "official":
        if not followed.official:
            return Verdict("none", wording.say("standing.not_yet"), wording.say("verdict.official_missing"))
        sentence = stand(followed.official[0], target, followed, wording)
        return Verdict(
            sentence.standing,
            sentence.label,
            wording.say("verdict.official", sentence=sentence.sentence),
        )
    if followed.target is None:
        return Verdict("none", wording.say("standing.not_yet"), wording.say("verdict.other_indicator"))
    return stand(followed.headline, target, followed, wording)


def stand(row: ReleasedFigure | None, target: Target, followed: Followed, wording: Wording) -> Verdict:
    """Return how a figure stands to a target, in a sentence."""
    if row is None:
        return Verdict("none", wording.say("standing.not_yet"), wording.say("verdict.no_figure"))
    if row.value is None:
        return Verdict("none", wording.say("standing.hidden"), wording.say("verdict.hidden"))
    judged = judge(row, target)
    key = sentence_key(target, judged)
    wanted, gap = judged.wanted, judged.gap
    interval = ""
    if row.interval_low is not None and row.interval_high is not None:
        interval = wording.interval(row.interval_low, row.interval_high)
    sentence = wording.say(
        key,
        goal=goal_text(target, row, wording),
        period=when(row.period, followed, wording),
        value=wording.value(row, row.value),
        wanted="" if wanted is None else goal_value(wanted, row, wording),
        gap="" if gap is None else gap_text(gap, row, target, wording),
        interval=interval,
    )
    label = "not_yet" if judged.standing == "none" else judged.standing
    return Verdict(judged.standing, wording.say(f"standing.{label}"), sentence)


def sentence_key(target: Target, judged: Judged) -> str:
    """Return the key of the sentence for how a figure stands."""
    if judged.standing == "none":
        return "verdict.before" if judged.wanted is None else "verdict.baseline"
    if judged.standing == "behind" and judged.wanted == target.goal.value:
        return "verdict.behind_goal"
    return f"verdict.{judged.standing}"


def goal_text(target: Target, row: ReleasedFigure, wording: Wording) -> str:
    """Return a target in words: `at most 341 in December 2015`."""
    value = goal_value(target.goal.value, row, wording)
    if row.unit != Unit.SHARE or target.goal.value not in (0.0, 1.0):
        value = wording.say(f"goal.{target.wanted}", value=value)
    if target.baseline is None:
        return value
    return wording.say("goal.when", goal=value, period=wording.period(target.goal.period))


def goal_value(value: float, row: ReleasedFigure, wording: Wording) -> str:
    """Return a value on the way to a goal, as the figure's unit is written: goals of shares have no decimals."""
    return wording.percentage(value, 0) if row.unit == Unit.SHARE else wording.count(value)


def gap_text(gap: float, row: ReleasedFigure, target: Target, wording: Wording) -> str:
    """Return how far a figure is from where it should be: `122 young people above`; a share in points too."""
    points = points_text(gap, row, wording)
    if row.unit != Unit.SHARE:
        amount = wording.say("gap.persons", n=wording.count(gap))
    elif row.denominator is None:
        amount = points
    else:
        amount = wording.say("gap.both", points=points, n=wording.count(gap * row.denominator))
    return wording.say("gap.below" if target.wanted == "at_least" else "gap.above", amount=amount)


def noise_text(row: ReleasedFigure, wording: Wording) -> str:
    """Return which changes say nothing among so few: `a change under 3.9 percentage points among 310 people`."""
    told = smallest_change_of_value(row.unit, row.numerator, row.denominator)
    if told is None or row.denominator is None:
        return ""
    is_share = row.unit == Unit.SHARE
    points = wording.number(told * 100, 1) if is_share else wording.count(told)
    return wording.say("noise.share" if is_share else "noise.persons", points=points, n=wording.count(row.denominator))


def since_last(followed: Followed, wording: Wording) -> str:
    """Return what changed since the report of the half-year before, and whether chance could have done it."""
    now, before = followed.headline, followed.earlier
    if now is None:
        return ""
    if before is None:
        return wording.say("since.first")
    if position_of(before.period) == position_of(now.period):
        return wording.say("since.same")
    return change(now, before, followed, wording)


def since_a_year(followed: Followed, wording: Wording) -> str:
    """Return what changed since the same month of the year before; nothing where there is no figure of it."""
    now = followed.headline
    if now is None or now.value is None:
        return ""
    month = iso_from_month(month_from_iso(now.period) - 12)
    before = next((row for row in followed.known(followed.half) if row.period == month), None)
    return "" if before is None else change(now, before, followed, wording)


def change(now: ReleasedFigure, before: ReleasedFigure, followed: Followed, wording: Wording) -> str:
    """Return the change from one figure to another of the same series."""
    period = when(before.period, followed, wording)
    if now.value is None:
        return wording.say("since.newest_hidden")
    if before.value is None:
        return wording.say("since.earlier_hidden", period=period)
    is_share = now.unit == Unit.SHARE
    difference = now.value - before.value
    amount = points_text(abs(difference), now, wording) if is_share else wording.count(abs(difference))
    key = ("points" if is_share else "persons") + ("_up" if difference > 0 else "_down")
    if not any(digit in amount for digit in "123456789"):
        key = "equal"
    sentence = wording.say(f"since.{key}", amount=amount, period=period, value=wording.value(before, before.value))
    return f"{sentence} {wording.say('since.overlap')}" if overlap(now, before) else sentence


def points_text(difference: float, row: ReleasedFigure, wording: Wording) -> str:
    """Return a difference between shares in percentage points, as exact as the figure is told."""
    number = wording.number(difference * 100, decimals_of(row))
    return wording.say("point" if number == "1" else "points", n=number)


def overlap(one: ReleasedFigure, other: ReleasedFigure) -> bool:
    """Return whether the intervals of two figures overlap; False where either has none."""
    ends = (one.interval_low, one.interval_high, other.interval_low, other.interval_high)
    if any(end is None for end in ends):
        return False
    low, high, other_low, other_high = (float(end) for end in ends if end is not None)
    return low <= other_high and other_low <= high


def unknown_text(row: ReleasedFigure, wording: Wording) -> str:
    """Return how many are unknown, and what the share would be with all of them; nothing where it cannot be asked."""
    if row.unit != Unit.SHARE or row.value is None or row.interval_low is not None:
        return ""
    if row.unknown is None:
        return wording.say("unknown.few")
    if row.unknown == 0 or row.denominator is None:
        return wording.say("unknown.nobody")
    n, share = wording.count(row.unknown), wording.percentage(row.unknown / row.denominator)
    if row.bounds_high is None:
        return wording.say("unknown.some", n=n, share=share)
    return wording.say("unknown.bounds", n=n, share=share, high=wording.percentage(row.bounds_high))


def interval_text(row: ReleasedFigure, wording: Wording) -> str:
    """Return a figure's interval, or nothing where it has none."""
    if row.interval_low is None or row.interval_high is None:
        return ""
    return wording.interval(row.interval_low, row.interval_high)


def data_text(table: Released, day: date, wording: Wording) -> str:
    """Return as of when a table is known, and how old its oldest source is."""
    known = wording.say("data.known", day=wording.day(table.as_known_at))
    if not table.oldest_source:
        return known
    age = wording.age(table.oldest_source, day)
    return wording.say("data.oldest", known=known, day=wording.day(table.oldest_source), age=age)


def when(period: str, followed: Followed, wording: Wording) -> str:
    """Return `in December 2015`, or `for the cohort of 2015`."""
    return wording.say(f"when.{followed.measure.period.kind}", period=wording.period(period))


def period_named(period: str, followed: Followed, wording: Wording) -> str:
    """Return a period with what it is: a month says so itself, a cohort is named by its year."""
    return wording.say(f"period.{followed.measure.period.kind}", period=wording.period(period))


def lowered(name: str) -> str:
    """Return a name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]
