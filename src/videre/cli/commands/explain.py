"""`videre explain`: everything behind one figure, and whether it comes out the same again."""

from pathlib import Path
from typing import Literal

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_json, print_lines
from videre.home.home import find_home_root, get_home
from videre.pipeline.explaining import Explanation, explain


def run(figure_id: str, *, home: Path | None = None, format: Literal["text", "json"] = "text") -> int:  # noqa: A002
    """Print all that is known of a figure, and compute it again.

    Parameters
    ----------
    figure_id
        The figure's identity, as `videre measure` and every page give it.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    format
        How it is printed.
    """
    explanation = explain(get_home(find_home_root(home)), figure_id)
    if format == "json":
        more = {
            "recomputed": verdict(explanation),
            "differences": explanation.differences,
            "changed_since": list(explanation.changed_since),
            "deliveries_since": [delivery.sequence for delivery in explanation.deliveries_since],
            "erased_since": explanation.erased_since,
            "notes": [note.model_dump() for note in explanation.notes],
        }
        print_json([{**explanation.figure, **more}])
    else:
        print_lines(lines_of(explanation))
    return ExitCode.DONE if not explanation.differences else ExitCode.REFUSED


def verdict(explanation: Explanation) -> str:
    """Return in one word or two whether the figure comes out the same: `equal`, or `differs`."""
    return "differs" if explanation.differences else "equal"


def lines_of(explanation: Explanation) -> list[str]:
    """Return the explanation as lines for people."""
    definition = explanation.definition
    lines = [f"{key:16} {value}" for key, value in explanation.figure.items()]
    lines += ["", f"{'question':16} {definition.question.en}", f"{'numerator':16} {definition.numerator.en}"]
    lines += [f"{'denominator':16} {definition.denominator.en}", f"{'test':16} {definition.test.text.en}"]
    lines += [f"{'caveat':16} {caveat.en}" for caveat in definition.caveats]
    lines += [f"{'note':16} {note.en}" for note in explanation.notes]
    lines += ["", f"computed again: {verdict(explanation)}"]
    lines += [f"  {key}: was {then}, is {now}" for key, (then, now) in explanation.differences.items()]
    lines += [f"  changed since: {key}" for key in explanation.changed_since]
    lines += [
        f"  delivered since: {delivery.sequence} {delivery.register} from {delivery.sender}, {delivery.imported_on}"
        for delivery in explanation.deliveries_since
    ]
    if explanation.erased_since:
        lines.append(f"  erased since: {explanation.erased_since}, so a frozen figure may never come out again")
    return lines
