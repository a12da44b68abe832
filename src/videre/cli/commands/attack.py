"""`videre attack`: tries to learn from everything published what nobody should."""

from pathlib import Path
from typing import Final

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import progress_bar, say
from videre.disclosure.attacking import Attack, Learned
from videre.home.home import find_home_root, get_home
from videre.pipeline.attacking import RERUNS, Report, attack_home

SHOWN: Final = 20  # of what was learned
WAYS: Final = {
    Attack.LINEAR: "adding and subtracting what is told",
    Attack.DIFFERENCING: "one total less another: two months of a cohort, two filters, a whole and its parts",
    Attack.LINEAR_PROGRAM: "the least and the most that each number can be",
    Attack.INTEGER: "the same, knowing that persons are whole",
    Attack.ROUNDING: "turning shares back into the persons that they can be of",
    Attack.SINGLETON: "the same, knowing that one is counted oneself",
    Attack.TWO_COALITION: "the same, by two who are counted and talk together",
    Attack.SAME_ALGORITHM: "running this program again on every table that could be, with keys of one's own",
}


def run(*measures: str, home: Path | None = None, reruns: int = RERUNS) -> int:
    """Attack all that a home has published: by algebra, by programs, as somebody counted, and by this very program.

    Parameters
    ----------
    measures
        Whose tables; all when none is named.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    reruns
        How often the program may be run again on tables that could be; 0 leaves that attack out.
    """
    opened = get_home(find_home_root(home))
    with progress_bar("Attacking what is published") as progress:
        report = attack_home(opened, measures, progress, reruns)
    for line in lines_of(report):
        say(line)
    return ExitCode.HOME_NEEDS_ATTENTION if report.learned else ExitCode.DONE


def lines_of(report: Report) -> list[str]:
    """Return what was tried and learned, in plain words."""
    lines = []
    for attack, words in WAYS.items():
        n_learned = sum(each.attack is attack for _period, each in report.learned)
        n_beyond = sum(each.attack is attack for _period, each in report.beyond)
        beyond = f" Beyond what the rule protects from: {n_beyond}." if n_beyond else ""
        lines.append(f"{attack} ({words}): {report.n_tried[attack]} numbers tried, {n_learned} learned.{beyond}")
    for period, each in report.learned[:SHOWN]:
        lines.append(f"LEARNED by {each.attack}: {each.name} of {period} is {bounds_of(each)}.")
    if report.n_undecided:
        lines.append(
            f"NOT DECIDED within the solver's nodes: {report.n_undecided} questions whether a number can be proved "
            "small. Nothing is known of these, neither that they are safe nor that they are not."
        )
    if report.n_compared:
        lines.append(
            f"Between one period and the next, {report.n_changed_little} of {report.n_compared} told numbers change by "
            "a few persons. The rule protects numbers and not their changes: see docs/methods/disclosure.md."
        )
    lines.append(f"{report.n_secrets} sensitive numbers attacked; {len(report.learned)} learned.")
    return lines


def bounds_of(each: Learned) -> str:
    """Return what is known of a number."""
    return f"{each.low}" if each.is_exact() else f"from {max(each.low, 0)} to {each.high}"
