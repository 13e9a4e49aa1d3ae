"""Forgetting old news."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from strato.notifications.models import Notification

KEPT_DAYS = 365


def forget_notifications() -> int:
    """Delete what came more than a year ago and was read, or came by mail only; gives how many. Unread ones stay counted."""
    old = Notification.objects.filter(created_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    return old.filter(Q(in_app=False) | Q(read_at__isnull=False)).delete()[0]
