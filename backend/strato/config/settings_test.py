"""The settings of the tests: everything real, nothing slow for its own sake."""

import os

from strato.core.tests import services

os.environ.setdefault("STRATO_LOG_LEVEL", "WARNING")
services.prepare()

from strato.config.settings import *  # noqa: E402, F403
from strato.config.settings import DATABASES, REST_FRAMEWORK, VAR  # noqa: E402

if "sqlite" in DATABASES["default"]["ENGINE"]:  # a file, which server processes of the tests can open too
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
NOTIFY_GRACE_SECONDS = 0
QUEUE_BELL = ""
QUEUE_TRANSPORT = "none"  # tests run a job by asking for it: queue.run_pending()
REST_FRAMEWORK = {
    **REST_FRAMEWORK,
    "DEFAULT_THROTTLE_RATES": dict.fromkeys(REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "100000/min"),
}
