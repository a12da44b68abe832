"""The half-year report: released tables and definitions in, everything that it says out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from videre.definitions.files import Text
from videre.definitions.measure import Measure
from videre.definitions.pathways import PathwayGroups
from videre.definitions.strategy import MeasurementPoint, Strategy
from videre.disclosure.released import HIDDEN_TEXT, Released
from videre.reports.annex import annex_of
from videre.reports.beside import beside_part
from videre.reports.cards import card_of
from videre.reports.content import Card, Fact, Front, Labels, Report, Section, Verdict
from videre.reports.half_years import HalfYear, is_known_in
from videre.reports.headlines import Followed, own_breakdown
from videre.reports.official import COUNTRY, TABLE, official_rows
from videre.reports.parts import decisions_part, initiatives_part, moved_part, trust_part
from videre.reports.projected import known_projection
from videre.reports.sections import section_of
from videre.reports.steering import Steering
from videre.reports.wording import Language, Wording

WHOLE = "youth_education"  # the level of grouping whose only group is all youth education

NOT_KEPT = Steering()  # nobody keeps records of the initiatives


@dataclass(frozen=True)
class Material:
    """What a half-year report is made of. Numbers come in released tables only.

    tables: every released table by its name. measures: by name, those of the strategy's points.
    groups: how kinds of education are grouped, for their names. registers: what each register is called.
    day: on which the report is written. is_demo: whether the people are made up.
    change_parts: what each part of a change of the projected share is called, by key.
    beside: measures that stand beside the points, for the annex. steering: what the steering group's records say.
    """

    tables: Mapping[str, Released]
    strategy: Strategy
    measures: Mapping[str, Measure]
    groups: PathwayGroups
    registers: Mapping[str, Text]
    municipality_name: str
    half: HalfYear
    day: date
    is_demo: bool = False
    change_parts: Mapping[str, Text] = field(default_factory=dict)
    beside: tuple[Measure, ...] = ()
    steering: Steering = NOT_KEPT


def make_report(material: Material, language: Language) -> Report:
    """Return everything that the report of a half-year says, in a language.

    Figures of later periods than the half-year are left out, so that the report of a half-year stays about it. A point
    of which nothing is released says so. The same material gives the same report.
    """
    wording = Wording(language, kind_titles(material.groups))
    points = material.strategy.measurement_points
    followed = [follow(point, material, material.measures[point.measure]) for point in points if point.measure]
    cards = [card_of(each, material.day, wording) for each in followed]
    sections = [section_of(each, wording) for each in followed]
    unmeasured = [point for point in points if not point.measure]
    front = front_of(material, followed, wording)
    return Report(
        language=language,
        title=f"{front.title}, {front.half} – {front.strategy}",
        author=front.municipality,
        day=material.day.isoformat(),
        front=front,
        cards=in_order([*cards, *(unmeasured_card(point, wording) for point in unmeasured)]),
        sections=in_order([*sections, *(unmeasured_section(point, wording) for point in unmeasured)]),
        annex=annex_of(followed, material.registers, material.day, wording),
        labels=Labels(**{name: wording.say(f"label.{name}") for name in Labels.__dataclass_fields__}),
        first_parts=(moved_part(followed, wording), decisions_part(followed, material.steering, wording)),
        parts=(
            initiatives_part(material.strategy, material.steering, wording),
            trust_part(followed, material.day, wording),
            *((beside_part(material.beside, material.tables, material.half, wording),) if material.beside else ()),
        ),
    )


Numbered = TypeVar("Numbered", Card, Section)


def in_order(numbered: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """Return cards or sections in the order of the strategy's points."""
    return tuple(sorted(numbered, key=lambda each: each.number))


def kind_titles(groups: PathwayGroups) -> dict[str, Text]:
    """Return what each kind of education is called, at every level of grouping."""
    return {key: title for level in groups.levels.values() for key, title in level.titles().items()}


