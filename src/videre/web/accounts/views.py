"""Logging in, with a code where it is needed, and out."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from videre.web.accounts import codes
from videre.web.accounts.actions import change_password, end_sessions, note_log_in, note_refusal
from videre.web.accounts.forms import CodeForm, LogInForm, NewPasswordForm
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.accounts.queries import list_permissions, needs_code
from videre.web.accounts.tries import know_browser
from videre.web.installation import current_home

HALF: Final = "half"  # who has shown a password and not yet a code
HALF_LASTS: Final = timedelta(minutes=5)
LOCAL: Final = "django.contrib.auth.backends.ModelBackend"


class LogIn(LoginView):
    """Name and password; whoever needs a code is let in by `code` only."""

    authentication_form = LogInForm
    template_name = "accounts/log_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context, with what the button of each provider says."""
        chosen = current_home().settings
        titles = {"provider_title": chosen.oidc.title if chosen.oidc else "", "has_door": chosen.citizens}
        titles["saml_title"] = chosen.saml.title if chosen.saml else ""
        return {**super().get_context_data(**kwargs), **titles}

    def form_valid(self, form: Form) -> HttpResponse:
        """Let in, or ask for a code first."""
        assert isinstance(form, LogInForm)
        user = form.get_user()
        assert isinstance(user, User)
        if not needs_code(user):
            return let_in(self.request, user, self.get_success_url(), how="password")
        self.request.session[HALF] = {"user": user.pk, "at": timezone.now().isoformat(), "next": self.get_success_url()}
        return redirect("accounts:code" if user.totp_secret else "accounts:app")


log_in = needs(Permission.PUBLIC)(sensitive_post_parameters("password")(LogIn.as_view()))


@needs(Permission.PUBLIC)
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the app, or a recovery code; only after the password."""
    user, next_page = who_is_half_in(request)
    if user is None or not user.totp_secret:
        return redirect("accounts:log_in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if not codes.may_try_code(user):
            form.add_error("code", _("Too many attempts. Wait a quarter of an hour, and try again."))
        elif codes.is_right(user, form.cleaned_data["code"]):
            return let_in(request, user, next_page, how="password and code")
        else:
            note_refusal(by=user.user_name)
            form.add_error("code", _("The code is not right, or it has been used. Wait for the next one in the app."))
    return render(request, "accounts/code.html", {"form": form})


@needs(Permission.PUBLIC)
@require_http_methods(["GET", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """Let a user who needs a code connect an app, and show the recovery codes once; only after the password."""
    user, next_page = who_is_half_in(request)
    if user is None or user.totp_secret:
        return redirect("accounts:log_in")
    half = request.session[HALF]
    secret = bytes.fromhex(half["secret"]) if "secret" in half else codes.make_secret()
    request.session[HALF] = {**half, "secret": secret.hex()}
    form = CodeForm(request.POST or None)
    if form.is_valid():
        recovery = None
        if codes.may_try_code(user):
            recovery = codes.enrol(user=user, secret=secret, code=form.cleaned_data["code"], by=user.user_name)
        if recovery is not None:
            let_in(request, user, next_page, how="password and code")
            return render(request, "accounts/recovery.html", {"codes": recovery, "next": next_page})
        form.add_error("code", _("The code is not right. Is the clock of the telephone right?"))
    address = codes.address_of(secret, user.user_name, f"Videre {current_home().settings.municipality_name}")
    page = {"form": form, "picture": codes.picture_of(address), "letters": codes.letters_of(secret)}
    return render(request, "accounts/app.html", page)


@needs(Permission.SEE_FIGURES)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Let a local user change their password, who shows the one they have; other sessions end."""
    user = request.user
    if not isinstance(user, User) or user.comes_from:
        raise Http404
    form = NewPasswordForm(user, request.POST or None)
    if form.is_valid():
        change_password(user=user, password=form.cleaned_data["new_password1"], by=user.user_name)
        update_session_auth_hash(request, user)
        return render(request, "accounts/password_changed.html")
    return render(request, "accounts/password.html", {"form": form})


@needs(Permission.PUBLIC)
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End every session of the user, on this machine and elsewhere."""
    if isinstance(request.user, User):
        end_sessions(user=request.user, by=request.user.user_name)
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def next_page_of(request: HttpRequest) -> str:
    """Return the page that a request for log-in asks to go to afterwards: one of this site's, else the first page."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)


def let_in(request: HttpRequest, user: User, next_page: str, *, how: str) -> HttpResponseRedirect:
    """Log a user in with a new session, and return the way to the page that was asked for."""
    request.session.pop(HALF, None)
    note_log_in(user=user, how=how, by=user.user_name)
    login(request, user, LOCAL)
    is_of_door = Permission.OWN_PLAN in list_permissions(user)
    if is_of_door and next_page == resolve_url(settings.LOGIN_REDIRECT_URL):
        next_page = resolve_url(settings.DOOR_REDIRECT_URL)  # the young person's and the parents' first page
    response = HttpResponseRedirect(next_page)
    know_browser(request, response, user.user_name, is_secure=settings.SESSION_COOKIE_SECURE)
    return response


def who_is_half_in(request: HttpRequest) -> tuple[User | None, str]:
    """Return who has shown a password a moment ago, and the page that was asked for."""
    half = request.session.get(HALF)
    home_page = resolve_url(settings.LOGIN_REDIRECT_URL)
    if not half or timezone.now() - datetime.fromisoformat(half["at"]) > HALF_LASTS:
        return None, home_page
    return User.objects.filter(pk=half["user"], is_active=True).first(), str(half["next"])
