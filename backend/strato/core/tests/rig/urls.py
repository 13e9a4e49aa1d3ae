"""Workers serve nobody."""

from typing import Any

urlpatterns: list[Any] = []
