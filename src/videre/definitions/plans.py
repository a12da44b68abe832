"""The form of the shared document as data: sections, questions, transitions, and plans that lie elsewhere.

Who may read a section follows from the category of data that it holds, by the table of the law; who may write it stands
here. A form is never changed once plans are written in it: a changed one gets a new number.
"""

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import Field, model_validator

from videre.definitions.access import Category, Recipient
from videre.definitions.files import Strict, Text

Name = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
At = Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")]  # a section and a question of it


class Question(Strict):
    """One question. help: what may stand there, for whoever writes."""

    name: Name
    title: Text
    help: Text


class Section(Strict):
    """One section.

    category: the data that it holds: whoever may see that of the person reads it.
    sector: whose own section it is; the sector reads its own words whatever else it may see. None: a common one.
    writers: who writes in it. keep_years: how long words are kept after the plan has been closed.
    """

    name: Name
    title: Text
    about: Text
    category: Category
    sector: Recipient | None = None
    writers: Annotated[tuple[Recipient, ...], Field(min_length=1)]
    keep_years: Annotated[int, Field(gt=0, le=10)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def holds_what_may_stand_in_a_shared_document(self) -> Self:
        """Refuse what must never stand in it, and a sector that could not write its own section."""
        if self.category in {Category.SSP, Category.PROTECTED_ADDRESS}:
            raise ValueError(f"{self.category} never stands in the shared document")
        if self.sector is not None and self.sector not in self.writers:
            raise ValueError(f"{self.sector} does not write its own section")
        check_unlike(each.name for each in self.questions)
        return self

    def get_question(self, name: str) -> Question:
        """Return a question by its name; raises KeyError."""
        return {each.name: each for each in self.questions}[name]


class Transition(Strict):
    """A change that lies ahead at some ages (from, below), with what must be in order before it."""

    name: Name
    title: Text
    ages: tuple[int, int]
    steps: Annotated[tuple[Text, ...], Field(min_length=1)]


class OtherPlan(Strict):
    """A plan by another law: who has it. It is pointed at and never copied."""

    title: Text
    held_by: Text


class PlanForm(Strict):
    """A form in one version.

    note_begins_with: the questions, as `section.question`, whose words a transition note begins with: strengths first.
    goal: the question, as `section.question`, that says where somebody is heading; None: the form asks for none.
    """

    name: Annotated[str, Field(pattern=r"^form-[1-9][0-9]*$")]
    version: Annotated[int, Field(gt=0)]
    title: Text
    about: Text
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    transitions: tuple[Transition, ...] = ()
    note_begins_with: tuple[At, ...] = ()
    goal: At | None = None
    other_plans: tuple[OtherPlan, ...] = ()

    @model_validator(mode="after")
    def is_one_form(self) -> Self:
        """Refuse a form whose number is not its version's, or in which two sections share a name."""
        if self.name != f"form-{self.version}":
            raise ValueError(f"version {self.version} is called form-{self.version}")
        check_unlike(each.name for each in self.sections)
        asked = {f"{section.name}.{question.name}" for section in self.sections for question in section.questions}
        if unknown := [each for each in self.note_begins_with if each not in asked]:
            raise ValueError(f"a transition note begins with {unknown[0]}, and the form asks no such question")
        if self.goal is not None and self.goal not in asked:
            raise ValueError(f"the goal is {self.goal}, and the form asks no such question")
        return self

    def get_section(self, name: str) -> Section:
        """Return a section by its name; raises KeyError."""
        return {each.name: each for each in self.sections}[name]


def check_unlike(names: Iterable[str]) -> None:
    """Raise ValueError where a name is there twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{name} is there twice")
        seen.add(name)
