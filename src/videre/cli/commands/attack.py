"""`videre attack`: tries to learn from everything published what nobody should."""

from pathlib import Path

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import progress_bar, say
from videre.home.home import find_home_root, get_home
from videre.pipeline.attacking import attack_home

SHOWN = 20  # of what was learned


def run(*measures: str, home: Path | None = None) -> int:
    """Attack all that a home has published: by algebra, by programs, and as somebody who is counted himself.

    Parameters
    ----------
    measures
        Whose tables; all when none is named.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    """
    opened = get_home(find_home_root(home))
    with progress_bar("Attacking what is published") as progress:
        report = attack_home(opened, measures, progress)
    for attack, n_tried in sorted(report.n_tried.items()):
        say(f"{attack}: {n_tried} numbers bounded.")
    for period, each in report.learned[:SHOWN]:
        bounds = f"{each.low}" if each.is_exact() else f"from {each.low} to {each.high}"
        say(f"LEARNED by {each.attack}: {each.name} of {period} is {bounds}.")
    say(
        f"{report.n_secrets} sensitive numbers attacked; {len(report.learned)} learned. "
        f"Two who talk together, beyond the rule: {len(report.beyond)}."
    )
    return ExitCode.HOME_NEEDS_ATTENTION if report.learned else ExitCode.DONE
