"""A released table with the words that stand around it in a file: what it is, how it was counted, what protects it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from videre.definitions.files import Text
from videre.definitions.measure import Measure
from videre.disclosure.released import HIDDEN_TEXT, Released, ReleasedFigure
from videre.reports.content import Fact
from videre.reports.wording import Language, Wording

NUMBERS = (
    "value",
    "numerator",
    "denominator",
    "unknown",
    "bounds_low",
    "bounds_high",
    "interval_low",
    "interval_high",
    "target",
)


@dataclass(frozen=True)
class Described:
    """A released table and the words around it.

    table: the released table; the only place that numbers come from.
    measure: what it is of; None for figures that others have published.
    municipality_name: whose. kinds: what each kind of education is called. registers: what each register is called.
    """

    table: Released
    measure: Measure | None
    municipality_name: str
    kinds: Mapping[str, Text] = field(default_factory=dict)
    registers: Mapping[str, Text] = field(default_factory=dict)

    def wording(self, language: Language) -> Wording:
        """Return the words of a language."""
        return Wording(language, self.kinds)

    def title(self, language: Language) -> str:
        """Return what the table is called."""
        wording = self.wording(language)
        if self.measure is None:
            return wording.say("export.compared" if self.table.name == "compared_places" else "export.official")
        title = wording.told(self.measure.title)
        prefix = f"{self.measure.name}_by_"
        if not self.table.name.startswith(prefix):
            return title
        dimension = wording.dimension(self.table.name.removeprefix(prefix)).lower()
        return wording.say("grid.by", title=title, dimension=dimension)

    def facts(self, language: Language) -> tuple[Fact, ...]:
        """Return what must be known before the numbers are used; lines with nothing in them are left out."""
        wording, table = self.wording(language), self.table
        said = [("export.municipality", self.municipality_name), *self._definition(wording)]
        said += [
            ("export.known", table.as_known_at),
            ("export.oldest", table.oldest_source),
            ("version.store", table.store_version),
            ("version.method", table.method_version),
            ("export.rule", table.rule.get(language, "")),
            ("export.hidden_rows", wording.say("export.n_of", n=table.n_hidden, total=len(table.rows))),
            ("export.sign", wording.say("export.sign_means", sign=HIDDEN_TEXT)),
            ("export.shares", wording.say("export.shares_means")),
            ("export.license", wording.say("export.license_text", name=self.municipality_name)),
        ]
        return tuple(Fact(wording.say(key), text) for key, text in said if text)

    def _definition(self, wording: Wording) -> list[tuple[str, str]]:
        """Return how the measure is counted, by key of the text that names the line."""
        measure = self.measure
        if measure is None:
            return []
        registers = [wording.told(self.registers.get(name, Text(da=name, en=name))) for name in measure.registers]
        return [
            ("export.question", wording.told(measure.question)),
            ("definition.counted", wording.told(measure.numerator)),
            ("definition.out_of", wording.told(measure.denominator)),
            ("definition.unknown", wording.told(measure.unknown)),
            ("definition.who", wording.told(measure.population.text)),
            ("definition.period", wording.told(measure.period.text)),
            ("definition.test", f"{wording.told(measure.test.title)}. {wording.told(measure.test.text)}"),
            ("definition.owner", wording.told(measure.owner)),
            ("export.registers", ", ".join(registers)),
            ("export.caveats", " ".join(wording.told(caveat) for caveat in measure.caveats)),
        ]


def number_of(row: ReleasedFigure, name: str) -> float | None:
    """Return one of a row's numbers: whole numbers without a decimal point, None where it is hidden or not there."""
    number: float | None = getattr(row, name)
    return int(number) if number is not None and float(number).is_integer() and name in WHOLE else number


WHOLE = frozenset({"numerator", "denominator", "unknown"})  # counts of persons; estimates of them keep their decimals
