"""The health of the data, for the data manager."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from videre.web.accounts.permissions import Permission, needs
from videre.web.agreements.correcting import list_corrections
from videre.web.deliveries.presenters import (
    day_text,
    feed_lines,
    find_sender,
    number,
    row_list,
    sender_lines,
    sender_name,
)
from videre.web.deliveries.queries import count_deliveries_since, find_health
from videre.web.installation import current_home


@require_safe
@needs(Permission.DELIVER_DATA)
def health(request: HttpRequest) -> HttpResponse:
    """Return the feeds, the late ones first, and who has rows to mend."""
    found, n_noted = find_health(), list_corrections(only_open=True).count()
    if found is None:
        return render(request, "deliveries/health.html", {"known_at": "", "n_noted": number(n_noted)})
    feeds = feed_lines(found, current_home().settings.smallest_count)
    context = {
        "known_at": day_text(found.known_at),
        "n_noted": number(n_noted),
        "n_since": count_deliveries_since(found),
        "n_rows": number(found.n_rows),
        "feeds": feeds,
        "n_late": sum(feed.state == "late" for feed in feeds),
        "senders": sender_lines(found),
    }
    return render(request, "deliveries/health.html", context)


@require_safe
@needs(Permission.DELIVER_DATA)
def sender(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the rows that one sender can mend."""
    kept = find_health()
    found = find_sender(kept, slug) if kept else None
    if kept is None or found is None:
        raise Http404(slug)
    context = {
        "name": sender_name(found.name),
        "known_at": day_text(kept.known_at),
        "set_aside": row_list(found.set_aside, found.set_aside_rules, found.n_set_aside),
        "doubtful": row_list(found.doubtful, found.doubtful_rules, found.n_doubtful),
    }
    return render(request, "deliveries/sender.html", context)
