"""Somebody who used everything, under names that nobody else has: what is left of them can be looked for."""

import io
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from strato.accounts import services
from strato.accounts.models import AccountAct, AccountChange, DataExport, EmailChange, Passkey, User
from strato.accounts.tests.factories import AddressFactory, ApiKeyFactory, UserFactory
from strato.accounts.tests.signing import signed_in, turn_on_two_step
from strato.community.models import Attendance, Block, Profile
from strato.community.services.pets import set_avatar
from strato.community.services.photos import add_photo
from strato.community.states import AttendanceStatus
from strato.community.tests.factories import EventFactory, PetFactory, friends
from strato.core.files import uploads
from strato.labs.models import Lab
from strato.labs.tests.factories import MembershipFactory
from strato.messaging.models import Attachment, InboxSettings, Presence
from strato.messaging.services.members import leave as leave_group
from strato.messaging.tests.factories import direct, group, say
from strato.notifications.models import Preference, PushDevice, Timing
from strato.notifications.services import notify
from strato.orders.models import Cart, CartLine, Document, Order, OrderLine
from strato.orders.notices import ORDER_RECEIVED
from strato.payments.models import GatewayEvent, Payment
from strato.payments.states import EventOutcome, PaymentStatus
from strato.payments.tests.factories import owed
from strato.printing.models import JobNote
from strato.printing.states import PrintJobStatus
from strato.printing.tests.factories import PrintJobFactory, QuoteFactory, uploaded
from strato.store.models import Review, Wish
from strato.store.tests.factories import bought, product, review
from strato.webhooks.models import Endpoint

NAME, EMAIL, USERNAME = "Zelda Quagmire", "zelda.quagmire@marks.example", "zq-7781"
STREET, PHONE, WORD = "Quagmirestr. 77", "+49 170 5550199", "zebrawort"
MARKS = (NAME, "Quagmire", EMAIL, USERNAME, STREET, PHONE, WORD)
PLACE = {"name": NAME, "street": STREET, "city": "Berlin", "country": "DE", "phone": PHONE}


def picture() -> ContentFile[bytes]:
    data = io.BytesIO()
    Image.new("RGB", (32, 32), "teal").save(data, "PNG")
    return ContentFile(data.getvalue(), "picture.png")


def leaver() -> User:
    """The account itself: profile, places, keys, ways to sign in."""
    user: User = UserFactory(email=EMAIL, name=NAME, username=USERNAME, bio=f"Loves {WORD}", location=WORD)
    services.update_profile(user, changes={"avatar": picture()}, by=user)
    AddressFactory(user=user, name=NAME, street=STREET, phone=PHONE)
    ApiKeyFactory(user=user, name=f"{WORD} shop")
    Passkey.objects.create(user=user, name=f"{WORD} phone", credential_id=WORD, public_key="k")
    browser = signed_in(user)
    turn_on_two_step(browser)
    DataExport.objects.create(
        user=user, file=ContentFile(WORD.encode(), "copy.zip"), ready_at=timezone.now(), expires_at=days(7)
    )
    uploads.begin(by=user, size_bytes=10, filename=f"{WORD}.stl")
    return user


def among_people(user: User, mona: User, lena: User) -> None:
    """Friends, pets, events, talks."""
    friends(user, mona)
    Block.objects.create(blocker=user, blocked=lena)
    Profile.objects.create(user=user, headline=WORD, website=f"https://{WORD}.example")
    pet = PetFactory(owner=user, name=WORD, about=WORD)
    set_avatar(pet, image=picture(), by=user)
    add_photo(pet, image=picture(), by=user, caption=WORD)
    EventFactory(organizer=user, title=WORD, days=-3, cover=ContentFile(picture().read(), "cover.png"))
    coming = EventFactory(organizer=mona, capacity=1, seats_taken=1, days=30)
    Attendance.objects.create(event=coming, user=user, status=AttendanceStatus.GOING)
    Attendance.objects.create(event=coming, user=lena, status=AttendanceStatus.WAITING, ticket=1)
    talk = direct(user, mona)
    said = say(talk, user, f"Hello from {WORD}")
    sent = {"owner": user, "conversation": talk, "kind": "image", "content_type": "image/png", "size_bytes": 1}
    Attachment.objects.create(**sent, message=said, filename=f"{WORD}.png", file=picture())
    Attachment.objects.create(**sent, filename="unsent.png", file=picture(), thumbnail=picture())
    say(group(user, mona, lena), user, f"All of you: {WORD}")
    alone = group(user, mona, title=f"Alone with {WORD}")
    leave_group(alone, by=mona)
    say(alone, user, WORD)
    InboxSettings.objects.get_or_create(user=user)
    Presence.objects.get_or_create(user=user)


