"""Six weeks of print jobs: asked for, made, failed, tried again, in every status when the story reaches now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from strato.accounts.models import User
from strato.core.errors import DomainError
from strato.demo import pictures
from strato.demo.clock import Story
from strato.demo.settlers import People
from strato.demo.shopping import Shop, void
from strato.demo.world import LABS, MODELS
from strato.inventory.models import Material
from strato.labs.models import Lab
from strato.labs.states import PaymentPolicy
from strato.printing.models import Model3D, Offer, PrintJob
from strato.printing.services import drawing, jobs, making, models, paying, quotes
from strato.printing.states import PrintJobStatus
from strato.shopfloor.models import Printer
from strato.shopfloor.states import FailureReason, PrinterStatus

SAMPLES = Path(settings.BACKEND) / "samples" / "models"
HOUR = timedelta(hours=1)
CUSTOMERS = ("alice", "bob", "chiara", "david", "elif", "felix", "greta", "ines", "jonas", "kaja")
NOTES = (
    "",
    "",
    "The hole must stay open, an M4 screw goes through.",
    "Looks matter on the front only.",
    "For a school project, no hurry.",
    "Please print it standing, the layers should run across.",
)
REJECTIONS = ("Our large printer is out for the week.", "The walls are too thin for this material; try 1.2 mm.")
FAILURES = {
    FailureReason.ADHESION: "Came loose from the plate at layer 40.",
    FailureReason.WARPING: "Two corners lifted by a millimeter.",
    FailureReason.CLOG: "The nozzle clogged halfway.",
    FailureReason.LAYER_SHIFT: "Shifted along y after a belt slipped.",
    FailureReason.POWER: "The power went out during the storm.",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """One job to be: who wants what when, and how its life goes."""

    moment: datetime
    customer: str
    file: str
    title: str
    material: str
    fate: str  # "made", "retried", "reassigned", "failed", "rejected", "cancelled", "waiting", "accepted", "asked", "quoted", "unpaid"
    quantity: int = 1
    infill_percent: int = 20
    start: datetime | None = None
    lab: str = ""  # empty: one of the two cheapest


class Workshop:
    """Lets jobs live in a story; machines are busy while they print."""

    def __init__(self, story: Story, people: People, shop: Shop) -> None:
        self.story, self.people, self.shop = story, people, shop
        self.dice = Random(20)  # noqa: S311 - the same world every time
        self.makers = {
            place.slug: people[place.members[-1][0] if place.slug != "lab-north" else "mona"] for place in LABS
        }
        self.free_at: dict[object, datetime] = {}

    def plan(self, plan: Plan) -> None:
        self.story.at(plan.moment, lambda: self.ask(plan))

    # --- the customer -----------------------------------------------------------------------------------------------
    def ask(self, plan: Plan) -> None:
        customer = self.people[plan.customer]
        model = self.model_of(plan, customer)
        wish = quotes.Wish(
            model=model,
            material=Material.objects.get(code=plan.material),
            quantity=plan.quantity,
            infill_percent=plan.infill_percent,
            layer_height_mm=0.05 if plan.material.startswith("resin") else 0.2,
        )
        quote = quotes.ask_labs(wish, by=customer)
        offers = [offer for offer in quote.offers.select_related("lab") if offer.is_possible]
        if not offers or plan.fate == "quoted":
            return
        wanted = [offer for offer in offers if offer.lab.slug == plan.lab]
        offer = self.dice.choice(wanted or offers[:2])
        job = self.place(offer, plan, note=self.dice.choice(NOTES))
        if job.status != PrintJobStatus.AWAITING_PAYMENT:
            self.lead(job, plan)

    def place(self, offer: Offer, plan: Plan, *, note: str) -> PrintJob:
        """Straight to the lab, or through the cart where the lab is paid in advance."""
        if offer.lab.payment_policy != PaymentPolicy.PREPAY:
            return jobs.submit_print_job(offer, by=self.people[plan.customer], note=note)
        order = self.shop.buy_print(offer.pk, plan.customer, is_paid=plan.fate != "unpaid")
        return PrintJob.objects.select_related("lab", "customer", "material").get(
            order_line_id__in=order.lines.values("pk")
        )

    def model_of(self, plan: Plan, customer: User) -> Model3D:
        known = Model3D.objects.filter(owner=customer, name=plan.title).first()
        if known:
            return known
        upload = SimpleUploadedFile(plan.file, (SAMPLES / plan.file).read_bytes())
        model = models.add_model(upload, by=customer, name=plan.title)
        return model if model.thumbnail else drawing.draw_model(model)  # later copies of the file share the picture

    # --- the lab ----------------------------------------------------------------------------------------------------
    def lead(self, job: PrintJob, plan: Plan) -> None:
        maker = self.makers[job.lab.slug]
        soon = plan.moment + HOUR * self.dice.uniform(0.5, 3)
        if plan.fate == "waiting":
            return
        if plan.fate == "asked":
            self.story.at(soon, lambda: self.talk(job, maker, plan))
        elif plan.fate == "rejected":
            self.story.at(soon, lambda: self.reject(job, maker))
        elif plan.fate == "cancelled":
            self.story.at(soon, lambda: self.cancel(job))
        else:
            self.story.at(soon, lambda: self.accept(job, maker, plan))

    def talk(self, job: PrintJob, maker: User, plan: Plan) -> None:
        jobs.ask_customer(
            fresh(job), by=maker, text="Does the fine lettering have to be readable, or may we print it lying?"
        )
        if self.dice.random() < 0.5:
            later = plan.moment + 4 * HOUR
            self.story.at(later, lambda: void(jobs.answer_lab(fresh(job), by=job.customer, text="Lying is fine.")))

    def reject(self, job: PrintJob, maker: User) -> None:
        job = fresh(job)
        if job.can_become("rejected"):
            self.pay_back(jobs.reject_print_job(job, by=maker, reason=self.dice.choice(REJECTIONS)))

    def cancel(self, job: PrintJob) -> None:
        self.pay_back(jobs.cancel_print_job(fresh(job), by=job.customer, reason="Found a better design."))

    def pay_back(self, job: PrintJob) -> None:
        """What was paid in advance goes back, as the background would see to it."""
        paying.refund_job(job)
        self.shop.till.settle()

    def accept(self, job: PrintJob, maker: User, plan: Plan) -> None:
        job = fresh(job)
        if job.can_become("accepted"):
            job = jobs.accept_print_job(job, by=maker)
        if plan.fate == "accepted":
            return
        printer = self.assign(job, maker)
        if printer is None:
            return
        now = job.status_changed_at
        begin = plan.start or max(now + HOUR * self.dice.uniform(0.5, 6), self.free_at.get(printer.pk, now))
        self.free_at[printer.pk] = begin + self.length(job) + HOUR
        self.story.at(begin, lambda: self.begin(job, maker, plan, begin))

    def assign(self, job: PrintJob, maker: User) -> Printer | None:
        """The machine of the lab that is free first among those that take the job."""
        machines = Printer.objects.filter(lab=job.lab, materials=job.material).exclude(
            status__in=[PrinterStatus.MAINTENANCE, PrinterStatus.OFFLINE, PrinterStatus.RETIRED]
        )
        long_ago = self.story.now - timedelta(days=365)
        for machine in sorted(machines, key=lambda one: (self.free_at.get(one.pk, long_ago), one.name)):
            try:
                making.assign_printer(job, by=maker, printer=machine)
            except DomainError:
                continue
            return machine
        return None

    def length(self, job: PrintJob) -> timedelta:
        return timedelta(seconds=max(900, job.seconds * job.quantity))

    def begin(self, job: PrintJob, maker: User, plan: Plan, begin: datetime) -> None:
        try:
            making.start_print_job(fresh(job), by=maker)
        except DomainError:
            return
        self.follow(job, maker, plan, begin)

    def follow(self, job: PrintJob, maker: User, plan: Plan, begin: datetime) -> None:
        """Progress in quarters, then the end that the plan has in mind."""
        length = self.length(job)
        breaks_at = self.dice.uniform(0.2, 0.8) if plan.fate in {"retried", "reassigned", "failed"} else None
        ends = begin + length * (breaks_at or 1)
        if ends > self.story.now or breaks_at:  # what has ended well needs no milestones
            for percent in (10, 25, 45, 60, 75, 90):
                if begin + length * percent / 100 < ends:
                    self.story.at(begin + length * percent / 100, partial(self.report, job, maker, percent))
        if breaks_at is None:
            self.story.at(begin + length, lambda: self.complete(job, maker))
        else:
            broken = begin + length * breaks_at
            self.story.at(broken, lambda: self.fail(job, maker, plan, broken))

    def complete(self, job: PrintJob, maker: User) -> None:
        """What was bought in the cart is sent, everything else is picked up."""
        done = making.complete_print_job(fresh(job), by=maker)
        if done.order_line_id is not None:
            self.shop.send_print(done.order_line_id)

    def report(self, job: PrintJob, maker: User, percent: int) -> None:
        making.report_progress(fresh(job), by=maker, percent=percent)

    def fail(self, job: PrintJob, maker: User, plan: Plan, broken: datetime) -> None:
        reason = self.dice.choice(list(FAILURES))
        photo = pictures.failed_print(f"{job.number}-{reason}")
        making.fail_print_job(fresh(job), by=maker, reason=reason, note=FAILURES[reason], photo=photo)
        again = Plan(plan.moment, plan.customer, plan.file, plan.title, plan.material, "made", plan.quantity)
        if plan.fate == "retried":
            self.story.at(broken + HOUR, lambda: self.retry(job, maker, again, broken + HOUR))
        elif plan.fate == "reassigned":
            self.story.at(broken + 2 * HOUR, lambda: self.reassign(job, maker, again))

    def retry(self, job: PrintJob, maker: User, again: Plan, moment: datetime) -> None:
        try:
            making.retry_print_job(fresh(job), by=maker)
        except DomainError:
            return
        self.follow(job, maker, again, moment)

    def reassign(self, job: PrintJob, maker: User, again: Plan) -> None:
        job = fresh(job)
        answers = (
            Offer.objects.filter(quote=job.offer.quote, reasons=[]).exclude(lab=job.lab)
            if job.offer
            else Offer.objects.none()
        )
        other = Lab.objects.filter(pk__in=answers.values("lab")).order_by("slug").first()
        if other is None:
            return
        job = jobs.reassign_print_job(job, by=maker, lab=other)
        self.story.at(job.status_changed_at + HOUR, lambda: self.accept(job, self.makers[other.slug], again))


def fresh(job: PrintJob) -> PrintJob:
    return PrintJob.objects.select_related("lab", "customer", "material", "printer").get(pk=job.pk)


def six_weeks(workshop: Workshop) -> None:
    """The plans: a busy past by dice, and a present in which Alice's jobs stand in every status."""
    now, dice = workshop.story.now, Random(6)  # noqa: S311
    fates = ["made"] * 12 + ["retried", "retried", "reassigned", "rejected", "cancelled", "failed"]
    for day in range(42, 1, -1):
        for _ in range(dice.choice((1, 1, 2, 2, 3))):
            file, title = dice.choice(MODELS)
            material = dice.choice(("pla", "pla", "pla", "petg", "petg", "asa", "resin-standard"))
            moment = now - timedelta(days=day, hours=dice.uniform(-6, 6))
            quantity = 24 if title == "Sleeve" else dice.choice((1, 1, 1, 2, 4, 10))  # sleeves weigh next to nothing
            workshop.plan(Plan(moment, dice.choice(CUSTOMERS), file, title, material, dice.choice(fates), quantity))
    for plan in [*bought_in_advance(now), *the_present(now)]:
        workshop.plan(plan)


