"""Logging in and out: Django's own views with our form."""

from django.contrib.auth.views import LoginView, LogoutView

from videre.web.accounts.forms import LogInForm
from videre.web.accounts.permissions import Permission, needs

log_in = needs(Permission.PUBLIC)(
    LoginView.as_view(
        authentication_form=LogInForm, template_name="accounts/log_in.html", redirect_authenticated_user=True
    )
)
log_out = needs(Permission.PUBLIC)(LogoutView.as_view())
