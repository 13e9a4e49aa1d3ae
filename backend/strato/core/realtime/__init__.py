"""Live frames to browsers: ``push`` for what must arrive, ``publish`` for what may be dropped."""

from strato.core.realtime.log import push

__all__ = ["push"]
