"""Mails about notifications: one about one thing, or one about all that is due, in sections."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from strato.accounts.services import write_to
from strato.core import mail
from strato.core.mailboxes import MailboxRefused
from strato.core.money import CURRENCIES, Money
from strato.notifications.kinds import REGISTRY, Channel, Kind
from strato.notifications.models import Notification
from strato.notifications.services.claiming import Claim, claim, put_off, sent, unsendable
from strato.notifications.unsubscribing import EVERYTHING, unsubscribe_url
from strato.notifications.words import CATEGORIES

AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?) ([A-Z]{3})")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d) ([A-Z]{2,5}|[+-]\d{2,4})")
AGAIN_AFTER = timedelta(minutes=2)
DIGEST = "notifications/mail/digest"
LONGEST_DIGEST = 50


def mail_person(person: UUID) -> int:
    """Send what is due to this person; gives how many mails. A mail server that fails is tried again later, an address
    that takes no mail for good is not.

    What is pressing and what is a paper goes by itself, the rest in one mail.
    """
    mine = claim(person, Channel.MAIL)
    alone = [row for row in mine.rows if goes_alone(REGISTRY[row.kind])]
    gathered = [row for row in mine.rows if row not in alone]
    letters = [[row] for row in alone] + ([gathered] if gathered else [])
    try:
        return sum(leaves(mine, rows) for rows in letters)
    except OSError:  # what a mail server's refusals and lost lines are
        put_off(mine, until=timezone.now() + AGAIN_AFTER)
        raise


def leaves(mine: Claim, rows: list[Notification]) -> bool:
    """Send one letter and write down how that went."""
    try:
        if len(rows) == 1:
            send_one(rows[0], REGISTRY[rows[0].kind])
        else:
            send_digest(rows)
    except MailboxRefused as refused:
        unsendable(mine, rows, why=str(refused))
        return False
    sent(mine, rows)
    return True


def goes_alone(kind: Kind) -> bool:
    return kind.is_pressing or kind.is_document


def send_one(notification: Notification, kind: Kind) -> None:
    """The mail of the kind's own words. What must be told and is in no bell goes to an address that refused mail, too."""
    person = notification.recipient
    write_to(
        person,
        kind.template,
        is_vital=kind.required and not notification.in_app,
        context=context_of(notification, kind),
        headers=headers_of(notification, kind),
        receipt=kind.receipt(notification.subject_id, person.language) if kind.receipt else None,
    )


def send_digest(rows: list[Notification]) -> None:
    """One mail about all of these, newest first in each section; the bell has what is too much for a mail."""
    person = rows[0].recipient
    everything = unsubscribe_url(person, EVERYTHING)
    write_to(
        person,
        DIGEST,
        context={
            "name": person.display_name,
            "count": len(rows),
            "settings_url": f"{settings.PUBLIC_URL}/settings/notifications",
            "unsubscribe_all_url": everything,
            "link": f"{settings.PUBLIC_URL}/notifications",
        },
        headers={**identity_of(rows[0], "digest"), **one_click(everything)},
        sections=sections_of(rows[-LONGEST_DIGEST:], person.language),
    )


def sections_of(rows: list[Notification], language: str) -> list[mail.Section]:
    """A section for each category, in the order of its words."""
    titles = CATEGORIES[language]
    rows = sorted(rows, key=lambda row: row.pk, reverse=True)
    rows.sort(key=lambda row: titles[row.category])
    return [
        mail.Section(titles[category], tuple(line_of(row) for row in mine))
        for category, mine in groupby(rows, key=lambda row: row.category)
    ]


def line_of(row: Notification) -> tuple[str, str]:
    """What happened, and the address of its page."""
    context = context_of(row, REGISTRY[row.kind])
    count = f" ({row.repeats})" if row.repeats > 1 else ""
    return headline_of(row) + count, context["link"]


def headline_of(row: Notification) -> str:
    """What happened, in one line of the person's language."""
    kind = REGISTRY[row.kind]
    return mail.headline(kind.template, language=row.recipient.language, context=context_of(row, kind))


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
        "unsubscribe_url": "" if kind.required else unsubscribe_url(notification.recipient, kind.code),
    }


def said(fact: Any, language: str) -> Any:
    """Amounts ("12.50 EUR") and moments ("2027-05-04 19:00 EST") as the reader writes them, everything else as it is."""
    if not isinstance(fact, str):
        return fact
    if (amount := AMOUNT.fullmatch(fact)) and amount[2] in CURRENCIES:
        return Money.of(Decimal(amount[1]), amount[2]).in_language(language)
    if moment := MOMENT.fullmatch(fact):
        with translation.override(language):
            return f"{date_format(datetime.fromisoformat(moment[1]), 'DATETIME_FORMAT')} {moment[2]}"
    return fact


def headers_of(notification: Notification, kind: Kind) -> dict[str, str]:
    headers = identity_of(notification)
    if kind.required:
        return headers
    return headers | one_click(unsubscribe_url(notification.recipient, kind.code))


def identity_of(notification: Notification, sort: str = "") -> dict[str, str]:
    """One id for the same news, so that a mail sent twice after a crash is shown once."""
    name = f"{sort}-{notification.pk}" if sort else str(notification.pk)
    return {"Message-ID": f"<{name}@{urlsplit(settings.PUBLIC_URL).hostname}>", "Auto-Submitted": "auto-generated"}


def one_click(address: str) -> dict[str, str]:
    """RFC 8058: mail programs unsubscribe by one POST."""
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
