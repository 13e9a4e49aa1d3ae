"""Every setting, from the environment, with defaults that run the whole product embedded on one machine.

`.env.example` names each variable. `strato.config.safety` refuses combinations that must not face a network.
"""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext
import environ
from corsheaders.defaults import default_headers
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from strato.config import databases, key_doors, logs, safety, spectacular

django_stubs_ext.monkeypatch()  # generic Django classes may be subscripted

env = environ.Env()
BACKEND = Path(__file__).resolve().parents[2]
PROJECT = BACKEND.parent
environ.Env.read_env(PROJECT / ".env")

# --- who we are -----------------------------------------------------------------------------------------------------
VAR = Path(env.str("STRATO_VAR", default=str(PROJECT / "var")))
DEBUG = env.bool("STRATO_DEBUG", default=False)
SECRET_KEY = env.str("STRATO_SECRET_KEY", default=safety.EMBEDDED_SECRET)
SECRET_KEY_FALLBACKS = env.list("STRATO_OLD_SECRET_KEYS", default=[])
PUBLIC_URL = env.str("STRATO_PUBLIC_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("STRATO_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CORS_ALLOWED_ORIGINS = env.list("STRATO_CORS_ORIGINS", default=["http://localhost:5173", "http://localhost:4200"])
CORS_ALLOW_HEADERS = [
    *default_headers,
    "x-guest",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "tus-resumable",
    "upload-length",
    "upload-metadata",
    "upload-offset",
    "upload-checksum",
]
CORS_EXPOSE_HEADERS = [
    "ETag",
    "Location",
    "RateLimit-Limit",
    "RateLimit-Policy",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "Tus-Resumable",
    "Upload-Offset",
    "Upload-Length",
    "Upload-Expires",
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SPA_DIR = Path(env.str("STRATO_SPA_DIR", default=str(PROJECT / "frontend" / "dist")))

# --- payments -------------------------------------------------------------------------------------------------------
# STRIPE_API_BASE alone decides: https://api.stripe.com, or a sandbox below /sandbox (this very server's by default).
STRIPE_API_VERSION = "2026-05-27.dahlia"
OWN_SANDBOX = f"http://127.0.0.1:{env.int('PORT', default=8000)}/sandbox"
STRIPE_API_BASE = (env.str("STRIPE_API_BASE", default="") or OWN_SANDBOX).rstrip("/")
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", default=safety.SANDBOX_KEY)
STRIPE_WEBHOOK_SECRETS = env.list("STRIPE_WEBHOOK_SECRETS", default=[safety.SANDBOX_WEBHOOK_SECRET])
STRIPE_ALLOW_LIVE = env.bool("STRIPE_ALLOW_LIVE", default=False)
STRIPE_TIMEOUT_SECONDS = env.float("STRIPE_TIMEOUT_SECONDS", default=15)
STRIPE_RETRIES = 2
STRIPE_SANDBOX = safety.is_sandbox(STRIPE_API_BASE)
SANDBOX_WEBHOOK_URL = env.str(
    "STRIPE_SANDBOX_WEBHOOK_URL", default=STRIPE_API_BASE.removesuffix("/sandbox") + "/api/payments/webhook/"
)
SANDBOX_ON_PUBLIC = env.bool("STRIPE_SANDBOX_ON_PUBLIC", default=False)

problems = [
    *safety.problems(
        secret=SECRET_KEY,
        old_secrets=SECRET_KEY_FALLBACKS,
        debug=DEBUG,
        hosts=ALLOWED_HOSTS,
        public_url=PUBLIC_URL,
    ),
    *safety.payment_problems(
        api_base=STRIPE_API_BASE,
        key=STRIPE_SECRET_KEY,
        webhook_secrets=STRIPE_WEBHOOK_SECRETS,
        allow_live=STRIPE_ALLOW_LIVE,
        hosts=ALLOWED_HOSTS,
        sandbox_on_public=SANDBOX_ON_PUBLIC,
    ),
]
if problems:
    raise ImproperlyConfigured("Strato will not start like this:\n- " + "\n- ".join(problems))

# --- the house ------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_prometheus",
    "django_structlog",
    "corsheaders",
    "csp",
    "axes",
    "channels",
    "rest_framework",
    "rest_framework_simplejwt.token_blacklist",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "treebeard",
    "strato.core",
    "strato.accounts",
    "strato.labs",
    "strato.notifications",
    "strato.moderation",
    "strato.inventory",
    "strato.payments",
    "strato.orders",
    "strato.shopfloor",
    "strato.messaging",
    "strato.printing",
    "strato.store",
    "strato.community",
    "strato.flows",
    "strato.dashboards",
    "strato.webhooks",
    "strato.demo",
]
MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "strato.core.api.middleware.PolicyHeaderMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "strato.accounts.middleware.DeskMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "strato.core.api.middleware.LogMiddleware",
    "axes.middleware.AxesMiddleware",
    "strato.core.api.middleware.RateLimitMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
ROOT_URLCONF = "strato.config.urls"
WSGI_APPLICATION = "strato.config.wsgi.application"
ASGI_APPLICATION = "strato.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- data -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": databases.from_url(env.str("DATABASE_URL", default=f"sqlite:///{VAR / 'strato.sqlite3'}"))}
REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {"default": databases.cache(REDIS_URL)}
BUCKET = databases.Bucket(
    env.str("STRATO_S3_BUCKET", default=""),
    endpoint=env.str("AWS_S3_ENDPOINT_URL", default=""),
    region=env.str("AWS_S3_REGION_NAME", default=""),
)
STORAGES = {
    "default": databases.media_storage(BUCKET, VAR / "media"),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
WHITENOISE_USE_FINDERS = True
if SPA_DIR.is_dir():  # one process serves the SPA too; index.html goes through strato.config.spa
    WHITENOISE_ROOT = SPA_DIR
    WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/"
MAX_MODEL_BYTES = env.int("STRATO_MAX_MODEL_BYTES", default=256 * 1024 * 1024)
INLINE_ANALYSIS_BYTES = env.int("STRATO_INLINE_ANALYSIS_BYTES", default=16 * 1024 * 1024)  # looked at before the answer
QUOTE_DAYS = env.int("STRATO_QUOTE_DAYS", default=14)
HOME_COUNTRY = env.str("STRATO_COUNTRY", default="DE")  # whose tax is shown until it is known where a parcel goes
ORDER_MINUTES = env.int("STRATO_ORDER_MINUTES", default=60)  # how long an unpaid order holds its stock
SELLER = env.str("STRATO_SELLER", default="Strato")  # on invoices: name and address, lines divided by "|"
SELLER_TAX_ID = env.str("STRATO_SELLER_TAX_ID", default="")
MAX_IMAGE_BYTES = env.int("STRATO_MAX_IMAGE_BYTES", default=15 * 1024 * 1024)
MAX_DOCUMENT_BYTES = env.int("STRATO_MAX_DOCUMENT_BYTES", default=25 * 1024 * 1024)
ATTACHMENT_QUOTA_BYTES = env.int("STRATO_ATTACHMENT_QUOTA_BYTES", default=1024 * 1024 * 1024)
UPLOADS_DIR = VAR / "uploads"  # resumable uploads on their way in: a disk that all web processes share
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# A reverse proxy that serves authorized files itself names its internal prefix here ("X-Accel-Redirect"); empty = Django streams them.
ACCEL_PREFIX = env.str("STRATO_ACCEL_PREFIX", default="")

# Messages to addresses that people chose: only a server that is nobody else's may send them into its own network.
WEBHOOKS_PRIVATE = env.bool("STRATO_WEBHOOKS_PRIVATE", default=set(ALLOWED_HOSTS) <= safety.LOCAL_HOSTS)
WEBHOOK_SECONDS = env.float("STRATO_WEBHOOK_SECONDS", default=10)
# How long people may look at the bell before they are told by mail or push; the server's own key for push services.
DELETION_DAYS = env.int("STRATO_DELETION_DAYS", default=14)  # how long who asked to be deleted may still stay
NOTIFY_GRACE_SECONDS = env.float("STRATO_NOTIFY_GRACE_SECONDS", default=60)
VAPID_PRIVATE_KEY = env.str("STRATO_VAPID_PRIVATE_KEY", default="")
METRICS_TOKEN = env.str("STRATO_METRICS_TOKEN", default="")  # for /metrics from another machine; empty: this one only

# --- people ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.AllowAllUsersModelBackend",
]
PASSWORD_HASHERS = [
    "strato.accounts.hashers.Argon2Light",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 7200
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=60),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=7),
    "ROTATE_REFRESH_TOKENS": True,
    "BLACKLIST_AFTER_ROTATION": True,
    "CHECK_REVOKE_TOKEN": True,  # another password ends every older token
}
AXES_FAILURE_LIMIT = env.int("STRATO_LOGIN_ATTEMPTS", default=8)
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_USERNAME_FORM_FIELD = "username"  # axes would guess "email" and count everybody as nobody
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "strato.accounts.lockout.answer"
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_IPWARE_PROXY_COUNT = env.int("STRATO_PROXY_COUNT", default=0)

