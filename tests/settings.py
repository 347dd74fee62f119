"""The project's settings as the tests want them; TEST_DB=postgres starts a private server first."""

import os

os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("LOG_LEVEL", "WARNING")
os.environ.setdefault("MEDCOM_UNKNOWN_ORGANISATIONS", "refuse")
if not os.environ.get("DATABASE_URL"):
    if os.environ.get("TEST_DB", "sqlite") == "postgres":
        from tests.services.postgres import shared_postgres

        # Set for the xdist workers too: only the controller starts the server, and it ends with the controller.
        os.environ["DATABASE_URL"] = shared_postgres().url
    else:
        os.environ["DATABASE_URL"] = "sqlite:///var/unused-by-tests.sqlite3"

from config.settings import *  # noqa: F403
from config.settings import DATABASES as _DATABASES
from config.settings import MIDDLEWARE as _MIDDLEWARE

MIDDLEWARE = [name for name in _MIDDLEWARE if not name.startswith("whitenoise.")]
if os.environ.get("TEST_TEMPLATE"):
    # A copy has its tables (tests/services/template.py); SQLite knows no TEMPLATE.
    _DATABASES["default"]["TEST"] = {"MIGRATE": False, "TEMPLATE": "template_of_tests"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
ACCOUNT_RATE_LIMITS = False