def bought_in_advance(now: datetime) -> list[Plan]:
    """Resin prints, paid in the cart before the atelier begins."""
    day = 24 * HOUR
    wanted = (
        (84, "chiara", MODELS[2], 1, "made"),
        (71, "alice", MODELS[1], 2, "made"),
        (57, "jonas", MODELS[0], 4, "made"),
        (44, "bob", MODELS[6], 1, "rejected"),
        (35, "elif", MODELS[4], 1, "made"),
        (23, "chiara", MODELS[1], 4, "made"),
        (16, "ines", MODELS[6], 1, "made"),
        (10, "greta", MODELS[3], 8, "cancelled"),
        (5, "chiara", MODELS[6], 1, "retried"),
        (1.3, "alice", MODELS[0], 2, "accepted"),
    )
    return [
        Plan(now - days * day, who, *model, "resin-standard", fate, pieces, lab="atelier-rhone")
        for days, who, model, pieces, fate in wanted
    ]


def the_present(now: datetime) -> list[Plan]:
    cube, benchy, gears, sleeve = MODELS[0], MODELS[1], MODELS[4], MODELS[3]
    north, south, levante, rhone = (place.slug for place in LABS[:4])
    return [
        Plan(now - 70 * HOUR, "alice", *benchy, "pla", "made", lab=north),
        Plan(now - 60 * HOUR, "alice", *sleeve, "petg", "rejected", lab=north),
        Plan(now - 50 * HOUR, "alice", *cube, "pla", "failed", lab=south),
        Plan(now - 30 * HOUR, "alice", *cube, "petg", "cancelled", lab=north),
        Plan(now - 20 * HOUR, "alice", *gears, "pla", "accepted", lab=north),
        Plan(now - 14 * HOUR, "david", *MODELS[5], "pla", "accepted", lab=north),
        Plan(now - 9 * HOUR, "ines", *gears, "pla", "made", 4, start=now - 2 * HOUR, lab=levante),
        Plan(now - 8 * HOUR, "alice", *benchy, "petg", "made", 2, start=now - 1.1 * HOUR, lab=north),
        Plan(now - 7 * HOUR, "felix", *benchy, "pla", "made", 3, start=now - 1.6 * HOUR, lab=south),
        Plan(now - 6 * HOUR, "elif", *gears, "pla", "made", 2, start=now - 0.6 * HOUR, lab=north),
        Plan(now - 5 * HOUR, "bob", *MODELS[5], "asa", "made", 2, start=now - 0.8 * HOUR, lab=north),
        Plan(now - 4 * HOUR, "alice", *sleeve, "pla", "asked", lab=north),
        Plan(now - 3 * HOUR, "chiara", *benchy, "resin-standard", "waiting", lab=rhone),
        Plan(now - 0.4 * HOUR, "alice", *gears, "resin-standard", "unpaid", lab=rhone),
        Plan(now - 2.5 * HOUR, "kaja", *cube, "petg", "waiting", 2, lab=north),
        Plan(now - 2 * HOUR, "jonas", *MODELS[6], "pla", "waiting", 3, lab=north),
        Plan(now - 1.5 * HOUR, "bob", *benchy, "pla", "waiting", lab=south),
        Plan(now - 1 * HOUR, "greta", *MODELS[2], "petg", "waiting", 6, lab=north),
        Plan(now - 0.5 * HOUR, "alice", *MODELS[2], "pla", "waiting", 4, lab=north),
        Plan(now - 0.3 * HOUR, "alice", *benchy, "asa", "quoted"),
    ]
