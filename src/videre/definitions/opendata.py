"""Open tables: what is fetched from public sources, and how their codes become official figures."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text

SourceName = Literal["statbank", "uddannelsesstatistik", "jobindsats"]
PeriodForm = Literal["year", "school_year", "month", "quarter", "first_of_quarter"]


class Code(Strict):
    """What one code of a source means.

    text: what the source calls it; the code itself when left out. When the source calls it something else, it may have
        come to mean something else: then nothing is fetched until somebody has looked.
    means: our word for it; the code itself when left out. Empty for all together, which divides nothing.
    """

    text: str | None = None
    means: str | None = None


class Axis(Strict):
    """One way in which a source's table is divided.

    axis: the source's own name of it. None where only the source's metadata know it; then
    called: is a word in its title there.
    codes: the codes that are wanted.
    """

    axis: str | None = None
    called: str | None = None
    codes: dict[str, Code] = Field(min_length=1)

    @model_validator(mode="after")
    def can_be_found(self) -> Self:
        """Refuse an axis that nothing names, or two things."""
        if (self.axis is None) == (self.called is None):
            raise ValueError("an axis needs either `axis` (the source's own name) or `called` (a word of its title)")
        return self

    def text(self, code: str) -> str:
        """Return what the source calls a code."""
        text = self.codes[code].text
        return code if text is None else text

    def word(self, code: str) -> str:
        """Return our word for a code."""
        means = self.codes[code].means
        return code if means is None else means


class Area(Strict):
    """The axis of places.

    axis: the source's own name of it.
    country: what the source may call the whole country.
    """

    axis: str
    country: tuple[str, ...] = ("Hele landet",)


class Time(Strict):
    """The axis of time.

    axis: the source's own name of it.
    form: how a period is written there, and what it stands for: the population on the first day of a quarter is the
        population of a day, a benefit's average over the quarter is not.
    newest: how many of the newest periods; None for all.
    """

    axis: str
    form: PeriodForm
    newest: Annotated[int, Field(ge=1)] | None = None


class OpenTable(Strict):
    """One table of a public source, and what becomes of it.

    table: the source's own name: FOLK1A; GS/KARA/KARADM (område/emne/underemne); Y36A02.
    note: what it counts, for whom, and what is doubtful.
    indicator: the indicator of `official_figures`; an axis where its codes are indicators of their own.
    beside: the measures beside which the figures are shown; none where they are denominators only.
    share_of: for an indicator that is a count, the indicator of those it is a part of, so that places of different size
        can be compared; of the same table or of another.
    published_shares: the indicators that the source gives as shares, as fractions of 1.
    groups: how the figures are divided, by the name of the group: `sex=K,age=17`.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    source: SourceName
    table: Annotated[str, Field(pattern=r"^[A-Za-z0-9_ÆØÅæøå]+(/[A-Za-z0-9_ÆØÅæøå]+)*$")]
    title: Text
    note: Text
    indicator: str | Axis
    area: Area
    time: Time
    beside: tuple[str, ...] = ()
    share_of: dict[str, str] = Field(default_factory=dict)
    published_shares: tuple[str, ...] = ()
    groups: dict[str, Axis] = Field(default_factory=dict)

    @model_validator(mode="after")
    def shares_are_of_its_own(self) -> Self:
        """Refuse a share of an indicator that does not come of the table."""
        for name in (*self.share_of, *self.published_shares):
            if name not in self.indicators:
                raise ValueError(f"share_of, published_shares: {name} is no indicator of this table")
        return self

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that come of it."""
        if isinstance(self.indicator, str):
            return (self.indicator,)
        return tuple(self.indicator.word(code) for code in self.indicator.codes)

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes with a list of codes: the indicator's, where it is one, and the groups'."""
        return (*((self.indicator,) if isinstance(self.indicator, Axis) else ()), *self.groups.values())


class Places(Strict):
    """The places that are compared.

    country: what `official_figures` calls the whole country.
    municipalities: Statistics Denmark's number of each municipality, and its name.
    """

    name: str
    title: Text
    country: str
    municipalities: dict[int, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The names as `official_figures` writes them, the country first."""
        return (self.country, *self.municipalities.values())

    def with_own(self, number: int, name: str) -> "Places":
        """Return the places with a municipality that may not be among them."""
        return self.model_copy(update={"municipalities": {number: name, **self.municipalities}})
