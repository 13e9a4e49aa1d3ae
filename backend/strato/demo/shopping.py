"""Ninety days of shopping: carts filled, ordered, paid, packed, sent, reviewed, and sometimes given back."""

from datetime import datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.utils import timezone

from strato.accounts.models import User
from strato.demo.clock import Story
from strato.demo.purchases import ADDRESSES, PURCHASES, WISHES, Purchase, Said
from strato.demo.settlers import People
from strato.demo.till import EMPTY_CARD, Till
from strato.labs.models import Membership
from strato.labs.states import LabRole
from strato.orders.models import Order, Return, Shipment, ShippingMethod
from strato.orders.reports.carts import price_cart
from strato.orders.services import carts, ending, fulfilling, placing, refunding, returning
from strato.orders.services.carts import Pick
from strato.orders.services.fulfilling import Parcel
from strato.orders.services.refunding import Piece
from strato.store.models import Product, Variant
from strato.store.services import reviews, wishes

DAY = timedelta(days=1)
UNPAID = {"pending", "transfer", "declined", "expired", "cancelled"}
CARRIERS = ("DHL", "DPD", "GLS", "Hermes")
AFTER_DELIVERY = {"return_requested", "return_approved", "return_declined", "return_received", "return_withdrawn"}


class Shop:
    """Lets orders live in a story."""

    def __init__(self, story: Story, people: People, till: Till) -> None:
        self.story, self.people, self.till = story, people, till
        self.dice = Random(90)  # noqa: S311 - the same world every time
        self.ways = {method.name: method.pk for method in ShippingMethod.objects.all()}
        self.senders = {
            entry.lab_id: entry.user for entry in Membership.objects.filter(role=LabRole.OWNER).select_related("user")
        }

    def open(self) -> None:
        """Everything that is going to be bought."""
        for purchase in PURCHASES:
            self.story.at(self.story.now - purchase.days * DAY, partial(self.buy, purchase))
        for key, names in WISHES.items():
            for place, name in enumerate(names):
                self.story.at(self.story.now - (3 + 7 * place) * DAY, partial(self.wish, key, name))

    def wish(self, key: str, name: str) -> None:
        wishes.wish_for(Product.objects.get(name=name), by=self.people[key])

    # --- the customer -----------------------------------------------------------------------------------------------
    def buy(self, purchase: Purchase) -> None:
        customer = self.people[purchase.customer]
        picks = [Pick("variant", Variant.objects.get(sku=sku).pk, count) for sku, count in purchase.goods.items()]
        carts.choose_currency(purchase.currency, by=customer)
        order = self.order(
            purchase.customer, picks, shipping=purchase.shipping, coupon=purchase.coupon, note=purchase.note
        )
        if purchase.fate in UNPAID:
            self.leave_unpaid(order, purchase)
            return
        self.till.pay(order)
        if purchase.fate == "refunded":
            self.story.at(self.after(order, 2), partial(self.pack, order))
            self.story.at(self.after(order, 9), partial(self.refund, order, purchase, None))
        elif purchase.fate == "in_production":
            self.story.at(self.after(order, 0.4), partial(self.begin, order))
        elif purchase.fate != "paid":
            self.send(order, purchase)

    def order(self, key: str, picks: list[Pick], *, shipping: str, coupon: str = "", note: str = "") -> Order:
        """From an empty cart to an order that waits for its money."""
        customer = self.people[key]
        cart = carts.fill_cart(picks, by=customer)
        if coupon:
            cart = carts.apply_coupon(coupon, by=customer)
        street, postal_code, city, country = ADDRESSES[key]
        address = {
            "name": customer.name,
            "street": street,
            "postal_code": postal_code,
            "city": city,
            "country": country,
        }
        way = self.ways[shipping]
        total = price_cart(cart, user=customer, country=country, method_id=way).total
        return placing.place_order(placing.Wish(total, way, address, note=note), by=customer)

    def buy_print(self, offer: UUID, key: str, *, is_paid: bool) -> Order:
        """A lab's offer bought in the cart; sent by the lab when it is made."""
        order = self.order(key, [Pick("print_job", offer)], shipping="Parcel")
        if is_paid:
            self.till.pay(order)
        else:
            self.till.show_page(order)
        return order

    def leave_unpaid(self, order: Order, purchase: Purchase) -> None:
        if purchase.fate == "declined":
            self.till.pay(order, card=EMPTY_CARD)
        elif purchase.fate == "transfer":
            self.till.transfer(order, days=6)
        elif purchase.fate == "cancelled":
            self.story.at(
                self.after(order, 0.01),
                lambda: void(ending.cancel_order(order, by=order.customer, reason=purchase.words)),
            )
        else:
            self.till.show_page(order)
            self.story.at(self.after(order, 0.2), self.close_time)

    def close_time(self) -> None:
        """What was not paid in time is over."""
        self.till.settle()
        ending.expire_orders()

    # --- the labs ---------------------------------------------------------------------------------------------------
    def begin(self, order: Order) -> None:
        """Where two labs are at it, the first parcel leaves; the other is still making its part."""
        labs = labs_of(order)
        if len(labs) > 1:
            self.pack(order, labs[:1])
        else:
            fulfilling.start_production(order, by=self.senders[labs[0]])

    def send(self, order: Order, purchase: Purchase) -> None:
        packed = self.after(order, self.dice.uniform(0.6, 1.8))
        self.story.at(packed, partial(self.pack, order))
        if purchase.fate != "shipped":
            arrival = packed + self.dice.uniform(1.2, 3) * DAY
            self.story.at(arrival, partial(self.hand_over, order, purchase, arrival))

    def pack(self, order: Order, labs: list[UUID] | None = None) -> None:
        """One parcel from each lab (of these)."""
        for lab in labs if labs is not None else labs_of(order):
            carrier, number = self.dice.choice(CARRIERS), f"{self.dice.randrange(10**13):013}"
            parcel = Parcel() if order.shipping["kind"] == "pickup" else Parcel(carrier, number)
            fulfilling.ship_order(order, by=self.senders[lab], parcel=parcel, labs={lab})

    def send_print(self, line: UUID) -> None:
        """The print is made: into a parcel the next morning, at the customer two days later."""
        order = Order.objects.with_lines_of(pk=line).get()
        now = timezone.now()
        self.story.at(now + 0.6 * DAY, partial(self.pack, order))
        self.story.at(now + 2.7 * DAY, partial(self.arrive, order))

    def arrive(self, order: Order) -> None:
        for parcel in Shipment.objects.filter(order=order, delivered_at=None).order_by("pk"):
            fulfilling.deliver_order(order, by=parcel.by, shipment=parcel)

    def hand_over(self, order: Order, purchase: Purchase, arrival: datetime) -> None:
        self.arrive(order)
        if purchase.fate == "partly_refunded":
            self.story.at(arrival + 0.5 * DAY, partial(self.refund, order, purchase, order.total_amount // 5))
        if purchase.fate in AFTER_DELIVERY:
            self.story.at(arrival + 1.5 * DAY, partial(self.give_back, order, purchase))
        for said in purchase.says:
            self.story.at(arrival + said.days * DAY, partial(self.review, order.customer, said))

    def refund(self, order: Order, purchase: Purchase, amount: int | None) -> None:
        by = self.senders[labs_of(order)[0]]
        refunding.refund_order(order, by=by, amount=amount, reason=purchase.words)
        self.till.settle()

    # --- afterwards -------------------------------------------------------------------------------------------------
    def review(self, author: User, said: Said) -> None:
        product = Product.objects.select_related("lab").get(name=said.product)
        review = reviews.write_review(product, rating=said.stars, text=said.text, by=author)
        if said.answer:
            reviews.answer_review(review, text=said.answer, by=self.senders[product.lab_id])

    def give_back(self, order: Order, purchase: Purchase) -> None:
        """The last line of the order, one piece of it."""
        line = order.lines.order_by("-position")[0]
        row = returning.request_return(order, pieces=[Piece(line.pk, 1)], reason=purchase.words, by=order.customer)
        answers = {
            "return_approved": self.allow_return,
            "return_received": self.allow_return,
            "return_declined": self.decline_return,
            "return_withdrawn": self.withdraw_return,
        }
        if purchase.fate in answers:
            self.story.at(row.created_at + DAY, partial(answers[purchase.fate], row, purchase))

    def allow_return(self, row: Return, purchase: Purchase) -> None:
        by = self.senders[labs_of(row.order)[-1]]
        answer = "Of course. Please pack it well; the label is in your mail."
        returning.approve_return(row, by=by, answer=answer)
        if purchase.fate == "return_received":
            self.story.at(row.created_at + 5 * DAY, partial(self.take_back, row, purchase))

    def take_back(self, row: Return, purchase: Purchase) -> None:
        by, pieces = self.senders[labs_of(row.order)[-1]], [Piece(one.line_id, one.quantity) for one in row.lines.all()]
        returning.receive_return(row, by=by)
        refunding.refund_order(row.order, by=by, pieces=pieces, reason=purchase.words)
        self.till.settle()

    def decline_return(self, row: Return, _: Purchase) -> None:
        answer = "It is listed as a stand for phones, with its measures; we cannot take it back for that."
        returning.decline_return(row, by=self.senders[labs_of(row.order)[-1]], answer=answer)

    def withdraw_return(self, row: Return, _: Purchase) -> None:
        returning.withdraw_return(row, by=row.order.customer)

    def after(self, order: Order, days: float) -> datetime:
        return order.created_at + days * DAY


def labs_of(order: Order) -> list[UUID]:
    """The labs that make its lines, in the order of the lines."""
    found = order.lines.exclude(lab=None).order_by("position").values_list("lab_id", flat=True)
    return list(dict.fromkeys(found))


def void(_: object) -> None:
    """The result of an act that nobody needs."""
