"""What Schemathesis must be told about us before it can speak to every door."""

from typing import Any

import schemathesis


@schemathesis.serializer("application/offset+octet-stream")
def raw_bytes(context: schemathesis.SerializationContext, value: Any) -> dict[str, Any]:
    """A piece of a tus upload is sent as it is."""
    return {"data": value if isinstance(value, bytes) else str(value).encode()}
