"""The one settings file: development, tests and production differ only in their environment."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import monkeypatch

from config import env
from config.logs.logging import logging_settings
from config.places import refuse_half_a_proxy, refuse_public_debug

# Django's generic classes take their type arguments at run time too.
monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
if DEMO and not DEBUG:
    raise ImproperlyConfigured("DEMO=1 makes demo logins and needs DEBUG=1")
DEMO_PASSWORD = env.text("DEMO_PASSWORD")

SECRET_KEY = env.text("SECRET_KEY", "only-for-development-and-tests" if DEBUG else "")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")
if DEBUG:
    refuse_public_debug(ALLOWED_HOSTS)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "config.accounts.administration.GuardedAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "rest_framework",
    "simple_history",
    "config.apps.ProjectConfig",
    "organisations",
    "notifications",
    "journeys",
    "discharge",
    "documents",
    "principles",
    "medcom",
    "desk",
]

MIDDLEWARE = [
    "config.origin.RequestOrigin",
    "django.middleware.security.SecurityMiddleware",
    "config.headers.PermissionsPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "desk.views.frame.measuring.Measuring",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.ChosenLanguage",
    "desk.api.body_size.BodySize",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.origin.RequestUser",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "desk.views.frame.session.SessionLimits",
    "desk.views.looks.log.EveryLook",
    "desk.views.frame.page_unit.PageUnit",
    "desk.views.frame.refusals.RefusalPages",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.views.frame.context.frame",
            ],
        },
    },
]

# No ATOMIC_REQUESTS: in SQLite's IMMEDIATE mode every atomic() takes the write lock, reads too.
DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'journeys.sqlite3'}"),
        # One question to the database; web servers set a limit (config/wsgi.py), commands and workers have none.
        statement_timeout_seconds=env.number("STATEMENT_TIMEOUT_SECONDS", 0),
    )
}
# Large questions are planned once in a connection; not behind a pool that shares connections between transactions.
PLANS_KEPT = env.flag("PLANS_KEPT", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

# Doors -----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["config.accounts.backends.HouseBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "config.accounts.passwords.CommonWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Sized for a hospital behind one address at the change of shift; the key of a failed try is account and address.
ACCOUNT_RATE_LIMITS = {
    "login": "900/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "login_account": "30/h/key",
    "change_password": "5/m/user",
}
ACCOUNT_ADAPTER = "config.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "config.accounts.adapter.MFAAdapter"
# Second factors are encrypted with it; a change of SECRET_KEY alone must not lock everybody out.
MFA_ENCRYPTION_KEY = env.text("MFA_ENCRYPTION_KEY", SECRET_KEY)
# The key of digests in the logs (a searched CPR number); empty means SECRET_KEY.
LOG_DIGEST_KEY = env.text("LOG_DIGEST_KEY")
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Indlæggelse og udskrivelse"

# The prefix makes a browser take the cookie from this very host only, by https (ASVS 3.3.1).
_PREFIX = "" if DEBUG else "__Host-"
SESSION_COOKIE_NAME = f"{_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_NAME = f"{_PREFIX}django_language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = not DEBUG
# A new gateway's token is shown in a message: not in a cookie that anybody can read (D24).
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "desk.views.frame.session.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=not DEBUG)
# Monitoring asks each web server itself, not the proxy with TLS that stands in front of all of them.
SECURE_REDIRECT_EXEMPT = [r"^metrics$", r"^sundhed/web/$"]
SECURE_HSTS_SECONDS = 0 if DEBUG else env.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG
SECURE_HSTS_PRELOAD = not DEBUG
BEHIND_PROXY = env.flag("BEHIND_PROXY")
# How many proxies of our own a request passes, and from which networks they speak; nobody else is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
TRUSTED_PROXIES = tuple(env.words("TRUSTED_PROXIES", "127.0.0.0/8,::1/128"))
refuse_half_a_proxy(behind=BEHIND_PROXY, count=ALLAUTH_TRUSTED_PROXY_COUNT, networks=TRUSTED_PROXIES)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    # Deny by default: each view states who may call it.
    "DEFAULT_PERMISSION_CLASSES": ["config.permissions.DenyAll"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["desk.api.parsing.ActParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "desk.api.problems.problem_handler",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Indlæggelses- og udskrivelsesforløb",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "JourneyStatus": "desk.serializers.STATUSES",
        "DocumentKind": "desk.api.documents.written.KIND_NAMES",
    },
    "SERVE_PERMISSIONS": ["config.permissions.HasUnit"],
}

# Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Dansk")), ("en", _("Engelsk"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"

# Files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Letters and logs ------------------------------------------------------------------------------------------------

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL")
# A folder for mails, as files, where there is no server: what the demo sends can be read there.
EMAIL_FILE_PATH = env.text("EMAIL_FILE_PATH")
_MAIL = "smtp" if EMAIL_HOST else "filebased" if EMAIL_FILE_PATH else "console"
EMAIL_BACKEND = f"django.core.mail.backends.{_MAIL}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "ingen-svar@localhost")
# Where the links of mails lead: scheme and name, as people type them.
SITE_URL = env.text("SITE_URL", f"http://localhost:{env.number('PORT', 8000)}" if DEBUG else "")

# Monitoring reads /metrics and the whole of /sundhed/ with this bearer token; strangers read ok or not (D28).
HEALTH_TOKEN = env.text("HEALTH_TOKEN")
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_settings(level=env.text("LOG_LEVEL", "INFO"), json_lines=env.flag("LOG_JSON", default=not DEBUG))

# Work in the background ------------------------------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {"socket_connect_timeout": 2, "socket_timeout": 5, "max_retries": 0} if REDIS_URL else {"polling_interval": 0.1}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A nudge is never the only copy of the work: publishing fails fast and the periodic tasks make it good.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# The broker gives out 0 before 3: a long queue of effects and messages never holds up the timers (DESIGN §5).
CELERY_TASK_DEFAULT_PRIORITY = 3
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
# Seconds between two rounds; a nudge brings most work forward, these bring back what a lost nudge left.
# After how long a silence the ward is asked: nobody came, still acute ambulatory, still in bed (RULES 2i V8; inf).
ASK_PLANNED_AFTER_HOURS = env.number("ASK_PLANNED_AFTER_HOURS", 4)
ASK_ACUTE_AFTER_HOURS = env.number("ASK_ACUTE_AFTER_HOURS", 24)
ASK_IN_BED_AFTER_DAYS = env.number("ASK_IN_BED_AFTER_DAYS", 14)
# So long a unit goes on seeing a journey after it was over (DESIGN §6).
SIGHT_AFTER_CLOSE = timedelta(days=env.number("SIGHT_AFTER_CLOSE_DAYS", 90))
# So long the folder gateway keeps files that it has taken in (their bytes stand in the message log); 0: for ever (inf).
GATEWAY_KEEPS = timedelta(days=env.number("GATEWAY_KEEPS_DAYS", 30))
DEADLINE_SWEEP_SECONDS = env.number("DEADLINE_SWEEP_SECONDS", 30)
OUTBOX_RELAY_SECONDS = env.number("OUTBOX_RELAY_SECONDS", 5)
MEDCOM_PROCESS_SECONDS = env.number("MEDCOM_PROCESS_SECONDS", 15)
MAIL_SECONDS = env.number("MAIL_SECONDS", 15)
ESCALATION_SECONDS = env.number("ESCALATION_SECONDS", 60)
FIGURES_SECONDS = env.number("FIGURES_SECONDS", 60)


def _every(seconds: int, task: str) -> dict[str, Any]:
    # Expires, so that a stopped worker does not find an endless queue of the same round; not with the very next one,
    # or a queue that is longer than a round would starve it for ever.
    return {"task": task, "schedule": float(seconds), "options": {"expires": 10 * seconds}}


CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep-deadlines": _every(DEADLINE_SWEEP_SECONDS, "journeys.tasks.sweep_deadlines"),
    "relay-outbox": _every(OUTBOX_RELAY_SECONDS, "notifications.tasks.relay_outbox"),
    "send-mails": _every(MAIL_SECONDS, "notifications.tasks.send_mails"),
    "escalate": _every(ESCALATION_SECONDS, "notifications.tasks.escalate"),
    "keep-figures": _every(FIGURES_SECONDS, "principles.tasks.keep_stored_figures"),
    "send-released-letters": _every(MEDCOM_PROCESS_SECONDS, "medcom.tasks.send_released_letters"),
    "process-waiting-messages": _every(MEDCOM_PROCESS_SECONDS, "medcom.tasks.process_waiting_messages"),
}

# The domain ------------------------------------------------------------------------------------------------------

# refuse | register: what happens to a message from an organisation nobody has heard of (DESIGN §4).
MEDCOM_UNKNOWN_ORGANISATIONS = env.text("MEDCOM_UNKNOWN_ORGANISATIONS", "register" if DEMO else "refuse")
# Where the official schemas of classic letters lie, a folder an edition (2007/02/01/EMessage.xsd); unset: none do.
MEDCOM_XSD = Path(env.text("MEDCOM_XSD_DIR")) if env.text("MEDCOM_XSD_DIR") else None
# Who answers a message that does not say whom it was for; empty numbers leave it unanswered.
MEDCOM_OWN_NAME = env.text("MEDCOM_OWN_NAME", "Indlæggelse og udskrivelse")
MEDCOM_OWN_SOR = env.text("MEDCOM_OWN_SOR", "999700000000001" if DEBUG else "")
MEDCOM_OWN_GLN = env.text("MEDCOM_OWN_GLN", "5799997000012" if DEBUG else "")
# The demo's gateway lets messages in with this token; without DEMO it opens nothing.
MEDCOM_DEMO_TOKEN = env.text("MEDCOM_DEMO_TOKEN", "demo-gateway") if DEMO else ""
