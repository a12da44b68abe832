"""The shared document by its sections: each is kept for years of its own after the document is closed."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from videre.web.installation import current_definitions
from videre.web.people.taking import years_before
from videre.web.plans.models import Plan, Revision, Version
from videre.web.retention.due import basis_ended_by
from videre.web.retention.models import ArchivedRecord

VERSIONS = "plans.Version"


def due_plans(day: date) -> Iterator[tuple[Plan, list[str]]]:
    """Yield each plan of which a section's period has passed on a day, with the sections that have.

    A plan is closed on the day on which the basis of the casework with the young person ends: from then on nobody
    writes in it.
    """
    closed: dict[int, list[str]] = {}
    for form_name in current_definitions().names("plans"):
        form = current_definitions().plan_form(form_name)
        by_years = sorted(form.sections, key=lambda section: section.keep_years)
        for years, sections in groupby(by_years, key=lambda section: section.keep_years):
            names = [section.name for section in sections]
            ended = Plan.objects.filter(basis_ended_by(years_before(day, years), "person__"), form=form_name)
            for pk in ended.values_list("pk", flat=True):
                closed.setdefault(pk, []).extend(names)
    for plan in Plan.objects.filter(pk__in=list(closed)).select_related("person"):
        yield plan, closed[plan.pk]


def has_words(plan: Plan, sections: list[str]) -> bool:
    """Return whether anything of some sections is left, or the plan itself when all of it is due."""
    if is_whole(plan, sections) or Revision.objects.filter(plan=plan, section__in=sections).exists():
        return True
    return any(set(sections) & set(version.words) for version in Version.objects.filter(plan=plan))


def is_whole(plan: Plan, sections: list[str]) -> bool:
    """Return whether these are all the sections of a plan."""
    form = current_definitions().plan_form(plan.form)
    return set(sections) >= {section.name for section in form.sections}


def cut(plan: Plan, sections: list[str]) -> None:
    """Remove sections of a plan, from drafts and from what was published; all of them: the plan itself."""
    versions = list(Version.objects.filter(plan=plan))
    if is_whole(plan, sections):
        ArchivedRecord.objects.filter(table=VERSIONS, record__in=[str(each.pk) for each in versions]).delete()
        plan.delete()
        return
    Revision.objects.filter(plan=plan, section__in=sections).delete()
    for version in versions:
        version.words = {name: words for name, words in version.words.items() if name not in sections}
        version.by_section = {name: said for name, said in version.by_section.items() if name not in sections}
        version.save(update_fields=["words", "by_section"])
