"""The community in the Django admin."""

from django.contrib import admin

from strato.community.models import Block, Friendship, FriendshipStatusChange, Pet, PetPhoto, Profile


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
