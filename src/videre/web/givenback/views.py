"""The pages of what is given back."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.accounts.queries import list_permissions
from videre.web.givenback import actions
from videre.web.givenback.forms import NoteForm
from videre.web.givenback.presenters import SenderPage, list_lines, make_sender_page
from videre.web.givenback.queries import (
    KINDS,
    Sender,
    count_openings,
    find_table_of,
    list_notes,
    list_senders,
    newest_notes,
)
from videre.web.installation import current_day, current_strategy
from videre.web.languages import told


@require_safe
@needs(Permission.SEE_FIGURES)
def senders(request: HttpRequest) -> HttpResponse:
    """Return the list of schools and units, with whether their pages have been opened and what they concluded."""
    openings, notes, units = count_openings(), newest_notes(), unit_names()
    lists = []
    for kind in KINDS.values():
        table = find_table_of(kind)
        if table is not None:
            lists.append((kind, list_lines(table, list_senders(kind), units, openings, notes)))
    return render(request, "givenback/senders.html", {"lists": lists})


@require_safe
@needs(Permission.SEE_FIGURES)
def sender(request: HttpRequest, word: str, code: str) -> HttpResponse:
    """Return how those whom a school or a unit has sent on are doing, and count that somebody looked."""
    found, page = get_page(word, code, request.GET.get("efter"))
    actions.note_opening(sender=found, day=current_day(), by=reader_of(request).user_name)
    return render_sender(request, found, page, NoteForm())


def render_sender(
    request: HttpRequest, found: Sender, page: SenderPage, form: NoteForm, status: int = 200
) -> HttpResponse:
    """Return a sender's page with a form for its conclusion."""
    context = {
        "page": page,
        "form": form,
        "notes": list_notes(found),
        "n_openings": count_openings().get(found, 0),
        "may_conclude": Permission.WRITE_NOTES in list_permissions(reader_of(request)),
    }
    return render(request, "givenback/sender.html", context, status=status)


@require_POST
@needs(Permission.WRITE_NOTES)
def conclude(request: HttpRequest, word: str, code: str) -> HttpResponse:
    """Keep what a school or a unit concluded."""
    found, page = get_page(word, code, None)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render_sender(request, found, page, form, status=422)
    known_at = date.fromisoformat(page.known_at)
    actions.conclude(sender=found, text=form.cleaned_data["text"], known_at=known_at, by=reader_of(request).user_name)
    return redirect("givenback:sender", word=word, code=code)


def get_page(word: str, code: str, months: str | None) -> tuple[Sender, SenderPage]:
    """Return a sender and its page; raises Http404 where the tables do not tell of it."""
    kind = KINDS.get(word)
    table = find_table_of(kind) if kind is not None else None
    if kind is None or table is None or Sender(kind, code) not in list_senders(kind):
        raise Http404(f"{word} {code}")
    page = make_sender_page(table, Sender(kind, code), unit_names(), months)
    if page is None:
        raise Http404(f"{word} {code} {months}")
    return Sender(kind, code), page


def unit_names() -> dict[str, str]:
    """Return what units are called, as far as the strategy names them."""
    return {name: told(actor.name) for name, actor in current_strategy().actors.items()}


def reader_of(request: HttpRequest) -> User:
    """Return who is logged in; no view here is public."""
    assert isinstance(request.user, User)
    return request.user