# --- the API --------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "strato.accounts.api.key_authentication.ApiKeyAuthentication",
        "strato.accounts.api.authentication.TokenAuthentication",
        "strato.accounts.api.authentication.GuestAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["strato.core.api.policy.PolicyPermission"],
    "DEFAULT_RENDERER_CLASSES": ["strato.core.api.renderers.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": [
        "strato.core.api.filters.StrictFilterBackend",
        "rest_framework.filters.SearchFilter",
        "rest_framework.filters.OrderingFilter",
    ],
    "DEFAULT_PAGINATION_CLASS": "strato.core.api.pagination.PagePagination",
    "DEFAULT_SCHEMA_CLASS": "strato.core.api.schema.StratoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "strato.core.api.throttles.AnonymousThrottle",
        "strato.core.api.throttles.UserThrottle",
        "strato.core.api.throttles.KeyThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anonymous": env.str("STRATO_THROTTLE_ANONYMOUS", default="240/min"),
        "user": env.str("STRATO_THROTTLE_USER", default="1200/min"),
        "key": env.str("STRATO_THROTTLE_KEY", default="600/min"),
        "sign-in": env.str("STRATO_THROTTLE_SIGN_IN", default="30/min"),
        "refresh": env.str("STRATO_THROTTLE_REFRESH", default="1200/min"),  # each address
        "upload": env.str("STRATO_THROTTLE_UPLOAD", default="60/min"),
        "report": env.str("STRATO_THROTTLE_REPORT", default="30/hour"),
        "coupon": env.str("STRATO_THROTTLE_COUPON", default="20/min"),
    },
    "EXCEPTION_HANDLER": "strato.core.api.problems.handle",
    "NUM_PROXIES": env.int("STRATO_PROXY_COUNT", default=0),
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = spectacular.SETTINGS
KEY_DOORS = key_doors.KEY_DOORS  # which routes an API key may open, and by which scope

