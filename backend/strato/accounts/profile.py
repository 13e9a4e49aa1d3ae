"""What apps above add to "who am I": labs register the memberships here, so that accounts need not know labs."""

from collections.abc import Callable
from typing import Any

# Name in the answer of /api/me/ -> a function of the user. Its return annotation (a TypedDict, a list of them,
# a plain type) is the documentation: the OpenAPI schema is read from it. Register in ``AppConfig.ready``.
profile_parts: dict[str, Callable[[Any], Any]] = {}
