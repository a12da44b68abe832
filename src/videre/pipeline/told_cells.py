"""In which cells behaviour was told apart, which of them were merged, and which had nobody observed."""

from typing import NamedTuple

from videre.pipeline.setting import Setting


class ToldCell(NamedTuple):
    """A cell.

    cell: what it is called. parts: what it is made of, more than one where cells were merged. n_person_years: observed
    in what is leaned on (a year of a country or region, else the municipality's own years), all parts together.
    nobody_observed: those of the parts in which nobody was.
    """

    cell: dict[str, str]
    parts: tuple[dict[str, str], ...]
    n_person_years: float
    nobody_observed: tuple[dict[str, str], ...]


def list_cells(setting: Setting) -> list[ToldCell]:
    """Return the cells in which somebody of the municipality is."""
    cells = setting.counted.cells
    found = []
    for number, (label, parts) in enumerate(zip(cells.labels, cells.parts, strict=True)):
        empty = [part for part in parts if cells.n_observed[cells.fine.index(part)] == 0]
        named = tuple(tuple(dict(part) for part in some) for some in (parts, empty))
        found.append(ToldCell(label, named[0], cells.observed_in(number), named[1]))
    return found


def cells_in_words(setting: Setting) -> list[str]:
    """Return what is said of the cells and of what is leaned on."""
    told, rule = list_cells(setting), setting.counted.space.file.cells
    by = list(setting.counted.cells.fine[0])
    merged = [each for each in told if len(each.parts) > 1]
    said = [f"Behaviour is told apart in {len(told)} cells by {', '.join(by) or 'nothing'}."]
    if lost := [name for name in rule.by if name not in by]:
        said.append(f"Not by {', '.join(lost)}: what is leaned on does not tell it.")
    if merged:
        together = "; ".join(called(each.cell) for each in merged)
        said.append(f"Merged, since parts have fewer than {rule.fewest_person_years:,} person-years: {together}.")
    if nobody := [part for each in told for part in each.nobody_observed]:
        said.append(
            f"Nobody was observed among {'; '.join(called(part) for part in nobody)}: they behave as their cell."
        )
    if setting.reference is not None:
        said += [
            f"The {area}'s counts ({n:,} person-years a year) do not bear it: the {setting.reference.area}'s are taken."
            for area, n in setting.reference.passed_over
        ]
    return said


def called(label: dict[str, str]) -> str:
    """Return a cell in words."""
    return ", ".join(f"{name} {value}" for name, value in label.items()) or "everybody"
