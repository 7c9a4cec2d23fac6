"""The portal's only settings file; every choice of an installation is an environment variable."""

import sys
from pathlib import Path

from django.utils.csp import CSP

from arbj_portal.core.embedded import embedded_url
from arbj_portal.core.environment import (
    database_settings,
    mailer_settings,
    read_flag,
    read_folder,
    read_integer,
    read_list,
    read_mailbox,
    read_text,
)
from arbj_portal.core.secret import read_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = read_folder("PORTAL_DATA_DIR", BASE_DIR / "var")

DEMONSTRATION = read_flag("PORTAL_DEMONSTRATION", default=True)
DEBUG = read_flag("PORTAL_DEBUG", default=False)
SECURE = read_flag("PORTAL_HTTPS", default=not DEMONSTRATION)
BEHIND_PROXY = read_flag("PORTAL_BEHIND_PROXY", default=False)
SECRET_KEY = read_secret_key(DATA_DIR, demonstration=DEMONSTRATION)
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = read_list("PORTAL_HOSTS") or (LOCAL_HOSTS if DEMONSTRATION else [])
PORT = read_integer("PORT", 8000, low=1, high=65535)
# The address that links carry where no request tells it; without it they are paths.
NAMES = read_list("PORTAL_HOSTS") or ([f"127.0.0.1:{PORT}"] if DEMONSTRATION else [])
PORTAL_URL = read_text(
    "PORTAL_URL", next((f"{'https' if SECURE else 'http'}://{name}" for name in NAMES), "")
).rstrip("/")
CSRF_TRUSTED_ORIGINS = [
    f"https://{host}" for host in ALLOWED_HOSTS if SECURE and host not in LOCAL_HOSTS
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.admin",
    "django.contrib.auth",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_prose_editor",
    "django_tasks_db",
    "pgtrigger",
    "pghistory",
    "arbj_portal.core",
    "members",
    "agreements",
    "meetings",
    "arbj_portal.reports",
    "arbj_portal.timeline",
    "arbj_portal.home",
    "arbj_portal.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "arbj_portal.core.access.MethodNotAllowedPage",
    "arbj_portal.core.access.ClosedByDefaultMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "arbj_portal.urls"
WSGI_APPLICATION = "arbj_portal.wsgi.application"

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
                "arbj_portal.core.context.portal",
            ],
            "builtins": [
                "arbj_portal.core.templatetags.portal",
                "arbj_portal.core.templatetags.typography",
            ],
        },
    },
]

DATABASES = {"default": database_settings(read_text("DATABASE_URL", embedded_url(DATA_DIR)))}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Nothing leaves a demonstration; elsewhere, mail waits until a server is named.
SMTP_URL = "" if DEMONSTRATION else read_text("PORTAL_SMTP_URL", "")
MAILERS = {"default": mailer_settings(SMTP_URL)} if SMTP_URL else {}
DEFAULT_FROM_EMAIL = read_mailbox("PORTAL_MAIL_FROM") if SMTP_URL else ""
DAILY_HOUR = read_integer("PORTAL_DAILY_HOUR", 8, low=0, high=23)
SILENCED_SYSTEM_CHECKS = ["mail.W001"]  # without a server, whatever would send fails loudly

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["arbj_portal.core.sign_in.PasswordBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,30/5m/ip"}
ACCOUNT_ADAPTER = "arbj_portal.core.sign_in.AccountAdapter"
ACCOUNT_FORMS = {"login": "arbj_portal.core.sign_in.SignInForm"}

LANGUAGE_CODE = "fr-ca"
LANGUAGES = [("fr-ca", "Français")]
TIME_ZONE = "America/Toronto"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "documents"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "arbj_portal.core.static_files.BundledStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Limits are by address: the one that the proxy adds last, never what a visitor claims before it.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "arbj_portal.core.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one_sentence": {"()": "arbj_portal.core.failures.OneSentence"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": sys.stdout,
            "formatter": "line",
            "filters": ["one_sentence"],
        },
        "errors": {
            "class": "logging.StreamHandler",
            "stream": sys.stdout,
            "formatter": "line",
            "filters": ["one_sentence"],
            "level": "ERROR",
        },
    },
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
        "psycopg.pool": {"level": "ERROR"},  # what it warns of is raised besides
        # Of the worker of tasks only what goes wrong is told.
        "django_tasks_db": {"handlers": ["errors"], "propagate": False},
    },
}
