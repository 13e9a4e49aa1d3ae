"""What webhooks keep of a person."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.db.models import Q

from strato.accounts.models import User
from strato.accounts.portability import Piece, Portion, Record, Records, picked
from strato.webhooks.models import Endpoint

ABOUT = {
    "en": "The webhooks that you made, without their secrets.",
    "de": "Die Webhooks, die du angelegt hast, ohne ihre Geheimnisse.",
    "es": "Los webhooks que creaste, sin sus secretos.",
}


def gives(person: User) -> Iterator[Piece]:
    """One's own, and those of labs that one made and may still see."""
    made = Endpoint.objects.visible_to(person).filter(Q(owner=person) | Q(created_by=person))
    yield Records("webhooks.json", map(endpoint_of, made.select_related("lab").order_by("id")))


def endpoint_of(row: Endpoint) -> Record:
    """The host alone: the rest of an address may be a secret."""
    return {
        "host": urlsplit(row.url).hostname,
        "lab": row.lab.name if row.lab else None,
        **picked(row, "description", "types", "off_reason", "created_at"),
    }


PORTION = Portion(folder="webhooks", about=ABOUT, gives=gives, covers=frozenset({Endpoint}))
