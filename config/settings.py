"""Settings of an installation. What can be set from outside is listed in docs/settings.md."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.services import database_at, mail_server_at, site_of
from config.state import prepare_var, read_or_make_secret
from essays.citing.limits import LONGEST_PHOTO
from essays.library.readers import LONGEST_FILE

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = prepare_var(Path(env.str("VAR_DIR", default="") or BASE_DIR / "var").expanduser().resolve())

# What draws by lot are made of (forum/lots/secrets.py): outside the database, the same on all app servers.
LOTS_ROOT = env.str("LOTS_ROOT", default="") or read_or_make_secret(VAR_DIR / "lots_root")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or read_or_make_secret(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

# Whether an empty installation is filled with the demonstration at its first start.
DEMONSTRATION = env.bool("DEMONSTRATION", default=True)

# --- Apps and middleware -------------------------------------------------------------------------

INSTALLED_APPS = [
    "forum",
    "essays",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "config.apps.StaticFiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "forum.web.limits.LimitBody",
    "forum.web.limits.PlainRequests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "forum.members.middleware.speak_as_the_reader",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "forum.web.forms.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Rows ----------------------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
DATABASES = {"default": database_at(DATABASE_URL)}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start of a
    # transaction, where waiting is possible, and not in its middle, where it would fail.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    }
else:
    _database.setdefault("CONN_HEALTH_CHECKS", True)
    # What a reader may see makes long conditions. PostgreSQL takes them for costly, and compiles for seconds what it
    # then runs in milliseconds.
    _options = _database.setdefault("OPTIONS", {})
    _options["options"] = f"-c jit=off {_options.get('options', '')}".strip()
_database.setdefault("CONN_MAX_AGE", 60)  # seconds; a new one for each page would cost a third of the page

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# allauth counts wrong passwords and codes in the cache, so it has to be one that all processes share, and that does
# not forget them where many are counted: it throws a third of all away past so many rows (300, if nothing is said).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- Members -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "forum.Member"
AUTHENTICATION_BACKENDS = ["forum.members.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("handle", "display_name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front_door"

EMAIL_URL = env.str("EMAIL_URL", default="")
EMAIL_IS_SENT = bool(EMAIL_URL)
ACCOUNT_ADAPTER = "forum.members.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "forum.members.forms.SignInForm",
    "signup": "forum.members.forms.SignUpForm",
    "add_email": "forum.members.forms.ChangeAddressForm",
    "change_email": "forum.members.account_forms.CorrectAddressForm",
    "change_password": "forum.members.account_forms.ChangePasswordForm",
    "set_password": "forum.members.account_forms.SetPasswordForm",
    "reset_password": "forum.members.account_forms.AskForPasswordForm",
    "reset_password_from_key": "forum.members.account_forms.ReplacePasswordForm",
    "reauthenticate": "forum.members.account_forms.ConfirmPasswordForm",
    "request_login_code": "forum.members.account_forms.AskForCodeForm",
    "confirm_login_code": "forum.members.account_forms.SignInCodeForm",
    "confirm_email_verification_code": "forum.members.account_forms.AddressCodeForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_USER_DISPLAY = "forum.members.models.name_of"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Without a mail server nobody could answer a verification, so it is asked for only with one.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if EMAIL_IS_SENT else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = EMAIL_IS_SENT
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "signup": None,
}  # kept by forum.limits, in one statement and not in twelve
ACCOUNT_LOGOUT_REDIRECT_URL = "front_door"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# --- Mail ----------------------------------------------------------------------------------------

EMAIL_TIMEOUT = 20  # seconds; the worker has other things to do than wait for a server that is silent
if EMAIL_IS_SENT:
    vars().update(mail_server_at(EMAIL_URL))
else:
    EMAIL_BACKEND = "config.mail.FileAndConsole"
EMAIL_FILE_PATH = VAR_DIR / "mail"
# Mails lead to pages, and no request says from where.
SITE_URL = env.str("SITE_URL", default="").rstrip("/") or site_of(
    ALLOWED_HOSTS, is_https=env.bool("HTTPS", default=False), port=env.str("PORT", default="") or "8000"
)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Wide Margin <margin@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Languages and time --------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
# A language stands here once its catalogue stands in config/locale: a page that says it is German has to be.
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
FORMAT_MODULE_PATH = "config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Files ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticFiles"},
}
MEDIA_ROOT = VAR_DIR / "uploads"
MAX_UPLOAD_BYTES = max(LONGEST_FILE, LONGEST_PHOTO)
# Django counts only form fields against this; LimitBody refuses a longer body before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_BYTES + 512 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_BYTES + 512 * 1024
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages name no others; compressing them twice takes as long again

# --- Safety --------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "forum.members.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_FAILURE_VIEW = "forum.web.errors.csrf_failure"

# HTTPS=true says: a proxy in front of us ends TLS and sets X-Forwarded-Proto itself.
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
CSRF_TRUSTED_ORIGINS = (
    [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []
)
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if HTTPS else 0)

SILENCED_SYSTEM_CHECKS = [] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django_tasks": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # It warns each time a worker is told to stop.
        "django_tasks_db": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
