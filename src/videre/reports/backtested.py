"""Was the projection right before: what would have been said of each earlier cohort, beside what happened.

Everything is computed from the released numbers, so a forecast that is hidden counts nowhere.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from videre.disclosure.released import HIDDEN_TEXT, Released, ReleasedFigure
from videre.reports.charts.hindsight import HAPPENED, SAID, draw_hindsight
from videre.reports.content import Block, Cell, Grid, Line, Paragraph, Picture
from videre.reports.wording import Wording

RIVALS: Final = ("last_year", "ministry_like", "five_years")
LEVELS: Final = ("50", "80", "95")
MINUS: Final = "\u2212"


class Told(NamedTuple):
    """One forecast and its outcome, as released. rivals: what each simple rule would have said, where it could."""

    cohort: str
    years: str
    said: ReleasedFigure
    happened: float
    inside: dict[str, float]
    rivals: dict[str, float]

    @property
    def error(self) -> float:
        """What was said less what happened."""
        assert self.said.value is not None
        return self.said.value - self.happened


def forecasts_of(table: Released) -> list[Told]:
    """Return the forecasts of which both what was said and what happened may be shown, by horizon and cohort."""
    cells: dict[tuple[int, str], dict[str, ReleasedFigure]] = {}
    for row in table.rows:
        cells.setdefault((int(row.breakdown["years"]), row.period), {})[row.breakdown["said"]] = row
    found = []
    for (years, cohort), said in sorted(cells.items()):
        values = {name: row.value for name, row in said.items() if row.value is not None}
        if SAID in values and HAPPENED in values:
            inside: dict[str, float] = {
                level: values[f"inside_{level}"] for level in LEVELS if f"inside_{level}" in values
            }
            rivals: dict[str, float] = {rival: values[rival] for rival in RIVALS if rival in values}
            found.append(Told(cohort, str(years), said[SAID], values[HAPPENED], inside, rivals))
    return found


def hindsight_blocks(table: Released, wording: Wording, *, in_full: bool, width: int) -> list[Block]:
    """Return the sentence, the picture and the tables of the backtest; `in_full` with every single forecast."""
    told = forecasts_of(table)
    if not told:
        return [Paragraph(wording.say("hindsight.none")), Paragraph(wording.say("hindsight.never"))]
    horizons = sorted({each.years for each in told}, key=int)
    definition = told[0].said.breakdown["definition"]
    caption = wording.say("hindsight.caption", definition=wording.value_name("definition", definition).lower())
    alternative = wording.say("picture.other", title=caption)
    svg = draw_hindsight(
        table,
        definition,
        [(years, wording.say("fan.n_years", n=years)) for years in horizons],
        (wording.say("hindsight.said"), wording.say("hindsight.happened")),
        alternative,
        wording.language,
        width,
    )
    blocks: list[Block] = [
        Paragraph(hindsight_sentence(told, wording)),
        Picture(caption, svg, alternative),
        scores_grid(told, horizons, wording),
        rivals_grid(told, horizons, wording),
        Paragraph(f"{wording.say('hindsight.never')} {wording.say('hindsight.longest', years=horizons[-1])}"),
    ]
    return [*blocks, forecasts_grid(told, wording)] if in_full else blocks


def mean(numbers: Sequence[float]) -> float:
    """Return the mean of at least one number."""
    return sum(numbers) / len(numbers)


def root_mean_square(numbers: Sequence[float]) -> float:
    """Return the root of the mean square of at least one number."""
    return float(mean([number**2 for number in numbers]) ** 0.5)


def in_points(share: float, wording: Wording, *, signed: bool = False) -> str:
    """Return a share as percentage points with one decimal; with a sign where it is asked for."""
    number = wording.number(abs(share) * 100, 1)
    is_nought = not any(digit in number for digit in "123456789")
    return number if not signed or is_nought else f"{'+' if share > 0 else MINUS}{number}"


def hindsight_sentence(told: Sequence[Told], wording: Wording) -> str:
    """Return how near the forecasts were, in which direction they erred, and how many intervals held."""
    errors = [each.error for each in told]
    bias = mean(errors)
    inside = sum(each.inside.get("95", 0.0) for each in told)
    key = "hindsight.even" if abs(bias) < 0.0005 else "hindsight.high" if bias > 0 else "hindsight.low"
    return wording.say(
        "hindsight.sentence",
        n=len(told),
        error=in_points(mean([abs(error) for error in errors]), wording),
        inside=f"{inside:.0f}",
        bias=wording.say(key, points=in_points(bias, wording)),
    )


def scores_grid(told: Sequence[Told], horizons: Sequence[str], wording: Wording) -> Grid:
    """Return a row a horizon: how many forecasts, bias, mean error, and how much of what happened lay inside."""
    lines = []
    for years in horizons:
        those = [each for each in told if each.years == years]
        errors = [each.error for each in those]
        covered = [[each.inside[level] for each in those if level in each.inside] for level in LEVELS]
        cells = (
            str(len(those)),
            in_points(mean(errors), wording, signed=True),
            in_points(mean([abs(error) for error in errors]), wording),
            *(wording.percentage(mean(shares), 0) if shares else HIDDEN_TEXT for shares in covered),
        )
        lines.append(Line(Cell(wording.say("fan.n_years", n=years)), tuple(map(Cell, cells))))
    names = ("n", "bias", "error")
    head = (
        wording.say("fan.after_head"),
        *(wording.say(f"hindsight.{name}") for name in names),
        *(wording.say("hindsight.inside", level=level) for level in LEVELS),
    )
    return Grid(
        wording.say("hindsight.scores"), tuple(map(Cell, head)), tuple(lines), wording.say("hindsight.inside_note")
    )


def rivals_grid(told: Sequence[Told], horizons: Sequence[str], wording: Wording) -> Grid:
    """Return a row a horizon: our usual error, and that of each simple rule beside ours of the same forecasts."""
    lines = []
    for years in horizons:
        those = [each for each in told if each.years == years]
        cells = [Cell(in_points(root_mean_square([each.error for each in those]), wording))]
        for rival in RIVALS:
            same = [each for each in those if rival in each.rivals]
            if not same:
                cells.append(Cell("–"))
                continue
            theirs = root_mean_square([each.rivals[rival] - each.happened for each in same])
            ours = root_mean_square([each.error for each in same])
            said = wording.say("hindsight.ours_on_same", points=in_points(ours, wording))
            cells.append(Cell(in_points(theirs, wording), said))
        lines.append(Line(Cell(wording.say("fan.n_years", n=years)), tuple(cells)))
    head = (
        wording.say("fan.after_head"),
        wording.say("hindsight.ours"),
        *(wording.say(f"hindsight.{rival}") for rival in RIVALS),
    )
    return Grid(
        wording.say("hindsight.rivals"), tuple(map(Cell, head)), tuple(lines), wording.say("hindsight.rivals_note")
    )


def forecasts_grid(told: Sequence[Told], wording: Wording) -> Grid:
    """Return every single forecast: what was said, its interval, what happened, the error, and the simple rules."""
    lines = []
    for each in told:
        low, high = each.said.interval_low or 0.0, each.said.interval_high or 0.0
        cells = (
            wording.percentage(each.said.value or 0.0, 0),
            wording.interval(low, high),
            wording.percentage(each.happened, 0),
            in_points(each.error, wording, signed=True),
            *(wording.percentage(each.rivals[rival], 0) if rival in each.rivals else "–" for rival in RIVALS),
        )
        name = wording.say("hindsight.forecast", period=each.cohort, n=each.years)
        lines.append(Line(Cell(name), tuple(map(Cell, cells))))
    names = ("forecast_head", "said_short", "interval", "happened", "error_signed", *RIVALS)
    head = tuple(Cell(wording.say(f"hindsight.{name}")) for name in names)
    return Grid(wording.say("hindsight.every"), head, tuple(lines))