def youth_education(groups: PathwayGroups) -> frozenset[str]:
    """Return the groups, at every level, whose kinds are all youth education."""
    whole = {kind for group in groups.levels[WHOLE].groups for kind in group.kinds} if WHOLE in groups.levels else set()
    every = [group for level in groups.levels.values() for group in level.groups]
    return frozenset(group.key for group in every if not whole or whole.issuperset(group.kinds))


def follow(point: MeasurementPoint, material: Material, measure: Measure) -> Followed:
    """Return a measurement point with what was released of it that is known up to the end of the half-year."""

    def known(name: str) -> Released | None:
        table = material.tables.get(name)
        return table.part(lambda row: is_known_in(row, measure.period.kind, material.half)) if table else None

    total = known(measure.name)
    parts = {name: known(f"{measure.name}_by_{name}") for name in measure.dimensions}
    target = point.target
    area = material.municipality_name
    if target is not None:
        area = material.strategy.indicators[target.indicator].area or area
    official = material.tables.get(TABLE) if target is not None else None
    indicator = target.indicator if target is not None else ""
    return Followed(
        point=point,
        measure=measure,
        strategy=material.strategy,
        half=material.half,
        total=total if total is not None and total.rows else None,
        parts={name: table for name, table in parts.items() if table is not None and table.rows and total is not None},
        official=official_rows(official, indicator, area, material.half),
        official_elsewhere=official_rows(official, indicator, COUNTRY, material.half) if area != COUNTRY else (),
        breakdown=own_breakdown(total, point, material.strategy, youth_education(material.groups)),
        projected=known_projection(material.tables, measure, material.half),
        change_parts=material.change_parts,
    )


def front_of(material: Material, followed: Sequence[Followed], wording: Wording) -> Front:
    """Return the front page: whose report, about what, as known when, and what to know before reading."""
    strategy = material.strategy
    known = sorted({each.total.as_known_at for each in followed if each.total is not None})
    receivers = (
        [wording.told(strategy.actors[name].name) for name in strategy.reporting.to] if strategy.reporting else []
    )
    said = (
        ("front.known", " – ".join(wording.day(day) for day in dict.fromkeys((*known[:1], *known[-1:])))),
        ("front.written", wording.day(material.day.isoformat())),
        ("front.to", ", ".join(receivers)),
    )
    return Front(
        municipality=wording.say("front.municipality", name=material.municipality_name),
        title=wording.say("front.title"),
        half=wording.say(f"front.half_{material.half.half}", year=material.half.year),
        strategy=wording.told(strategy.title),
        vision=wording.told(strategy.vision.label),
        facts=tuple(Fact(wording.say(key), text) for key, text in said if text),
        notes=notes_of(material, known, wording),
        warning=wording.say("front.demo") if material.is_demo else "",
    )


def notes_of(material: Material, known: Sequence[str], wording: Wording) -> tuple[str, ...]:
    """Return what a reader must know first: whether the half-year had ended, and whether the strategy held in it."""
    last_day = material.half.last_day
    notes = [wording.say("front.hidden", sign=HIDDEN_TEXT)]
    if known and known[-1] < last_day:
        notes.append(wording.say("front.not_ended", day=wording.day(known[-1])))
    if len(known) > 1:
        notes.append(wording.say("front.several_days"))
    if material.strategy.last_day.isoformat() < last_day:
        notes.append(wording.say("front.after_strategy", day=wording.day(material.strategy.last_day.isoformat())))
    return tuple(notes)


def unmeasured_card(point: MeasurementPoint, wording: Wording) -> Card:
    """Return the card of a point for which there is no measure."""
    verdict = Verdict("none", wording.say("standing.not_yet"), wording.say("verdict.no_measure"))
    return Card(point.number, wording.told(point.title), "", wording.told(point.wanted), verdict, ())


def unmeasured_section(point: MeasurementPoint, wording: Wording) -> Section:
    """Return the section of a point for which there is no measure."""
    verdict = Verdict("none", wording.say("standing.not_yet"), wording.say("verdict.no_measure"))
    wanted = wording.told(point.wanted)
    return Section(point.number, wording.told(point.title), wanted, wording.say("message.no_measure"), verdict, ())
