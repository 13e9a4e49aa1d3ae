"""Endpoints: added, changed, switched, given a new secret."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from strato.accounts.models import User
from strato.core.outbound import check_url
from strato.labs.models import Lab
from strato.webhooks.errors import TooManyEndpoints
from strato.webhooks.models import Endpoint
from strato.webhooks.signing import new_secret
from strato.webhooks.states import OffReason

MAX_ENDPOINTS = 20
OLD_SECRET_SIGNS_FOR = timedelta(hours=24)


@transaction.atomic
def add_endpoint(
    *, url: str, types: Iterable[str], description: str = "", lab: Lab | None = None, by: User
) -> Endpoint:
    """An endpoint of the person, or of a lab. Raises ``AddressRefused``, ``TooManyEndpoints``."""
    check_url(url)
    whose: dict[str, Any] = {"lab": lab} if lab else {"owner": by}
    if lab:
        Lab.objects.select_for_update().only("pk").get(pk=lab.pk)
    else:
        User.objects.select_for_update().only("pk").get(pk=by.pk)
    if Endpoint.objects.filter(**whose).count() >= MAX_ENDPOINTS:
        raise TooManyEndpoints(max_endpoints=MAX_ENDPOINTS)
    return Endpoint.objects.create(
        **whose, created_by=by, url=url, types=sorted(set(types)), description=description, secret=new_secret()
    )


@transaction.atomic
def change_endpoint(endpoint: Endpoint, *, changes: dict[str, Any], by: User) -> Endpoint:
    """Another address, other types, on or off; switched on it starts without a past."""
    endpoint = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    if "url" in changes:
        check_url(changes["url"])
        endpoint.url = changes["url"]
    if "types" in changes:
        endpoint.types = sorted(set(changes["types"]))
    endpoint.description = changes.get("description", endpoint.description)
    if "is_on" in changes and changes["is_on"] != endpoint.is_on:
        endpoint.off_reason = "" if changes["is_on"] else OffReason.BY_HAND
        endpoint.failing_since = endpoint.quiet_until = None
    endpoint.save()
    return endpoint


@transaction.atomic
def remove_endpoint(endpoint: Endpoint, *, by: User) -> None:
    """Gone, with its log; what is on its way finds nobody."""
    endpoint.delete()


@transaction.atomic
def rotate_secret(endpoint: Endpoint, *, by: User) -> Endpoint:
    """A new secret; the one before signs as well for a day."""
    endpoint = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    endpoint.previous_secret, endpoint.secret = endpoint.secret, new_secret()
    endpoint.previous_secret_until = timezone.now() + OLD_SECRET_SIGNS_FOR
    endpoint.save(update_fields=["secret", "previous_secret", "previous_secret_until", "updated_at"])
    return endpoint
