"""HiGHS without words: its usual constructor writes a banner where a command's answer belongs."""

import highspy


def make_solver(program: highspy.HighsLp, **options: float) -> highspy.Highs:
    """Return HiGHS with a program, on one thread and silent, so that it answers the same every time."""
    # The class beneath `Highs`, whose constructor registers callbacks, and says so.
    solver: highspy.Highs = highspy._Highs()  # type: ignore[attr-defined]  # noqa: SLF001
    solver.setOptionValue("output_flag", False)
    for option, value in {"threads": 1, **options}.items():
        solver.setOptionValue(option, value)
    solver.passModel(program)
    return solver
