"""`videre project`: where a cohort is heading, how sure that is, why it moved, and whether it was right before."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from cyclopts import Parameter

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import Row, print_csv, print_json, print_table, progress_bar, say
from videre.home.home import find_home_root, get_home, today
from videre.pipeline.backtest import RIVALS, backtest_all
from videre.pipeline.fanning import project_fan
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.lateness import NewestMonth, list_newest_months
from videre.pipeline.official_share import find_official
from videre.pipeline.profile_intervals import project_flows
from videre.pipeline.projecting import HORIZONS, Projection, Setting, newest_cohort, project_cohort, set_up
from videre.pipeline.projection_notes import list_counted_kinds, without
from videre.pipeline.told_cells import cells_in_words, list_cells
from videre.pipeline.what_if import CAVEAT, ask_what_if
from videre.pipeline.why_it_moved import explain_change
from videre.reports.wording import Wording

PROJECTED = (
    *("cohort", "count", "horizon", "breakdown", "n_persons", "value", "raw_value"),
    *("expected", "realised", "by_reference"),
)
WHAT_IF = ("cohort", "count", "horizon", "before", "after", "difference", "difference_low", "difference_high")
TESTED = (
    *("horizon_years", "n", "bias", "root_mean_square_error", "coverage_50", "coverage_80", "coverage_95"),
    "coverage_95_widened",
)
FORECAST = ("cohort", "horizon_years", "n_persons", "said", "realised_low", "realised_high", "happened", "was_inside")
PARTS = ("points", "da", "en")
FLOWS = ("came_from", "goes_to", "share", "expected", "realised")
FAN = ("count", "years", "value", "50", "80", "95")


@dataclass(frozen=True)
class Answer:
    """What one question gave: rows for programs, and how people see them."""

    kind: str
    rows: list[Row]
    columns: tuple[str, ...]
    sentences: tuple[str, ...] = ()


class Asked(NamedTuple):
    """What is asked instead of shares: a scenario file, an earlier cohort, the profile ...; by which dimensions."""

    what_if: Path | None
    explain: int | None
    profile: bool
    backtest: bool
    newest_months: bool
    by: tuple[str, ...]


def run(
    *,
    home: Path | None = None,
    cohort: int | None = None,
    horizon: int | None = None,
    count: str = "",
    by: Annotated[str, Parameter(help="Dimensions, separated by commas: sex, origin, parents_education, school.")] = "",
    as_known_at: date | None = None,
    window: Literal[1, 2] = 1,
    what_if: Path | None = None,
    explain: int | None = None,
    profile: bool = False,
    backtest: bool = False,
    newest_months: bool = False,
    format: Literal["table", "json", "csv"] = "table",  # noqa: A002 - the name of the option
) -> int:
    """Project a cohort: what share will complete, how sure that is, and why.

    Profilmodel-like, and shown beside the ministry's newest figure. Raw, for those who work inside the wall.

    Parameters
    ----------
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    cohort
        The year in which 9th grade was left; the newest that has been seen on a 1 October when left out.
    horizon
        Years after 9th grade, up to 25; 5, 6, 9 (before 25), 10, 15 and 25 when left out.
    count
        What counts, e.g. at_least_one; all that the state file names when left out.
    by
        Dimensions, separated by commas, e.g. sex,origin.
    as_known_at
        What the registers had said by that day; today when left out.
    window
        How many years of behaviour.
    what_if
        A scenario file: the share with it, the difference and its interval.
    explain
        Another cohort's year: why the share moved from that one to this.
    profile
        What the cohort begins first, changes to, completes and ends with, and its shares year by year.
    backtest
        What would have been said of every earlier cohort, against what happened.
    newest_months
        What happened in the newest months, as told by now and as it will be when all is told.
    format
        How it is printed.
    """
    setting = set_up(gathered_from(home, as_known_at), window)
    year = cohort or newest_cohort(setting)
    horizons = HORIZONS if horizon is None else named_horizon(horizon)
    counts = (count,) if count else setting.counts_on(year)
    dimensions = tuple(name for name in by.split(",") if name)
    asked = Asked(what_if, explain, profile, backtest, newest_months, dimensions)
    show(told_of_cohort(setting, year, horizons, counts, asked), format)
    return ExitCode.DONE


def told_of_cohort(
    setting: Setting, cohort: int, horizons: dict[str, int], counts: tuple[str, ...], asked: Asked
) -> list[Answer]:
    """Return what is asked: the newest months, the back-test, or of a cohort what if, why, its way, its shares."""
    if asked.newest_months:
        return [told_newest_months(setting)]
    if asked.backtest:
        return told_backtest(setting, counts)
    if asked.what_if is not None:
        return [told_what_if(setting, asked.what_if, cohort, counts, horizons)]
    if asked.explain is not None:
        return [told_why(setting, asked.explain, cohort, each, horizons) for each in counts]
    if asked.profile:
        return told_profile(setting, cohort, horizons, counts)
    return told_projection(setting, cohort, horizons, counts, asked.by)


def gathered_from(home: Path | None, known_at: date | None) -> Gathered:
    """Return what a home knew by a day; today when left out."""
    opened = get_home(find_home_root(home))
    return gather(opened, known_at or today(opened))


def named_horizon(years: int) -> dict[str, int]:
    """Return a horizon with its name."""
    return {next((name for name, each in HORIZONS.items() if each == years), f"{years} years"): years}


def told_projection(
    setting: Setting, cohort: int, horizons: dict[str, int], counts: tuple[str, ...], dimensions: tuple[str, ...]
) -> list[Answer]:
    """Return the projections of a cohort, and the ministry's figures beside them."""
    with progress_bar("Projecting") as progress:
        found = project_cohort(setting, cohort, horizons, counts, dimensions, progress)
    rows: list[Row] = [
        {
            **each.as_dict(),
            **spans(each.expected_low, each.expected_high, each.realised_low, each.realised_high),
            "by_reference": by_reference(each),
        }
        for each in found
    ]
    first = found[0]
    late = "Corrected for late reports." if first.is_corrected else "Not corrected for late reports."
    unobserved = max(each.unobserved for each in found)
    sentences = [
        f"Profilmodel-like. Behaviour of {first.behaviour}, leaning on: {first.reference}. {late}",
        f"At most {unobserved:.1%} of the cohort's years are in states in which the reference observed nobody.",
    ]
    if first.not_placed:
        sentences.append(f"{first.not_placed} of the cohort stood in no state of the file and are left out.")
    official = [
        row
        for count in counts
        for name in horizons
        if (row := find_official(setting.gathered, count, cohort, name)) is not None
    ]
    sentences += sentences_beside(found)
    kinds: list[Row] = [
        {"count": count, **kind._asdict(), "title": kind.title.model_dump()}
        for count in counts
        for kind in list_counted_kinds(setting, count, cohort)
    ]
    sentences += cells_in_words(setting)
    cells: list[Row] = [each._asdict() for each in list_cells(setting)]
    answers = [Answer("projection", rows, PROJECTED, tuple(sentences)), Answer("counted", kinds, ())]
    answers.append(Answer("cell", cells, ()))
    if official:
        fields = ("indicator", "cohort", "horizon", "area", "value", "published", "source")
        reasons = Wording("en").reasons_for_difference(max(row.published for row in official))
        said = ("The ministry's newest figures, on which the target is judged:", *reasons)
        told: list[Row] = [
            {**row._asdict(), "reasons": list(Wording("en").reasons_for_difference(row.published))} for row in official
        ]
        answers.append(Answer("official", told, fields, said))
    return answers


