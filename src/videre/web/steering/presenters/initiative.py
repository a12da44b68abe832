"""The page of an initiative."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from videre.definitions.strategy import Strategy
from videre.reports.content import Verdict
from videre.web.languages import told
from videre.web.steering.presenters.lists import Mark, mark_of, title_of
from videre.web.steering.presenters.words import BASES, FIELDS, actor_name, day_text, status_word
from videre.web.steering.queries import Followed

KEPT_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")  # as the history keeps days
KEPT_POINT: Final = re.compile(r"^\((\d+)\) ")  # and the point of an effect


@dataclass(frozen=True)
class Fact:
    """A named line."""

    name: str
    text: str


@dataclass(frozen=True)
class EffectLine:
    """A point that the initiative should move: what is expected, by when, and how its released figure stands."""

    key: int
    number: int
    point: str
    href: str
    expected: str
    due: str
    basis: str
    standing: str
    sentence: str


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone."""

    key: int
    title: str
    due: str
    reached: str
    is_overdue: bool


@dataclass(frozen=True)
class HistoryLine:
    """Something that was said or changed, by whom and when."""

    day: str
    by: str
    what: str


@dataclass(frozen=True)
class InitiativePage:
    """Everything on the page."""

    number: str
    title: str
    area: str
    text: str
    tasks: tuple[str, ...]
    mark: Mark
    facts: tuple[Fact, ...]
    effects: tuple[EffectLine, ...]
    milestones: tuple[MilestoneLine, ...]
    history: tuple[HistoryLine, ...]


def make_page(
    followed: Followed, strategy: Strategy, verdicts: dict[int, Verdict], names: dict[str, str], day: date
) -> InitiativePage:
    """Return the page of an initiative on a day.

    Args:
        followed: the initiative with its history. strategy: it is one of this.
        verdicts: how each measurement point stands, by its number.
        names: what users are called, by user name.
        day: today.
    """
    row, defined = followed.row, followed.defined
    areas = {area.number: told(area.label) for area in strategy.focus_areas}
    return InitiativePage(
        number=row.number,
        title=title_of(followed),
        area=areas.get(row.focus_area, ""),
        text=row.own_text or (told(defined.text) if defined else ""),
        tasks=tuple(told(each) for each in defined.actions) if defined else (),
        mark=mark_of(followed, day),
        facts=facts_of(followed, strategy),
        effects=tuple(effect_lines(followed, strategy, verdicts)),
        milestones=tuple(milestone_lines(followed, day)),
        history=tuple(history_of(followed, names)),
    )


def facts_of(followed: Followed, strategy: Strategy) -> tuple[Fact, ...]:
    """Return who answers for the initiative, with whom, and what it serves; a missing owner or unit is said."""
    row = followed.row
    labels = {principle.number: told(principle.label) for principle in strategy.principles}
    principles = "; ".join(f"{number}. {labels[number]}" for number in row.principles if number in labels)
    facts = [
        Fact(_("Owner"), row.owner or _("Nobody yet: the steering group gives it to somebody.")),
        Fact(_("Unit"), actor_name(row.unit) or _("The strategy names none.")),
    ]
    if row.partners:
        facts.append(Fact(_("Partners"), ", ".join(map(actor_name, row.partners))))
    if principles:
        facts.append(Fact(_("Serves the principle"), principles))
    if row.budget_dkk is not None:
        amount = number_format(row.budget_dkk, force_grouping=True)
        facts.append(Fact(_("Budget"), _("%(amount)s DKK") % {"amount": amount}))
    return tuple(facts)


def effect_lines(followed: Followed, strategy: Strategy, verdicts: dict[int, Verdict]) -> list[EffectLine]:
    """Return the points that the initiative should move."""
    points = {point.number: point for point in strategy.measurement_points}
    lines = []
    for effect in followed.effects:
        point, verdict = points.get(effect.point), verdicts.get(effect.point)
        if point is not None:
            lines.append(
                EffectLine(
                    key=effect.pk,
                    number=point.number,
                    point=told(point.title),
                    href=reverse("insight:measure", args=[point.measure]) if point.measure else "",
                    expected=effect.expected,
                    due=day_text(effect.due),
                    basis=str(BASES.get(effect.basis, "")),
                    standing=verdict.standing if verdict else "none",
                    sentence=verdict.sentence if verdict else "",
                )
            )
    return lines


def milestone_lines(followed: Followed, day: date) -> list[MilestoneLine]:
    """Return the milestones, in the reader's language where the strategy's file has them."""
    titles = {each.title.da: told(each.title) for each in followed.defined.milestones} if followed.defined else {}
    return [
        MilestoneLine(
            key=each.pk,
            title=titles.get(each.title, each.title),
            due=day_text(each.due),
            reached=day_text(each.reached_on),
            is_overdue=each.reached_on is None and each.due < day,
        )
        for each in followed.milestones
    ]


def history_of(followed: Followed, names: dict[str, str]) -> list[HistoryLine]:
    """Return every status and every change, the newest first."""
    said = [
        (report.said_on, 1, report.pk, report.by, status_text(report.status, report.sentence))
        for report in followed.status_reports
    ]
    changed = [
        (change.on, 0, change.pk, change.by, change_text(change.field, change.before, change.after))
        for change in followed.changes
    ]
    newest_first = sorted(said + changed, key=lambda line: line[:3], reverse=True)
    return [HistoryLine(day_text(on), names.get(by, by), what) for on, _kind, _key, by, what in newest_first]


def status_text(status: str, sentence: str) -> str:
    """Return a status with its sentence."""
    word = _("Status: %(status)s.") % {"status": status_word(status).lower()}
    return f"{word} {sentence}" if sentence else word


def effect_of(point: str) -> str:
    """Return which point an effect is on."""
    return _("measurement point %(point)s, ") % {"point": point}


def change_text(field: str, before: str, after: str) -> str:
    """Return a change in words."""
    name = str(FIELDS.get(field, field))
    before, after = (KEPT_DAY.sub(lambda day: day_text(day[0]), text) for text in (before, after))
    if field == "effect":
        before, after = (KEPT_POINT.sub(lambda point: effect_of(point[1]), text) for text in (before, after))
    if field in ("unit", "partners"):
        before, after = (", ".join(map(actor_name, text.split(", "))) if text else "" for text in (before, after))
    if not before:
        return f"{name}: {after}."
    if not after:
        return _("%(name)s removed: %(before)s.") % {"name": name, "before": before}
    return _("%(name)s changed from %(before)s to %(after)s.") % {"name": name, "before": before, "after": after}
