"""A start imports only what every process needs."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from strato.core.later import later

START = """
import sys
import django

django.setup()
from django.urls import get_resolver

get_resolver().url_patterns
import strato.config.asgi

print(*(name for name in sys.modules if "." not in name))
"""
HEAVY = {
    "fontTools",
    "fpdf",
    "icalendar",
    "lib3mf",
    "numpy",
    "openpyxl",
    "redis",
    "scipy",
    "segno",
    "stripe",
    "ua_parser",
    "webauthn",
    "xlsxwriter",
}


def test_a_start_leaves_heavy_rooms_shut() -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "strato.config.settings", "REDIS_URL": ""}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", START],
        cwd=settings.PROJECT / "backend",
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert HEAVY & set(done.stdout.split()) == set()


def test_a_room_opens_with_its_first_use() -> None:
    room = later("wsgiref.util")
    assert room.request_uri.__module__ == "wsgiref.util"
    with pytest.raises(AttributeError):
        _ = room.no_such_name
    with pytest.raises(ModuleNotFoundError):
        _ = later("strato.core.no_such_room").anything