def by_reference(projection: Projection) -> str:
    """Return the share by the reference's behaviour, with a star where ours differs by more than estimation."""
    their = projection.reference_value
    return "" if their is None else f"{their:.3f}{'*' if projection.differs_from_reference else ''}"


def sentences_beside(found: list[Projection]) -> list[str]:
    """Return what is said beside the longest horizon of everybody: how the shares move without STU."""
    last = [each for each in found if each.horizon == found[-1].horizon and each.breakdown == found[-1].breakdown]
    said = [
        f"{each.count}, {each.horizon}: {each.value:.1%}. {without(each.value, level, share).en}"
        for each in last
        for level, share in each.without.items()
    ]
    said += [widened_in_words(each) for each in last if each.drift_widened > 1]
    if found[0].reference_value is not None:
        said.append(
            f"by_reference: the same cohort by the behaviour of {found[0].reference} ({found[0].reference_file}); a "
            "star where the municipality differs by more than estimation from so few explains."
        )
    return said


def widened_in_words(projection: Projection) -> str:
    """Return how the drift of a count was widened."""
    enough = (
        "as much as what happened to earlier cohorts makes likely"
        if projection.is_covered
        else "as far as it goes, and its back-test still fails"
    )
    return (
        f"{projection.count}: drift is widened {projection.drift_widened:g} times, {enough} "
        f"({projection.n_cohorts_tested} cohorts, at most 9 years)."
    )


def told_what_if(
    setting: Setting, path: Path, cohort: int, counts: tuple[str, ...], horizons: dict[str, int]
) -> Answer:
    """Return what a scenario makes of a cohort's shares."""
    found = ask_what_if(setting, path, cohort, counts, horizons)
    return Answer("what_if", [each.as_dict() for each in found], WHAT_IF, (found[0].title.en, CAVEAT.en))


