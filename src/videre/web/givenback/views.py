"""The pages of what is given back."""

from datetime import date
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.accounts.queries import list_permissions
from videre.web.figures.queries import find_table
from videre.web.figures.senders import KINDS, Sender, senders_for
from videre.web.givenback import actions
from videre.web.givenback.forms import NoteForm
from videre.web.givenback.presenters import SenderPage, list_lines, make_sender_page
from videre.web.givenback.queries import count_openings, list_notes, newest_notes
from videre.web.installation import current_day

ALL_NOTES = frozenset({Permission.STEER, Permission.WRITE_REPORTS})  # they follow what every school concludes


@require_safe
@needs(Permission.SEE_FIGURES)
def senders(request: HttpRequest) -> HttpResponse:
    """Return the reader's own schools and units, then all, with whether pages were opened and what was concluded."""
    found, openings, notes = senders_for(reader_of(request), current_day()), count_openings(), newest_notes()
    lists = [
        (kind, list_lines(table, found.list_of(kind), found.own, openings, notes))
        for kind, table in found.tables.items()
    ]
    own = [line for _kind, lines in lists for line in lines if line.is_own]
    return render(request, "givenback/senders.html", {"lists": lists, "own": own})


@require_safe
@needs(Permission.SEE_FIGURES)
def sender(request: HttpRequest, word: str, code: str) -> HttpResponse:
    """Return how those whom a school or a unit has sent on are doing, and count that somebody looked."""
    asked = get_page(request, word, code, request.GET.get("efter"))
    actions.note_opening(sender=asked.sender, day=current_day(), by=reader_of(request).user_name)
    return render_sender(request, asked, NoteForm())


def render_sender(request: HttpRequest, asked: "Asked", form: NoteForm, status: int = 200) -> HttpResponse:
    """Return a sender's page with a form for its conclusion."""
    context = {
        "page": asked.page,
        "form": form,
        "is_own": asked.is_own,
        "may_read_notes": asked.may_read_notes,
        "notes": list_notes(asked.sender) if asked.may_read_notes else [],
        "n_openings": count_openings().get(asked.sender, 0),
        "may_conclude": asked.may_conclude,
        "is_for_everybody": asked.is_for_everybody,
    }
    return render(request, "givenback/sender.html", context, status=status)


@require_POST
@needs(Permission.WRITE_NOTES)
def conclude(request: HttpRequest, word: str, code: str) -> HttpResponse:
    """Keep what a school or a unit concluded; only its own people conclude, or those who steer."""
    asked = get_page(request, word, code, None)
    if not asked.may_conclude:
        raise PermissionDenied
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render_sender(request, asked, form, status=422)
    known_at = date.fromisoformat(asked.page.known_at)
    by = reader_of(request).user_name
    actions.conclude(sender=asked.sender, text=form.cleaned_data["text"], known_at=known_at, by=by)
    return redirect("givenback:sender", word=word, code=code)


class Asked(NamedTuple):
    """A sender's page, and what the reader may do there.

    is_own: the reader works there. is_for_everybody: the table can be taken along whole, by every reader of figures.
    """

    sender: Sender
    page: SenderPage
    is_own: bool
    may_read_notes: bool
    may_conclude: bool
    is_for_everybody: bool


def get_page(request: HttpRequest, word: str, code: str, months: str | None) -> Asked:
    """Return a sender and its page; raises Http404 where the tables do not tell the reader of it."""
    user, kind = reader_of(request), KINDS.get(word, "")
    found, sender = senders_for(user, current_day()), Sender(kind, code)
    if kind not in found.tables or sender not in found.list_of(kind):
        raise Http404(f"{word} {code}")
    table = found.tables[kind]
    page = make_sender_page(table, sender, months)
    if page is None:
        raise Http404(f"{word} {code} {months}")
    permissions, is_own = list_permissions(user), sender in found.own
    return Asked(
        sender,
        page,
        is_own,
        may_read_notes=is_own or bool(permissions & ALL_NOTES),
        may_conclude=Permission.WRITE_NOTES in permissions and (is_own or Permission.STEER in permissions),
        is_for_everybody=find_table(table.name) is not None,
    )


def reader_of(request: HttpRequest) -> User:
    """Return who is logged in; no view here is public."""
    assert isinstance(request.user, User)
    return request.user
