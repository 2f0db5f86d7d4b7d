"""Safe by default; every name is in the contract. A senseless value stops the start (config.environment)."""

from pathlib import Path

from config import environment as env
from config.catalogues import LANGUAGE_NAMES

BASE_DIR = Path(__file__).resolve().parent.parent

# ------------------------------------------------------------------ start
DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
HOST = env.text("HOST", "unknown")
if DEMO and not env.is_loopback(HOST):
    env.refuse(f"DEMO is 1 but HOST is {HOST}. The demonstration is only for a loopback address such as 127.0.0.1.")
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
BEHIND_TLS = env.flag("TLS")

# ------------------------------------------------------------------ vault
ROOT_KEY_PROVIDER = env.one_of("ROOT_KEY_PROVIDER", ("file",), "file")
ROOT_KEY_FILE = env.readable_file("ROOT_KEY_FILE")
EPOCH_SLOT_FILE = env.writable_place("EPOCH_SLOT_FILE")
CIPHER_SUITE = env.one_of("CIPHER_SUITE", ("aes",), "aes")
MAX_STATE_LEVEL = env.one_of("MAX_STATE_LEVEL", ("none",), "none")

# ------------------------------------------------------------------ the organisation and its limits
ORGANISATION_NAME = env.text("ORGANISATION_NAME", "示范集团")
SCOPE_LONGEST_DAYS = env.whole_number("SCOPE_LONGEST_DAYS", 90, 1, 365)
PERIOD_WARNING_DAYS = env.whole_number("PERIOD_WARNING_DAYS", 60, 1, 365)
PERIOD_LAST_WARNING_DAYS = env.whole_number("PERIOD_LAST_WARNING_DAYS", 30, 0, 365)
SLIP_SIGNING_DAYS = env.whole_number("SLIP_SIGNING_DAYS", 30, 1, 365)
HANDOVER_WORKING_DAYS = env.whole_number("HANDOVER_WORKING_DAYS", 5, 1, 60)
OVERDUE_BLOCKS_BORROWING = env.flag("OVERDUE_BLOCKS_BORROWING", "1")
UNGRADED_FINDING_DAYS = env.whole_number("UNGRADED_FINDING_DAYS", 7, 1, 365)
HALF_SIGNED_FINDING_DAYS = env.whole_number("HALF_SIGNED_FINDING_DAYS", 14, 1, 365)
# Enrolled devices only; waived for the demonstration, which says so on every page.
DEVICES_DEMANDED = env.flag("DEVICES") and not DEMO
DEVICES_PER_PERSON = env.whole_number("DEVICES_PER_PERSON", 1, 1, 10)
DOCUMENT_INLINE_ROWS = env.whole_number("DOCUMENT_INLINE_ROWS", 200, 1, 2000)
DOCUMENT_FONTS = env.readable_folder("DOCUMENT_FONTS")
DESTRUCTION_WITNESS_MINUTES = env.whole_number("DESTRUCTION_WITNESS_MINUTES", 30, 1, 240)
OPENING_WAITS_MINUTES = env.whole_number("OPENING_WAITS_MINUTES", 30, 2, 480)  # a request to open by two, for its first signature
OPENING_SIGNATURES_MINUTES = env.whole_number("OPENING_SIGNATURES_MINUTES", 2, 1, 10)  # between the two signatures
OPENING_MINUTES = env.whole_number("OPENING_MINUTES", 10, 1, 60)  # how long it stays open
ATTACHMENT_MEGABYTES = env.whole_number("ATTACHMENT_MEGABYTES", 200, 1, 2000)  # of each file
MOST_ATTACHMENTS = env.whole_number("MOST_ATTACHMENTS", 200, 1, 2000)  # of a petition

# ------------------------------------------------------------------ databases
# Three roles: the owner makes tables, the runtime role owns nothing, the backup role reads all and changes nothing.
DATABASE_ROLES = {
    "runtime": {"default": env.database("DATABASE_URL"), "keystore": env.database("KEYSTORE_URL")},
    "owner": {
        "default": env.database("DATABASE_OWNER_URL", "DATABASE_URL"),
        "keystore": env.database("KEYSTORE_OWNER_URL", "KEYSTORE_URL"),
    },
    "backup": {"default": env.database("DATABASE_BACKUP_URL", "DATABASE_URL"), "keystore": env.database("KEYSTORE_URL")},
}
DATABASES = DATABASE_ROLES[env.one_of("DATABASE_ROLE", tuple(DATABASE_ROLES), "runtime")]
DATABASE_ROUTERS = ["vault.router.KeyStoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ------------------------------------------------------------------ queue and cache
REDIS_URL = env.redis_url("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "xinmi",
        "OPTIONS": {"db": 1, "socket_timeout": 3, "socket_connect_timeout": 3},
    }
}

