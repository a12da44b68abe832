"""The site as a WSGI application, for `videre serve` or any other server."""

import os

from django.core.wsgi import get_wsgi_application

from videre.web.audit.wall import ask_as_nobody

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "videre.web.config.settings")
application = get_wsgi_application()
ask_as_nobody()  # until a request says who asks; the second wall then shows no rows
