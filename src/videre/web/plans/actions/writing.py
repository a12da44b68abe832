"""Writing in a plan, and publishing it. Each is logged with the person, in the same transaction."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from videre.domain.drafting import Saving, Sent, leave, save
from videre.domain.refusals import Refused
from videre.web.access.knowing import open_on
from videre.web.access.models import Consent, Disclosure
from videre.web.audit import actions as audit
from videre.web.plans.models import Look, Plan, Revision, Version
from videre.web.plans.queries import NOTHING, At, Written, find_newest_version, find_plan, form_of, written_in
from videre.web.plans.rights import Reader

MOST_LETTERS = 20_000
MOST_ABOUT = 150  # what the log has room for


class MayNotWrite(Refused):
    """Words were sent to a section that the role does not write in, or may not read."""


class TooLong(Refused):
    """More was sent than anybody reads."""


class NothingNew(Refused):
    """Nothing has been written since the version before."""


@transaction.atomic
def write_words(
    *, reader: Reader, section: str, question: str, words: str, seen: int, now: datetime, by: str
) -> tuple[Written, Saving]:
    """Send words to a question: kept in any case, and standing there unless somebody else has written meanwhile.

    Args:
        reader: who writes, before the opened person. section, question: where. words: the whole text.
        seen: the revision that the writer had before them. now: the instant.

    Raises:
        MayNotWrite, TooLong. KeyError: the plan's form has no such question.
    """
    person_id = reader.seen.person_id
    plan = find_plan(person_id)
    asked = form_of(plan).get_section(section)
    asked.get_question(question)
    if not reader.may_write_section(asked):
        raise MayNotWrite(_("Your role does not write in this section."))
    if len(words) > MOST_LETTERS:
        raise TooLong(_("Write it shorter: nobody reads more than ten pages."))
    if plan is None:
        plan = begin_plan(reader=reader, day=now.date(), by=by)
    Plan.objects.select_for_update().get(pk=plan.pk)  # two who save at once come one after the other
    before = written_in(plan, (section, question)).get((section, question), NOTHING)
    place, outcome = save(before.place, words.replace("\r\n", "\n").strip(), seen=seen, by=by)
    if outcome is Saving.UNCHANGED:
        return before, outcome
    made = keep(plan, (section, question), place.history[-1], reader, now)
    log(reader, f"plan_{'words_set_aside' if outcome is Saving.CLASH else 'written'}", f"{section}.{question}", by)
    return Written(place, (*before.revisions, made)), outcome


@transaction.atomic
def leave_theirs(*, reader: Reader, section: str, question: str, now: datetime, by: str) -> None:
    """Let the words of the other stand, having seen them beside one's own, which stay in the history."""
    plan = find_plan(reader.seen.person_id)
    if plan is None or not reader.may_write_section(form_of(plan).get_section(section)):
        raise MayNotWrite(_("Your role does not write in this section."))
    Plan.objects.select_for_update().get(pk=plan.pk)
    place = written_in(plan, (section, question)).get((section, question), NOTHING).place
    if place.find_waiting(by) is not None:
        keep(plan, (section, question), leave(place, by=by).history[-1], reader, now)
        log(reader, "plan_words_left", f"{section}.{question}", by)


def keep(plan: Plan, at: At, sent: Sent, reader: Reader, now: datetime) -> Revision:
    """Store what the domain says was sent."""
    return Revision.objects.create(
        plan=plan,
        section=at[0],
        question=at[1],
        number=sent.number,
        seen=sent.seen,
        revision=sent.revision,
        words=sent.words,
        by=sent.by,
        by_name=reader.user.display_name,
        role=reader.user.role,
        at=now,
    )


def begin_plan(*, reader: Reader, day: date, by: str) -> Plan:
    """Begin a person's plan in the newest form; whoever comes second gets the one that is there."""
    form = form_of(None)
    plan, is_new = Plan.objects.get_or_create(
        person_id=reader.seen.person_id, defaults={"form": form.name, "begun_on": day, "begun_by": by}
    )
    if is_new:
        log(reader, "plan_begun", form.name, by)
    return plan


@transaction.atomic
def publish(*, reader: Reader, now: datetime, by: str) -> Version:
    """Publish what stands in the sections that somebody writes in; the others stay as they were published last.

    The version keeps which consents and disclosures held that day: whom it was shared with, by what.

    Raises:
        MayNotWrite: there is no section that they write in. NothingNew: nothing in these has changed.
    """
    plan = find_plan(reader.seen.person_id)
    form = form_of(plan)
    own = [section for section in form.sections if reader.may_write_section(section)]
    if not own:
        raise MayNotWrite(_("Your role does not write in this plan."))
    if plan is None:
        raise NothingNew(_("Nothing has been written yet."))
    Plan.objects.select_for_update().get(pk=plan.pk)
    newest = find_newest_version(plan)
    words = dict(newest.words) if newest else {}
    by_section = dict(newest.by_section) if newest else {}
    written = written_in(plan)
    changed = []
    for section in own:
        texts = {each.name: written.get((section.name, each.name), NOTHING).place.words for each in section.questions}
        if {name: text for name, text in texts.items() if text} != words.get(section.name, {}):
            words[section.name] = {name: text for name, text in texts.items() if text}
            by_section[section.name] = {"by": reader.user.display_name, "at": now.date().isoformat()}
            changed.append(section.name)
    if not changed:
        raise NothingNew(_("Nothing has been written since the last version."))
    number = newest.number + 1 if newest else 1
    made = Version.objects.create(
        plan=plan, number=number, words=words, by_section=by_section, shared=shared_on(plan, now), by=by, at=now
    )
    log(reader, "plan_published", f"version {number}: {', '.join(changed)}", by)
    mark_read(reader=reader, version=made, now=now, by=by)
    return made


def shared_on(plan: Plan, now: datetime) -> list[dict[str, object]]:
    """Return the consents and disclosures about a person that hold at an instant, as a version keeps them."""
    day = now.date()
    consents = Consent.objects.filter(person_id=plan.person_id, withdrawn_at__isnull=True, given_on__lte=day)
    kept: list[dict[str, object]] = [
        {"by": "consent", "id": str(each.pk), "recipient": each.recipient, "categories": each.categories}
        for each in consents
        if each.until is None or day < each.until
    ]
    kept += [
        {"by": each.basis, "id": str(each.pk), "recipient": each.recipient, "categories": each.categories}
        for each in Disclosure.objects.filter(open_on(day), person_id=plan.person_id)
    ]
    return kept


@transaction.atomic
def mark_read(*, reader: Reader, version: Version, now: datetime, by: str) -> None:
    """Note that somebody has read a version: what comes after it is shown to them as changed."""
    Look.objects.update_or_create(
        plan_id=version.plan_id, user=reader.user, defaults={"version": version.number, "at": now}
    )
    log(reader, "plan_read", f"version {version.number}", by)


@transaction.atomic
def note_export(*, reader: Reader, by: str) -> None:
    """Note that somebody took the plan out as a file, before they get it; raises LogNotWritten."""
    log(reader, "plan_exported", "pdf", by)


def log(reader: Reader, event: str, about: str, by: str) -> None:
    """Write a line of the log about the opened person."""
    seen = reader.seen
    audit.write(
        event=event,
        about=about[:MOST_ABOUT],
        person=str(seen.person_id),
        purpose=seen.purpose,
        reason=seen.reason,
        by=by,
    )
