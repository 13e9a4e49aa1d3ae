"""The product's settings with the rig's app: what worker processes under test run with."""

from strato.config.settings import *  # noqa: F403
from strato.config.settings import INSTALLED_APPS, env

INSTALLED_APPS = [*INSTALLED_APPS, "strato.core.tests.rig"]
QUEUE_LEASE_SECONDS = env.float("STRATO_RIG_LEASE_SECONDS", default=2.0)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
