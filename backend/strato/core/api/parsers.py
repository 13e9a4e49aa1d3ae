"""How bodies are read."""

from typing import IO, Any

from django.utils.http import parse_header_parameters
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser, MultiPartParser

MARKS = len("----\r\n\r\n")  # what stands around the boundary of a form without a part


class FormParser(MultiPartParser):
    """multipart/form-data. Django skips what has no name: a body of nothing else is broken here, not an empty form."""

    def parse(self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None) -> Any:
        form = super().parse(stream, media_type, parser_context)
        _, options = parse_header_parameters(media_type or "")
        length = int(parser_context["request"].META.get("CONTENT_LENGTH") or 0)
        if not form.data and not form.files and length > len(options.get("boundary", "")) + MARKS:
            raise ParseError("No part of this form has a name.")
        return form


JSON_OR_FORM = (JSONParser, FormParser)
"""For doors that take a file beside words; all others read JSON alone."""