def told_why(setting: Setting, earlier: int, later: int, count: str, horizons: dict[str, int]) -> Answer:
    """Return why a share moved, at the longest horizon asked."""
    name, years = max(horizons.items(), key=lambda pair: pair[1])
    found = explain_change(setting, earlier, later, count, (name, years))
    rows: list[Row] = [
        {"count": count, "horizon": name, "earlier": earlier, "later": later, "points": part.points * 100}
        | {"da": part.text.da, "en": part.text.en}
        for part in found.parts
    ]
    return Answer("explanation", rows, PARTS, (f"{count}, {name}:", found.sentence.da, found.sentence.en))


def told_profile(setting: Setting, cohort: int, horizons: dict[str, int], counts: tuple[str, ...]) -> list[Answer]:
    """Return the flows of the profile figure at the longest horizon asked, and the fan of shares over years."""
    name, years = max(horizons.items(), key=lambda pair: pair[1])
    profile, flows = project_flows(setting, cohort, years)
    about = {"cohort": cohort, "horizon": name, "n_persons": profile.n_persons}
    rows: list[Row] = [
        {
            **about,
            **flow._asdict(),
            **spans(flow.expected_low, flow.expected_high, flow.realised_low, flow.realised_high),
        }
        for flow in flows
    ]
    fan: list[Row] = [
        {**each._asdict(), "count": each.definition, "intervals": [list(ends) for ends in each.intervals]}
        | {f"{level:.0%}".rstrip("%"): f"{low:.3f}–{high:.3f}" for level, low, high in each.intervals}
        for each in project_fan(setting, [cohort], [each for each in counts if setting.counted_states(each, cohort)])
    ]
    said = (
        f"The profile of the cohort of {cohort} ({profile.n_persons} persons) after {name}, profilmodel-like.",
        "Shares of the whole cohort, with 95 % intervals.",
    )
    over_years = ("The fan: shares year by year, and what this very cohort will show (50, 80 and 95 %).",)
    return [Answer("flow", rows, FLOWS, said), Answer("fan", fan, FAN, over_years)]


def spans(expected_low: float, expected_high: float, realised_low: float, realised_high: float) -> Row:
    """Return two intervals as people read them."""
    return {
        "expected": f"{expected_low:.3f}–{expected_high:.3f}",
        "realised": f"{realised_low:.3f}–{realised_high:.3f}",
    }


def told_newest_months(setting: Setting) -> Answer:
    """Return the newest months, raw and corrected."""
    gathered = setting.gathered
    people = gathered.history.pseudonyms[setting.counted.leavers.members.person]
    found = list_newest_months(gathered.home, gathered.ledger, people, gathered.known_at)
    said = "Told by now, and when all is told (95 % interval): learnt from the same month of earlier years."
    return Answer("newest_month", [each._asdict() for each in found], NewestMonth._fields, (said,))


def told_backtest(setting: Setting, counts: tuple[str, ...]) -> list[Answer]:
    """Return every forecast and their scores, by count."""
    with progress_bar("Back-testing") as progress:
        tests = backtest_all(setting.gathered, counts, setting.window_years, progress, setting)
    answers = []
    for found in tests:
        said = f"{found.count}: what would have been said, and what happened"
        factor = found.widening.factor if found.widening is not None else 1.0
        scores = f"Errors of ours and of {', '.join(RIVALS)}; drift is widened {factor:g} times today because of it:"
        rows: list[Row] = [{**row, **errors_of_rivals(row)} for row in found.summary()]
        answers += [
            Answer("forecast", list(found.rows()), FORECAST, (said,)),
            Answer("backtest", rows, (*TESTED, *RIVALS), (scores,)),
        ]
    return answers


def errors_of_rivals(row: Row) -> Row:
    """Return the root mean square errors of simple rivals by their names; None where one could not say anything."""
    return {name: row.get(f"{name}_root_mean_square_error") for name in RIVALS}


def show(answers: list[Answer], form: str) -> None:
    """Print answers: for programs one list of rows that say what they are, for people a table each."""
    if form == "table":
        for answer in answers:
            for sentence in answer.sentences:
                say(sentence)
            if answer.columns:
                print_table([{name: row.get(name) for name in answer.columns} for row in answer.rows], answer.columns)
        return
    rows: list[Row] = [{"what": answer.kind, **row} for answer in answers for row in answer.rows]
    if form == "json":
        print_json(rows)
    else:
        print_csv(rows)
