"""Sending a notification by mail, when it may still be sent."""

import re
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from strato.accounts.models import User
from strato.core import mail
from strato.core.money import CURRENCIES, Money
from strato.notifications.kinds import REGISTRY, Channel, Kind
from strato.notifications.models import Notification
from strato.notifications.services.wishes import wanted_channels
from strato.notifications.unsubscribing import unsubscribe_url

AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?) ([A-Z]{3})")


def send_by_mail(notification: Notification, *, by: User | None = None) -> bool:
    """Send the mail unless something changed since; gives whether it was sent.

    Not sent: twice; to somebody deactivated (but a matter of security is); against their wish of now; about something
    they may no longer see.
    """
    kind = REGISTRY.get(notification.kind)
    if kind is None or notification.mailed_at or not _may_send(notification, kind):
        return False
    person = notification.recipient
    mail.send(
        kind.template,
        to=person.email,
        language=person.language,
        context=context_of(notification, kind),
        headers=headers_of(notification, kind),
        receipt=kind.receipt(notification.subject_id, person.language) if kind.receipt else None,
    )
    with transaction.atomic():
        Notification.objects.filter(pk=notification.pk).update(mailed_at=timezone.now())
    return True


def context_of(notification: Notification, kind: Kind) -> dict[str, Any]:
    """What the words of a mail may use: name, by, subject (its label), facts, link, and the footer's addresses."""
    path = kind.link_to(notification.subject_id)
    return {
        "name": notification.recipient.display_name,
        "by": notification.by.display_name if notification.by else "",
        "subject": notification.subject_label,
        "facts": {name: said(fact, notification.recipient.language) for name, fact in notification.facts.items()},
        "link": f"{settings.PUBLIC_URL}{path}" if path else "",
        "settings_url": f"{settings.PUBLIC_URL}/settings/notifications",
        "unsubscribe_url": "" if kind.required else unsubscribe_url(notification.recipient, kind),
    }


def said(fact: Any, language: str) -> Any:
    """Amounts ("12.50 EUR") as the reader writes them, everything else as it is."""
    found = AMOUNT.fullmatch(fact) if isinstance(fact, str) else None
    if found is None or found[2] not in CURRENCIES:
        return fact
    return Money.of(Decimal(found[1]), found[2]).in_language(language)


def headers_of(notification: Notification, kind: Kind) -> dict[str, str]:
    """One id per notification, so that a mail sent twice after a crash is shown once; RFC 8058's one-click unsubscribe."""
    headers = {
        "Message-ID": f"<{notification.pk}@{urlsplit(settings.PUBLIC_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    if not kind.required:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url(notification.recipient, kind)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _may_send(notification: Notification, kind: Kind) -> bool:
    person = notification.recipient
    if kind.required:
        return True
    return (
        person.is_active
        and Channel.MAIL in wanted_channels(person, kind)
        and (not notification.subject_id or kind.visible(person, notification.subject_id))
    )
