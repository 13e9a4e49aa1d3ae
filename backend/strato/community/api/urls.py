from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.community.api.events import AttendeeViewSet, EventCalendarView, EventViewSet, MyFeedView, NearbyEventsView
from strato.community.api.ics import EventFileView, FeedView
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
router.register("events", EventViewSet, basename="event")
router.register(r"events/(?P<event_id>[^/.]+)/attendees", AttendeeViewSet, basename="attendee")

urlpatterns = [
    path("profile/", MyProfileView.as_view(), name="my-profile"),
    path("calendar-feed/", MyFeedView.as_view(), name="my-calendar-feed"),
    path("calendar-feed/<str:token>/", FeedView.as_view(), name="calendar-feed"),
    path("events/calendar/", EventCalendarView.as_view(), name="events-calendar"),
    path("events/nearby/", NearbyEventsView.as_view(), name="events-nearby"),
    path("events/<uuid:event_id>/ics/", EventFileView.as_view(), name="event-file"),
    *router.urls,
]
