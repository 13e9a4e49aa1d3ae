"""The product's settings with the lowest floors only, and the rig's app: what worker processes under test run with."""

from strato.config.settings import *  # noqa: F403
from strato.config.settings import INSTALLED_APPS, env

FLOORS = ("strato.core", "strato.accounts", "strato.core.tests.rig")
INSTALLED_APPS = [*(app for app in INSTALLED_APPS if not app.startswith("strato.")), *FLOORS]
ROOT_URLCONF = "strato.core.tests.rig.urls"
QUEUE_LEASE_SECONDS = env.float("STRATO_RIG_LEASE_SECONDS", default=2.0)