# ------------------------------------------------------------------ parts
OUR_APPS = [
    "vault",
    "audit.trail",
    "personnel",
    "approvals",
    "classification",
    "petitions",
    "custody",
    "destruction",
    "audit.inspection",
    "config",
]
INSTALLED_APPS = [
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "guardian",
    "simple_history",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    *OUR_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "personnel.leaving.middleware.LeavingMiddleware",
    "config.sessions.SessionClockMiddleware",
    "personnel.devices.middleware.DeviceMiddleware",
    "classification.middleware.LockMiddleware",
    "config.languages.LanguageMiddleware",
    "audit.trail.middleware.TrailMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "personnel.signin.gate.GateMiddleware",
    "config.steps.StepsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.shell",
            ],
        },
    }
]
COTTON_DIR = "cotton"
COTTON_ISOLATE_BY_DEFAULT = True
FORM_RENDERER = "config.forms.XinmiRenderer"
FORMAT_MODULE_PATH = ["config.formats"]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ------------------------------------------------------------------ people and sign-in
AUTH_USER_MODEL = "personnel.Person"
# Not allauth's own: it tells a closed account from an unknown one.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ACCOUNT_ADAPTER = "config.door.Door"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "personnel.signin.passwords.LengthValidator"},
    {"NAME": "personnel.signin.passwords.CompositionValidator"},
    {"NAME": "personnel.signin.passwords.PersonalDataValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "personnel.signin.passwords.NotUsedBeforeValidator"},
]
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACTIVATION_HOURS = 72  # how long the two halves of an account's code are good for
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip", "change_password": "30/m/user"}
ACCOUNT_LOGIN_TIMEOUT = 5 * 60  # seconds between the password and the code
ACCOUNT_FORMS = {"change_password": "personnel.signin.forms.ChangePasswordForm"}
MFA_ADAPTER = "personnel.factor.sealing.SealingAdapter"
MFA_FORMS = {"authenticate": "personnel.factor.forms.SignInCodeForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps of half a minute: phones are a little off
MFA_RECOVERY_CODE_DIGITS = 10

# ------------------------------------------------------------------ sessions, cookies, headers
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60  # at the longest: the policy of sign-in ends sessions, idle ones much earlier (personnel.signin)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_TLS else "csrf"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
DEVICE_COOKIE_NAME = "__Host-device" if BEHIND_TLS else "device"
DEVICE_COOKIE_AGE = 400 * 24 * 60 * 60  # as long as browsers keep any
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
# Behind nginx the other end is a socket without an address: limits by address go by what nginx says it is.
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "X-Real-IP" if BEHIND_TLS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
# "no-referrer" would make browsers send "Origin: null" with every form, which the CSRF check must refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# For what somebody else made: no script, no form, no other source. Its own origin stays, or the session would not reach its pictures.
SANDBOX_POLICY = (
    "sandbox allow-same-origin allow-downloads; default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE

# ------------------------------------------------------------------ language, time, files
LANGUAGES = list(LANGUAGE_NAMES.items())
UI_LANGUAGES = ("zh-hans", "en", "es")  # those with a complete catalogue; two or more show the choice on the page
LANGUAGE_CODE = env.one_of("LANGUAGE_CODE", tuple(LANGUAGE_NAMES), "zh-hans")
LANGUAGE_COOKIE_NAME = "__Host-language" if BEHIND_TLS else "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SECURE = BEHIND_TLS
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = env.time_zone("TIME_ZONE", "Asia/Shanghai")
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# Signed checkpoints of the trail: outside the database, best on a disk or share of somebody else's.
CHECKPOINT_DIR = env.text("CHECKPOINT_DIR", str(BASE_DIR / "var" / "checkpoints"))
MEDIA_ROOT = env.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media"))

# ------------------------------------------------------------------ logs: codes and places, never values
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "config.logs.QuietFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "celery": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "config": {"level": "INFO"},
    },
}
# W021: a house of secrets does not ask to stand in every browser's public preload list.
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "security.W021"]
