"""The community in the Django admin."""

from django.contrib import admin

from strato.community.models import (
    Attendance,
    AttendanceStatusChange,
    Block,
    Event,
    EventStatusChange,
    Friendship,
    FriendshipStatusChange,
    Pet,
    PetPhoto,
    Profile,
    Reminder,
)


@admin.register(Profile)
class ProfileAdmin(admin.ModelAdmin[Profile]):
    list_display = ("user", "headline", "friends_visibility", "takes_requests")
    search_fields = ("user__email", "user__name", "headline")
    list_select_related = ("user",)
    raw_id_fields = ("user",)


@admin.register(Friendship)
class FriendshipAdmin(admin.ModelAdmin[Friendship]):
    list_display = ("low", "high", "requester", "status", "status_changed_at")
    list_filter = ("status",)
    list_select_related = ("low", "high", "requester")
    raw_id_fields = ("low", "high", "requester")
    readonly_fields = ("status", "status_changed_at")


@admin.register(FriendshipStatusChange)
class FriendshipStatusChangeAdmin(admin.ModelAdmin[FriendshipStatusChange]):
    list_display = ("row", "from_status", "to_status", "by", "at")
    list_filter = ("to_status",)
    list_select_related = ("row__low", "row__high", "by")
    raw_id_fields = ("row", "by")


@admin.register(Block)
class BlockAdmin(admin.ModelAdmin[Block]):
    list_display = ("blocker", "blocked", "created_at")
    search_fields = ("blocker__email", "blocked__email")
    list_select_related = ("blocker", "blocked")
    raw_id_fields = ("blocker", "blocked")


@admin.register(Pet)
class PetAdmin(admin.ModelAdmin[Pet]):
    list_display = ("name", "owner", "species", "breed", "visibility", "created_at")
    list_filter = ("species", "visibility")
    search_fields = ("name", "breed", "owner__email", "owner__name")
    list_select_related = ("owner",)
    raw_id_fields = ("owner",)


@admin.register(PetPhoto)
class PetPhotoAdmin(admin.ModelAdmin[PetPhoto]):
    list_display = ("pet", "position", "caption", "width", "height", "created_at")
    list_select_related = ("pet",)
    raw_id_fields = ("pet",)


@admin.register(Event)
class EventAdmin(admin.ModelAdmin[Event]):
    list_display = ("title", "organizer", "lab", "status", "visibility", "starts_at", "seats_taken", "capacity")
    list_filter = ("status", "visibility")
    search_fields = ("title", "organizer__email", "lab__name")
    list_select_related = ("organizer", "lab")
    raw_id_fields = ("organizer", "lab", "pet")
    readonly_fields = (
        "status",
        "status_changed_at",
        "seats_taken",
        "map_lat",
        "map_lng",
        "lat",
        "lng",
        "is_place_private",
    )


@admin.register(Attendance)
class AttendanceAdmin(admin.ModelAdmin[Attendance]):
    list_display = ("event", "user", "status", "guests", "ticket", "status_changed_at")
    list_filter = ("status",)
    list_select_related = ("event", "user")
    raw_id_fields = ("event", "user")
    readonly_fields = ("event", "user", "status", "status_changed_at", "guests", "ticket")


@admin.register(EventStatusChange)
class EventStatusChangeAdmin(admin.ModelAdmin[EventStatusChange]):
    list_display = ("row", "from_status", "to_status", "by", "reason", "at")
    list_filter = ("to_status",)
    list_select_related = ("row", "by")
    raw_id_fields = ("row", "by")


@admin.register(AttendanceStatusChange)
class AttendanceStatusChangeAdmin(admin.ModelAdmin[AttendanceStatusChange]):
    list_display = ("row", "from_status", "to_status", "by", "at")
    list_filter = ("to_status",)
    list_select_related = ("row__user", "row__event", "by")
    raw_id_fields = ("row", "by")


@admin.register(Reminder)
class ReminderAdmin(admin.ModelAdmin[Reminder]):
    list_display = ("attendance", "hours_before", "sent_at")
    list_select_related = ("attendance__user", "attendance__event")
    raw_id_fields = ("attendance",)