def among_goods(user: User, mona: User, lab: Lab) -> None:
    """Orders, payments, print jobs, reviews."""
    bought_line(user, lab)
    shelf = product(lab)
    review(shelf, user)
    Review.objects.filter(author=user).update(text=f"Fine {WORD}")
    Wish.objects.create(user=user, product=shelf)
    cart = Cart.objects.create(owner=user)
    CartLine.objects.create(cart=cart, kind="variant", ref=shelf.variants.get().pk, note=WORD)
    job = PrintJobFactory(
        customer=user, lab=lab, status=PrintJobStatus.COMPLETED, note=WORD, model__name=WORD, model__filename=WORD
    )
    JobNote.objects.create(job=job, author=user, text=f"Please {WORD}")
    QuoteFactory(owner=user, model=job.model)
    uploaded(user)
    Endpoint.objects.create(owner=user, created_by=user, url=f"https://{WORD}.example", secret="s", description=WORD)
    notify([mona], ORDER_RECEIVED, subject=job, facts={"customer": NAME, "number": job.number})


def bought_line(user: User, lab: Lab) -> OrderLine:
    """A delivered order with an invoice, paid through the gateway."""
    line = bought(user, product(lab).variants.get())
    OrderLine.objects.filter(pk=line.pk).update(note=WORD)
    Order.objects.filter(pk=line.order_id).update(
        shipping_address=PLACE | {"street": WORD}, billing_address=PLACE, note=WORD
    )
    Document.objects.create(
        order=line.order, number="I-Z1", issued_at=timezone.now(), file=ContentFile(b"%PDF", "i.pdf")
    )
    payment = Payment.objects.create(
        payable=owed(user), amount=4200, currency="EUR", status=PaymentStatus.SUCCEEDED, session_id="cs_z",
        intent_id="pi_z", wanted={"email": EMAIL}, url=f"https://pay.example/{WORD}", expires_at=timezone.now(),
    )  # fmt: skip
    told = {"object": {"id": payment.session_id, "customer_details": {"email": EMAIL, "name": NAME}}}
    charge = {"object": {"id": "ch_z", "payment_intent": payment.intent_id, "billing_details": {"name": NAME}}}
    for number, (object_id, data) in enumerate([("cs_z", told), ("ch_z", charge)]):
        GatewayEvent.objects.create(
            event_id=f"evt_z{number}", type="t", object_id=object_id, payload={"data": data}, outcome=EventOutcome.DONE
        )
    return line


def among_notes(user: User, mona: User, ada: User, lab: Lab) -> None:
    """What they were told and others were told of them, their work in a lab, the audit."""
    MembershipFactory(user=user, lab=lab)
    notify([user], ORDER_RECEIVED, subject=user, facts={"customer": WORD, "number": "1"})
    notify([mona], ORDER_RECEIVED, subject=user, facts={"customer": NAME, "number": "1"}, by=user)
    Preference.objects.create(user=user, kind="k", channel="mail", enabled=False)
    Timing.objects.create(user=user)
    PushDevice.objects.create(user=user, name=WORD, endpoint=f"https://push.example/{WORD}", p256dh="p", auth="a")
    EmailChange.objects.create(user=user, email=f"new-{EMAIL}", expires_at=days(1))
    AccountChange.objects.create(user=user, act=AccountAct.ROLE, before="user", after="user", by=ada)


def somebody_who_used_everything(mona: User, lena: User, ada: User, lab: Lab) -> User:
    user = leaver()
    among_people(user, mona, lena)
    among_goods(user, mona, lab)
    among_notes(user, mona, ada, lab)
    return user


def days(count: float) -> Any:
    return timezone.now() + timedelta(days=count)
