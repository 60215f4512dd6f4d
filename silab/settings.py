"""All settings, by environment. What is absent from the environment makes the embedded mode:
SQLite and a folder as message broker under `var/`, no server to install (docs/production.md)."""

import secrets
from base64 import urlsafe_b64encode
from pathlib import Path

import environ
from csp.constants import NONCE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env("SILAB_VAR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
DEBUG = env.bool("DEBUG", default=False)
# Demo: printed passwords, no second factor asked of staff, a note on every page.
DEMO = env.bool("SILAB_DEMO", default=False)
DEMO_PASSWORD = "Silab-demo-2021"  # noqa: S105, of the demo's invented people, printed on its sign-in page


def kept_secret(name, make=lambda: secrets.token_urlsafe(50)):
    """Return a random secret kept in VAR_DIR, made at first use (embedded mode only)."""
    path = VAR_DIR / name
    try:
        with path.open("x") as made:
            path.chmod(0o600)
            made.write(make())
    except FileExistsError:
        pass
    return path.read_text()


# Seals participant data (silab/common/sealing.py): Fernet keys, the first for what is sealed from now on.
SILAB_DATA_KEYS = env.list("SILAB_DATA_KEYS", default=None) or [
    kept_secret("data_key", lambda: urlsafe_b64encode(secrets.token_bytes(32)).decode())
]
SECRET_KEY = env("SECRET_KEY", default=None) or kept_secret("secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The address that mails and PDFs name.
PORTAL_URL = env("PORTAL_URL", default="http://127.0.0.1:8000")
HTTPS = env.bool("HTTPS", default=PORTAL_URL.startswith("https://"))

# --- Apps -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "silab.accounts",
    "silab.common",
    "silab.jobs",
    "silab.notices",
    "municipalities",
    "municipalities.badge",
    "municipalities.surveys",
    "trainings",
    "networks",
    "networks.practices",
    "reports",
    "silab.accounts.sites.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "silab.common.static.LeanStaticFilesConfig",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "rules.apps.AutodiscoverRulesConfig",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "silab.common.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "silab.accounts.middleware.ClosedByDefaultMiddleware",
    "silab.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "silab.common.middleware.ButtonsAddressMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "silab.common.middleware.LogMiddleware",
]
ROOT_URLCONF = "silab.urls"
WSGI_APPLICATION = "silab.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "csp.context_processors.nonce",
                "silab.common.context.portal",
            ],
            "builtins": ["silab.common.templatetags.formats"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Database and cache ---------------------------------------------------------------------------
REDIS_URL = env("REDIS_URL", default="")
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'silab.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # speed.md: without these, eight writers at once lose a third of their writes to locks.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    # docs/speed.md: to compile the one statement of all figures took PostgreSQL 20 times as long as to run it.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "silab.common.cache.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR_DIR / "cache"),
        }
    }
SESSION_ENGINE = (
    "django.contrib.sessions.backends.cached_db" if REDIS_URL else "django.contrib.sessions.backends.db"
)

# --- Jobs -----------------------------------------------------------------------------------------
CELERY_TIMEZONE = "Europe/Tallinn"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_DB_REUSE_MAX = 1000  # speed.md: a database task is four times as fast with kept connections
CELERY_BEAT_SCHEDULE = {
    "jobs.requeue_lost": {
        "task": "silab.jobs.tasks.requeue_lost",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "jobs.sweep_files": {
        "task": "silab.jobs.tasks.sweep_files",
        "schedule": 86400.0,
        "options": {"expires": 86400},
    },
    "notices.send_due": {
        "task": "silab.notices.tasks.send_due",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "municipalities.look_after_communities": {
        "task": "municipalities.tasks.look_after_communities",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "networks.send_due": {
        "task": "networks.tasks.send_due",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "reports.look_after_reports": {
        "task": "reports.tasks.look_after_reports",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "trainings.erase_participant_data": {
        "task": "trainings.tasks.erase_participant_data",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "trainings.send_due": {
        "task": "trainings.tasks.send_due",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
}
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
else:
    _broker = VAR_DIR / "broker"
    for _folder in ("queue", "control"):
        (_broker / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT = "silab.jobs.folder:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "control_folder": str(_broker / "control"),
        "polling_interval": 0.25,
    }

# --- People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "silab.accounts.backends.AccountBackend",
    "silab.accounts.backends.StaffBackend",
    "rules.permissions.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "silab.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "silab.accounts.forms.SignupForm"}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail to the owner when password, address or second factor change
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
# Only in the browser in which the account was made; the link in the mail signs nobody in by itself.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# How often one reader describes a community, and how many links one address is sent (added to allauth's own limits).
ACCOUNT_RATE_LIMITS = {"propose_community": "20/h/ip,5/h/key"}
# Rate limits go by the reader's address, which a proxy in front hands on.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1 if HTTPS else 0)
MFA_ADAPTER = "silab.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Silab"
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMO)

# --- Language, times, numbers ---------------------------------------------------------------------
LANGUAGE_CODE = "et"
LANGUAGES = [("et", _("Estonian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Tallinn"
FORMAT_MODULE_PATH = ["silab.common.formats"]
USE_THOUSAND_SEPARATOR = True

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap/css", BASE_DIR / "node_modules/bootstrap/dist/css"),
    *(
        (f"inter/{cut}", BASE_DIR / "node_modules/@expo-google-fonts/inter" / cut)
        for cut in ("400Regular", "400Regular_Italic", "600SemiBold")
    ),
]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
ICONS_DIR = BASE_DIR / "node_modules/bootstrap-icons/icons"
MEDIA_ROOT = VAR_DIR / "media"  # private: served by views that ask who may, never by a URL of its own
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an attendance page sent whole has two fields a mark
UPLOAD_MAX_BYTES = 10_000_000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env("STATICFILES", default="whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

# --- Mail -----------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="filemail://" if not env("EMAIL_URL", default="") else None)
vars().update(EMAIL_CONFIG)
if EMAIL_BACKEND == "django.core.mail.backends.filebased.EmailBackend":  # noqa: F821
    EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="Silab <portaal@silab.example>")

# --- Safety ---------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from beside the proxy, in plain HTTP
# Subdomains and browsers' preload lists: the domain's owner decides, not this portal.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Logs -----------------------------------------------------------------------------------------
from silab.common.logs import logging_config  # noqa: E402

LOGGING = logging_config(json=env.bool("JSON_LOGS", default=not DEBUG and not DEMO))
if env("SENTRY_DSN", default=""):
    import sentry_sdk

    # Neither what people typed nor what stood in variables leaves the house: it may be a personal code.
    sentry_sdk.init(
        dsn=env("SENTRY_DSN"),
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
    )
