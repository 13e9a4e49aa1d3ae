"""A person who has used everything: rows of every kind, each with a word by which it is known again."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from axes.models import AccessLog
from django.core.files.base import ContentFile
from django.utils import timezone
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from strato.accounts import tokens
from strato.accounts.models import (
    AccountChange,
    DeviceSession,
    EmailChange,
    Passkey,
    RecoveryCode,
    Totp,
    User,
)
from strato.accounts.tests.factories import AddressFactory, ApiKeyFactory
from strato.community.models import Attendance, AttendanceStatusChange, Block, PetPhoto, Profile
from strato.community.tests.factories import EventFactory, PetFactory, friends
from strato.labs.models import Lab
from strato.labs.tests.factories import MembershipFactory
from strato.messaging.models import Attachment, InboxSettings, Presence, Reaction
from strato.messaging.tests.factories import direct, group, say
from strato.moderation.models import Report
from strato.notifications.kinds import Channel
from strato.notifications.models import Notification, Preference, PushDevice, Timing
from strato.orders.models import (
    Cart,
    CartLine,
    Document,
    OrderRefund,
    OrderRefundLine,
    Return,
    ReturnLine,
    Shipment,
    ShipmentLine,
)
from strato.payments.models import Dispute, Payment, Refund
from strato.payments.tests.factories import owed
from strato.printing.models import Attempt, JobNote
from strato.printing.tests.factories import Model3DFactory, OfferFactory, PrintJobFactory, QuoteFactory
from strato.shopfloor.models import Run
from strato.shopfloor.tests.factories import PrinterFactory
from strato.store.models import Review, Wish
from strato.store.tests.factories import bought, variant
from strato.webhooks.models import Endpoint


def lead_life(person: User, word: str, *, friend: User, stranger: User, lab: Lab) -> list[str]:
    """Fill every table for this person; ``word`` stands in each text that is theirs. Gives what is secret."""
    secrets = _sign_in_life(person, word)
    _news(person, word)
    _talks(person, word, friend=friend, stranger=stranger)
    _company(person, word, friend=friend, stranger=stranger)
    _prints(person, word, lab)
    _purchases(person, word, lab)
    endpoint = Endpoint.objects.create(
        owner=person,
        created_by=person,
        description=f"hook {word}",
        url=f"https://hooks.example.org/secret-path-{word}",
        secret=f"whsec_{word}",
    )
    MembershipFactory(user=person, lab=lab)
    return [*secrets, endpoint.secret, f"secret-path-{word}", f"staff {word}", f"gateway_{word}"]


def _sign_in_life(person: User, word: str) -> list[str]:
    person.bio = f"bio {word}"
    person.avatar.save("face.png", ContentFile(f"face {word}".encode()))
    AddressFactory(user=person, street=f"street {word}")
    key = ApiKeyFactory(user=person, name=f"key {word}")
    Totp.objects.create(user=person, sealed_secret=f"totp_{word}", confirmed_at=timezone.now())
    RecoveryCode.objects.create(user=person, digest=f"recovery_{word}")
    passkey = Passkey.objects.create(
        user=person, name=f"passkey {word}", credential_id=f"credential_{word}", public_key=f"public_{word}"
    )
    AccessLog.objects.create(username=person.email, ip_address="192.0.2.7", user_agent=f"agent {word}", path_info="/")
    DeviceSession.objects.create(user=person, browser=word, expires_at=timezone.now() + timedelta(days=1))
    EmailChange.objects.create(user=person, email=f"{word}@new.example", expires_at=timezone.now() + timedelta(days=1))
    AccountChange.objects.create(user=person, act="reactivate", before="inactive", after="active", reason=word)
    pair = tokens.issue(person)
    kept = OutstandingToken.objects.filter(user=person)
    return [
        person.password,
        key.digest,
        f"totp_{word}",
        f"recovery_{word}",
        passkey.credential_id,
        passkey.public_key,
        pair.refresh,
        *(row.jti for row in kept),
    ]


def _news(person: User, word: str) -> None:
    Notification.objects.create(recipient=person, kind="order.paid", category="orders", facts={"what": f"news {word}"})
    Preference.objects.create(user=person, kind="order.paid", channel=Channel.MAIL, enabled=False)
    Timing.objects.create(user=person)
    PushDevice.objects.create(
        user=person,
        name=f"browser {word}",
        endpoint=f"https://push.example.org/gateway_{word}",
        p256dh="p",
        auth="a",
    )


def _talks(person: User, word: str, *, friend: User, stranger: User) -> None:
    talk = direct(person, friend)
    said = say(talk, person, f"said {word}")
    Reaction.objects.create(message=say(talk, friend, f"heard {word}"), user=person, emoji="👍")
    sent = Attachment(owner=person, conversation=talk, message=said, kind="document", filename=f"letter {word}.txt")
    sent.content_type, sent.size_bytes = "text/plain", 9
    sent.file.save("letter.txt", ContentFile(f"letter {word}".encode()))
    club = group(stranger, person)
    say(club, person, f"left behind {word}")
    club.participants.filter(user=person).update(left_at=timezone.now())
    seen = {"facts": {}, "messages": [{"body": "staff only: what somebody else wrote"}]}
    Report.objects.create(
        reporter=person, kind="conversation", subject_id=club.pk, reason="spam", text=f"report {word}", snapshot=seen
    )
    InboxSettings.objects.create(user=person)
    Presence.objects.update_or_create(user=person)


def _company(person: User, word: str, *, friend: User, stranger: User) -> None:
    Profile.objects.create(user=person, headline=f"headline {word}")
    friends(person, friend)
    Block.objects.create(blocker=person, blocked=stranger)
    pet = PetFactory(owner=person, name=f"pet {word}", neck_mm=321)
    pet.avatar.save("pet.png", ContentFile(f"pet face {word}".encode()))
    photo = PetPhoto(pet=pet, caption=f"photo {word}")
    _picture(photo, f"pet photo {word}")
    event = EventFactory(organizer=person, title=f"party {word}", visibility="private", place=f"place {word}")
    event.cover.save("cover.png", ContentFile(f"cover {word}".encode()))
    party = EventFactory(organizer=friend, title=f"invited {word}", visibility="private")
    answer = Attendance.objects.create(event=party, user=person, status="going")
    AttendanceStatusChange.objects.create(row=answer, from_status="invited", to_status="going", by=person)


def _picture(photo: PetPhoto, content: str) -> None:
    """Without being looked at: it is no real picture."""
    name = photo.image.storage.save("pets/photos/rex.png", ContentFile(content.encode()))
    PetPhoto.objects.bulk_create([photo])
    PetPhoto.objects.filter(pk=photo.pk).update(image=name)


def _prints(person: User, word: str, lab: Lab) -> None:
    model = Model3DFactory(owner=person, name=f"model {word}", filename=f"{word}.stl")
    model.file.save("m.stl", ContentFile(f"solid {word}".encode()))
    OfferFactory(quote=QuoteFactory(owner=person, model=model), lab=lab)
    job = PrintJobFactory(customer=person, lab=lab, model=model, note=f"note {word}")
    job.status_changes.create(from_status="draft", to_status="pending", by=person, reason=f"why {word}")
    JobNote.objects.create(job=job, author=person, text=f"answer {word}")
    run = Run.objects.create(printer=PrinterFactory(lab=lab), label="plate")
    Attempt.objects.create(job=job, number=1, run=run)


def _purchases(person: User, word: str, lab: Lab) -> None:
    cart = Cart.objects.create(owner=person)
    CartLine.objects.create(cart=cart, kind="variant", ref=uuid4(), note=f"cart {word}")
    mug = variant(lab=lab)
    line = bought(person, mug)
    order = line.order
    order.note, order.staff_note = f"order {word}", f"staff {word}"
    order.stripe_session_id = f"gateway_{word}"
    order.save()
    order.status_changes.create(from_status="pending", to_status="paid", by=person, reason=f"order why {word}")
    paper = Document(order=order, number=f"INV-{word}"[:20], issued_at=timezone.now())
    paper.file.save("paper.pdf", ContentFile(f"%PDF {word}".encode()))
    parcel = Shipment.objects.create(order=order, carrier="DHL", tracking=f"track {word}")
    ShipmentLine.objects.create(shipment=parcel, line=line, quantity=1)
    back = OrderRefund.objects.create(order=order, amount=100, reason=f"refund {word}")
    OrderRefundLine.objects.create(refund=back, line=line, quantity=1, amount=100)
    wish = Return.objects.create(order=order, reason=f"return {word}")
    ReturnLine.objects.create(request=wish, line=line, quantity=1)
    wish.status_changes.create(from_status="requested", to_status="approved", by=None)
    _money(person, word)
    Review.objects.create(product=mug.product, author=person, order_line_id=line.pk, rating=5, text=f"review {word}")
    Wish.objects.create(user=person, product=mug.product)


def _money(person: User, word: str) -> None:
    payable = owed(person, label=f"ORD-{word}"[:60])
    payment = Payment.objects.create(
        payable=payable,
        amount=4200,
        currency="EUR",
        session_id=f"gateway_{word}",
        url=f"https://pay.example.org/gateway_{word}",
        expires_at=timezone.now(),
        status="succeeded",
    )
    payment.status_changes.create(from_status="open", to_status="succeeded", by=None)
    given: dict[str, Any] = {"payment": payment, "payable": payable, "amount": 100, "currency": "EUR"}
    refund = Refund.objects.create(**given, reason=f"money back {word}")
    refund.status_changes.create(from_status="requested", to_status="succeeded", by=None)
    Dispute.objects.create(**given, gateway_id=f"gateway_{word}", gateway_status="needs_response")
