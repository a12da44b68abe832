"""The addresses of logging in and out."""

from django.urls import path

from videre.web.accounts import oidc_views, saml_views, views

app_name = "accounts"

urlpatterns = [
    path("log-ind", views.log_in, name="log_in"),
    path("log-ind/kode", views.code, name="code"),
    path("log-ind/app", views.app, name="app"),
    path("log-ind/kommune", oidc_views.begin, name="oidc_begin"),
    path("log-ind/kommune/svar", oidc_views.finish, name="oidc_finish"),
    path("log-ind/saml", saml_views.begin, name="saml_begin"),
    path("log-ind/saml/svar", saml_views.answer, name="saml_answer"),
    path("log-ind/saml/metadata", saml_views.metadata, name="saml_metadata"),
    path("adgangskode", views.password, name="password"),
    path("log-ud", views.log_out, name="log_out"),
]
