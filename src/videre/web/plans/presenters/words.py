"""The sections of a plan as they are shown: drafts to whoever writes, what is published to whoever reads."""

from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from videre.definitions.access import Category
from videre.definitions.plans import PlanForm, Question, Section
from videre.web.access.reasons import role_title
from videre.web.languages import told
from videre.web.plans.comparing import Piece, compare
from videre.web.plans.models import Revision, Version
from videre.web.plans.queries import NOTHING, At, Written
from videre.web.plans.rights import Reader, readable_sections

SENSITIVE = {Category.SOCIAL, Category.HEALTH}


class QuestionShown(NamedTuple):
    """A question. is_draft: what is shown has not been published. is_waiting: own words wait for a choice."""

    name: str
    title: str
    help: str
    words: str
    who: str
    is_draft: bool
    is_waiting: bool
    has_history: bool


class SectionShown(NamedTuple):
    """A section with its questions."""

    name: str
    title: str
    about: str
    is_sensitive: bool
    may_write: bool
    questions: list[QuestionShown]


class Change(NamedTuple):
    """What a version says of a question that the one read before did not."""

    section: str
    question: str
    pieces: list[Piece]


def sections_shown(
    reader: Reader, form: PlanForm, written: dict[At, Written], newest: Version | None
) -> list[SectionShown]:
    """Return the sections that a reader may read and that say something, or in which they write."""
    shown = []
    for section in readable_sections(reader, form):
        may_write = reader.may_write_section(section)
        published = newest.words.get(section.name, {}) if newest else {}
        questions = [
            question_shown(
                reader, question, written.get((section.name, question.name), NOTHING), published, may_write=may_write
            )
            for question in section.questions
        ]
        if not may_write:
            questions = [each for each in questions if each.words]
        if questions:
            shown.append(
                SectionShown(
                    section.name,
                    told(section.title),
                    told(section.about),
                    section.category in SENSITIVE,
                    may_write,
                    questions,
                )
            )
    return shown


def question_shown(
    reader: Reader, question: Question, written: Written, published: dict[str, str], *, may_write: bool
) -> QuestionShown:
    """Return a question as a reader sees it."""
    told_words = published.get(question.name, "")
    words = written.place.words if may_write else told_words
    standing = written.standing if words == written.place.words else None
    return QuestionShown(
        question.name,
        told(question.title),
        told(question.help),
        words,
        who_wrote(standing) if standing is not None and words else "",
        is_draft=may_write and words != told_words,
        is_waiting=may_write and written.place.find_waiting(reader.user.user_name) is not None,
        has_history=may_write and len(written.revisions) > 1,
    )


def who_wrote(revision: Revision) -> str:
    """Return who wrote a text, and when."""
    role, day = role_title(revision.role), date_format(localtime(revision.at), "j. F Y")
    if role.casefold() == revision.by_name.casefold():  # the young person and the parents bear no name
        return f"{revision.by_name}, {day}"
    return _("%(name)s, %(role)s, %(day)s") % {"name": revision.by_name, "role": role, "day": day}


def silent_sections(reader: Reader, form: PlanForm, shown: list[SectionShown]) -> list[str]:
    """Return the titles of the sections that may be read and say nothing yet."""
    told_names = {each.name for each in shown}
    return [told(each.title) for each in readable_sections(reader, form) if each.name not in told_names]


def closed_sections(reader: Reader, form: PlanForm) -> list[str]:
    """Return the titles of the sections that are closed to a reader: the form has them, whatever stands in them."""
    return [told(each.title) for each in form.sections if not reader.may_read_section(each)]


def list_changes(reader: Reader, form: PlanForm, newest: Version | None, before: Version | None) -> list[Change]:
    """Return what the newest version says otherwise than the one that a reader has read; all of it to a new reader."""
    if newest is None or (before is not None and before.number == newest.number):
        return []
    old = before.words if before is not None else {}
    return [
        Change(told(section.title), told(question.title), compare(was, now))
        for section in readable_sections(reader, form)
        for question in section.questions
        if (was := text_at(old, section, question)) != (now := text_at(newest.words, section, question))
    ]


def text_at(words: dict[str, dict[str, str]], section: Section, question: Question) -> str:
    """Return what a version says to a question."""
    return words.get(section.name, {}).get(question.name, "")
