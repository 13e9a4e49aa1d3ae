from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.community.api.people import (
    BlockViewSet,
    FriendRequestViewSet,
    FriendViewSet,
    MyProfileView,
    PersonViewSet,
)
from strato.community.api.pets import PetPhotoViewSet, PetViewSet

router = SimpleRouter()
router.register("people", PersonViewSet, basename="person")
router.register("friends", FriendViewSet, basename="friend")
router.register("friend-requests", FriendRequestViewSet, basename="friend-request")
router.register("blocks", BlockViewSet, basename="block")
router.register("pets", PetViewSet, basename="pet")
router.register("pet-photos", PetPhotoViewSet, basename="pet-photo")

urlpatterns = [path("profile/", MyProfileView.as_view(), name="my-profile"), *router.urls]
