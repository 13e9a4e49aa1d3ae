"""JSON out, by orjson."""

from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer

OPTIONS = orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z  # "Z" as DRF's own fields write it


class OrjsonRenderer(BaseRenderer):
    """Renders anything JSON: rows may hold ids and times as they are; unknown types by ``str`` (lazy translations)."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=str, option=OPTIONS)
