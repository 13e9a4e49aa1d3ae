"""The sockets of the house."""

from channels.routing import URLRouter
from django.urls import path

from strato.core.realtime.consumers import RealtimeConsumer

sockets = URLRouter([path("ws/", RealtimeConsumer.as_asgi())])
