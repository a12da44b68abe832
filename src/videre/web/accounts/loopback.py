"""Whether a request was made on this very machine, to this very machine."""

from django.http import HttpRequest

from videre.web.addresses import is_loopback

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def comes_from_loopback(request: HttpRequest) -> bool:
    """Return whether a request comes from and goes to a loopback address, and no server in between passed it on."""
    host = request.get_host()
    bare = host if host.endswith("]") else host.rpartition(":")[0] or host
    was_passed_on = any(header in request.META for header in FORWARDED)
    return is_loopback(bare) and is_loopback(request.META.get("REMOTE_ADDR", "")) and not was_passed_on
