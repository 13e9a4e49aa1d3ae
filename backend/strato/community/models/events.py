"""Events: what takes place when and where, for whom; who comes."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone as clock

from strato.accounts.models import Visibility
from strato.community.models.audience import in_sight, open_to
from strato.community.models.people import Friendship
from strato.community.models.pets import Pet
from strato.community.states import ATTENDANCE_TRANSITIONS, COMING, EVENT_TRANSITIONS, AttendanceStatus, EventStatus
from strato.core.status import Stateful, StatusChange
from strato.labs.models import Lab, Membership
from strato.labs.policies import MANAGERS


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> Self:
        """Drafts are their hosts'. The rest is for whom the host chose, and for who was invited or comes; blocks count above that."""
        if not user.is_authenticated:
            return in_sight(
                self.exclude(status=EventStatus.DRAFT).filter(open_to(user, "organizer")), user, "organizer"
            )
        if user.is_admin:
            return self
        colleagues = Q(visibility=Visibility.FRIENDS, lab__in=Membership.objects.filter(user=user).values("lab"))
        shown = open_to(user, "organizer") | colleagues | self.with_part(user)
        return in_sight(self.filter(self.hosted(user) | (~Q(status=EventStatus.DRAFT) & shown)), user, "organizer")

    def hosted(self, user: Any) -> Q:
        """The condition that this person runs it: who made it, and the managers of the lab it is given by."""
        managed = Membership.objects.filter(user=user, role__in=MANAGERS).values("lab")
        return Q(organizer=user) | Q(lab__in=managed)

    def with_part(self, user: Any, *statuses: str) -> Q:
        """The condition that this person was invited or answered, in one of these ways if any are named."""
        parts = Attendance.objects.filter(user=user)
        parts = parts.filter(status__in=statuses) if statuses else parts.exclude(status=AttendanceStatus.REMOVED)
        return Q(pk__in=parts.values("event"))

    def by_friends_of(self, user: Any) -> Self:
        return self.filter(Friendship.objects.friends_of(user, "organizer"))

    def with_answer_of(self, user: Any) -> Self:
        """Adds ``my_status`` and ``my_guests``, without a query per row."""
        mine = Attendance.objects.filter(event=OuterRef("pk"), user=user.pk)
        return self.annotate(
            my_status=Subquery(mine.values("status")[:1]), my_guests=Subquery(mine.values("guests")[:1])
        )


class Event(Stateful):
    """One get-together, given by a person, or by a person in the name of a lab or of a pet."""

    TRANSITIONS = EVENT_TRANSITIONS
    FRAME_KIND = "event"

    organizer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="events")
    lab = models.ForeignKey(Lab, null=True, blank=True, on_delete=models.CASCADE, related_name="events")
    pet = models.ForeignKey(Pet, null=True, blank=True, on_delete=models.SET_NULL, related_name="events")
    title = models.CharField(max_length=120)
    description = models.TextField(max_length=8000, blank=True)
    cover = models.ImageField(upload_to="events/", blank=True)
    status = models.CharField(max_length=10, choices=EventStatus.choices, default=EventStatus.DRAFT)
    visibility = models.CharField(
        max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC, help_text="private: by invitation"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    timezone = models.CharField(max_length=64, default="UTC", help_text="IANA name")
    area = models.CharField(
        max_length=120, blank=True, help_text="Roughly where; everybody who sees the event reads it"
    )
    place = models.CharField(max_length=240, blank=True, help_text="Where exactly")
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    is_place_private = models.BooleanField(default=False, help_text="Only who comes learns where exactly")
    map_lat = models.FloatField(null=True, blank=True, editable=False, help_text="The point that maps and searches use")
    map_lng = models.FloatField(null=True, blank=True, editable=False)
    capacity = models.PositiveIntegerField(null=True, blank=True, help_text="Seats; null: no limit")
    seats_taken = models.PositiveIntegerField(default=0, editable=False)
    most_guests = models.PositiveSmallIntegerField(default=0, help_text="Whom each may bring along")
    last_ticket = models.PositiveIntegerField(
        default=0, editable=False, help_text="The newest number in the waiting line"
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=F("seats_taken")), name="event_within_its_capacity"
            ),
            models.CheckConstraint(condition=Q(lab__isnull=True) | Q(pet__isnull=True), name="event_has_one_host"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lng__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lng__gte=-180, lng__lte=180),
                name="event_place_on_the_globe",
            ),
        ]
        indexes = [
            models.Index(fields=["map_lat", "map_lng", "starts_at"], name="event_place"),
            models.Index(fields=["starts_at", "id"], name="event_start"),
            models.Index(fields=["organizer", "starts_at"], name="event_of_organizer"),
        ]
        ordering = ("starts_at", "id")

    def __str__(self) -> str:
        return self.title

    def watchers(self) -> set[Any]:
        """Who runs it and who has to do with it."""
        parts = self.attendances.exclude(status=AttendanceStatus.REMOVED).filter(user__is_active=True)
        return {self.organizer_id, *parts.values_list("user_id", flat=True)}

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def is_open(self) -> bool:
        """Does it take answers?"""
        return self.status == EventStatus.PUBLISHED and not self.is_over

    def has_room_for(self, seats: int) -> bool:
        return self.capacity is None or self.seats_taken + seats <= self.capacity


class EventStatusChange(StatusChange):
    """One step in the life of an event."""

    row = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="status_changes")


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: Any) -> Self:
        """Who may see the event sees who comes, as far as those people are in sight; hosts see every answer, each their own.

        People with a private profile are shown only to hosts and to their friends.
        """
        if not user.is_authenticated:
            return self.none()
        rows = self.filter(event__in=Event.objects.visible_to(user))
        if user.is_admin:
            return rows
        hosted = Q(event__in=Event.objects.filter(Event.objects.hosted(user)).values("pk"))
        known = ~Q(user__visibility=Visibility.PRIVATE) | Friendship.objects.friends_of(user, "user")
        return in_sight(rows.filter(hosted | Q(user=user) | (Q(status__in=COMING) & known)), user, "user")

    def waiting(self) -> Self:
        """In the order in which they came."""
        return self.filter(status=AttendanceStatus.WAITING).order_by("ticket")


class Attendance(Stateful):
    """One person and one event: invited, coming, waiting for a seat, perhaps, or not."""

    TRANSITIONS = ATTENDANCE_TRANSITIONS
    FRAME_KIND = "attendance"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attendances")
    status = models.CharField(max_length=10, choices=AttendanceStatus.choices, default=AttendanceStatus.INVITED)
    guests = models.PositiveSmallIntegerField(default=0)
    ticket = models.PositiveIntegerField(default=0, help_text="The number in the waiting line; smaller came first")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="one_answer_per_person")]
        indexes = [models.Index(fields=["event", "status", "ticket"], name="attendance_line")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.user} at {self.event}: {self.status}"

    def watchers(self) -> set[Any]:
        return {self.user_id, self.event.organizer_id}

    @property
    def seats(self) -> int:
        return 1 + self.guests


class AttendanceStatusChange(StatusChange):
    """One change of mind."""

    row = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="status_changes")


class Reminder(models.Model):
    """One reminder that one person got of one event, so that nobody gets it twice."""

    id = models.BigAutoField(primary_key=True)
    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="reminders")
    hours_before = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attendance", "hours_before"], name="reminded_once")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.hours_before} h before, to {self.attendance_id}"
