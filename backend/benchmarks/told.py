"""The frame that durable benchmarks say; it stays out of the registry, and so out of the documents."""

from __future__ import annotations

from dataclasses import dataclass

from strato.core.realtime.frames import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Frame):
    """A number."""

    TYPE = "bench.told"
    n: int
