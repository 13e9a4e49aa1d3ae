"""Asking every lab at once."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from strato.inventory.models import Material
from strato.labs.models import Lab
from strato.labs.states import LabStatus
from strato.printing.capabilities import lab_sheets
from strato.printing.errors import MaterialUnavailable, ModelFlawed, ModelNotReady, ModelRefused
from strato.printing.models import Model3D, Offer, PrintJob, Quote
from strato.printing.offering import Wanted, offer_of
from strato.printing.states import Finish, ModelStatus


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants made of a model. Lengths in mm; ``color_hex`` "" is any color."""

    model: Model3D
    material: Material
    color_hex: str = ""
    layer_height_mm: float = 0.2
    infill_percent: int = 20
    wall_count: int = 2
    supports: bool = False
    scale_percent: float = 100
    quantity: int = 1
    finish: str = Finish.RAW
    needed_by: date | None = None


@transaction.atomic
def ask_labs(wish: Wish, *, by: Any) -> Quote:
    """A quote with one offer of every active lab, frozen until it expires.

    Raises ``ModelNotReady``, ``ModelRefused``, ``ModelFlawed`` or ``MaterialUnavailable``.
    """
    if wish.model.status == ModelStatus.REFUSED:
        raise ModelRefused(refusal_code=wish.model.refusal_code)
    if wish.model.status != ModelStatus.READY:
        raise ModelNotReady
    if flaws := wish.model.flaws:
        raise ModelFlawed(findings=flaws)
    if not wish.material.is_active:
        raise MaterialUnavailable
    now = timezone.now()
    quote = Quote(
        owner=by if by.is_authenticated else None,
        guest_key="" if by.is_authenticated else getattr(by, "guest_key", ""),
        expires_at=now + timedelta(days=settings.QUOTE_DAYS),
        **{name: getattr(wish, name) for name in Wish.__slots__},
    )
    wanted = Wanted.of(quote, now)
    member_of = set(by.memberships.values_list("lab_id", flat=True)) if by.is_authenticated else set()
    sheets = lab_sheets(Lab.objects.filter(status=LabStatus.ACTIVE).defer("description"))
    offers = [offer_of(sheet, wanted, is_member=sheet.lab.pk in member_of) for sheet in sheets]
    quote.estimator_version = wanted.estimate().estimator
    quote.save(force_insert=True)
    for offer in offers:
        offer.quote = quote
    Offer.objects.bulk_create(offers)
    prefetch_related_objects([quote], Prefetch("offers", Offer.objects.select_related("lab", "printer")))
    return quote


@transaction.atomic
def forget_quotes() -> int:
    """Delete the quotes that expired a month ago and led to nothing; gives how many went."""
    old = Quote.objects.filter(expires_at__lt=timezone.now() - timedelta(days=30))
    gone, _ = old.exclude(pk__in=PrintJob.objects.filter(offer__isnull=False).values("offer__quote")).delete()
    return gone
