"""Django's settings. All that differs between municipalities comes from the home; nothing here is secret.

Without $VIDERE_HOME (type checking, new migrations, tests that bring a home of their own) the database lies in memory
and the key dies with the process. `videre serve` and `videre manage` always set it.
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from videre.home.home import Home, find_home_root, get_home
from videre.web.config.databases import database_at

HERE = Path(__file__).resolve().parent
WEB = HERE.parent
REPORT_STYLE = WEB.parent / "reports" / "style"  # the same for the report in a file of its own and on a page

VIDERE_HOME: Home | None = get_home(find_home_root(None)) if "VIDERE_HOME" in os.environ else None
home_settings = VIDERE_HOME.settings if VIDERE_HOME else None
IS_DEMO = bool(home_settings and home_settings.is_demo)

DEBUG = False
# A demonstration is served without TLS, and on loopback only. The prefix binds a cookie to this host (RFC 6265bis).
IS_BEHIND_TLS = VIDERE_HOME is not None and not IS_DEMO
COOKIE_PREFIX = "__Host-" if IS_BEHIND_TLS else ""
SECRET_KEY = VIDERE_HOME.key("web").hex() if VIDERE_HOME else secrets.token_hex()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *(home_settings.site_hosts if home_settings else ())]
ROOT_URLCONF = "videre.web.config.urls"
WSGI_APPLICATION = "videre.web.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Own apps from the top of the house to its ground; each may import only what stands below it.
INSTALLED_APPS = [
    "videre.web.config",
    "videre.web.subscriptions",
    "videre.web.retention",
    "videre.web.steering",
    "videre.web.deliveries",
    "videre.web.reporting",
    "videre.web.own",
    "videre.web.plans",
    "videre.web.followup",
    "videre.web.insight",
    "videre.web.givenback",
    "videre.web.opendata",
    "videre.web.control",
    "videre.web.figures",
    "videre.web.agreements",
    "videre.web.access",
    "videre.web.people",
    "videre.web.accounts",
    "videre.web.audit",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "videre.web.config.middleware.QuietHeaders",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "videre.web.config.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "videre.web.accounts.middleware.LoopbackOnlyForDemo",
    "videre.web.accounts.sessions.LimitedSessions",
    "videre.web.accounts.middleware.ActingUser",
    "videre.web.accounts.middleware.LogInFirst",
    "videre.web.accounts.middleware.DenyByDefault",
    "videre.web.accounts.middleware.NothingWithoutLog",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "videre.web.config.context.page_frame",
            ],
        },
    }
]

DATABASES = {
    "default": database_at(
        os.environ.get("VIDERE_DATABASE_URL") or (home_settings.database_url if home_settings else None),
        VIDERE_HOME.paths.casework if VIDERE_HOME else None,
    )
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["user_name", "display_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:log_in"
LOGIN_REDIRECT_URL = "insight:overview"
DOOR_REDIRECT_URL = "own:index"
LOGOUT_REDIRECT_URL = "accounts:log_in"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = COOKIE_PREFIX + "sprog"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
USE_THOUSAND_SEPARATOR = True

# A session lasts a working day at most, and half an hour unused (accounts.sessions).
SESSION_COOKIE_NAME = COOKIE_PREFIX + "sessionid"
CSRF_COOKIE_NAME = COOKIE_PREFIX + "csrftoken"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if home_settings and home_settings.site_hosts else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Without a mail server the mails of subscriptions are written to the home, where somebody can see what would be sent.
DEFAULT_FROM_EMAIL = home_settings.mail_from if home_settings else "videre@localhost"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VIDERE_HOME.paths.mail if VIDERE_HOME else None
EMAIL_TIMEOUT = 20  # seconds
if home_settings and home_settings.smtp_host:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, _colon, _port = home_settings.smtp_host.partition(":")
    EMAIL_PORT = int(_port or 587)
    EMAIL_USE_TLS = home_settings.smtp_tls
    EMAIL_HOST_USER = home_settings.smtp_user or ""
    EMAIL_HOST_PASSWORD = os.environ.get("VIDERE_SMTP_PASSWORD", "")

STATIC_URL = "/static/"
STATIC_ROOT = VIDERE_HOME.paths.static if VIDERE_HOME else None
STATICFILES_DIRS = [WEB / "static", ("rapport", REPORT_STYLE)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Under the hashed names a test server finds no file, and axe would pass an unstyled page.
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if VIDERE_HOME
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
