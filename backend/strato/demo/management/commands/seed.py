"""`manage.py seed`: the demo world into an empty database."""

from datetime import timedelta
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from strato.accounts.models import User
from strato.core.queue.models import Job, JobStatus
from strato.demo.clock import Story
from strato.demo.complaints import settle_complaints
from strato.demo.jobs import Workshop, six_weeks
from strato.demo.people import settle_community
from strato.demo.settlers import found_labs, settle_people
from strato.demo.shop import open_shop
from strato.demo.shopping import Shop
from strato.demo.talks import settle_talks
from strato.demo.till import Till
from strato.notifications import services as notifications
from strato.orders.models import Order
from strato.printing.models import PrintJob


class Command(BaseCommand):
    help = "Fill an empty database with one lively world: people, labs, printers, spools, jobs in every status."

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError("There are people in this database already; the demo world wants an empty one.")
        with transaction.atomic():
            self.populate()
        counted = (
            f"{User.objects.count()} people, {PrintJob.objects.count()} print jobs, {Order.objects.count()} orders"
        )
        self.stdout.write(f"The demo world: {counted}.")

    def populate(self) -> None:
        story = Story()
        people = settle_people(story.now - timedelta(days=110))
        found_labs(people, story.now - timedelta(days=105))
        open_shop(people, story.now - timedelta(days=100))
        settle_community(people, story.now)
        with Till.opened() as till:
            shop = Shop(story, people, till)
            shop.open()
            six_weeks(Workshop(story, people, shop))
            story.play()
        settle_talks(people, story.now)
        settle_complaints(people, story.now)
        # The past has been mailed and sliced long ago; only the last half day is still news.
        Job.objects.filter(status=JobStatus.QUEUED).delete()
        notifications.read_before(story.now - timedelta(hours=12))
