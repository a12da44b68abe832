"""The document of what is true, written beside the registers."""

from collections.abc import Sequence

from videre.synth.chain.parameters import read_lives
from videre.synth.daily.parameters import read_daily
from videre.synth.municipality import Municipality
from videre.synth.people.parameters import read_people
from videre.synth.school.parameters import read_pupils
from videre.synth.told.reporting import read_reports
from videre.synth.told.spoiling import DirtyRow
from videre.synth.truth.expected import expected_shares
from videre.synth.truth.facts import classes_15_17, lacking_exam, on_benefits, residents, status_18_25


def truth_of(made: Municipality, dirty: Sequence[DirtyRow]) -> dict[str, object]:
    """Return all that is true: parameters, expected shares, counts, and which rows of which files are dirty."""
    request = made.request
    return {
        "about": "Made-up people. What stands here is true of them; the registers beside it tell it late and in part.",
        "request": {
            "n_persons": request.n_persons,
            "seed": request.seed,
            "from": request.from_year,
            "to": request.to_year,
        },
        "expected": expected_shares(made),
        "residents": residents(made),
        "status_18_25": status_18_25(made),
        "on_benefits": on_benefits(made),
        "share_left_on_kontanthjaelp": made.daily.share_left_in,
        "leavers_lacking_tests": lacking_exam(made),
        "classes_15_17": classes_15_17(made),
        "dirty_rows": [row._asdict() for row in dirty],
        "parameters": {
            "people": read_people().model_dump(mode="json"),
            "lives": read_lives().model_dump(mode="json"),
            "pupils": read_pupils().model_dump(mode="json"),
            "daily_life": read_daily().model_dump(mode="json"),
            "reports": read_reports().model_dump(mode="json"),
        },
    }