# --- mail -----------------------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="filemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.str("STRATO_MAIL_FROM", default="Strato <strato@localhost>")

# --- words and time -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español")]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# --- safety on the wire ---------------------------------------------------------------------------------------------
HTTPS = PUBLIC_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
TILE_ORIGIN = env.str("STRATO_TILE_ORIGIN", default="")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, "'unsafe-inline'"],  # Mantine writes style attributes
        "img-src": [SELF, "data:", "blob:", *filter(None, [TILE_ORIGIN, BUCKET.origin])],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF, "blob:", *filter(None, [BUCKET.origin])],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- background jobs and realtime -----------------------------------------------------------------------------------
# "pump": a child process claims rows from the database; "celery": Redis carries run_job(id) hints to separate workers.
QUEUE_TRANSPORT = env.str("STRATO_QUEUE", default="celery" if REDIS_URL else "pump")
QUEUE_BELL = {"celery": "strato.config.celery.ring", "pump": "strato.core.queue.localbell.ring"}.get(
    QUEUE_TRANSPORT, ""
)
QUEUE_LEASE_SECONDS = env.int("STRATO_QUEUE_LEASE_SECONDS", default=30)
WS_ORIGINS = [PUBLIC_URL, *CORS_ALLOWED_ORIGINS]
WS_LIMITS = env.dict("STRATO_WS_LIMITS", default={})  # names and defaults: strato.core.realtime.limits
REALTIME_CHANNEL = env.str("STRATO_REALTIME_CHANNEL", default="strato:realtime")
HTTP_THREADS = env.int("STRATO_HTTP_THREADS", default=4)

LOGGING = logs.configure(
    env.str("STRATO_LOG_LEVEL", default="INFO"), as_json=env.bool("STRATO_LOG_JSON", default=False)
)
