"""What people are told about their webhooks."""

from typing import Any

from django.apps import apps

from strato.accounts.models import User
from strato.notifications.kinds import Kind


def sees_endpoint(user: User, endpoint_id: str) -> bool:
    endpoints: Any = apps.get_model("webhooks", "Endpoint")
    return bool(endpoints.objects.visible_to(user).filter(pk=endpoint_id).exists())


WEBHOOK_DISABLED = Kind("webhook.disabled", "integrations", visible=sees_endpoint, link="/settings/webhooks")
